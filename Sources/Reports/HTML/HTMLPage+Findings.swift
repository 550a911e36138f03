internal import Workflow

extension HTMLPage {
  /// Everything a careful reader should know, in the order found.
  mutating func findings() -> [Markup] {
    let findings = content.results.findings
    guard !findings.isEmpty else { return [paragraph("The run has no findings.")] }
    let hasAccepted = findings.contains { $0.accepted != nil }
    var headings = ["Finding", "Kind", "In words", "Place"]
    if hasAccepted { headings.append("Accepted because") }
    let rows = findings.map { finding in
      var cells: [DataTable.Cell] = [
        .text(finding.severity, style: finding.severity == "warning" ? "warn" : nil),
        .text(content.readable(finding.message), style: "prose"),
        .text(finding.place ?? NumberText.absent, style: "code"),
      ]
      if hasAccepted { cells.append(.text(finding.accepted ?? NumberText.absent, style: "prose")) }
      return DataTable.Row(heading: finding.id, cells: cells)
    }
    let result = DataTable(
      caption: "Findings, in the order of the run.", headings: headings.map { .init(text: $0) },
      groups: [.init(rows: rows)],
      notes: ["‘equipoise explain’ with the name of a finding says what it means and what to do."])
    return [table(result)]
  }
}
