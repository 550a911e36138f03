public import Vocabulary

/// The scale on which limits of a survival probability are symmetric.
public enum ConfidenceTransform: String, Word, Sendable {
  /// log S.
  case log
  /// log(−log S).
  case logLog
  /// S itself, cut at 0 and 1.
  case plain
  /// log(S / (1 − S)).
  case logit
  /// arcsin √S.
  case arcsin

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .log: "symmetric for log S, cut at 1"
    case .logLog: "symmetric for log(-log S)"
    case .plain: "symmetric for S, cut at 0 and 1"
    case .logit: "symmetric for the log odds of S"
    case .arcsin: "symmetric for the arcsine of the root of S"
    }
  }
}
