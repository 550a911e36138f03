public import Vocabulary

/// Deaths of other causes than myeloma.
public struct DeathParameters: Section, Equatable {
  /// Deaths a year at age 60.
  public var perYear = 0.0
  /// Log hazard ratio for ten years of age.
  public var ageDecade = 0.0
  /// Log hazard ratio for each grade of performance status.
  public var performance = 0.0
  /// Hazard ratio from an invasive second cancer on.
  public var secondCancer = 0.0

  /// Nothing stated.
  public init() {}

  /// `death`.
  public static let name = "death"
  /// What it holds.
  public static let summary = "deaths of other causes than myeloma"
  /// Its fields.
  public static let fields: [Field<DeathParameters>] = [
    Field("perYear", \.perYear, "deaths a year at age 60", limits: .positive, required: true),
    Field("ageDecade", \.ageDecade, "log hazard ratio for ten years of age", required: true),
    Field(
      "performance", \.performance, "log hazard ratio for each grade of performance status",
      required: true),
    Field(
      "secondCancer", \.secondCancer, "hazard ratio from an invasive second cancer on",
      limits: .positive, required: true),
  ]
}
