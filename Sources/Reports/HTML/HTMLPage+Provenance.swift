internal import Workflow

extension HTMLPage {
  /// What the numbers come from, as far as it is the same in every run.
  mutating func provenance() -> [Markup] {
    var body: [Markup] = []
    if let record = content.record {
      body.append(
        facts([
          ("Program", "Equipoise \(record.version)"), ("Linear algebra", record.blas),
          ("Seed", String(record.seed)),
          ("Changed by --set", record.set.isEmpty ? "nothing" : record.set.joined(separator: "; ")),
        ]))
      body.append(table(inputs(record)))
      body.append(
        remark(
          "When the run took place, how long each stage took and on how many threads is in "
            + "run.json, so that two runs of the same study give the same page."))
    }
    if let text = content.studyText {
      body.append(
        details(
          "The study file as resolved, every default visible",
          [tag("pre", [("tabindex", "0")], [tag("code", .text(text))])]))
    }
    return body
  }

  private func inputs(_ record: RunRecord) -> DataTable {
    DataTable(
      caption: "Files that were read.",
      headings: [
        .init(text: "File"), .init(text: "Bytes", isNumeric: true), .init(text: "SHA-256"),
      ],
      groups: [
        .init(
          rows: record.inputs.map { input in
            DataTable.Row(
              heading: input.path,
              cells: [
                .number(NumberText.count(input.bytes)), .text(input.sha256, style: "code"),
              ])
          })
      ])
  }

  /// Tables that further parts of the program add.
  mutating func furtherTables() -> [Markup] {
    let described = Set(content.results.descriptions.flatMap(\.tables))
    return content.results.tables.filter { !described.contains($0.name) }.map { result in
      table(
        DataTable(
          caption: "\(ReportContent.words(result.name)).",
          headings: result.columns.map { .init(text: $0) },
          groups: [
            .init(
              rows: result.rows.map { row in
                DataTable.Row(
                  heading: row.first ?? "", cells: row.dropFirst().map { .text($0) })
              })
          ]))
    }
  }
}
