public import Vocabulary

/// Adverse events and second cancers.
public struct SideEventParameters: Section, Equatable {
  /// Second cancers a year at age 60.
  public var secondCancersPerYear = 0.0
  /// Log hazard ratio of a second cancer for ten years of age.
  public var secondCancerAgeDecade = 0.0
  /// Venous thromboses a year while treated.
  public var thrombosesPerYear = 0.0
  /// Adverse events a year while treated, by term.
  public var adversePerYear = NamedList<Double>()

  /// Nothing stated.
  public init() {}

  /// `sideEvents`.
  public static let name = "sideEvents"
  /// What it holds.
  public static let summary = "adverse events and second cancers"
  /// Its fields.
  public static let fields: [Field<SideEventParameters>] = [
    Field(
      "secondCancersPerYear", \.secondCancersPerYear, "second cancers a year at age 60",
      limits: .positive, required: true),
    Field(
      "secondCancerAgeDecade", \.secondCancerAgeDecade,
      "log hazard ratio of a second cancer for ten years of age", required: true),
    Field(
      "thrombosesPerYear", \.thrombosesPerYear, "venous thromboses a year while treated",
      limits: .nonnegative, required: true),
    Field(
      "adversePerYear", \.adversePerYear, "adverse events a year while treated, by term",
      limits: .nonnegative, required: true),
  ]
}
