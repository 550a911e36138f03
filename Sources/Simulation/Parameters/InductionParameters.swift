public import Vocabulary

/// The first treatment.
public struct InductionParameters: Section, Equatable {
  /// Regimens for patients who may have a transplant, by year of diagnosis.
  public var periods: [RegimenPeriod] = []
  /// Regimens for patients who may not, by year of diagnosis.
  public var otherPeriods: [RegimenPeriod] = []
  /// Mean days from diagnosis to its start.
  public var delay = 0.0
  /// Mean days from its start to its end, before a transplant.
  public var days = 0.0
  /// Standard deviation of those days.
  public var daysDeviation = 0.0
  /// Mean days from its start to its end where no transplant follows.
  public var daysWithoutTransplant = 0.0
  /// Progressions a year before a transplant, for a patient of average risk.
  public var progressionPerYear = 0.0
  /// Deaths a year from treatment before a transplant.
  public var deathPerYear = 0.0

  /// Nothing stated.
  public init() {}

  /// `induction`.
  public static let name = "induction"
  /// What it holds.
  public static let summary = "the first treatment"
  /// Its fields.
  public static let fields: [Field<InductionParameters>] = [
    Field(
      "periods", \.periods, "regimens for patients who may have a transplant, by year of diagnosis",
      required: true),
    Field(
      "otherPeriods", \.otherPeriods, "regimens for patients who may not, by year of diagnosis",
      required: true),
    Field(
      "delay", \.delay, "mean days from diagnosis to its start", limits: .positive, required: true),
    Field(
      "days", \.days, "mean days from its start to its end, before a transplant", limits: .positive,
      required: true),
    Field(
      "daysDeviation", \.daysDeviation, "standard deviation of those days", limits: .positive,
      required: true),
    Field(
      "daysWithoutTransplant", \.daysWithoutTransplant,
      "mean days from its start to its end where no transplant follows", limits: .positive,
      required: true),
    Field(
      "progressionPerYear", \.progressionPerYear,
      "progressions a year before a transplant, for a patient of average risk",
      limits: .nonnegative, required: true),
    Field(
      "deathPerYear", \.deathPerYear, "deaths a year from treatment before a transplant",
      limits: .nonnegative, required: true),
  ]
}
