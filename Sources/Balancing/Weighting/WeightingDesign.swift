public import Vocabulary

/// A design that weights patients, as declared in a study.
public struct WeightingDesign: Section, Equatable {
  /// How weights are found.
  public var method = WeightingMethod.propensityWeights
  /// Whose effect is estimated.
  public var estimand = Estimand.ate
  /// Whether weights are multiplied by the share of the arm.
  public var stabilize = false
  /// The quantiles at which weights are cut off.
  public var truncate: [Double] = []
  /// The range of propensities outside which patients are left out.
  public var trim: [Double] = []

  /// Weights for the average treatment effect.
  public init() {}

  /// `weightingDesign`.
  public static let name = "weightingDesign"
  /// What it holds.
  public static let summary = "a design that weights patients"
  /// Its fields.
  public static let fields: [Field<WeightingDesign>] = [
    Field("method", \.method, "how the arms are made comparable", required: true),
    Field("estimand", \.estimand, "whose effect is estimated"),
    Field("stabilize", \.stabilize, "whether weights are multiplied by the share of the arm"),
    Field(
      "truncate", \.truncate, "two quantiles, low and high, at which weights are cut off",
      limits: .share),
    Field(
      "trim", \.trim, "two propensities, low and high, outside which patients are left out",
      limits: .share),
  ]
}

/// How weights are found.
public enum WeightingMethod: String, Word {
  /// From the propensity score.
  case propensityWeights

  /// What it means.
  public var summary: String {
    switch self {
    case .propensityWeights: "weights from the propensity score"
    }
  }
}
