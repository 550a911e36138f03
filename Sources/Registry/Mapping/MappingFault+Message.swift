internal import Diagnostics

extension MappingFault {
  /// The fault in words, with the place of the description where that is another.
  func diagnostic(at place: Place?, from description: Place? = nil) -> Diagnostic {
    var diagnostic = Diagnostic(id, severity: severity, message, at: place, help: help)
    if let description, description != place {
      diagnostic.notes = [Diagnostic.Note("the column is described here", at: description)]
    }
    return diagnostic
  }

  private var severity: Diagnostic.Severity {
    switch self {
    case .unknownCode, .noUnit, .otherUnit(_, _, _, _, _, isDropped: true, _): .warning
    default: .error
    }
  }

  private var id: String {
    switch self {
    case .noColumn, .noLookup: "unknown-column"
    case .twice, .alreadyThere: "repeated-column"
    case .unknownCode: "unknown-code"
    case .otherUnit: "unit-not-convertible"
    case .noUnit: "unit-missing"
    case .notNumbers: "type-mismatch"
    }
  }

  private var message: String {
    switch self {
    case .noColumn(let name, let table, _): "'\(table)' has no column '\(name)'"
    case .noLookup(let name, let table, _):
      "'\(table)' goes by '\(name)', which is no column of it and of the table of patients"
    case .twice(let name): "the column '\(name)' of the file is mapped twice"
    case .alreadyThere(let name, let source):
      "'\(name)' is read from '\(source)', and the file has a column '\(name)' of its own"
    case .unknownCode(let code, let column, let row, let count, _):
      "'\(code)' is no code of '\(column)', in \(Self.rows(row, count)); it is kept as it is"
    case .otherUnit(let unit, let kind, let own, let row, let count, let isDropped, _):
      "'\(kind)' is kept in \(own), and '\(unit)' in \(Self.rows(row, count)) cannot be converted to it"
        + (isDropped ? "; the value is missing there" : "")
    case .noUnit(let column, let row, let count):
      "'\(column)' has no unit in \(Self.rows(row, count)), and is taken to be in the usual one"
    case .notNumbers(let name, let type):
      "'\(name)' has units, and is a column of type \(type)"
    }
  }

  private var help: String? {
    switch self {
    case .noColumn(let name, _, let known), .noLookup(let name, _, let known):
      Suggestion.help(for: name, in: known)
    case .alreadyThere(let name, _): "give the other column a name too, as in old: {from: \(name)}"
    case .unknownCode(let code, _, _, _, let known):
      Suggestion.nearest(to: code, in: known).map { "did you mean '\($0)'?" }
        ?? "add it to 'codes'"
    case .otherUnit(let unit, _, let own, _, _, _, let known):
      Suggestion.nearest(to: unit, in: known).map { "did you mean '\($0)'?" }
        ?? "write by what it is multiplied to be in \(own), as in convert: {\"\(unit)\": 1}"
    default: nil
    }
  }

  private static func rows(_ first: Int, _ count: Int) -> String {
    count == 1 ? "row \(first + 1)" : "\(count) rows, first in row \(first + 1),"
  }
}
