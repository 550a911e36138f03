public import Vocabulary

/// What is described of the cohort, beside any comparison.
public struct DescribeSection: Section, Equatable {
  /// The smallest count that is shown; smaller ones, but for 0, are not.
  public var minimumCell: Int?
  /// The descriptions, by name.
  public var tables = NamedList<Description>()

  /// Nothing is described.
  public init() {}

  /// `describe`.
  public static let name = "describe"
  /// What it holds.
  public static let summary = "what is described of the cohort"
  /// Its fields.
  public static let fields: [Field<DescribeSection>] = [
    Field(
      "minimumCell", \.minimumCell,
      "the smallest count of patients that the descriptions show, but for 0; all when absent",
      limits: .atLeast(2)),
    Field("tables", \.tables, "the descriptions, by name", required: true),
  ]
}
