internal import Diagnostics

/// What can be wrong with the description of a registry whose every key and value is well formed.
enum RegistryFault {
  case partialIsNoDate(String)
  case partialHasFormat(String)
  case unknownTable(String, known: [String])
  case unknownColumn(String, table: String, known: [String])
  case notADate(String, type: String)
  case lockIsNoDate(String)
  case partialInPatients(String)
  case unitsNeedColumn(String)
  case unitsNeedKinds(String)
  case factorNotPositive(String)

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
    case .partialInPatients(let column):
      Diagnostic(
        "key-does-not-apply", "'partial' is for tables of events, and '\(column)' is of patients",
        at: place, help: "put the date into a table of its own with one row a patient")
    case .unitsNeedColumn(let column):
      Diagnostic(
        "missing-key", "'\(column)' needs both 'unitColumn' and 'unit' or 'units'", at: place,
        help: "write unit: g/L and the column that names the unit of each value as unitColumn")
    case .unitsNeedKinds(let column):
      Diagnostic(
        "missing-key", "'units' of '\(column)' go by a column that says what is measured",
        at: place, help: "write by: analyte; where all values are of one kind, write unit: g/L")
    case .factorNotPositive(let unit):
      Diagnostic(
        "bad-value", "values in '\(unit)' are multiplied by a number above 0", at: place)
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
