public import Cohorts
public import Diagnostics
public import Vocabulary

/// How long treatment lasts.
public struct TimeOnTreatmentSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// How long intervals last, by Kaplan and Meier, and why they end.
    case timeOnTreatment

    /// What it means.
    public var summary: String { "how long intervals last, by Kaplan and Meier, and why they end" }
  }

  /// What is described.
  public var kind = Kind.timeOnTreatment
  /// The name for readers.
  public var title: String?
  /// The table of intervals, ordered by the date on which they begin.
  public var events = Located("")
  /// The column of dates on which they ended; missing where they go on.
  public var stop = ColumnName("stop")
  /// The column that says why they ended; a reason without a date is an unknown day.
  public var reason: ColumnName?
  /// The column of the table of intervals whose values are the groups; one group when absent.
  public var by: ColumnName?
  /// A condition on each row, over the columns of its table.
  public var `where`: ExpressionText?
  /// Times at which the share still on treatment is estimated.
  public var at: [Double] = []
  /// The unit of times.
  public var unit = TimeUnit.months
  /// The confidence level.
  public var level = 0.95

  /// A description with nothing to describe yet.
  public init() {}

  /// `timeOnTreatment`.
  public static let name = "timeOnTreatment"
  /// What it holds.
  public static let summary = "how long treatment lasts"
  /// Its fields.
  public static let fields: [Field<TimeOnTreatmentSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field(
      "events", \.events, "the table of intervals, ordered by the date on which they begin",
      required: true),
    Field("stop", \.stop, "the column of dates on which they ended; missing where they go on"),
    Field(
      "reason", \.reason,
      "the column that says why they ended; a reason without a date is an unknown day"),
    Field(
      "by", \.by,
      "the column of the table of intervals whose values are the groups; one group when absent"),
    Field("where", \.where, "a condition on each row, over the columns of its table"),
    Field(
      "at", \.at, "times at which the share still on treatment is estimated", limits: .positive),
    Field("unit", \.unit, "the unit of times"),
    Field("level", \.level, "the confidence level", limits: .fraction),
  ]
}
