public import Vocabulary

/// The order in which focal patients choose.
public enum MatchingOrder: String, Word {
  /// From the highest score down.
  case largest
  /// From the lowest score up.
  case smallest
  /// The pair with the smallest distance first.
  case closest
  /// The focal patient whose best match is farthest first.
  case farthest
  /// As the rows stand in the data.
  case data
  /// In an order drawn at random.
  case random

  /// What the word means.
  public var summary: String {
    switch self {
    case .largest: "from the highest score down"
    case .smallest: "from the lowest score up"
    case .closest: "the smallest distance first"
    case .farthest: "the patient whose best match is farthest first"
    case .data: "as the rows stand in the data"
    case .random: "in an order drawn from the seed"
    }
  }

  /// The order where none is named: hard cases first, `largest` for the ATT and `smallest` for the
  /// ATC.
  public static func standard(for estimand: MatchingEstimand) -> MatchingOrder {
    estimand == .att ? .largest : .smallest
  }
}

/// What a caliper's number is a multiple of.
public enum CaliperScale: String, Word {
  /// The standard deviation of the score over all patients.
  case sdAll
  /// The pooled standard deviation of the two arms.
  case sdPooled
  /// One: the caliper is in units of the score.
  case raw

  /// What the word means.
  public var summary: String {
    switch self {
    case .sdAll: "standard deviations of the score over all patients"
    case .sdPooled: "pooled standard deviations, the root of the mean of the arms' variances"
    case .raw: "units of the score"
    }
  }
}
