public import Survival

/// What is estimated of one arm or of a contrast.
public enum EffectMeasure: String, Sendable, CaseIterable {
  /// The time at which the curve falls to one half.
  case median
  /// The median time of follow-up, by the curve of the time to censoring.
  case medianFollowUp
  /// Survival at a time.
  case survival
  /// The difference in survival at a time.
  case survivalDifference
  /// The mean time without the event, up to a horizon.
  case rmst
  /// The difference of such means.
  case rmstDifference
  /// The ratio of such means.
  case rmstRatio
  /// The ratio of hazards.
  case hazardRatio
  /// The test that hazards are equal.
  case logRank
  /// The test that the ratio of hazards does not change over time.
  case proportionalHazards

  /// Whether the estimate is a time, in the unit of the outcome.
  public var isTime: Bool {
    switch self {
    case .median, .medianFollowUp, .rmst, .rmstDifference: true
    default: false
    }
  }
}

/// One number about an outcome under a design.
public struct EffectEstimate: Sendable {
  /// What is estimated.
  public let measure: EffectMeasure
  /// The group, for a contrast the focal one; `nil` for a test over both.
  public let group: Int?
  /// The group it is compared with.
  public let referenceGroup: Int?
  /// The time or horizon.
  public let at: Double?
  /// The number with its uncertainty, or why there is none.
  public let value: SurvivalEstimate
  /// Patients it uses.
  public let patients: Int
  /// Events among them.
  public let events: Int
  /// Where the standard error comes from.
  public let variance: VarianceEstimator
  /// Whether it is marginal over covariates.
  public let isMarginal: Bool
  /// How it was computed, such as the ties of a Cox model or the scale of limits.
  public let method: String
}
