internal import Workflow

/// The rules that made a patient's lines of therapy, in the order in which they fired.
struct PatientRules {
  /// One rule that fired.
  struct Firing {
    /// When.
    let date: String
    /// The rule.
    let rule: String
    /// The line and regimen it spoke of, and what it saw.
    let words: String
    /// The row that made it fire.
    let place: String
  }

  /// The table with the rules that fired.
  static let table = "line_rule"

  /// The rules in the order of time.
  let firings: [Firing]

  init(_ report: PatientReport) {
    let table = report.tables.first { $0.name == Self.table }
    firings = (table?.events ?? []).map { event in
      func text(_ name: String) -> String? { event.fields.first { $0.name == name }?.text }
      let numbers = ["line", "regimen"].compactMap { name in text(name).map { "\(name) \($0)" } }
      let source = text("source").map { source in
        report.tables.first { $0.name == source }?.file ?? source
      }
      return Firing(
        date: event.start ?? "", rule: text("rule") ?? "",
        words: (numbers + [text("detail")].compactMap(\.self)).joined(separator: ", "),
        place: source.map { source in text("source_row").map { "\(source):\($0)" } ?? source } ?? ""
      )
    }
  }
}
