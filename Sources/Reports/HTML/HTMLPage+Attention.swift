internal import Workflow

extension HTMLPage {
  /// What limits the first result, a line each, and how much more there is to know.
  func attention(of design: String?, outcome: String?) -> [Markup] {
    let findings = content.results.findings
    let warnings = findings.filter { $0.severity == "warning" }
    let ofData = warnings.filter { $0.id == "quality-warning" && $0.accepted == nil }
    let rest = warnings.filter { !ofData.contains($0) }
    let concerns = rest.filter { isAbout($0, design) && isAbout($0, outcome: outcome) }
    let others = rest.count - concerns.count
    var body = [tag("h3", "What limits this result"), count(findings)]
    if !concerns.isEmpty {
      body.append(
        tag(
          "ul", [("class", "attention")],
          concerns.map { finding in
            tag(
              "li", .text(content.readable(finding.message)),
              .text(finding.accepted == nil ? "" : " (accepted by the authors)"))
          }))
    }
    if !ofData.isEmpty {
      let noun = ofData.count == 1 ? "rule of quality" : "rules of quality"
      body.append(
        tag(
          "p", .text("The data break \(NumberText.count(ofData.count)) \(noun): see "),
          Self.link("data-quality", "Data quality"), "."))
    }
    if others > 0 {
      let noun = others == 1 ? "warning concerns" : "warnings concern"
      body.append(
        paragraph("\(NumberText.count(others)) further \(noun) other designs or outcomes."))
    }
    body.append(
      remark(
        "This is not a randomised trial: the designs balance what was measured, and nothing else."))
    return body
  }

  private func count(_ findings: [Results.Finding]) -> Markup {
    guard !findings.isEmpty else { return paragraph("The run has no findings.") }
    let warnings = findings.count { $0.severity == "warning" }
    let notes = findings.count - warnings
    let accepted = findings.count { $0.accepted != nil }
    var parts = ["\(warnings) \(warnings == 1 ? "warning" : "warnings")"]
    if notes > 0 { parts.append("\(notes) \(notes == 1 ? "note" : "notes")") }
    if accepted > 0 { parts.append("\(accepted) of them accepted by the authors") }
    return tag(
      "p", .text("The run has \(parts.joined(separator: ", ")); all are listed under "),
      Self.link("findings", "Findings"), ".")
  }

  /// Whether a finding is about an outcome, or about no outcome in particular.
  private func isAbout(_ finding: Results.Finding, outcome: String?) -> Bool {
    let all = Set(content.results.estimates.map(\.outcome))
    let named = all.filter { finding.message.contains("'\($0)'") }
    return named.isEmpty || outcome.map(named.contains) ?? false
  }

  /// Whether a finding is about a design, or about no design in particular.
  private func isAbout(_ finding: Results.Finding, _ design: String?) -> Bool {
    let named = content.results.designs.keys.filter { finding.message.contains("'\($0)'") }
    return named.isEmpty || design.map(named.contains) ?? false
  }
}
