public import Cohorts
public import Vocabulary

/// Characteristics of the patients by group.
public struct TableOneSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// Who is in the cohort: means, medians and shares by group.
    case tableOne

    /// What it means.
    public var summary: String { "who is in the cohort: means, medians and shares by group" }
  }

  /// What is described.
  public var kind = Kind.tableOne
  /// The name for readers.
  public var title: String?
  /// The columns that are summarised.
  public var columns: [ColumnName] = []
  /// The column whose values are the groups; the arms when absent, or everyone.
  public var by: ColumnName?
  /// Groups of calendar ranges by name, instead of a column.
  public var eras = NamedList<Era>()
  /// The column of dates that the eras are of; the day of entry when absent.
  public var eraOf: ColumnName?
  /// Whether standardised mean differences between the groups are shown.
  public var smd = false

  /// A description with nothing to describe yet.
  public init() {}

  /// `tableOne`.
  public static let name = "tableOne"
  /// What it holds.
  public static let summary = "characteristics of the patients by group"
  /// Its fields.
  public static let fields: [Field<TableOneSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field("columns", \.columns, "the columns that are summarised", required: true),
    Field("by", \.by, "the column whose values are the groups; the arms when absent, or everyone"),
    Field("eras", \.eras, "groups of calendar ranges by name, instead of a column"),
    Field(
      "eraOf", \.eraOf, "the column of dates that the eras are of; the day of entry when absent"),
    Field("smd", \.smd, "whether standardised mean differences between the groups are shown"),
  ]
}
