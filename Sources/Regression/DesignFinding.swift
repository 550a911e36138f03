/// What a careful reader should know about a design matrix that could be made.
public enum DesignFinding: Sendable, Hashable {
  /// Rows with a missing covariate were left out.
  case incompleteRowsLeftOut(count: Int, columns: [MissingCount])
  /// Missing values were set to a number and marked by a column.
  case filled(column: String, count: Int, with: Double)
  /// A declared level of a category does not occur in the rows used.
  case unusedLevel(column: String, level: String)
  /// A product without one of its factors as a term: the fit then depends on where that factor has
  /// its zero, or which level is the reference.
  case interactionWithoutMainEffect(term: String, missing: String)

  /// A stable name in kebab case.
  public var id: String {
    switch self {
    case .incompleteRowsLeftOut: "incomplete-rows-left-out"
    case .filled: "missing-filled"
    case .unusedLevel: "unused-level"
    case .interactionWithoutMainEffect: "interaction-without-main-effect"
    }
  }
}
