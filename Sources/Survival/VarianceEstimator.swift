public import Vocabulary

/// Where a standard error comes from.
public enum VarianceEstimator: String, Word, Sendable {
  /// The formula of the model for independent rows; a weight counts as that many copies.
  case model
  /// The infinitesimal jackknife, summed within clusters; a weight is a fixed multiplier.
  case robust

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .model: "the model's formula for independent people"
    case .robust: "the infinitesimal jackknife by cluster, valid under weights"
    }
  }
}
