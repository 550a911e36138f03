public import Vocabulary

/// What is missing, for patients of the reference centre.
public struct MissingParameters: Section, Equatable {
  /// Share without a stage.
  public var stage = 0.0
  /// Share without performance status.
  public var performance = 0.0
  /// Share without lactate dehydrogenase.
  public var ldh = 0.0
  /// Log odds of cytogenetics at age 60 in 2010.
  public var cytogenetics = 0.0
  /// Log odds for each year after 2010.
  public var cytogeneticsPerYear = 0.0
  /// Log odds for ten years of age above 60.
  public var cytogeneticsAgeDecade = 0.0
  /// Share of failed tests of a marker.
  public var failed = 0.0
  /// Share of responses that were not recorded.
  public var response = 0.0
  /// Share of progressions that were not recorded.
  public var progression = 0.0
  /// Share not recorded where symptoms showed it.
  public var progressionFast = 0.0
  /// Share of dates known to the month only.
  public var month = 0.0
  /// Share of stops whose day is not known.
  public var stop = 0.0
  /// The year from which on minimal residual disease is measured.
  public var mrdFrom = 0
  /// Share of patients in whom it then is.
  public var mrd = 0.0

  /// Nothing stated.
  public init() {}

  /// `missing`.
  public static let name = "missing"
  /// What it holds.
  public static let summary = "what is missing, for patients of the reference centre"
  /// Its fields.
  public static let fields: [Field<MissingParameters>] = [
    Field("stage", \.stage, "share without a stage", limits: .share, required: true),
    Field(
      "performance", \.performance, "share without performance status", limits: .share,
      required: true),
    Field("ldh", \.ldh, "share without lactate dehydrogenase", limits: .share, required: true),
    Field(
      "cytogenetics", \.cytogenetics, "log odds of cytogenetics at age 60 in 2010", required: true),
    Field(
      "cytogeneticsPerYear", \.cytogeneticsPerYear, "log odds for each year after 2010",
      required: true),
    Field(
      "cytogeneticsAgeDecade", \.cytogeneticsAgeDecade, "log odds for ten years of age above 60",
      required: true),
    Field("failed", \.failed, "share of failed tests of a marker", limits: .share, required: true),
    Field(
      "response", \.response, "share of responses that were not recorded", limits: .share,
      required: true),
    Field(
      "progression", \.progression, "share of progressions that were not recorded", limits: .share,
      required: true),
    Field(
      "progressionFast", \.progressionFast, "share not recorded where symptoms showed it",
      limits: .share, required: true),
    Field(
      "month", \.month, "share of dates known to the month only", limits: .share, required: true),
    Field("stop", \.stop, "share of stops whose day is not known", limits: .share, required: true),
    Field(
      "mrdFrom", \.mrdFrom, "the year from which on minimal residual disease is measured",
      required: true),
    Field("mrd", \.mrd, "share of patients in whom it then is", limits: .share, required: true),
  ]
}
