public import Workflow

extension TextReport {
  /// How many rules of quality hold, and those that do not.
  var quality: [TextLine] {
    let rows = content.results.quality
    let all = rows.filter { $0.scope == .registry }
    guard !all.isEmpty else { return [] }
    let label = TextLine("Quality", .heading)
    var lines = TextLine.paragraph(
      QualityWords.summary(all, rows), label: label, at: 12, width: width)
    for rule in all where rule.status == "failed" {
      let cohort = rows.first { $0.scope == .cohort && $0.rule == rule.rule }
      let inCohort = cohort.map { ", \(QualityWords.extent($0)) in the cohort" } ?? ""
      lines += TextLine.paragraph(
        "\(rule.rule) (\(rule.severity)): \(QualityWords.extent(rule))\(inCohort)", at: 12,
        width: width, ink: rule.severity == "gate" ? .warning : .plain)
    }
    return lines
  }
}

/// What rules of data quality found in a registry, for a terminal.
public struct QualityText {
  private let rows: [QualityRow]
  private let width: Int

  /// The findings laid out for a terminal of some width.
  public init(_ rows: [QualityRow], width: Int) {
    self.rows = rows
    self.width = min(max(width, 60), 132)
  }

  /// One line a rule, with what it means and who is concerned where it does not hold.
  public var text: String {
    guard !rows.isEmpty else { return "" }
    var lines = TextLine.paragraph(
      QualityWords.summary(rows, rows), label: TextLine("Quality"), at: 12, width: width)
    let widest = rows.map { TextColumns.width($0.rule) }.max() ?? 0
    for rule in rows {
      var line = TextLine("  " + TextColumns.padded(rule.rule, to: widest))
      line.add("  " + TextColumns.padded(rule.severity, to: 8))
      line.add(TextColumns.padded(Self.word(rule), to: 10))
      line.add(
        rule.status == "notApplicable" ? rule.reason ?? "" : Self.extent(rule))
      lines.append(line)
      guard rule.status == "failed" else { continue }
      lines += TextLine.paragraph(rule.means, at: 6, width: width)
      if !rule.patients.isEmpty {
        let rest = rule.patientCount - rule.patients.count
        let named = rule.patients.joined(separator: ", ")
        lines += TextLine.paragraph(
          "patients \(named)" + (rest > 0 ? " and \(NumberText.count(rest)) more" : ""), at: 6,
          width: width)
      }
      for group in rule.groups where group.status == "failed" {
        lines += TextLine.paragraph(
          "\(group.group): \(group.failing) of \(group.checked)"
            + " (\(NumberText.percent(group.share)) %)", at: 6, width: width)
      }
      if let fix = rule.fix { lines += TextLine.paragraph(fix, at: 6, width: width) }
    }
    return lines.map { $0.rendered(usesColor: false) + "\n" }.joined()
  }

  private static func word(_ rule: QualityRow) -> String {
    switch rule.status {
    case "passed": "holds"
    case "failed": "FAILS"
    default: "not asked"
    }
  }

  private static func extent(_ rule: QualityRow) -> String {
    let share = QualityWords.share(rule)
    return QualityWords.extent(rule) + (share == NumberText.absent ? "" : ", \(share) %")
  }
}
