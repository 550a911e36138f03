internal import Workflow

extension HTMLReport {
  mutating func furtherPart() -> Part? {
    guard !content.results.tables.isEmpty else { return nil }
    var body: [Markup] = []
    for further in content.results.tables {
      var table = HTMLTable(
        caption: further.name, columns: further.columns.map(HTMLTable.Column.words))
      table.groups = [.init(rows: further.rows.map { HTMLTable.Row($0) })]
      body.append(add(table))
    }
    return Part(id: "tables", heading: "Further tables", body: body)
  }

  func findingsPart() -> Part? {
    let findings = content.results.findings
    if findings.isEmpty {
      return Part(id: "findings", heading: "Findings", body: [paragraph("There are none.")])
    }
    let graver = findings.filter { $0.severity != "note" }
    let items = (graver + findings.filter { $0.severity == "note" }).map { finding in
      tag(
        "li", class: finding.severity == "note" ? "note" : "warning",
        tag("span", class: "severity", .text(finding.severity)), .text(" "),
        .text(ReportContent.capitalized(finding.message)), ". ",
        tag(
          "span", class: "where", tag("code", .text(finding.id)),
          .text(finding.place.map { " at \($0)" } ?? "")))
    }
    return Part(
      id: "findings", heading: "Findings",
      body: [
        paragraph("What a careful reader should know before believing the numbers."),
        tag("ul", [("class", "findings")], items),
      ])
  }

  mutating func provenancePart() -> Part? {
    guard content.record != nil || content.studyText != nil else { return nil }
    var body: [Markup] = []
    if let record = content.record {
      body.append(definitions(Self.facts(record, study: content.results.study)))
      if !record.inputs.isEmpty { body.append(add(Self.inputs(record))) }
    }
    if let text = content.studyText {
      body.append(
        details("The study file, every default written out", [tag("pre", tag("code", .text(text)))])
      )
    }
    return Part(id: "provenance", heading: "Provenance", body: body)
  }

  private static func facts(
    _ record: RunRecord, study: String
  ) -> [(term: String, definition: String)] {
    let seconds = record.stages.map(\.seconds).filter(\.isFinite).reduce(0, +)
    var facts = [
      (term: "Study", definition: study),
      (term: "Equipoise", definition: record.version),
      (term: "BLAS", definition: record.blas),
      (term: "Seed", definition: String(record.seed)),
      (term: "Threads", definition: String(record.threads)),
      (term: "Started (UTC)", definition: record.started),
      (term: "Duration", definition: "\(NumberText.trimmed(seconds)) seconds"),
    ]
    if !record.set.isEmpty {
      facts.append((term: "Options set", definition: record.set.joined(separator: ", ")))
    }
    return facts
  }

  private static func inputs(_ record: RunRecord) -> HTMLTable {
    var table = HTMLTable(
      caption: "What was read",
      columns: [.words("File"), .number("Bytes"), .words("SHA-256")])
    table.groups = [
      .init(
        rows: record.inputs.map {
          .init([$0.path, NumberText.count($0.bytes), $0.sha256])
        })
    ]
    return table
  }
}
