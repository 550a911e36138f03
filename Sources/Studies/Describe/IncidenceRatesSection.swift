public import Diagnostics
public import Vocabulary

/// Events over the time in which they could be seen.
public struct IncidenceRatesSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// Events over person-time, with exact limits.
    case incidenceRates

    /// What it means.
    public var summary: String { "events over person-time, with exact limits" }
  }

  /// What is described.
  public var kind = Kind.incidenceRates
  /// The name for readers.
  public var title: String?
  /// The tables of events, each a row of the result.
  public var events: [Located<String>] = []
  /// Outcomes of the study that are times, each a row of the result.
  public var outcomes: [Located<String>] = []
  /// A condition on each row, over the columns of its table.
  public var `where`: ExpressionText?
  /// Whether every event of a patient counts, or the first alone.
  public var recurrent = false
  /// The column whose values are the groups; the arms when absent, or everyone.
  public var by: ColumnName?
  /// The person-years that rates refer to.
  public var per = 100.0
  /// The confidence level.
  public var level = 0.95

  /// A description with nothing to describe yet.
  public init() {}

  /// `incidenceRates`.
  public static let name = "incidenceRates"
  /// What it holds.
  public static let summary = "events over the time in which they could be seen"
  /// Its fields.
  public static let fields: [Field<IncidenceRatesSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field("events", \.events, "the tables of events, each a row of the result"),
    Field("outcomes", \.outcomes, "outcomes of the study that are times, each a row of the result"),
    Field("where", \.where, "a condition on each row, over the columns of its table"),
    Field("recurrent", \.recurrent, "whether every event of a patient counts, or the first alone"),
    Field("by", \.by, "the column whose values are the groups; the arms when absent, or everyone"),
    Field("per", \.per, "the person-years that rates refer to", limits: .positive),
    Field("level", \.level, "the confidence level", limits: .fraction),
  ]
}
