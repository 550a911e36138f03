internal import Diagnostics
public import Expressions
public import Tables

/// The events that expressions read whose dates are missing, or known only to the month or year.
public struct UndatedEvents: Sendable {
  private let dates: [(table: EventTable, column: String)]

  /// The dates that expressions read.
  public init(_ expressions: [TypedExpression], in events: EventStore) {
    var seen: Set<EventReference> = []
    var dates: [(table: EventTable, column: String)] = []
    for reference in expressions.flatMap(\.eventReferences).map(\.value) {
      guard let name = reference.column, seen.insert(reference).inserted,
        let table = events[reference.table], table.columns[name]?.type == .date
      else { continue }
      dates.append((table, name))
    }
    self.dates = dates
  }

  /// Whether a patient has an event without a date.
  func anyMissing(_ patient: Int) -> Bool {
    dates.contains { $0.table.hasMissing($0.column, patient: patient) }
  }

  /// Whether a patient has an event of which no day is told at all.
  public func anyUntold(_ patient: Int) -> Bool {
    dates.contains { $0.table.hasUndatedEvent($0.column, patient: patient) }
  }

  /// The first day on which an event of a patient may have been that is not dated to the day; `nil`
  /// where there is none.
  public func firstDay(_ patient: Int) -> Int32? {
    var first: Int32?
    for (table, column) in dates {
      if table.hasUndatedEvent(column, patient: patient) { return .min }
      if let day = table.firstUndated(column, patient: patient) { first = min(first ?? .max, day) }
    }
    return first
  }
}
