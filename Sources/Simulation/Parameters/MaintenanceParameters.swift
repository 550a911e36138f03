public import Vocabulary

/// Who has maintenance after a transplant, and how.
public struct MaintenanceParameters: Section, Equatable {
  /// Mean day after the transplant on which it would start.
  public var plannedDay = 0.0
  /// Standard deviation of that day.
  public var plannedDeviation = 0.0
  /// The earliest such day.
  public var plannedLeast = 0.0
  /// The latest such day.
  public var plannedMost = 0.0
  /// The day before which nobody has lenalidomide.
  public var available = DayText()
  /// Log odds of lenalidomide before funding, in 2010.
  public var before = 0.0
  /// Log odds for each year of that after 2010.
  public var beforePerYear = 0.0
  /// Log odds of lenalidomide once it is funded.
  public var after = 0.0
  /// Log odds where the response at day 100 is PR or less, against VGPR.
  public var partial = 0.0
  /// Log odds where it is CR or better, against VGPR.
  public var complete = 0.0
  /// Log odds with high-risk cytogenetics.
  public var highRisk = 0.0
  /// Log odds for a standard deviation of recovery of blood counts.
  public var recovery = 0.0
  /// Log hazard ratio of progression for a standard deviation of recovery.
  public var recoveryHazard = 0.0
  /// Log odds for ten years of age above 60.
  public var ageDecade = 0.0
  /// Log odds for a standard deviation of what nobody measures.
  public var unmeasured = 0.0
  /// Share of thalidomide up to 2010 where there is no lenalidomide.
  public var thalidomide = 0.0
  /// Share of bortezomib with high-risk cytogenetics where there is no lenalidomide.
  public var bortezomib = 0.0
  /// Shares of the first dose of lenalidomide, mg.
  public var dose = NamedList<Double>()
  /// Stops a year of lenalidomide by reason, other than progression and death.
  public var stops = NamedList<Double>()
  /// Reductions of the dose of lenalidomide a year.
  public var reductionsPerYear = 0.0
  /// Mean days of other maintenance.
  public var otherDays = 0.0

  /// Nothing stated.
  public init() {}

  /// `maintenance`.
  public static let name = "maintenance"
  /// What it holds.
  public static let summary = "who has maintenance after a transplant, and how"
  /// Its fields.
  public static let fields: [Field<MaintenanceParameters>] = [
    Field(
      "plannedDay", \.plannedDay, "mean day after the transplant on which it would start",
      limits: .positive, required: true),
    Field(
      "plannedDeviation", \.plannedDeviation, "standard deviation of that day", limits: .positive,
      required: true),
    Field(
      "plannedLeast", \.plannedLeast, "the earliest such day", limits: .positive, required: true),
    Field("plannedMost", \.plannedMost, "the latest such day", limits: .positive, required: true),
    Field(
      "available", \.available, "the day before which nobody has lenalidomide", required: true),
    Field("before", \.before, "log odds of lenalidomide before funding, in 2010", required: true),
    Field(
      "beforePerYear", \.beforePerYear, "log odds for each year of that after 2010", required: true),
    Field("after", \.after, "log odds of lenalidomide once it is funded", required: true),
    Field(
      "partial", \.partial, "log odds where the response at day 100 is PR or less, against VGPR",
      required: true),
    Field(
      "complete", \.complete, "log odds where it is CR or better, against VGPR", required: true),
    Field("highRisk", \.highRisk, "log odds with high-risk cytogenetics", required: true),
    Field(
      "recovery", \.recovery, "log odds for a standard deviation of recovery of blood counts",
      required: true),
    Field(
      "recoveryHazard", \.recoveryHazard,
      "log hazard ratio of progression for a standard deviation of recovery", required: true),
    Field("ageDecade", \.ageDecade, "log odds for ten years of age above 60", required: true),
    Field(
      "unmeasured", \.unmeasured, "log odds for a standard deviation of what nobody measures",
      required: true),
    Field(
      "thalidomide", \.thalidomide,
      "share of thalidomide up to 2010 where there is no lenalidomide", limits: .share,
      required: true),
    Field(
      "bortezomib", \.bortezomib,
      "share of bortezomib with high-risk cytogenetics where there is no lenalidomide",
      limits: .share, required: true),
    Field(
      "dose", \.dose, "shares of the first dose of lenalidomide, mg", limits: .share, required: true
    ),
    Field(
      "stops", \.stops, "stops a year of lenalidomide by reason, other than progression and death",
      limits: .nonnegative, required: true),
    Field(
      "reductionsPerYear", \.reductionsPerYear, "reductions of the dose of lenalidomide a year",
      limits: .nonnegative, required: true),
    Field(
      "otherDays", \.otherDays, "mean days of other maintenance", limits: .positive, required: true),
  ]
}
