/// Where the parts of rows of estimates stand.
///
/// The difference of two arms follows their numbers where every row fits the width; otherwise it
/// has a line of its own.
struct EstimateLayout {
  private let width: Int
  private let start: Int
  private let columns: [Int]
  private var isWide = true
  private static let widestP = 8

  init(
    _ rows: [EstimateLines.Row], width: Int, start: Int, numberColumn: Int, numberWidth: Int
  ) {
    self.width = width
    self.start = start
    let second = rows.filter { !$0.contrast.isEmpty }.compactMap { $0.cells.last }
      .map(TextColumns.width).max()
    let next = numberColumn + numberWidth + 2
    columns = [numberColumn, next, next + (second ?? 8) + 2]
    isWide = rows.allSatisfy { row in
      row.contrast.isEmpty || wide(row).width <= width
    }
  }

  func lines(_ row: EstimateLines.Row) -> [TextLine] {
    guard !row.contrast.isEmpty else { return narrow(row.label, row.cells) }
    if isWide { return [wide(row)] }
    return narrow(row.label, row.cells) + narrow("  difference", row.contrast)
  }

  private func wide(_ row: EstimateLines.Row) -> TextLine {
    var line = TextLine()
    line.tab(to: start)
    line.add(row.label)
    for (index, cell) in row.cells.enumerated() {
      line.tab(to: columns[min(index, 1)])
      line.add(cell)
    }
    line.tab(to: columns[2])
    line.add("difference \(row.contrast.joined(separator: ", "))")
    return line
  }

  private func narrow(_ label: String, _ cells: [String]) -> [TextLine] {
    var lines: [TextLine] = []
    var line = TextLine()
    line.tab(to: start)
    line.add(TextColumns.cut(label, to: width - start))
    for (index, cell) in cells.enumerated() {
      let column = index < 2 ? columns[index] : columns[1] + Self.widestP + 2
      let next = [column, 0].map { column in
        var next = line
        next.tab(to: column)
        next.add(cell)
        return next
      }
      if let fitting = next.first(where: { $0.width <= width }) {
        line = fitting
        continue
      }
      lines.append(line)
      let under = min(columns[0], width - 24)
      var wrapped = TextLine.paragraph(cell, at: under, width: width)
      line = wrapped.popLast() ?? TextLine()
      lines += wrapped
    }
    return lines + [line]
  }
}
