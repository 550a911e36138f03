public import Survival

/// One number about an outcome under a design.
public struct EffectEstimate: Sendable {
  /// What is estimated.
  public let measure: EffectMeasure
  /// The group, for a contrast the focal one; `nil` for a test over both.
  public let group: Int?
  /// The group it is compared with.
  public let referenceGroup: Int?
  /// The event, from 1 on, where the outcome has several; `nil` where it has one.
  public let cause: Int?
  /// The time or horizon.
  public let at: Double?
  /// The number with its uncertainty, or why there is none.
  public let value: EffectValue
  /// Patients it uses.
  public let patients: Int
  /// Events among them; `nil` where the outcome has none.
  public let events: Int?
  /// Where the standard error comes from.
  public let variance: VarianceEstimator
  /// Whether it is marginal over covariates.
  public let isMarginal: Bool
  /// How it was computed, such as the ties of a Cox model or the scale of limits.
  public let method: String
  /// The state or the way between states, where it is about one.
  public var event: String?
}
