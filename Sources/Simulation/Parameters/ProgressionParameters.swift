public import Vocabulary

/// The first progression.
public struct ProgressionParameters: Section, Equatable {
  /// Months from transplant to progression at which the cumulative hazard is 1 for an average
  /// patient.
  public var months = 0.0
  /// Shape of the Weibull hazard.
  public var shape = 0.0
  /// As months, from the start of treatment without a transplant.
  public var monthsWithoutTransplant = 0.0
  /// Log hazard ratio for each unit of depth of response at day 100.
  public var depth = 0.0
  /// Log hazard ratio for each year of diagnosis after 2010.
  public var perYear = 0.0
  /// Share of progressions that a visit finds in the blood first.
  public var biochemical = 0.0
  /// Mean days from progression until symptoms show it.
  public var symptoms = 0.0
  /// Share of progressions outside the marrow.
  public var extramedullary = 0.0

  /// Nothing stated.
  public init() {}

  /// `progression`.
  public static let name = "progression"
  /// What it holds.
  public static let summary = "the first progression"
  /// Its fields.
  public static let fields: [Field<ProgressionParameters>] = [
    Field(
      "months", \.months,
      "months from transplant to progression at which the cumulative hazard is 1 for an average patient",
      limits: .positive, required: true),
    Field("shape", \.shape, "shape of the Weibull hazard", limits: .positive, required: true),
    Field(
      "monthsWithoutTransplant", \.monthsWithoutTransplant,
      "as months, from the start of treatment without a transplant", limits: .positive,
      required: true),
    Field(
      "depth", \.depth, "log hazard ratio for each unit of depth of response at day 100",
      required: true),
    Field(
      "perYear", \.perYear, "log hazard ratio for each year of diagnosis after 2010", required: true
    ),
    Field(
      "biochemical", \.biochemical, "share of progressions that a visit finds in the blood first",
      limits: .share, required: true),
    Field(
      "symptoms", \.symptoms, "mean days from progression until symptoms show it",
      limits: .positive, required: true),
    Field(
      "extramedullary", \.extramedullary, "share of progressions outside the marrow",
      limits: .share, required: true),
  ]
}
