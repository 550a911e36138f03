public import Diagnostics

extension DesignFinding {
  /// The finding in words.
  public var message: String {
    switch self {
    case .incompleteRowsLeftOut(let count, let columns):
      "\(count) \(count == 1 ? "row has" : "rows have") a missing covariate and"
        + " \(count == 1 ? "is" : "are") left out ("
        + columns.map { "\($0.column): \($0.count)" }.joined(separator: ", ") + ")"
    case .filled(let column, let count, let value):
      "\(count) missing value\(count == 1 ? "" : "s") of '\(column)' \(count == 1 ? "is" : "are")"
        + " set to \(Transform.text(value)) and marked by a column of their own"
    case .unusedLevel(let column, let level):
      "the level '\(level)' of '\(column)' does not occur and has no coefficient"
    case .interactionWithoutMainEffect(let term, let missing):
      "'\(term)' is a term but '\(missing)' is not"
    }
  }

  /// What to do, where there is something.
  public var help: String? {
    switch self {
    case .interactionWithoutMainEffect(let term, _):
      "write \(term.split(separator: ":").joined(separator: "*")) for the product with its factors"
    default: nil
    }
  }

  /// The finding as a warning, or as a note where nothing is amiss.
  public func diagnostic(at place: Place?) -> Diagnostic {
    let severity: Diagnostic.Severity =
      switch self {
      case .filled, .unusedLevel: .note
      case .incompleteRowsLeftOut, .interactionWithoutMainEffect: .warning
      }
    return Diagnostic(id, severity: severity, message, at: place, help: help)
  }
}
