public import Vocabulary

/// Depth of response, a standard normal number that moves.
public struct ResponseParameters: Section, Equatable {
  /// Mean depth at day 100.
  public var mean = 0.0
  /// Standard deviation of the depth that nothing explains.
  public var noise = 0.0
  /// Depth after induction, less than at day 100.
  public var induction = 0.0
  /// Depth lost for each unit of the log hazard ratio of progression.
  public var risk = 0.0
  /// Depth lost where there is no transplant.
  public var withoutTransplant = 0.0
  /// Depths from which on a response is MR, PR, VGPR, CR and sCR.
  public var thresholds: [Double] = []
  /// Depth gained in time by patients without maintenance, mean of an exponential number.
  public var drift = 0.0
  /// Mean days from day 100 until it is gained.
  public var driftDays = 0.0
  /// Depth lost in each later line.
  public var later = 0.0

  /// Nothing stated.
  public init() {}

  /// `response`.
  public static let name = "response"
  /// What it holds.
  public static let summary = "depth of response, a standard normal number that moves"
  /// Its fields.
  public static let fields: [Field<ResponseParameters>] = [
    Field("mean", \.mean, "mean depth at day 100", required: true),
    Field(
      "noise", \.noise, "standard deviation of the depth that nothing explains", limits: .positive,
      required: true),
    Field(
      "induction", \.induction, "depth after induction, less than at day 100", limits: .nonnegative,
      required: true),
    Field(
      "risk", \.risk, "depth lost for each unit of the log hazard ratio of progression",
      limits: .nonnegative, required: true),
    Field(
      "withoutTransplant", \.withoutTransplant, "depth lost where there is no transplant",
      limits: .nonnegative, required: true),
    Field(
      "thresholds", \.thresholds, "depths from which on a response is MR, PR, VGPR, CR and sCR",
      required: true),
    Field(
      "drift", \.drift,
      "depth gained in time by patients without maintenance, mean of an exponential number",
      limits: .nonnegative, required: true),
    Field(
      "driftDays", \.driftDays, "mean days from day 100 until it is gained", limits: .positive,
      required: true),
    Field("later", \.later, "depth lost in each later line", limits: .nonnegative, required: true),
  ]
}
