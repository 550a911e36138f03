public import Vocabulary

/// How the partial likelihood treats events at the same time.
public enum TieMethod: String, Word, Sendable {
  /// Efron's average over the orders of the tied events.
  case efron
  /// Breslow's: every tied event sees the whole risk set.
  case breslow
  /// The discrete model's conditional probability that these of the risk set have the events.
  case exact

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .efron: "tied events leave the risk set one after another, on average"
    case .breslow: "every tied event sees the whole risk set"
    case .exact: "the discrete partial likelihood, over all choices of as many from the risk set"
    }
  }
}
