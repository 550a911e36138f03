internal import Diagnostics

extension QualityFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .unknownTable(let name, let known):
      Diagnostic(
        "unknown-table", "the registry has no table '\(name)'", at: place,
        help: Suggestion.help(for: name, in: known)
          ?? "a rule with 'optional: true' is passed over where what it reads is not there")
    case .unknownColumn(let name, let table, let known):
      Diagnostic(
        "unknown-column", "the table '\(table)' has no column '\(name)'", at: place,
        help: Suggestion.help(for: name, in: known))
    case .missingKey(let key, let check):
      Diagnostic(
        "missing-key", "a rule with 'check: \(check.rawValue)' needs '\(key)'", at: place)
    case .notADate(let name, let table):
      Diagnostic(
        "type-mismatch", "the column '\(name)' of '\(table)' holds no dates", at: place)
    case .noTime(let table):
      Diagnostic(
        "no-time-column", "the table '\(table)' has no date that orders it", at: place,
        help: "name a column with 'date'")
    }
  }
}
