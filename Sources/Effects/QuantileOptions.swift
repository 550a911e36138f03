public import Survival
public import Vocabulary

/// Options of times by which a share of the patients has had the event.
public struct QuantileOptions: Section, Equatable {
  /// The shares.
  public var at: [Double] = []
  /// Which time is the quantile where a curve is flat.
  public var rule = QuantileRule.rPrint

  /// No shares.
  public init() {}

  /// `quantile`.
  public static let name = "quantile"
  /// What it holds.
  public static let summary = "options of times by which a share of the patients has had the event"
  /// A bare number or list is the shares.
  public static let shorthand: String? = "at"
  /// Its fields.
  public static let fields: [Field<QuantileOptions>] = [
    Field(
      "at", \.at, "the shares of patients who have had the event", limits: .fraction,
      required: true),
    Field("rule", \.rule, "which time it is where a curve is flat"),
  ]
}

/// Options of the difference of medians.
public struct MedianDifferenceOptions: Section, Equatable {
  /// Which time is the median where a curve is flat.
  public var rule = QuantileRule.rPrint
  /// Where limits and test come from.
  public var method = QuantileContrastMethod.squareAndAdd

  /// R's median, with the squared and added distances of the medians from their limits.
  public init() {}

  /// `medianDifference`.
  public static let name = "medianDifference"
  /// What it holds.
  public static let summary = "options of the difference of medians"
  /// Its fields.
  public static let fields: [Field<MedianDifferenceOptions>] = [
    Field("rule", \.rule, "which time is the median where a curve is flat"),
    Field("method", \.method, "where limits and test come from"),
  ]
}
