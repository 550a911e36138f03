extension ResultValues {
  /// Adds the tables of the descriptions, a value a cell: `descriptions[NAME].TABLE[ROW].COLUMN`.
  ///
  /// A row is called by its number, from 1, and by its words. The words in which a description is told,
  /// its title and notes, are not held.
  mutating func addDescriptions(of results: Results) {
    let tables = Dictionary(
      results.tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for description in results.descriptions {
      let name = "descriptions[\(description.name)]"
      values.append(("\(name).reason", description.reason.map(Value.text) ?? .absent))
      values.append(("\(name).heldCells", .count(description.heldCells)))
      for table in description.tables.compactMap({ tables[$0] }) {
        add(table, "\(name).\(table.name)")
      }
    }
  }

  private mutating func add(_ table: Results.ResultTable, _ prefix: String) {
    values.append(("\(prefix).rows", .count(table.rows.count)))
    let cells = table.rows.map { row in row.map(Self.cell) }
    let isFractional = table.columns.indices.map { column in
      cells.contains { row in
        if column < row.count, case .number = row[column] { true } else { false }
      }
    }
    for (index, row) in cells.enumerated() {
      let words = row.compactMap { if case .text(let word) = $0 { word } else { nil } }
      let name = "\(prefix)[\(([String(index + 1)] + words).joined(separator: " "))]"
      for (column, cell) in zip(table.columns.indices, row) {
        values.append(
          ("\(name).\(table.columns[column])", isFractional[column] ? Self.asNumber(cell) : cell))
      }
    }
  }

  /// What is written in a cell: only what reads back as the same text is a number.
  private static func cell(_ text: String) -> Value {
    if text.isEmpty { return .absent }
    if let count = Int(text), String(count) == text { return .count(count) }
    if let number = Double(text), number.isFinite, String(number) == text { return .number(number) }
    return .text(text)
  }

  /// A whole number in a column of numbers that need not be whole is no count.
  private static func asNumber(_ cell: Value) -> Value {
    if case .count(let count) = cell { .number(Double(count)) } else { cell }
  }
}
