internal import Workflow

extension TextReport {
  /// The most rows of a description that a terminal is shown.
  private static let mostRows = 12

  /// The first table of each description, its first rows.
  var descriptions: [TextLine] {
    content.results.descriptions.enumerated().flatMap { index, description in
      (index > 0 ? [.blank] : []) + lines(of: description)
    }
  }

  private func lines(of description: DescriptionResult) -> [TextLine] {
    var lines = [
      TextLine(TextColumns.cut(content.title(of: description), to: width), .heading)
    ]
    if let reason = description.reason {
      return lines + TextLine.paragraph(reason, at: 2, width: width, ink: .warning)
    }
    guard let table = description.tables.first.flatMap(content.describedTable),
      !table.rows.isEmpty
    else { return lines + TextLine.paragraph("nothing to describe", at: 2, width: width) }
    let data = table.dataTable(caption: "", in: content)
    var grid = TextGrid(
      data.headings.map {
        .init(
          heading: $0.text.count > 3 ? $0.text.lowercasedFirst : $0.text,
          alignsRight: $0.isNumeric)
      })
    let rows = data.groups.flatMap(\.rows)
    for row in rows.prefix(Self.mostRows) {
      grid.append(
        [.init(text: (row.isIndented ? "  " : "") + row.heading)]
          + row.cells.map { .init(text: $0.text) })
    }
    lines += grid.lines(width: width)
    if rows.count > Self.mostRows {
      lines += TextLine.paragraph(
        "and \(NumberText.count(rows.count - Self.mostRows)) more rows in tables/describe-\(table.name).csv",
        at: 2, width: width, ink: .faint)
    }
    return lines
  }
}
