internal import Diagnostics

/// What can be wrong with the description of a registry whose every key and value is well formed.
enum RegistryFault {
  case partialIsNoDate(String)
  case partialHasFormat(String)
  case unknownTable(String, known: [String])
  case unknownColumn(String, table: String, known: [String])
  case notADate(String, type: String)
  case lockIsNoDate(String)

  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .partialIsNoDate(let column):
      Diagnostic(
        "key-does-not-apply", "'partial' is for dates, and '\(column)' is declared otherwise",
        at: place, help: "write {type: date, partial: true}")
    case .partialHasFormat(let column):
      Diagnostic(
        "key-does-not-apply",
        "'\(column)' has both 'partial' and 'dateFormat', and partial dates are written one way only",
        at: place, help: "write them 2010-05-14, 2010-05 or 2010")
    case .unknownTable(let table, let known):
      Diagnostic(
        "unknown-table", "the registry has no table '\(table)'", at: place,
        help: Suggestion.help(for: table, in: known))
    case .unknownColumn(let column, let table, let known):
      Diagnostic(
        "unknown-column", "the table '\(table)' has no column '\(column)'", at: place,
        help: Suggestion.help(for: column, in: known))
    case .lockIsNoDate(let text):
      Diagnostic(
        "bad-date", "'lock' is a day, and '\(text)' is none", at: place,
        help: "a date is written 2010-05-14")
    case .notADate(let column, let type):
      Diagnostic(
        "type-mismatch", "'\(column)' is a column of type \(type), and a date is needed", at: place,
        help:
          "dates are written 2010-05-14; declare the column {type: date, partial: true} where less is known"
      )
    }
  }
}
