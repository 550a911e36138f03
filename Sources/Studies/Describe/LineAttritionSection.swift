public import Cohorts
public import Diagnostics
public import Vocabulary

/// What became of the patients who began each line.
public struct LineAttritionSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// What became of those who began each line: the next line, death, loss, or still on it.
    case attritionBetweenLines

    /// What it means.
    public var summary: String {
      "what became of those who began each line: the next line, death, loss, or still on it"
    }
  }

  /// What is described.
  public var kind = Kind.attritionBetweenLines
  /// The name for readers.
  public var title: String?
  /// The table of lines.
  public var events = Located("")
  /// The column of numbers that orders the lines of a patient; their time when absent.
  public var order: ColumnName?
  /// The column of dates on which a line ended; no line is known to have ended when absent.
  public var stop: ColumnName?
  /// A condition on each row, over the columns of its table.
  public var `where`: ExpressionText?
  /// The date of progression, as in progression.date.
  public var progression: EventColumn?
  /// A condition on each patient that says who was lost to follow-up.
  public var lost: ExpressionText?
  /// Times after the beginning of a line at which cumulative incidence is estimated.
  public var at: [Double] = []
  /// The unit of these times.
  public var unit = TimeUnit.months
  /// The confidence level.
  public var level = 0.95
  /// How many lines are shown.
  public var depth = 5

  /// A description with nothing to describe yet.
  public init() {}

  /// `attritionBetweenLines`.
  public static let name = "attritionBetweenLines"
  /// What it holds.
  public static let summary = "what became of the patients who began each line"
  /// Its fields.
  public static let fields: [Field<LineAttritionSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field("events", \.events, "the table of lines", required: true),
    Field(
      "order", \.order,
      "the column of numbers that orders the lines of a patient; their time when absent"),
    Field(
      "stop", \.stop,
      "the column of dates on which a line ended; no line is known to have ended when absent"),
    Field("where", \.where, "a condition on each row, over the columns of its table"),
    Field("progression", \.progression, "the date of progression, as in progression.date"),
    Field("lost", \.lost, "a condition on each patient that says who was lost to follow-up"),
    Field(
      "at", \.at, "times after the beginning of a line at which cumulative incidence is estimated",
      limits: .positive),
    Field("unit", \.unit, "the unit of these times"),
    Field("level", \.level, "the confidence level", limits: .fraction),
    Field("depth", \.depth, "how many lines are shown", limits: Limits(minimum: 1, maximum: 20)),
  ]
}
