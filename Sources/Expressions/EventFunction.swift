/// The functions that read the events of a patient.
///
/// `min`, `max`, `earliest` and `latest` of ``ExpressionFunction`` read them too, where they are given
/// columns of events.
public enum EventFunction: String, Sendable, CaseIterable {
  /// Whether a condition holds for at least one event.
  case any
  /// Whether a condition holds for every event.
  case all
  /// The number of events.
  case count
  /// The value at the first event.
  case first
  /// The value at the last event.
  case last
  /// The value at the event nearest to a day.
  case nearest
  /// The value at the event whose span holds a day.
  case at
  /// The sum of the values at all events.
  case sum

  /// What the function gives, in one line.
  public var summary: String {
    switch self {
    case .any: "whether a condition holds for at least one event"
    case .all: "whether a condition holds for every event; true where there is none"
    case .count: "the number of events"
    case .first: "the value at the first event in time; missing where there is none"
    case .last: "the value at the last event in time; missing where there is none"
    case .nearest:
      "the value at the event nearest in time to a day, the earlier of two; missing where there is none"
    case .at:
      "the value at the last event to begin of those whose span holds a day; missing where there is none"
    case .sum: "the sum of numbers or durations over events; 0 where there is none"
    }
  }

  /// How the function is written.
  public var signature: String {
    switch self {
    case .any, .count: "\(rawValue)(table where condition)"
    case .all: "\(rawValue)(table where condition)"
    case .first, .last, .sum: "\(rawValue)(table.column where condition)"
    case .at: "at(table.column on date during start..stop where condition)"
    case .nearest: "nearest(table.column to date within -60d..0d where condition)"
    }
  }
}
