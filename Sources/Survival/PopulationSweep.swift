internal import Foundation

/// The cumulative hazard of a population beside a cohort, at given times.
///
/// With the people at risk fixed over an interval, ∫ Σ w λ / Σ w for w = exp(s H) is the change of
/// s log Σ w, because dw = s w λ dt; so no integral is approximated. Counts, s = 0, have a constant
/// integrand between changes of hazards.
struct PopulationSweep {
  /// The cumulative hazard at each time asked for.
  private(set) var populationHazard: [Double] = []
  /// Σ w over events at each time, over Σ w at risk.
  private(set) var observed: [Double] = []
  /// Σ w² over events at each time, over the square of Σ w at risk; w counts each copy.
  private(set) var variance: [Double] = []
  /// The largest cumulative hazard that anyone had while at risk.
  let largestHazard: Double

  /// Rows by what happens to them, in the order in which it does.
  fileprivate struct Changes {
    var time: [Double] = []
    var row: [Int] = []
    /// The cell that a row comes into; −1 where it leaves.
    var cell: [Int] = []
    var hazard: [Double] = []
    /// Whether a row comes at risk or stops to be.
    var isTurn: [Bool] = []
    /// The largest cumulative hazard of anyone.
    var largest = 0.0
  }

  /// - Parameters:
  ///   - population: The match of each row.
  ///   - weight: How many people each row is.
  ///   - start: When each row comes at risk.
  ///   - end: When it stops to be.
  ///   - event: Whether it ends with an event; nil to leave events out.
  ///   - times: Ascending.
  ///   - sign: What the weight of people is, as in ``PopulationSums``.
  /// - Complexity: O(c + t k) for c changes of hazard of a row, t times of any entry or end, and k cells of
  ///   the rate table that have people at one time.
  init(
    _ population: MatchedPopulation, weight: [Double], start: [Double]?, end: [Double],
    event: [Bool]?, times: [Double], sign: Double
  ) {
    let last = times.last ?? 0
    var changes = Changes()
    for row in end.indices where weight[row] > 0 && (start?[row] ?? 0) < last {
      Self.collect(population, row, start?[row] ?? 0, end[row], last, &changes)
    }
    largestHazard = changes.largest
    let order = RadixOrder.ascending(changes.time).rows
    var sums = PopulationSums(population.table, sign: sign)
    var cell = [Int](repeating: -1, count: end.count)
    var term = [Double](repeating: 0, count: end.count)
    var (from, before, total) = (0.0, 0.0, CompensatedSum())
    var (next, k) = (0, 0)
    while k < times.count {
      let change = next < order.count ? changes.time[order[next]] : .infinity
      let now = min(change, times[k])
      var end = next
      var isTurn = now == times[k]
      while end < order.count, changes.time[order[end]] == now {
        isTurn = isTurn || changes.isTurn[order[end]]
        end += 1
      }
      if sign == 0 {
        if sums.people > 0 { total += sums.hazard / sums.people * (now - from) }
      }
      from = now
      let atRisk = !isTurn ? 0 : sign == 0 ? sums.people : sums.total(at: now)
      if isTurn, sign != 0, before > 0, atRisk > 0 { total += sign * log(atRisk / before) }
      var (dead, squares) = (0.0, 0.0)
      for i in order[next..<end] {
        let (row, hazard) = (changes.row[i], changes.hazard[i])
        if cell[row] >= 0 {
          sums.leave(cell[row], weight: weight[row], term: term[row])
        }
        cell[row] = changes.cell[i]
        if cell[row] >= 0 {
          term[row] = sums.enter(cell[row], at: now, weight: weight[row], hazard: hazard)
        } else if event?[row] == true {
          dead += weight[row] * exp(sign * hazard)
          squares += weight[row] * exp(2 * sign * hazard)
        }
      }
      next = end
      if isTurn, sign != 0 { before = sums.total(at: now) }
      guard now == times[k] else { continue }
      populationHazard.append(total.value)
      observed.append(atRisk > 0 ? dead / atRisk : 0)
      variance.append(atRisk > 0 ? squares / (atRisk * atRisk) : 0)
      k += 1
    }
  }

  private static func collect(
    _ population: MatchedPopulation, _ row: Int, _ start: Double, _ end: Double, _ last: Double,
    _ changes: inout Changes
  ) {
    // The weight is that of the hazard from time 0 on, also where a row comes at risk later.
    var hazard = 0.0
    if start > 0 {
      var walk = HazardWalk(population, row: row, from: 0)
      while walk.time < start {
        let (from, rate) = (walk.time, walk.hazard)
        walk.advance()
        hazard += rate * (min(walk.time, start) - from)
      }
    }
    var walk = HazardWalk(population, row: row, from: start)
    let stop = min(end, last.nextUp)
    while walk.time < stop {
      changes.append(walk.time, row, walk.cell, hazard, isTurn: walk.time == start)
      let (from, rate) = (walk.time, walk.hazard)
      walk.advance()
      hazard += rate * (min(walk.time, end) - from)
    }
    if end <= last { changes.append(end, row, -1, hazard, isTurn: true) }
  }
}

extension PopulationSweep.Changes {
  fileprivate mutating func append(
    _ time: Double, _ row: Int, _ cell: Int, _ hazard: Double, isTurn: Bool
  ) {
    self.time.append(time)
    self.row.append(row)
    self.cell.append(cell)
    self.hazard.append(hazard)
    self.isTurn.append(isTurn)
    largest = max(largest, hazard)
  }
}
