public import Vocabulary

/// Where the standard error of a cumulative incidence comes from.
public enum IncidenceVariance: String, Word, Sendable {
  /// The infinitesimal jackknife, summed within clusters, as R's survfit; it holds under weights.
  case jackknife
  /// The sum over the martingales of all causes, as cmprsk and SAS; a weight counts as that many
  /// copies.
  case aalen

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .jackknife: "the infinitesimal jackknife by cluster, valid under weights"
    case .aalen: "Aalen's formula for independent people"
    }
  }
}
