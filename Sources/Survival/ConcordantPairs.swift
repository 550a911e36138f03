internal import LinearAlgebra

/// The pairs of an event and someone still at risk, by which score is the higher.
struct ConcordantPairs {
  private(set) var (concordant, discordant, tied) = (0.0, 0.0, 0.0)
  /// For each row, the weight of its partners, half of those with a tied score, with whom it is
  /// concordant.
  private(set) var concordance: [Double]
  /// For each row, the weight of all its partners.
  private(set) var weight: [Double]

  private let data: SurvivalData
  private let horizon: Double
  private var tree = FenwickTree(count: 0)
  /// The place of each row's score among the distinct scores of its stratum.
  private var place: [Int]

  /// - Complexity: O(n log n).
  init(
    _ data: SurvivalData, _ scores: [Double], weighting: ConcordanceWeight, horizon: Double
  ) {
    self.data = data
    self.horizon = horizon
    concordance = [Double](repeating: 0, count: data.count)
    weight = concordance
    place = [Int](repeating: 0, count: data.count)
    let orders = data.stratumCodes.map { data.rows.split(by: $0.values, count: $0.count) }
    for order in orders ?? [data.rows] where !order.exits.isEmpty {
      let places = rank(order, scores)
      let factors = Self.factors(order, data, weighting)
      tree = FenwickTree(count: places)
      scanEvents(order, factors)
      tree = FenwickTree(count: places)
      scanPartners(order, factors)
    }
  }

  /// Ranks the scores of a stratum; equal ones share a place.
  private mutating func rank(_ order: RowOrder, _ scores: [Double]) -> Int {
    let own = order.exits.map { scores[$0] }
    var next = -1
    var last = Double.nan
    for index in AscendingOrder(own).rows {
      let score = own[Int(index)]
      if score != last { next += 1 }
      last = score
      place[order.exits[Int(index)]] = next
    }
    return next + 1
  }

  /// The factor of the pairs of each event time, at the first exit of that time.
  private static func factors(
    _ order: RowOrder, _ data: SurvivalData, _ weighting: ConcordanceWeight
  ) -> [Double] {
    var result = [Double](repeating: 1, count: order.exits.count)
    guard weighting == .uno else { return result }
    let table = RiskTable(data, order)
    var uncensored = 1.0
    for k in table.time.indices {
      result[table.start[k]] = 1 / (uncensored * uncensored)
      let atRisk = table.atRisk[k] - table.events[k]
      if table.censored[k] > 0, atRisk > 0 {
        uncensored *= max(0, (atRisk - table.censored[k]) / atRisk)
      }
    }
    return result
  }

  /// From the last time to the first, compares each event with those in the tree, who are at risk
  /// and live on.
  private mutating func scanEvents(_ order: RowOrder, _ factors: [Double]) {
    var (end, entry, atRisk) = (order.exits.count, order.entries.count, 0.0)
    while end > 0 {
      let start = Self.start(order, before: end)
      let t = order.time[start]
      let lives = start + order.isEvent[start..<end].count { $0 }
      for i in lives..<end {
        tree.add(order.weight[i], at: place[order.exits[i]])
        atRisk += order.weight[i]
      }
      while entry > 0, (data.entry?[order.entries[entry - 1]] ?? 0) >= t {
        entry -= 1
        let row = order.entries[entry]
        tree.add(-data.rowWeights[row], at: place[row])
        atRisk -= data.rowWeights[row]
      }
      for i in start..<lives where t <= horizon {
        let (row, factor) = (order.exits[i], factors[start])
        let lower = tree.sum(before: place[row])
        let equal = tree.sum(before: place[row] + 1) - lower
        concordance[row] += factor * (lower + equal / 2)
        weight[row] += factor * atRisk
        concordant += order.weight[i] * factor * lower
        tied += order.weight[i] * factor * equal
        discordant += order.weight[i] * factor * (atRisk - lower - equal)
      }
      for i in start..<lives {
        tree.add(order.weight[i], at: place[order.exits[i]])
        atRisk += order.weight[i]
      }
      end = start
    }
    (discordant, tied) = (max(0, discordant), max(0, tied))
  }

  /// From the first time to the last, compares each who leaves with the events in the tree, less
  /// those that were there at entry.
  private mutating func scanPartners(_ order: RowOrder, _ factors: [Double]) {
    var (start, entry, events) = (0, 0, 0.0)
    func compare(_ row: Int, _ sign: Double) {
      let lower = tree.sum(before: place[row])
      let equal = tree.sum(before: place[row] + 1) - lower
      concordance[row] += sign * (events - lower - equal / 2)
      weight[row] += sign * events
    }
    while start < order.exits.count {
      let t = order.time[start]
      var end = start
      while end < order.exits.count, order.time[end] == t { end += 1 }
      while entry < order.entries.count, (data.entry?[order.entries[entry]] ?? 0) < t {
        compare(order.entries[entry], -1)
        entry += 1
      }
      let lives = start + order.isEvent[start..<end].count { $0 }
      for i in start..<lives { compare(order.exits[i], 1) }
      for i in start..<lives where t <= horizon {
        let value = order.weight[i] * factors[start]
        tree.add(value, at: place[order.exits[i]])
        events += value
      }
      for i in lives..<end { compare(order.exits[i], 1) }
      start = end
    }
  }

  private static func start(_ order: RowOrder, before end: Int) -> Int {
    var start = end - 1
    while start > 0, order.time[start - 1] == order.time[end - 1] { start -= 1 }
    return start
  }
}
