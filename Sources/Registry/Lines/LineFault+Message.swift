internal import Diagnostics

extension LineFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(id, message, at: place, help: help)
  }

  private var id: String {
    switch self {
    case .noTable: "unknown-table"
    case .noColumn: "unknown-column"
    case .noDates, .noWords: "type-mismatch"
    case .nameTaken: "line-table-taken"
    case .sameRules: "same-line-rules"
    }
  }

  private var message: String {
    switch self {
    case .noTable(let name, _): "the registry has no table '\(name)'"
    case .noColumn(let name, let table, _): "the table '\(table)' has no column '\(name)'"
    case .noDates(let name, let table):
      "lines need dates, and '\(name)' of '\(table)' holds none"
    case .noWords(let name, let table):
      "lines need words, and '\(name)' of '\(table)' holds none"
    case .nameTaken(let name):
      "'lines' makes a table '\(name)', and the registry has one of that name"
    case .sameRules(let name): "'\(name)' is compared with itself"
    }
  }

  private var help: String? {
    switch self {
    case .noTable(let name, let known), .noColumn(let name, _, let known):
      Suggestion.help(for: name, in: known)
    case .noDates: "dates are written 2010-05-14; declare the column as type date in registry.yaml"
    case .noWords: "declare the column as type category in registry.yaml"
    case .nameTaken: "give the table of the registry another name in registry.yaml"
    case .sameRules: "name two different sets of rules under 'rules' and 'compare'"
    }
  }
}
