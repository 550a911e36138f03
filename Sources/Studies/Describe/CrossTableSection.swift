public import Vocabulary

/// How labels of the same patients agree.
public struct CrossTableSection: Section, Equatable {
  /// The word that chooses it.
  public enum Kind: String, Word {
    /// How flags or labels of the same patients agree, with the unknown counted.
    case crossTable

    /// What it means.
    public var summary: String {
      "how flags or labels of the same patients agree, with the unknown counted"
    }
  }

  /// What is described.
  public var kind = Kind.crossTable
  /// The name for readers.
  public var title: String?
  /// The columns that are compared, two at least.
  public var columns: [ColumnName] = []
  /// The confidence level.
  public var level = 0.95

  /// A description with nothing to describe yet.
  public init() {}

  /// `crossTable`.
  public static let name = "crossTable"
  /// What it holds.
  public static let summary = "how labels of the same patients agree"
  /// Its fields.
  public static let fields: [Field<CrossTableSection>] = [
    Field("kind", \.kind, "what is described", required: true),
    Field("title", \.title, "the name for readers"),
    Field("columns", \.columns, "the columns that are compared, two at least", required: true),
    Field("level", \.level, "the confidence level", limits: .fraction),
  ]
}
