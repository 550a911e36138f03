internal import Workflow

extension HTMLPage {
  /// What the study describes of its cohort: figures first, then tables, the long ones to be opened.
  mutating func descriptions() -> [Markup] {
    var body: [Markup] = []
    for description in content.results.descriptions {
      body.append(heading(content.title(of: description), "describe", description.name))
      if let reason = description.reason {
        body.append(paragraph("Withheld: \(content.readableReason(reason).lowercasedFirst)"))
        continue
      }
      for drawn in figures.descriptions where drawn.description == description.name {
        body.append(figure(drawn.figure))
      }
      body += tables(of: description)
      body += description.notes.map(remark)
    }
    return body
  }

  /// The most rows of a table that is not to be opened first.
  private static let shortTable = 24

  private mutating func tables(of description: DescriptionResult) -> [Markup] {
    let title = content.title(of: description)
    return description.tables.compactMap(content.describedTable).filter { !$0.rows.isEmpty }.map {
      let part = $0.name.dropFirst(description.name.count + 1)
      let data = $0.dataTable(
        caption: "\(title): \(ReportContent.words(String(part)).lowercasedFirst).", in: content)
      let isLong =
        $0.rows.count > Self.shortTable && $0.columns.first != "variable"
        || ["flows", "tree"].contains(part)
      let shown = table(data)
      guard isLong else { return shown }
      let rows = NumberText.count($0.rows.count)
      return details(
        "\(ReportContent.words(String(part))) of ‘\(title)’ (\(rows) rows)", [shown])
    }
  }
}
