internal import Workflow

/// What rules of data quality found, in words and numbers.
enum QualityWords {
  /// How many rules hold and how many do not.
  static func summary(_ rules: [QualityRow], _ all: [QualityRow]) -> String {
    let failed = rules.filter { $0.status == "failed" }
    let skipped = rules.count { $0.status == "notApplicable" }
    var text = "\(NumberText.count(rules.count)) rules were asked"
    if skipped > 0 { text += ", \(NumberText.count(skipped)) of them cannot be answered here" }
    text +=
      failed.isEmpty ? "; every other holds" : "; \(NumberText.count(failed.count)) do not hold"
    if skipped == 0, failed.isEmpty {
      text = "\(NumberText.count(rules.count)) rules were asked, and all hold"
    }
    let gates = all.filter(\.isFailedGate).map(\.rule)
    if !gates.isEmpty {
      text += ". Estimates are withheld, because the cohort breaks \(gates.joined(separator: ", "))"
    }
    return text + "."
  }

  /// What a rule allows.
  static func allowed(_ rule: QualityRow) -> String {
    let parts = [
      rule.allow.map { NumberText.count($0) },
      rule.allowShare.map { "\(NumberText.percent($0)) %" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// How many fail of how many.
  static func counts(_ rule: QualityRow) -> String {
    if rule.status == "notApplicable" { return NumberText.absent }
    if rule.check == "visitGap" { return NumberText.count(rule.checked) }
    return "\(NumberText.count(rule.failing)) of \(NumberText.count(rule.checked))"
  }

  /// How many fail of how many, and of how many it cannot be told.
  static func extent(_ rule: QualityRow) -> String {
    guard rule.unknown > 0, rule.status != "notApplicable" else { return counts(rule) }
    return counts(rule) + " (\(NumberText.count(rule.unknown)) cannot be told)"
  }

  /// The share that fails, or by how much groups differ.
  static func share(_ rule: QualityRow) -> String {
    NumberText.percent(rule.difference ?? rule.share)
  }

  /// Whether a rule holds.
  static func status(_ rule: QualityRow) -> String { status(rule.status) }

  /// Whether a rule holds.
  static func status(_ status: String) -> String {
    switch status {
    case "passed": "yes"
    case "failed": "no"
    default: "not asked"
    }
  }
}
