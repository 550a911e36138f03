internal import Diagnostics

extension LineFinding {
  /// The finding in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(id, severity: .warning, message, at: place, help: help)
  }

  private var id: String {
    switch self {
    case .openDates: "lines-open"
    case .leftOut: "treatment-left-out"
    case .noIntent: "intent-missing"
    }
  }

  private var message: String {
    switch self {
    case .openDates(let patients, let total):
      "\(patients.count) of \(total) patients would have other lines if days that are not known were "
        + "taken otherwise, such as \(patients.prefix(3).map { "'\($0)'" }.joined(separator: ", "))"
    case .leftOut(let rule, let table, let count, let row):
      "\(count == 1 ? "line \(row)" : "\(count) rows") of '\(table)'\(count == 1 ? "" : ", the first in line \(row),") "
        + "\(count == 1 ? "has" : "have") \(Self.lack(rule)), and no part in lines"
    case .noIntent(let table, let count, let total):
      "\(count) of \(total) rows of '\(table)' have no intent, and count as not planned"
    }
  }

  private var help: String? {
    switch self {
    case .noIntent: "compare with ohdsi-mm-2025, which reads no intents: {compare: ohdsi-mm-2025}"
    default: nil
    }
  }

  private static func lack(_ rule: LineRule) -> String {
    switch rule {
    case .undated: "no first day"
    case .unnamedDrug: "no drug"
    default: "one drug more than can be told apart"
    }
  }
}
