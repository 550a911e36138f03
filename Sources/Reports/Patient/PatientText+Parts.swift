internal import Workflow

extension PatientText {
  private static let shownRows = 8

  /// What a part is and why, one line for it and one for each row that decides.
  func lines(_ part: PatientReport.Part, at column: Int, of name: String? = nil) -> [TextLine] {
    var lines = TextLine.paragraph(
      [name.map { "\($0) = \(part.text)" } ?? part.text, "→ \(Self.value(part))"]
        .joined(separator: "  "), at: column, width: width,
      ink: part.state == .known ? .plain : .warning)
    if part.form == "computed", !part.columns.isEmpty {
      lines += TextLine.paragraph(
        part.columns.map(Self.words).joined(separator: ", "), at: column + 2, width: width,
        ink: .faint)
    }
    lines += rows(part, at: column + 2)
    for inner in part.parts { lines += self.lines(inner, at: column + 2) }
    return lines
  }

  /// The value of a part in a word.
  static func value(_ part: PatientReport.Part) -> String {
    switch part.state {
    case .known: part.value ?? ""
    case .missing: "missing"
    case .undecided: "cannot be decided"
    }
  }

  private func rows(_ part: PatientReport.Part, at column: Int) -> [TextLine] {
    guard let table = part.table else { return [] }
    guard !part.rows.isEmpty else {
      let count = part.rowsOfTable ?? 0
      let words =
        count == 0
        ? "no row of \(table)" : "none of \(NumberText.count(count)) rows of \(table)"
      return [Self.faint(words, at: column)]
    }
    var lines = part.rows.prefix(Self.shownRows).flatMap { row($0, at: column) }
    let rest = part.rows.count - Self.shownRows
    if rest > 0 { lines.append(Self.faint("and \(NumberText.count(rest)) more rows", at: column)) }
    return lines
  }

  private static func faint(_ words: String, at column: Int) -> TextLine {
    var line = TextLine()
    line.tab(to: column)
    line.add(words, .faint)
    return line
  }

  private func row(_ row: PatientReport.Row, at column: Int) -> [TextLine] {
    var label = TextLine()
    label.tab(to: column)
    label.add(Self.place(row.source), .faint)
    var words = row.fields.map(Self.words).joined(separator: ", ")
    if !row.unknown.isEmpty {
      let unknown = row.unknown.map { field in
        field.text.map { "\(field.name) is known only as \($0)" } ?? "\(field.name) is missing"
      }
      words += (words.isEmpty ? "" : "; ") + unknown.joined(separator: ", ")
    }
    return TextLine.paragraph(
      words.isEmpty ? "no value" : words, label: label, at: max(column + 4, label.width + 2),
      width: width, ink: row.counts == .known ? .plain : .warning)
  }
}
