/// An aligned table; where it is too wide, it goes on below with its first column repeated.
struct TextGrid {
  /// A column with its heading.
  struct Column {
    var heading: String
    var alignsRight = false
  }

  /// A text with its colour.
  struct Cell {
    var text: String
    var ink = TextLine.Ink.plain
  }

  private let columns: [Column]
  private var rows: [[Cell]] = []
  private static let gap = 2
  private static let indent = 2

  init(_ columns: [Column]) { self.columns = columns }

  mutating func append(_ row: [Cell]) { rows.append(row) }

  /// The lines of the table, none wider than `width`.
  func lines(width: Int) -> [TextLine] {
    let widths = widths(in: width)
    var result: [TextLine] = []
    for block in blocks(widths, in: width) {
      var heading = TextLine()
      fill(&heading, columns.map { Cell(text: $0.heading, ink: .faint) }, block, widths)
      result.append(heading)
      for row in rows {
        var line = TextLine()
        fill(&line, row, block, widths)
        result.append(line)
      }
    }
    return result
  }

  private func widths(in width: Int) -> [Int] {
    let usable = width - Self.indent
    let first = natural(0)
    let firstWidth = min(first, max(16, usable * 2 / 5))
    return columns.indices.map { column in
      column == 0 ? firstWidth : min(natural(column), usable - firstWidth - Self.gap)
    }
  }

  private func natural(_ column: Int) -> Int {
    let texts = rows.map { $0[column].text } + [columns[column].heading]
    return texts.map { TextColumns.width(TextColumns.cut($0, to: 200)) }.max() ?? 0
  }

  private func blocks(_ widths: [Int], in width: Int) -> [[Int]] {
    var blocks = [[0]]
    var used = Self.indent + widths[0]
    for column in columns.indices.dropFirst() {
      let next = Self.gap + widths[column]
      if used + next > width, blocks[blocks.count - 1].count > 1 {
        blocks.append([0])
        used = Self.indent + widths[0]
      }
      blocks[blocks.count - 1].append(column)
      used += next
    }
    return blocks
  }

  private func fill(_ line: inout TextLine, _ cells: [Cell], _ block: [Int], _ widths: [Int]) {
    line.add(String(repeating: " ", count: Self.indent))
    for (position, column) in block.enumerated() {
      if position > 0 { line.add(String(repeating: " ", count: Self.gap)) }
      let text = TextColumns.cut(cells[column].text, to: widths[column])
      line.add(
        TextColumns.padded(text, to: widths[column], right: columns[column].alignsRight),
        cells[column].ink)
    }
  }
}
