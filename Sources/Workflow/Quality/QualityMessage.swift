internal import Diagnostics
internal import Registry
internal import Tables

/// What is told of a rule of quality that does not hold.
struct QualityMessage {
  let result: QualityResult
  let ids: [String]
  /// Who was looked at, where not everyone.
  var scope = ""

  init(_ result: QualityResult, _ ids: [String], scope: String = "") {
    self.result = result
    self.ids = ids
    self.scope = scope
  }

  /// The finding in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    let rule = result.rule.rule
    return Diagnostic(
      id, severity: rule.severity == .fatal ? .error : .warning,
      "'\(result.rule.name)' \(extent)\(scope): \(rule.means)", at: place, help: rule.fix)
  }

  private var id: String {
    switch result.rule.rule.severity {
    case .fatal: "quality-fatal"
    case .warning: "quality-warning"
    case .gate: "quality-gate"
    }
  }

  private var extent: String {
    if let difference = result.difference {
      return "finds intervals that differ by \(Self.percent(difference))"
    }
    let counts = result.counts
    let unit = result.table.map { "rows of '\($0)'" } ?? "patients"
    let failing = String(counts.failing)
    let whole = String(counts.checked)
    var text = "fails for \(failing) of \(whole) \(unit)"
    let groups = result.groups.filter { $0.status == .failed }
    if let worst = groups.max(by: { ($0.counts.share ?? 0) < ($1.counts.share ?? 0) }) {
      text +=
        ", in \(groups.count) of \(result.groups.count) groups,"
        + " most in '\(worst.name)' (\(Self.percent(worst.counts.share ?? 0)))"
    } else if let share = counts.share, result.rule.rule.allowShare != nil {
      text += " (\(Self.percent(share)))"
    }
    if let first = result.patients.first {
      text += result.table == nil && result.patients.count == 1 ? ", '" : ", first of patient '"
      text += ids[first] + "'"
    }
    return text
  }

  private static func percent(_ share: Double) -> String {
    FindingMessage.fixed(100 * share, 1) + " %"
  }
}
