public import Vocabulary

/// Who is diagnosed, and when.
public struct PopulationParameters: Section, Equatable {
  /// The first year of diagnosis.
  public var firstYear = 0
  /// The last year of diagnosis.
  public var lastYear = 0
  /// Log of the yearly growth of the number diagnosed.
  public var growth = 0.0
  /// Share of women.
  public var female = 0.0
  /// Mean age at diagnosis, years.
  public var ageMean = 0.0
  /// Standard deviation of age, years.
  public var ageDeviation = 0.0
  /// Least age, years.
  public var ageLeast = 0.0
  /// Greatest age, years.
  public var ageMost = 0.0
  /// Shares of the kinds of diagnosis.
  public var diagnoses = NamedList<Double>()

  /// Nothing stated.
  public init() {}

  /// `population`.
  public static let name = "population"
  /// What it holds.
  public static let summary = "who is diagnosed, and when"
  /// Its fields.
  public static let fields: [Field<PopulationParameters>] = [
    Field("firstYear", \.firstYear, "the first year of diagnosis", required: true),
    Field("lastYear", \.lastYear, "the last year of diagnosis", required: true),
    Field("growth", \.growth, "log of the yearly growth of the number diagnosed", required: true),
    Field("female", \.female, "share of women", limits: .share, required: true),
    Field("ageMean", \.ageMean, "mean age at diagnosis, years", limits: .positive, required: true),
    Field(
      "ageDeviation", \.ageDeviation, "standard deviation of age, years", limits: .positive,
      required: true),
    Field("ageLeast", \.ageLeast, "least age, years", limits: .positive, required: true),
    Field("ageMost", \.ageMost, "greatest age, years", limits: .positive, required: true),
    Field(
      "diagnoses", \.diagnoses, "shares of the kinds of diagnosis", limits: .share, required: true),
  ]
}
