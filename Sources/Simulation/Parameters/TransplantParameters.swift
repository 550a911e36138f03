public import Vocabulary

/// Transplants in first line.
public struct TransplantParameters: Section, Equatable {
  /// Log odds of being a candidate at age 60 with performance status 0.
  public var intercept = 0.0
  /// Log odds for each year of age above 60.
  public var ageLinear = 0.0
  /// Log odds for each year of diagnosis after 2010.
  public var perYear = 0.0
  /// Log odds for each grade of performance status.
  public var performance = 0.0
  /// Share of candidates who are not transplanted after all.
  public var notDone = 0.0
  /// Mean days from the end of induction to the transplant.
  public var delay = 0.0
  /// Standard deviation of those days.
  public var delayDeviation = 0.0
  /// Share of planned tandem transplants.
  public var tandem = 0.0
  /// Share of reduced melphalan below age 65; five times as many above.
  public var reducedMelphalan = 0.0
  /// Share who die of the transplant within 100 days.
  public var deaths = 0.0

  /// Nothing stated.
  public init() {}

  /// `transplant`.
  public static let name = "transplant"
  /// What it holds.
  public static let summary = "transplants in first line"
  /// Its fields.
  public static let fields: [Field<TransplantParameters>] = [
    Field(
      "intercept", \.intercept, "log odds of being a candidate at age 60 with performance status 0",
      required: true),
    Field("ageLinear", \.ageLinear, "log odds for each year of age above 60", required: true),
    Field("perYear", \.perYear, "log odds for each year of diagnosis after 2010", required: true),
    Field(
      "performance", \.performance, "log odds for each grade of performance status", required: true),
    Field(
      "notDone", \.notDone, "share of candidates who are not transplanted after all",
      limits: .share, required: true),
    Field(
      "delay", \.delay, "mean days from the end of induction to the transplant", limits: .positive,
      required: true),
    Field(
      "delayDeviation", \.delayDeviation, "standard deviation of those days", limits: .positive,
      required: true),
    Field(
      "tandem", \.tandem, "share of planned tandem transplants", limits: .share, required: true),
    Field(
      "reducedMelphalan", \.reducedMelphalan,
      "share of reduced melphalan below age 65; five times as many above", limits: .share,
      required: true),
    Field(
      "deaths", \.deaths, "share who die of the transplant within 100 days", limits: .share,
      required: true),
  ]
}
