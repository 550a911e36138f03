internal import Tables
internal import Workflow

/// The days over which a patient is drawn, and what happened on them.
struct PatientDays {
  /// One event in its lane.
  struct Mark {
    /// The days on which it can have begun.
    let start: ClosedRange<Int32>
    /// The day on which it ended; the first day where it has no length.
    let end: Int32
    /// Whether it lasted.
    let isBar: Bool
    /// Whether it lasted to a day that is not known.
    let isOpen: Bool
    /// The row it is.
    let event: PatientReport.Event
  }

  /// The events of a table.
  struct Lane {
    /// The table.
    let name: String
    /// Its events that have a day.
    let marks: [Mark]
    /// How many have none.
    let undated: Int
  }

  /// The first and the last day.
  let range: ClosedRange<Int32>
  /// The tables with a day, in order.
  let lanes: [Lane]
  /// The days of entry and of time zero, where they are known.
  let entry: Int32?
  let timeZero: Int32?

  /// `nil` where nothing has a day.
  init?(_ report: PatientReport) {
    entry = Self.days(report.entry?.part.value)?.lowerBound
    timeZero = Self.days(report.timeZero?.part.value)?.lowerBound
    let dated = report.tables.filter { $0.time != nil && $0.name != PatientRules.table }
    let known = dated.flatMap(\.events).flatMap { [$0.start, $0.stop] }.compactMap(Self.days)
    let days =
      known.map(\.lowerBound) + known.map(\.upperBound) + [entry, timeZero].compactMap(\.self)
    guard let first = days.min(), let last = days.max() else { return nil }
    range = first...last
    lanes = dated.map { table in
      let marks = table.events.compactMap { event -> Mark? in
        guard let start = Self.days(event.start) else { return nil }
        let stop = Self.days(event.stop)
        let lasts = table.stop != nil
        return Mark(
          start: start,
          end: lasts ? max(stop?.upperBound ?? last, start.lowerBound) : start.lowerBound,
          isBar: lasts, isOpen: lasts && stop == nil, event: event)
      }
      return Lane(name: table.name, marks: marks, undated: table.events.count - marks.count)
    }
  }

  /// The days that a date names as far as it is known.
  static func days(_ text: String?) -> ClosedRange<Int32>? {
    text.flatMap { PartialDates.interval($0) }
  }
}
