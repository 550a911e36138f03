internal import Workflow

extension TextReport {
  private struct Group {
    var findings: [Results.Finding]
    var first: Results.Finding { findings[0] }
  }

  /// What a careful reader should know: warnings first, one paragraph for each kind.
  var findings: [TextLine] {
    let groups = groups
    guard !groups.isEmpty else { return [] }
    let warnings = content.results.findings.count { $0.severity != "note" }
    let notes = content.results.findings.count - warnings
    let counts = [(warnings, "warning"), (notes, "note")].filter { $0.0 > 0 }.map {
      "\(NumberText.count($0.0)) \($0.1)\($0.0 == 1 ? "" : "s")"
    }
    var heading = TextLine("Findings", .heading)
    heading.add("  \(counts.joined(separator: ", "))", .faint)
    let help = "equipoise explain NAME says what a finding means and what to do"
    return [heading] + groups.flatMap(lines)
      + TextLine.paragraph(help, at: 2, width: width, ink: .faint)
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for finding in content.results.findings {
      let index = groups.firstIndex {
        $0.first.id == finding.id && $0.first.severity == finding.severity
          && $0.first.accepted == finding.accepted
      }
      if let index {
        groups[index].findings.append(finding)
      } else {
        groups.append(Group(findings: [finding]))
      }
    }
    func rank(_ group: Group) -> Int {
      ["error", "warning", "note"].firstIndex(of: group.first.severity) ?? 3
    }
    return groups.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  private func lines(_ group: Group) -> [TextLine] {
    var heading = TextLine("  ")
    let isWarning = group.first.severity != "note" && group.first.accepted == nil
    heading.add(TextColumns.cut(group.first.id, to: 40), isWarning ? .warning : .heading)
    if let place = group.first.place {
      heading.add("  \(TextColumns.cut(place, to: width - heading.width - 2))", .faint)
    }
    var lines = [heading]
    lines += TextLine.paragraph(group.first.message, at: 4, width: width)
    if let also = also(group) { lines += TextLine.paragraph(also, at: 4, width: width) }
    if let accepted = group.first.accepted {
      lines += TextLine.paragraph("accepted: \(accepted)", at: 4, width: width)
    }
    return lines
  }

  private func also(_ group: Group) -> String? {
    let others = group.findings.dropFirst()
    guard !others.isEmpty else { return nil }
    var names: [String] = []
    for finding in others {
      let name = design(in: finding.message) ?? finding.place ?? "elsewhere"
      if !names.contains(name) { names.append(name) }
    }
    return "and \(NumberText.count(others.count)) more like it: \(names.joined(separator: ", "))"
  }

  private func design(in message: String) -> String? {
    content.designs.first { message.contains("'\($0.name)'") }?.name
  }
}
