public import Diagnostics
public import Registry
public import Vocabulary

/// Definitions that studies share: named expressions, and tables derived from those of a registry.
public struct DefinitionsSection: Section, Equatable {
  /// The name.
  public var definitions = ""
  /// What they are, for readers.
  public var title: String?
  /// How treatments become lines of therapy, where a study does not say it itself.
  public var lines: Located<LinesSection>?
  /// Tables derived from others, in order.
  public var tables = NamedList<DerivedTableSection>()
  /// Named expressions, with parameters in parentheses.
  public var define = NamedList<ExpressionText>()

  /// Nothing defined.
  public init() {}

  /// `definitions`.
  public static let name = "definitions"
  /// What it holds.
  public static let summary = "definitions that studies share"
  /// Its fields.
  public static let fields: [Field<DefinitionsSection>] = [
    Field("definitions", \.definitions, "the name of the definitions", required: true),
    Field("title", \.title, "what they are, in one line"),
    Field(
      "lines", \.lines, "how treatments become lines of therapy; what a study says comes first"),
    Field("tables", \.tables, "tables derived from others, by name, in order"),
    Field(
      "define", \.define,
      "expressions by name, as highRisk, or by name and parameters, as refractory(drug)"),
  ]
}

/// A table of events derived from another.
public struct DerivedTableSection: Section, Equatable {
  /// The table whose rows it is made of.
  public var from = Located("")
  /// Which rows.
  public var `where`: ExpressionText?
  /// From when to when a row holds.
  public var interval: ExpressionText?
  /// How far apart intervals of a patient may be to become one; absent where they stay apart.
  public var gap: ExpressionText?
  /// The date that orders the rows.
  public var time: ColumnName?
  /// What is computed of each row, in order.
  public var columns = NamedList<ExpressionText>()

  /// No table.
  public init() {}

  /// `derivedTable`.
  public static let name = "derivedTable"
  /// What it holds.
  public static let summary = "a table of events derived from another"
  /// Its fields.
  public static let fields: [Field<DerivedTableSection>] = [
    Field("from", \.from, "the table whose rows it is made of", required: true),
    Field("where", \.where, "the rows that it is made of; all when absent"),
    Field("interval", \.interval, "from when to when a row holds: its columns start and stop"),
    Field(
      "gap", \.gap,
      "intervals that overlap or are at most so far apart become one; they stay apart when absent"),
    Field(
      "time", \.time,
      "the date that orders the rows; start where there is an interval, else as in 'from'"),
    Field("columns", \.columns, "what is computed of each row by an expression, in order"),
  ]
}
