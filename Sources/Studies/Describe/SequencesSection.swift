public import Diagnostics
public import Vocabulary

/// Paths of events in their order.
public struct SequencesSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// The paths that patients take through rows of events, such as lines of therapy.
    case sequences

    /// What it means.
    public var summary: String {
      "the paths that patients take through rows of events, such as lines of therapy"
    }
  }

  /// What is described.
  public var kind = Kind.sequences
  /// The name for readers.
  public var title: String?
  /// The table of events, such as line.
  public var events = Located("")
  /// The column of the table with what a row is called.
  public var label = ColumnName("name")
  /// The column of numbers that orders the rows of a patient; their time when absent.
  public var order: ColumnName?
  /// The column of dates on which a row ended, to tell who is still on it.
  public var stop: ColumnName?
  /// A condition on each row, over the columns of its table.
  public var `where`: ExpressionText?
  /// How many paths are shown by name.
  public var top = 10
  /// How many steps the figures show.
  public var depth = 4
  /// How many labels of a step the figures tell apart; the others are one.
  public var labels = 7

  /// A description with nothing to describe yet.
  public init() {}

  /// `sequences`.
  public static let name = "sequences"
  /// What it holds.
  public static let summary = "paths of events in their order"
  /// Its fields.
  public static let fields: [Field<SequencesSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field("events", \.events, "the table of events, such as line", required: true),
    Field("label", \.label, "the column of the table with what a row is called"),
    Field(
      "order", \.order,
      "the column of numbers that orders the rows of a patient; their time when absent"),
    Field("stop", \.stop, "the column of dates on which a row ended, to tell who is still on it"),
    Field("where", \.where, "a condition on each row, over the columns of its table"),
    Field(
      "top", \.top, "how many paths are shown by name", limits: Limits(minimum: 1, maximum: 1000)),
    Field(
      "depth", \.depth, "how many steps the figures show", limits: Limits(minimum: 1, maximum: 8)),
    Field(
      "labels", \.labels, "how many labels of a step the figures tell apart; the others are one",
      limits: Limits(minimum: 1, maximum: 30)),
  ]
}
