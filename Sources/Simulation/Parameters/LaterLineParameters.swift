public import Vocabulary

/// A later line.
public struct LineParameters: Section, Equatable {
  /// Months from its start to progression at which the cumulative hazard is 1 for an average
  /// patient.
  public var months = 0.0
  /// Deaths a year of myeloma from the progression before it on, for an average patient in 2010.
  public var deathsPerYear = 0.0

  /// Nothing stated.
  public init() {}

  /// `line`.
  public static let name = "line"
  /// What it holds.
  public static let summary = "a later line"
  /// Its fields.
  public static let fields: [Field<LineParameters>] = [
    Field(
      "months", \.months,
      "months from its start to progression at which the cumulative hazard is 1 for an average patient",
      limits: .positive, required: true),
    Field(
      "deathsPerYear", \.deathsPerYear,
      "deaths a year of myeloma from the progression before it on, for an average patient in 2010",
      limits: .nonnegative, required: true),
  ]
}

/// Second and later lines of treatment.
public struct LaterLineParameters: Section, Equatable {
  /// Second line first; what lies beyond the last is as the last.
  public var lines: [LineParameters] = []
  /// Shape of the Weibull hazard of progression.
  public var shape = 0.0
  /// Share of the log hazard ratio of first progression that holds later.
  public var risk = 0.0
  /// Log hazard ratio of death after a first progression within 18 months of treatment.
  public var early = 0.0
  /// Log hazard ratio of death for each calendar year after 2010.
  public var perYear = 0.0
  /// Mean days from progression found in the blood to treatment.
  public var delay = 0.0
  /// Mean days from any other progression to treatment.
  public var delayClinical = 0.0
  /// Regimens of the second line by year.
  public var periods: [RegimenPeriod] = []
  /// Regimens of lines after that by year.
  public var furtherPeriods: [RegimenPeriod] = []
  /// Log odds of lenalidomide in second line after lenalidomide as maintenance.
  public var lenalidomideExposed = 0.0
  /// Log odds of it after progression on it.
  public var lenalidomideRefractory = 0.0
  /// Log odds of it with high-risk cytogenetics.
  public var lenalidomideHighRisk = 0.0
  /// Log odds of it after progression with symptoms.
  public var lenalidomideClinical = 0.0
  /// Log odds of it for ten years of age above 60.
  public var lenalidomideAgeDecade = 0.0
  /// Mean days of treatment without lenalidomide or an antibody.
  public var limitedDays = 0.0

  /// Nothing stated.
  public init() {}

  /// `laterLines`.
  public static let name = "laterLines"
  /// What it holds.
  public static let summary = "second and later lines of treatment"
  /// Its fields.
  public static let fields: [Field<LaterLineParameters>] = [
    Field(
      "lines", \.lines, "second line first; what lies beyond the last is as the last",
      required: true),
    Field(
      "shape", \.shape, "shape of the Weibull hazard of progression", limits: .positive,
      required: true),
    Field(
      "risk", \.risk, "share of the log hazard ratio of first progression that holds later",
      limits: .nonnegative, required: true),
    Field(
      "early", \.early,
      "log hazard ratio of death after a first progression within 18 months of treatment",
      required: true),
    Field(
      "perYear", \.perYear, "log hazard ratio of death for each calendar year after 2010",
      required: true),
    Field(
      "delay", \.delay, "mean days from progression found in the blood to treatment",
      limits: .positive, required: true),
    Field(
      "delayClinical", \.delayClinical, "mean days from any other progression to treatment",
      limits: .positive, required: true),
    Field("periods", \.periods, "regimens of the second line by year", required: true),
    Field(
      "furtherPeriods", \.furtherPeriods, "regimens of lines after that by year", required: true),
    Field(
      "lenalidomideExposed", \.lenalidomideExposed,
      "log odds of lenalidomide in second line after lenalidomide as maintenance", required: true),
    Field(
      "lenalidomideRefractory", \.lenalidomideRefractory, "log odds of it after progression on it",
      required: true),
    Field(
      "lenalidomideHighRisk", \.lenalidomideHighRisk, "log odds of it with high-risk cytogenetics",
      required: true),
    Field(
      "lenalidomideClinical", \.lenalidomideClinical,
      "log odds of it after progression with symptoms", required: true),
    Field(
      "lenalidomideAgeDecade", \.lenalidomideAgeDecade,
      "log odds of it for ten years of age above 60", required: true),
    Field(
      "limitedDays", \.limitedDays, "mean days of treatment without lenalidomide or an antibody",
      limits: .positive, required: true),
  ]
}
