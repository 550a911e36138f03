/// The rows of a piece in the order of time, of which some days and some rows may be open.
///
/// A row without a day may lie anywhere. Of events of one day the one that stands first in the file
/// is the first.
struct EventOrder {
  let rows: EventRows
  /// Whether each row counts; empty where all do.
  let counts: [UInt8]
  let days: Numbers
  let fileRows: [Int]

  @inline(__always)
  func truth(_ row: Int) -> UInt8 { counts.isEmpty ? Truth.yes : counts[row] }

  /// The day of a row; anywhere where there is none.
  @inline(__always)
  func day(_ row: Int) -> Interval {
    let low = days.low[row]
    if low.isNaN { return Interval(low: -.infinity, high: .infinity) }
    return Interval(low: low, high: days.areKnown ? low : days.high[row])
  }

  @inline(__always)
  func file(_ row: Int) -> Int { fileRows[rows.selection.index(row)] }

  /// The row of each patient that an operation asks for.
  func picks(_ operation: Aggregate.Operation, _ slots: [SlotValues]) -> Picks {
    var picks = Picks(count: rows.patients.count)
    switch operation {
    case .first:
      for patient in 0..<rows.patients.count { pickFirst(patient, &picks) }
    case .last:
      for patient in 0..<rows.patients.count { pickLast(patient, &picks) }
    case .nearest(let to, let within):
      let reach = EventReach(to: to, within: within, slots)
      for patient in 0..<rows.patients.count { pickNearest(patient, reach, &picks) }
    case .any, .all, .count, .sum, .combine, .single, .each: break
    }
    return picks
  }

  private func pickFirst(_ patient: Int, _ picks: inout Picks) {
    let range = rows.rows(of: patient)
    guard let row = range.first(where: { truth($0) != Truth.no }) else { return }
    if truth(row) == Truth.yes, !day(row).isOpen, !hasUndated(range, after: row) {
      return picks.set(patient, row)
    }
    var bound: (day: Double, file: Int)?
    for row in range where truth(row) == Truth.yes {
      let key = (day(row).high, file(row))
      if bound.map({ key < $0 }) ?? true { bound = key }
    }
    var candidates: [Int] = []
    for row in range where truth(row) != Truth.no {
      if let bound, bound < (day(row).low, file(row)) { continue }
      candidates.append(row)
    }
    let days = Interval(low: -.infinity, high: bound?.day ?? .infinity)
    picks.set(patient, candidates, isCertain: bound != nil, days: days)
  }

  private func pickLast(_ patient: Int, _ picks: inout Picks) {
    let range = rows.rows(of: patient)
    guard let row = range.last(where: { truth($0) != Truth.no }) else { return }
    if truth(row) == Truth.yes, days.areKnown, !days.low[row].isNaN {
      return picks.set(patient, row)
    }
    var bound: (day: Double, file: Int)?
    for row in range where truth(row) == Truth.yes {
      let key = (day(row).low, file(row))
      if bound.map({ key > $0 }) ?? true { bound = key }
    }
    var candidates: [Int] = []
    for row in range where truth(row) != Truth.no {
      if let bound, bound > (day(row).high, file(row)) { continue }
      candidates.append(row)
    }
    let days = Interval(low: bound?.day ?? -.infinity, high: .infinity)
    picks.set(patient, candidates, isCertain: bound != nil, days: days)
  }

  /// Whether a row that may count has no day; such rows come last.
  private func hasUndated(_ range: Range<Int>, after row: Int) -> Bool {
    var last = range.upperBound - 1
    while last > row, days.low[last].isNaN {
      if truth(last) != Truth.no { return true }
      last -= 1
    }
    return false
  }

  private func pickNearest(_ patient: Int, _ reach: EventReach, _ picks: inout Picks) {
    let range = rows.rows(of: patient)
    let owner = rows.patients.lowerBound + patient
    let target = reach.target(owner)
    guard !target.isMissing else { return }
    var bound = NearestBound()
    for row in range {
      let day = day(row)
      let truth = Truth.and(truth(row), reach.truth(days.low[row].isNaN ? .missing : day, owner))
      if truth == Truth.yes { bound.add(day, from: target, file: file(row)) }
    }
    var candidates: [Int] = []
    for row in range {
      let day = day(row)
      let truth = Truth.and(truth(row), reach.truth(days.low[row].isNaN ? .missing : day, owner))
      if truth != Truth.no, !bound.isNearer(than: day, from: target, file: file(row)) {
        candidates.append(row)
      }
    }
    picks.set(patient, candidates, isCertain: bound.exists && !target.high.isNaN)
  }
}

/// The day that events are near to, and how far from it they may be.
struct EventReach {
  private let to: Numbers
  private let low: Numbers?
  private let high: Numbers?

  init(to: Int, within: (low: Int, high: Int)?, _ slots: [SlotValues]) {
    func numbers(_ slot: Int) -> Numbers {
      if case .numbers(let numbers) = slots[slot] { numbers } else { Numbers([]) }
    }
    self.to = numbers(to)
    low = within.map { numbers($0.low) }
    high = within.map { numbers($0.high) }
  }

  @inline(__always)
  func target(_ patient: Int) -> Interval { to[patient] }

  /// Whether a day is within reach.
  @inline(__always)
  func truth(_ day: Interval, _ patient: Int) -> UInt8 {
    guard let low, let high else { return Truth.yes }
    let target = to[patient]
    let distance: Interval =
      day.isMissing
      ? .missing
      : target.high.isNaN
        ? .undecided : Interval(low: day.low - target.high, high: day.high - target.low)
    return Truth.and(
      Interval.compare(.greaterOrEqual, distance, low[patient]),
      Interval.compare(.lessOrEqual, distance, high[patient]))
  }
}

/// The nearest of the rows that count for certain.
struct NearestBound {
  /// Whether there is such a row.
  private(set) var exists = false
  private var farthest = Double.infinity
  private var known: (distance: Double, day: Double, file: Int)?

  private static func distance(_ day: Interval, _ target: Interval) -> Interval {
    guard !target.high.isNaN else { return Interval(low: 0, high: .infinity) }
    let (low, high) = (day.low - target.high, day.high - target.low)
    if low >= 0 { return Interval(low: low, high: high) }
    if high <= 0 { return Interval(low: -high, high: -low) }
    return Interval(low: 0, high: max(-low, high))
  }

  mutating func add(_ day: Interval, from target: Interval, file: Int) {
    exists = true
    let distance = Self.distance(day, target)
    farthest = min(farthest, distance.high)
    guard distance.low == distance.high, day.low == day.high else { return }
    let key = (distance.low, day.low, file)
    if let known, known < key { return }
    known = key
  }

  /// Whether a row that counts is nearer for certain.
  func isNearer(than day: Interval, from target: Interval, file: Int) -> Bool {
    let distance = Self.distance(day, target)
    if farthest < distance.low { return true }
    guard distance.low == distance.high, day.low == day.high, let known else { return false }
    return known < (distance.low, day.low, file)
  }
}
