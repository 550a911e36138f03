internal import Workflow

extension PatientText {
  private static let shownRows = 8

  /// What a part is and why, one line for it and one for each row that decides.
  func lines(_ part: PatientReport.Part, at column: Int, of name: String? = nil) -> [TextLine] {
    var lines = TextLine.paragraph(
      [name.map { "\($0) = \(part.text)" } ?? part.text, "→ \(Self.value(part))"]
        .joined(separator: "  "), at: column, width: width,
      ink: part.state == .known ? .plain : .warning)
    let columns = Self.columns(part)
    if !columns.isEmpty {
      lines += TextLine.paragraph(
        columns.map(Self.words).joined(separator: ", "), at: column + 2, width: width,
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
    guard part.table != nil else { return [] }
    guard !part.rows.isEmpty else {
      return [Self.faint(Self.none(part), at: column)]
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
    let words = Self.words(row)
    return TextLine.paragraph(
      words, label: label, at: max(column + 4, label.width + 2),
      width: width, ink: row.counts == .known ? .plain : .warning)
      + row.parts.flatMap { lines($0, at: column + 2) }
  }

  /// The patient's values to be shown beside a part: those it is computed from, unless it is only one of
  /// them; of a reading that is open, those that are missing.
  static func columns(_ part: PatientReport.Part) -> [PatientReport.Field] {
    switch part.form {
    case "computed": part.columns.map(\.name) == [part.text] ? [] : part.columns
    case "reading": part.state == .known ? [] : part.columns.filter { $0.text == nil }
    default: []
    }
  }

  /// That no row of a table decided.
  static func none(_ part: PatientReport.Part) -> String {
    let table = part.table ?? ""
    switch part.rowsOfTable ?? 0 {
    case 0: return "no row of \(table)"
    case 1: return "not the one row of \(table)"
    case let count: return "none of \(NumberText.count(count)) rows of \(table)"
    }
  }

  /// What a row says, and what it leaves open.
  static func words(_ row: PatientReport.Row) -> String {
    let unknown = row.unknown.map { field in
      field.text.map { "\(field.name) is known only as \($0)" } ?? "\(field.name) is missing"
    }
    let names = Set(row.unknown.map(\.name))
    let known = row.fields.filter { !names.contains($0.name) }.map(words).joined(separator: ", ")
    let words = [known, unknown.joined(separator: ", ")].filter { !$0.isEmpty }
    return words.isEmpty ? "no value" : words.joined(separator: "; ")
  }
}
