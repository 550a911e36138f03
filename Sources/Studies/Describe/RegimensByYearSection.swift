public import Diagnostics
public import Vocabulary

/// What began in each calendar year.
public struct RegimensByYearSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// How often each label began in each calendar year.
    case regimensByYear

    /// What it means.
    public var summary: String { "how often each label began in each calendar year" }
  }

  /// What is described.
  public var kind = Kind.regimensByYear
  /// The name for readers.
  public var title: String?
  /// The table of events, such as line or regimen.
  public var events = Located("")
  /// The column of the table with what a row is called.
  public var label = ColumnName("name")
  /// A condition on each row, over the columns of its table.
  public var `where`: ExpressionText?
  /// How many labels are shown by name; the others are one.
  public var top = 7

  /// A description with nothing to describe yet.
  public init() {}

  /// `regimensByYear`.
  public static let name = "regimensByYear"
  /// What it holds.
  public static let summary = "what began in each calendar year"
  /// Its fields.
  public static let fields: [Field<RegimensByYearSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field("events", \.events, "the table of events, such as line or regimen", required: true),
    Field("label", \.label, "the column of the table with what a row is called"),
    Field("where", \.where, "a condition on each row, over the columns of its table"),
    Field(
      "top", \.top, "how many labels are shown by name; the others are one",
      limits: Limits(minimum: 1, maximum: 30)),
  ]
}
