public import Vocabulary

/// Who is at risk of being censored at a time at which others have an event.
public enum CensoringTies: String, Word, Sendable {
  /// Events come first: whoever has one is no longer at risk, as in R's finegray (Geskus 2011).
  case eventsFirst
  /// Events still count among those at risk, as in the reversed Kaplan–Meier curve of crr.
  case atRisk

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .eventsFirst: "events at the time are no longer at risk of being censored"
    case .atRisk: "events at the time still count at risk of being censored"
    }
  }
}
