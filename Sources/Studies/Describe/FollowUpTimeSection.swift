public import Cohorts
public import Diagnostics
public import Vocabulary

/// How long patients were followed.
public struct FollowUpTimeSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// How long patients were followed: the median by the reversed curve of Kaplan and Meier.
    case followUp

    /// What it means.
    public var summary: String {
      "how long patients were followed: the median by the reversed curve of Kaplan and Meier"
    }
  }

  /// What is described.
  public var kind = Kind.followUp
  /// The name for readers.
  public var title: String?
  /// The outcome whose follow-up it is; death when absent, in a registry.
  public var outcome: Located<String>?
  /// The column whose values are the groups; the arms when absent, or everyone.
  public var by: ColumnName?
  /// The unit of times, where no outcome says it.
  public var unit = TimeUnit.months
  /// The confidence level.
  public var level = 0.95

  /// A description with nothing to describe yet.
  public init() {}

  /// `followUp`.
  public static let name = "followUp"
  /// What it holds.
  public static let summary = "how long patients were followed"
  /// Its fields.
  public static let fields: [Field<FollowUpTimeSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field(
      "outcome", \.outcome, "the outcome whose follow-up it is; death when absent, in a registry"),
    Field("by", \.by, "the column whose values are the groups; the arms when absent, or everyone"),
    Field("unit", \.unit, "the unit of times, where no outcome says it"),
    Field("level", \.level, "the confidence level", limits: .fraction),
  ]
}
