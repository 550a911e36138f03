internal import Tables

/// The days between which the events of a table lie.
struct EventDates {
  private(set) var first: Int32?
  private(set) var last: Int32?
  /// How many are known only to the month or the year.
  private(set) var partial = 0

  init(_ table: EventTable) {
    guard let time = table.timeColumn, let column = table.columns[time] else { return }
    if let dates = table.partialDates[time] {
      for row in 0..<dates.count where !dates.isMissing(row) {
        add(dates.earliest[row], dates.latest[row])
        if !dates.isExact(row) { partial += 1 }
      }
    } else if case .date(let days) = column.values {
      for row in days.indices where !column.missing[row] { add(days[row], days[row]) }
    }
  }

  private mutating func add(_ low: Int32, _ high: Int32) {
    first = min(first ?? low, low)
    last = max(last ?? high, high)
  }

  static func text(_ day: Int32) -> String {
    CalendarDate(daysSince1970: Int(day)).description
  }
}
