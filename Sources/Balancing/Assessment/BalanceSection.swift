public import Vocabulary

/// How balance is judged, as declared in a study.
public struct BalanceSection: Section, Equatable {
  /// Whose standard deviation a difference is divided by; by the estimand where absent.
  public var denominator: BalanceDenominator?
  /// Whether differences of shares are divided too.
  public var binary = BinaryStandardization.standardized
  /// Columns outside the propensity model that are reported too.
  public var also: [ColumnName] = []

  /// The standard way.
  public init() {}

  /// `balance`.
  public static let name = "balance"
  /// What it holds.
  public static let summary = "how balance is judged"
  /// Its fields.
  public static let fields: [Field<BalanceSection>] = [
    Field(
      "denominator", \.denominator,
      "whose standard deviation a difference is divided by; follows the estimand when absent"),
    Field("binary", \.binary, "whether differences of shares are divided too"),
    Field("also", \.also, "columns outside the propensity model that are reported too"),
  ]
}
