internal import Tables

/// The rows of a table, ordered by time, that a condition can hold for, row by row around.
///
/// Of a condition `date in a..b and …`, or with `<=` and the like, where `date` orders the rows, it is
/// false before `a` and after `b` whatever else it says: such rows are not even looked at. Rows without
/// a day are kept, for their condition is missing, not false. Rows stand in the order of the first day
/// they can have, so that what lies beyond the window is found by halving; rows before it are left out
/// where every day is known.
struct JoinWindow {
  private let low: Numbers?
  private let high: Numbers?
  private let days: PartialDates?
  private let column: (values: [Int32], missing: Missingness)?
  private let keys: [JoinKey]

  /// `slots` are the values of the rows around, `patients` their patients.
  init(
    _ aggregate: Aggregate, _ events: EventTable, _ slots: [SlotValues], _ patients: [Int]
  ) {
    var low: Int?
    var high: Int?
    var column: (values: [Int32], missing: Missingness)?
    if let time = events.timeColumn, let condition = aggregate.condition,
      let found = events.columns[time], case .date(let values) = found.values
    {
      Self.bounds(condition, time, &low, &high)
      column = (values, found.missing)
    }
    func numbers(_ slot: Int?) -> Numbers? {
      guard let slot, case .numbers(let numbers) = slots[slot] else { return nil }
      return numbers
    }
    self.low = numbers(low)
    self.high = numbers(high)
    self.column = column
    days = events.timeColumn.flatMap { events.partialDates[$0] }
    keys = JoinKey.keys(aggregate, events, slots, patients)
  }

  private static func bounds(
    _ condition: FlagNode, _ time: String, _ low: inout Int?, _ high: inout Int?
  ) {
    func slot(_ date: NumberNode, _ bound: NumberNode) -> Int? {
      if case .column(time) = date, case .slot(let slot) = bound { slot } else { nil }
    }
    switch condition {
    case .and(let left, let right):
      bounds(left, time, &low, &high)
      bounds(right, time, &low, &high)
    case .within(let date, from: let first, through: let last):
      low = low ?? slot(date, first)
      high = high ?? slot(date, last)
    case .numbers(.lessOrEqual, let a, let b), .numbers(.less, let a, let b):
      high = high ?? slot(a, b)
      low = low ?? slot(b, a)
    case .numbers(.greaterOrEqual, let a, let b), .numbers(.greater, let a, let b):
      low = low ?? slot(a, b)
      high = high ?? slot(b, a)
    case .numbers(.equal, let a, let b):
      let both = slot(a, b) ?? slot(b, a)
      low = low ?? both
      high = high ?? both
    default: break
    }
  }

  /// Adds the rows of a patient that can count for a row around.
  func append(_ list: inout [Int], _ rows: Range<Int>, for around: Int) {
    guard low != nil || high != nil, rows.count > 1 else {
      return add(&list, rows, for: around)
    }
    var end = rows.upperBound
    while end > rows.lowerBound, first(end - 1) == nil { end -= 1 }
    var start = rows.lowerBound
    var stop = end
    if let high, let bound = Self.known(high[around].high) {
      stop = partition(start..<stop) { (first($0) ?? 0) > bound }
    }
    if let low, days == nil, let bound = Self.known(low[around].low) {
      start = partition(start..<stop) { (first($0) ?? 0) >= bound }
    }
    add(&list, start..<max(start, stop), for: around)
    add(&list, end..<rows.upperBound, for: around)
  }

  private func add(_ list: inout [Int], _ rows: Range<Int>, for around: Int) {
    guard !keys.isEmpty else { return list.append(contentsOf: rows) }
    for row in rows {
      var isAdmitted = true
      for key in keys where !key.admits(row, for: around) { isAdmitted = false }
      if isAdmitted { list.append(row) }
    }
  }

  private static func known(_ bound: Double) -> Double? { bound.isFinite ? bound : nil }

  /// The first day a row can have; `nil` where it has none.
  @inline(__always)
  private func first(_ row: Int) -> Double? {
    if let days { return days.isMissing(row) ? nil : Double(days.earliest[row]) }
    guard let column, !column.missing[row] else { return nil }
    return Double(column.values[row])
  }

  /// The first row for which something that stays true begins to hold.
  private func partition(_ rows: Range<Int>, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
