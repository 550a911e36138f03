public import Vocabulary

/// Where the standard errors of a subdistribution hazards model come from.
public enum SubdistributionVariance: String, Word, Sendable {
  /// The inverse information, which takes the weights of those with another event for known.
  case model
  /// The sandwich by cluster that takes them for known, as coxph on the rows of finegray.
  case robust
  /// The sandwich by cluster that also has the error of the estimated censoring, as crr.
  case estimatedCensoring

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .model: "the inverse information"
    case .robust: "the sandwich by cluster, the curve of censoring taken as known"
    case .estimatedCensoring: "the sandwich by cluster, with the error of the curve of censoring"
    }
  }
}
