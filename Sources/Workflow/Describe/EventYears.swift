internal import Tables

/// The calendar years of the rows of a table of events; a date that is known to the month has one too.
struct EventYears: Sendable {
  private let days: [Int32]
  private let missing: Missingness
  private let partial: PartialDates?

  init(_ table: EventTable) {
    let column = table.timeColumn.flatMap { table.columns[$0] }
    if case .date(let days)? = column?.values { self.days = days } else { days = [] }
    missing = column?.missing ?? .none
    partial = table.timeColumn.flatMap { table.partialDates[$0] }
  }

  /// The year of a row; `nil` where it is not known.
  subscript(row: Int) -> Int? {
    if !days.isEmpty, !missing[row] { return Self.year(days[row]) }
    guard let partial, !partial.isMissing(row) else { return nil }
    let (first, last) = (Self.year(partial.earliest[row]), Self.year(partial.latest[row]))
    return first == last ? first : nil
  }

  private static func year(_ day: Int32) -> Int { CalendarDate(daysSince1970: Int(day)).year }
}
