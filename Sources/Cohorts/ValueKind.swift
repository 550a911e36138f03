public import Vocabulary

/// What the values of an outcome that is no time to an event are.
public enum ValueKind: String, Word {
  /// A measured quantity.
  case continuous
  /// Whether something is so.
  case binary
  /// How often something happened.
  case count

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .continuous: "a measured quantity, compared by its mean"
    case .binary: "a flag, or 0 and 1, compared by its share"
    case .count: "whole numbers from 0 on, compared by their rate"
    }
  }
}
