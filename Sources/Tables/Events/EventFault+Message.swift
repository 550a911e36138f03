internal import Diagnostics

extension EventFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(id, severity: severity, message, at: place, help: help)
  }

  private var severity: Diagnostic.Severity {
    switch self {
    case .unknownPatient, .noPatient: .warning
    default: .error
    }
  }

  /// The stable name.
  private var id: String {
    switch self {
    case .patientWithoutId: "missing-id"
    case .repeatedPatient: "repeated-id"
    case .noColumn: "unknown-column"
    case .timeIsNoDate: "type-mismatch"
    case .badPartialDate: "bad-date"
    case .unknownPatient: "unknown-patient"
    case .noPatient: "event-without-patient"
    }
  }

  private var message: String {
    switch self {
    case .patientWithoutId(let row, let count):
      count == 1
        ? "the patient in row \(row + 1) has no id"
        : "\(count) patients have no id, the first in row \(row + 1)"
    case .repeatedPatient(let id, let first, let second):
      "the id '\(id)' stands in row \(first + 1) and again in row \(second + 1)"
    case .noColumn(let name, let table, _): "the table '\(table)' has no column '\(name)'"
    case .timeIsNoDate(let name, let table, let type):
      "'\(name)' orders the events of '\(table)' and holds \(type.plural), not dates"
    case .badPartialDate(let text, let column, let row, let count):
      "'\(text)' in row \(row + 1) of column '\(column)' is not a date"
        + (count == 1 ? "" : ", nor are \(count - 1) further values")
    case .unknownPatient(let table, let count, let row):
      "\(Self.rows(count, row)) of '\(table)' \(count == 1 ? "names" : "name") a patient who is not "
        + "in the table of patients, and \(count == 1 ? "is" : "are") left out"
    case .noPatient(let table, let count, let row):
      "\(Self.rows(count, row)) of '\(table)' \(count == 1 ? "names" : "name") no patient, "
        + "and \(count == 1 ? "is" : "are") left out"
    }
  }

  private var help: String? {
    switch self {
    case .noColumn(let name, _, let known): Suggestion.help(for: name, in: known)
    case .badPartialDate: "a date is written 2010-05-14, or 2010-05 or 2010 where less is known"
    default: nil
    }
  }

  private static func rows(_ count: Int, _ first: Int) -> String {
    count == 1 ? "row \(first + 1)" : "\(count) rows, first row \(first + 1),"
  }
}
