public import Vocabulary

/// One arm.
public struct ArmSection: Section, Equatable {
  /// The name for readers.
  public var label: String?
  /// Who is in the arm.
  public var `where` = ExpressionText("true")
  /// The days on which its patients may have entered; any where absent.
  public var era: Era?

  /// An arm with everyone in it.
  public init() {}

  /// `arm`.
  public static let name = "arm"
  /// What it holds.
  public static let summary = "an arm"
  /// Its fields.
  public static let fields: [Field<ArmSection>] = [
    Field("label", \.label, "the name for readers"),
    Field("where", \.where, "who is in the arm", required: true),
    Field("era", \.era, "the first and last day of entry, as in 2007-01-01..2012-12-31"),
  ]
}
