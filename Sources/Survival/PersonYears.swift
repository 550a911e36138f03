/// Person-time and events by bands of several scales of time, and by group.
///
/// Each row is carried through the cells that it passes, from its entry to its time, so that time is
/// exact wherever days are whole numbers. The event counts in the cell in which follow-up ends; one at
/// time 0, which no time goes before, in the cell in which follow-up would begin.
/// Cells are numbered with the group slowest and the bands of the last scale fastest.
public struct PersonYears: Sendable {
  /// The most cells that are held.
  public static let manyCells = 10_000_000

  /// The number of groups.
  public let groups: Int
  /// The number of bands of each scale.
  public let bands: [Int]
  /// The person-time of each cell, in the unit of the data, by weight.
  public let time: [Double]
  /// The weight of the events of each cell.
  public let events: [Double]
  /// The number of rows that spend time in each cell.
  public let rows: [Int]
  /// The time outside of all bands of some scale.
  public let timeOutside: Double
  /// The weight of the events there.
  public let eventsOutside: Double
  /// Whether events are counts: rows without weights, or with frequencies.
  public let isCounted: Bool

  /// The person-time of all rows.
  ///
  /// - Parameters:
  ///   - data: Follow-up (entry, time]; its weights are used.
  ///   - scales: In the unit of the follow-up; none for totals.
  ///   - groups: The group of each row; nil if there is one.
  /// - Complexity: O(rows × (log bands + cells crossed × scales)).
  /// - Throws: `.lengthsDiffer`, `.invalidNumber`, `.invalidBounds` or `.tooManyCells`.
  public init(
    _ data: SurvivalData, scales: [LexisScale] = [], by groups: Groups? = nil
  ) throws(PopulationError) {
    if let groups, groups.codes.count != data.count {
      throw .lengthsDiffer(.groups, expected: data.count, found: groups.codes.count)
    }
    for (number, scale) in scales.enumerated() { try scale.check(number, rows: data.count) }
    self.groups = groups?.count ?? 1
    bands = scales.map(\.bands)
    var cells = self.groups
    for count in bands {
      let (product, isTooMany) = cells.multipliedReportingOverflow(by: count)
      guard !isTooMany, product <= Self.manyCells else {
        throw .tooManyCells(limit: Self.manyCells)
      }
      cells = product
    }
    guard cells <= Self.manyCells else { throw .tooManyCells(limit: Self.manyCells) }
    var walk = LexisWalk(cells: cells, scales: scales)
    for row in 0..<data.count where data.rowWeights[row] > 0 {
      walk.add(data, row, group: groups?.codes[row] ?? 0)
    }
    time = (0..<cells).map { walk.time[$0] }
    if let cell = (0...cells).first(where: {
      !walk.time[$0].isFinite || !walk.events[$0].isFinite
    }) {
      throw .invalidNumber(.time, index: cell)
    }
    timeOutside = walk.time[cells]
    events = Array(walk.events[..<cells])
    eventsOutside = walk.events[cells]
    rows = Array(walk.rows[..<cells])
    isCounted = data.weights == nil || data.countsCopies
  }

  /// The number of cells.
  public var count: Int { time.count }

  /// The number of the cell of a group and a band of each scale.
  public func cell(group: Int = 0, bands chosen: [Int] = []) -> Int {
    var cell = group
    for (band, count) in zip(chosen, bands) { cell = cell * count + band }
    return cell
  }

  /// The events of each cell as counts.
  /// - Throws: `.countsNeeded`.
  public func counts() throws(PopulationError) -> [Int] {
    guard isCounted else { throw .countsNeeded }
    return events.map { Int($0) }
  }

  /// The rate of each cell with its limits; nil where there is no time.
  ///
  /// - Parameters:
  ///   - level: The confidence level.
  ///   - per: The person-time to which rates refer, such as 1000 × 365.25 days.
  ///   - limits: How limits are found.
  /// - Returns: One estimate a cell; nil where there is no person-time, or so little that the rate is
  ///   no number.
  /// - Throws: `.countsNeeded` or `.invalidLevel`.
  public func rates(
    level: Double = 0.95, per: Double = 1, limits: PoissonLimits = .exact
  ) throws(PopulationError) -> [SurvivalEstimate?] {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let counts = try counts()
    return time.indices.map { cell in
      guard time[cell] > 0 else { return nil }
      let unit = per / time[cell]
      let (lower, upper) = limits.limits(counts[cell], level: level)
      guard (upper * unit).isFinite else { return nil }
      return SurvivalEstimate(
        Double(counts[cell]) * unit,
        standardError: Double(counts[cell]).squareRoot() * unit, lower: lower * unit,
        upper: upper * unit)
    }
  }
}

/// Carries rows through the cells of a diagram of Lexis; what is outside goes to a last cell.
private struct LexisWalk {
  let scales: [LexisScale]
  let cells: Int
  var time: CompensatedSums
  var events: [Double]
  var rows: [Int]
  private var band: [Int]

  init(cells: Int, scales: [LexisScale]) {
    self.scales = scales
    self.cells = cells
    time = CompensatedSums(count: cells + 1)
    events = [Double](repeating: 0, count: cells + 1)
    rows = [Int](repeating: 0, count: cells + 1)
    band = [Int](repeating: 0, count: scales.count)
  }

  mutating func add(_ data: SurvivalData, _ row: Int, group: Int) {
    let (end, weight) = (data.time[row], data.rowWeights[row])
    var from = data.entry?[row] ?? 0
    for s in scales.indices { band[s] = scales[s].band(after: from, row: row) }
    if end == from, data.event[row] { events[cell(group)] += weight }
    while from < end {
      var next = end
      for s in scales.indices where band[s] < scales[s].bands {
        next = min(next, scales[s].time(band[s] + 1, row: row))
      }
      let cell = cell(group)
      time.add(weight * (next - from), at: cell)
      rows[cell] += 1
      if next == end, data.event[row] { events[cell] += weight }
      from = next
      for s in scales.indices {
        while band[s] < scales[s].bands, scales[s].time(band[s] + 1, row: row) <= from {
          band[s] += 1
        }
      }
    }
  }

  /// The cell that is passed now.
  private func cell(_ group: Int) -> Int {
    var result = group
    for s in scales.indices {
      guard band[s] >= 0, band[s] < scales[s].bands else { return cells }
      result = result * scales[s].bands + band[s]
    }
    return result
  }
}
