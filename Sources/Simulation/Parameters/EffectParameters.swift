public import Vocabulary

/// What treatments do: in the null version each ratio is 1 and each gain 0.
public struct EffectParameters: Section, Equatable {
  /// Hazard ratio of first progression while on lenalidomide maintenance.
  public var maintenanceOn = 0.0
  /// Hazard ratio of first progression after stopping it without progression.
  public var maintenanceAfter = 0.0
  /// Factor of both with high-risk cytogenetics.
  public var maintenanceHighRisk = 0.0
  /// Factor of both where it is given every day.
  public var maintenanceContinuous = 0.0
  /// Depth of response gained in time, mean of an exponential number.
  public var maintenanceDepth = 0.0
  /// Hazard ratio of later progressions after lenalidomide maintenance.
  public var maintenanceLater = 0.0
  /// Hazard ratio of death of myeloma from second line on, after it.
  public var maintenanceDeath = 0.0
  /// Hazard ratio of first progression on another maintenance.
  public var otherMaintenance = 0.0
  /// Hazard ratio of progression in second line with lenalidomide, none before.
  public var lenalidomideProgression = 0.0
  /// The same after lenalidomide maintenance.
  public var lenalidomideProgressionExposed = 0.0
  /// Hazard ratio of death of myeloma from second line with lenalidomide on, none before.
  public var lenalidomideDeath = 0.0
  /// The same after lenalidomide maintenance.
  public var lenalidomideDeathExposed = 0.0
  /// Hazard ratio of a second cancer from the start of lenalidomide maintenance on.
  public var secondCancer = 0.0
  /// Hazard ratio of thrombosis on lenalidomide.
  public var thrombosis = 0.0
  /// Hazard ratio of adverse events on lenalidomide.
  public var adverse = 0.0
  /// Factor of the depth that regimens add in second and later lines.
  public var regimenDepth = 0.0
  /// Factor of the chance of a visit on maintenance.
  public var visits = 0.0

  /// Nothing stated.
  public init() {}

  /// `effects`.
  public static let name = "effects"
  /// What it holds.
  public static let summary =
    "what treatments do: in the null version each ratio is 1 and each gain 0"
  /// Its fields.
  public static let fields: [Field<EffectParameters>] = [
    Field(
      "maintenanceOn", \.maintenanceOn,
      "hazard ratio of first progression while on lenalidomide maintenance", limits: .positive,
      required: true),
    Field(
      "maintenanceAfter", \.maintenanceAfter,
      "hazard ratio of first progression after stopping it without progression", limits: .positive,
      required: true),
    Field(
      "maintenanceHighRisk", \.maintenanceHighRisk, "factor of both with high-risk cytogenetics",
      limits: .positive, required: true),
    Field(
      "maintenanceContinuous", \.maintenanceContinuous,
      "factor of both where it is given every day", limits: .positive, required: true),
    Field(
      "maintenanceDepth", \.maintenanceDepth,
      "depth of response gained in time, mean of an exponential number", limits: .nonnegative,
      required: true),
    Field(
      "maintenanceLater", \.maintenanceLater,
      "hazard ratio of later progressions after lenalidomide maintenance", limits: .positive,
      required: true),
    Field(
      "maintenanceDeath", \.maintenanceDeath,
      "hazard ratio of death of myeloma from second line on, after it",
      limits: .positive, required: true),
    Field(
      "otherMaintenance", \.otherMaintenance,
      "hazard ratio of first progression on another maintenance", limits: .positive, required: true),
    Field(
      "lenalidomideProgression", \.lenalidomideProgression,
      "hazard ratio of progression in second line with lenalidomide, none before",
      limits: .positive, required: true),
    Field(
      "lenalidomideProgressionExposed", \.lenalidomideProgressionExposed,
      "the same after lenalidomide maintenance", limits: .positive, required: true),
    Field(
      "lenalidomideDeath", \.lenalidomideDeath,
      "hazard ratio of death of myeloma from second line with lenalidomide on, none before",
      limits: .positive, required: true),
    Field(
      "lenalidomideDeathExposed", \.lenalidomideDeathExposed,
      "the same after lenalidomide maintenance", limits: .positive, required: true),
    Field(
      "secondCancer", \.secondCancer,
      "hazard ratio of a second cancer from the start of lenalidomide maintenance on",
      limits: .positive, required: true),
    Field(
      "thrombosis", \.thrombosis, "hazard ratio of thrombosis on lenalidomide", limits: .positive,
      required: true),
    Field(
      "adverse", \.adverse, "hazard ratio of adverse events on lenalidomide", limits: .positive,
      required: true),
    Field(
      "regimenDepth", \.regimenDepth,
      "factor of the depth that regimens add in second and later lines", limits: .nonnegative,
      required: true),
    Field(
      "visits", \.visits, "factor of the chance of a visit on maintenance", limits: .positive,
      required: true),
  ]
}
