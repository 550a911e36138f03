internal import LinearAlgebra
internal import Platform

/// Rows laid out for the partial likelihood of subdistribution hazards, by time, covariates centred
/// and scaled.
struct FineGraySets: Sendable {
  /// The events of the cause at one time.
  struct Block: Sendable {
    var time: Double
    /// The positions at which rows of this time begin and end.
    var start: Int
    var end: Int
    /// Where its events are in ``FineGraySets/dead``.
    var dead: Range<Int>
    var weight: Double
    /// How many equal terms the events contribute.
    var terms: Int
    /// How many of the entries, in ascending order, are before the time.
    var entered: Int
  }

  /// The row of the data at each position.
  let rows: [Int]
  let weight: [Double]
  /// The positions of the events of the cause.
  let dead: [Int]
  let blocks: [Block]
  /// Positions that had an event of another cause, ascending.
  let others: [Int]
  /// 1/(G(T−) H(T−)) of each of them, at its position; 0 elsewhere.
  let inverse: [Double]
  /// Whether follow-up ended without an event at each position.
  let isCensored: [Bool]
  /// Whether weights are frequencies.
  let countsCopies: Bool
  /// Whether events at a time are no longer at risk of being censored at it.
  let eventsLeaveFirst: Bool
  /// The group of censoring of each position.
  let group: [Int]
  let groups: Int
  /// The positions of each group, ascending.
  let members: [[Int]]
  /// G(t−) H(t−) of group g at block k is at `k * groups + g`.
  let observed: [Double]
  let curves: [CensoringCurve]
  /// The positions by entry; empty without delayed entry.
  let entries: [Int]
  /// The entry of each position; empty without delayed entry.
  let entryTime: [Double]
  /// For each position the first block after its entry; empty without delayed entry.
  let firstBlock: [Int]
  /// For each position the first block later than its time.
  let nextBlock: [Int]
  /// The covariates, one row a position.
  let x: Matrix
  let scale: [Double]
  let center: [Double]
  /// Why a column was left out from the start; nil if it is constant or was not.
  let absence: [NotEstimable?]
  /// Whether every weight of those with another event is finite.
  let isObserved: Bool
  /// The most threads to use; nothing depends on it.
  let threads: Int

  /// - Complexity: O(n p).
  init(
    _ data: CompetingRisks, cause: Int, _ covariates: Matrix, groups: Groups?,
    censoring: CensoringTies, ties: TieMethod, threads: Int
  ) {
    self.threads = threads
    let (followUp, order) = (data.followUp, data.followUp.rows)
    rows = order.exits
    weight = order.weight
    let split = groups.map { order.split(by: $0.codes, count: $0.count) } ?? [order]
    let plain = followUp.countsCopies ? followUp : (try? followUp.weighted(by: nil)) ?? followUp
    let curves = split.map { CensoringCurve(plain, $0, ties: censoring) }
    let count = curves.count
    let group = order.exits.map { groups?.codes[$0] ?? 0 }
    var layout = FineGrayLayout(data, cause, ties)
    layout.scan(order)
    (entries, firstBlock) = layout.entries(order)
    self.curves = curves
    self.group = group
    self.groups = count
    dead = layout.dead
    others = layout.others
    nextBlock = layout.nextBlock
    blocks = layout.blocks
    var inverse = [Double](repeating: 0, count: order.exits.count)
    for i in layout.others { inverse[i] = 1 / curves[group[i]].value(before: order.time[i]) }
    self.inverse = inverse
    isObserved = inverse.allSatisfy { $0.isFinite }
    isCensored = order.exits.map { data.cause[$0] == 0 }
    countsCopies = followUp.countsCopies
    eventsLeaveFirst = censoring == .eventsFirst
    var members = [[Int]](repeating: [], count: count)
    for i in group.indices { members[group[i]].append(i) }
    self.members = members
    entryTime = followUp.entry.map { entry in order.exits.map { entry[$0] } } ?? []
    observed = layout.blocks.flatMap { block in
      curves.map { $0.value(before: block.time) }
    }
    (x, center, scale, absence) = Self.centred(
      covariates, rows: order.exits, weight: order.weight, threads: threads)
  }

  private static func centred(
    _ covariates: Matrix, rows: [Int], weight: [Double], threads: Int
  ) -> (Matrix, center: [Double], scale: [Double], absence: [NotEstimable?]) {
    let total = weight.reduce(0, +)
    let columns = Parallel.map(covariates.columns, threads: threads) { j in
      covariates.withColumn(j) { column in
        var (sum, size) = (0.0, 0.0)
        for i in rows.indices {
          sum += weight[i] / total * column[rows[i]]
          size += weight[i] / total * abs(column[rows[i]])
        }
        var deviation = 0.0
        for i in rows.indices { deviation += weight[i] / total * abs(column[rows[i]] - sum) }
        let limit = CoxRiskSets.largestSize
        let isInScale = size < limit && (deviation == 0 || 1 / deviation < limit)
        let factor = isInScale && deviation > 1e-13 * size ? 1 / deviation : 0
        let values = rows.map { factor == 0 ? 0 : (column[$0] - sum) * factor }
        let absence: NotEstimable? = isInScale ? nil : .outOfScale
        return (values: values, center: isInScale ? sum : 0, scale: factor, absence: absence)
      }
    }
    var storage: [Double] = []
    storage.reserveCapacity(rows.count * covariates.columns)
    for column in columns { storage += column.values }
    return (
      Matrix(rows: rows.count, columns: covariates.columns, storage: storage),
      columns.map(\.center), columns.map(\.scale), columns.map(\.absence)
    )
  }

  var width: Int { x.columns }
}

/// Finds blocks, and what lies before and after them.
private struct FineGrayLayout {
  private let data: CompetingRisks
  private let cause: Int
  private let ties: TieMethod
  private(set) var dead: [Int] = []
  private(set) var others: [Int] = []
  private(set) var blocks: [FineGraySets.Block] = []
  private(set) var nextBlock: [Int] = []

  init(_ data: CompetingRisks, _ cause: Int, _ ties: TieMethod) {
    self.data = data
    self.cause = cause
    self.ties = ties
  }

  mutating func scan(_ order: RowOrder) {
    nextBlock.reserveCapacity(order.exits.count)
    var i = 0
    while i < order.exits.count {
      let (start, t, firstDead) = (i, order.time[i], dead.count)
      var weight = 0.0
      while i < order.exits.count, order.time[i] == t {
        let own = data.cause[order.exits[i]]
        if own == cause {
          dead.append(i)
          weight += order.weight[i]
        } else if own > 0 {
          others.append(i)
        }
        i += 1
      }
      if dead.count > firstDead {
        blocks.append(
          FineGraySets.Block(
            time: t, start: start, end: i, dead: firstDead..<dead.count, weight: weight,
            terms: terms(dead.count - firstDead, weight), entered: 0))
      }
      for _ in start..<i { nextBlock.append(blocks.count) }
    }
  }

  private func terms(_ dead: Int, _ weight: Double) -> Int {
    switch ties {
    case .breslow, .exact: 1
    case .efron: data.followUp.countsCopies ? Int(weight) : dead
    }
  }

  /// Positions by entry, and the first block after the entry of each position.
  mutating func entries(_ order: RowOrder) -> (positions: [Int], firstBlock: [Int]) {
    guard let entry = data.followUp.entry else { return ([], []) }
    var positionOfRow = [Int](repeating: 0, count: data.followUp.count)
    for i in order.exits.indices { positionOfRow[order.exits[i]] = i }
    let positions = order.entries.map { positionOfRow[$0] }
    var firstBlock = [Int](repeating: 0, count: order.exits.count)
    var k = 0
    for (i, row) in order.entries.enumerated() {
      while k < blocks.count, blocks[k].time <= entry[row] {
        blocks[k].entered = i
        k += 1
      }
      firstBlock[positions[i]] = k
    }
    while k < blocks.count {
      blocks[k].entered = positions.count
      k += 1
    }
    return (positions, firstBlock)
  }
}
