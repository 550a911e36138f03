internal import Diagnostics
public import Tables

/// The columns of a table in one line each, for a terminal; `ProfileText` says more.
public struct TableText {
  private let table: Table
  private let width: Int

  /// The columns of a table laid out for a terminal of some width.
  public init(_ table: Table, width: Int) {
    self.table = table
    self.width = width
  }

  /// One line a column: name, type, what is missing, and the values in short.
  public var text: String {
    let summaries = table.columns.map(ColumnSummary.init)
    let header = ["column", "type", "missing", "values"]
    let rows = summaries.map { summary in
      [
        TextRenderer.printable(summary.name), summary.type.rawValue,
        summary.missing == 0 ? "" : NumberText.count(summary.missing), values(summary),
      ]
    }
    let widths = (0..<3).map { column in
      min(([header] + rows).map { $0[column].count }.max() ?? 0, 32)
    }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (index, cell) in cells.enumerated() {
        text += index < 3 ? ReportText.padded(cell, to: widths[index]) + "  " : cell
      }
      return text.count > width ? String(text.prefix(max(width - 1, 20))) + "…" : text
    }
    let count = "\(NumberText.count(table.rowCount)) rows, \(table.columns.count) columns"
    return "\(TextRenderer.printable(table.name)): \(count)\n\n"
      + ([header] + rows).map { line($0) + "\n" }.joined()
  }

  private func values(_ summary: ColumnSummary) -> String {
    if let distribution = summary.distribution { return range(summary, distribution) }
    if !summary.levels.isEmpty {
      let levels = summary.levels.prefix(8).map { level in
        "\(TextRenderer.printable(level.level)) (\(NumberText.count(level.count)))"
      }
      let rest = summary.levels.count > 8 ? ", …" : ""
      return levels.joined(separator: ", ") + rest
    }
    return "\(NumberText.count(summary.distinct)) different values"
  }

  private func range(
    _ summary: ColumnSummary, _ distribution: ColumnSummary.Distribution
  ) -> String {
    func text(_ value: Double) -> String {
      if summary.type == .date { return CalendarDate(daysSince1970: Int(value)).description }
      return NumberText.trimmed(value)
    }
    let ends = "\(text(distribution.minimum)) to \(text(distribution.maximum))"
    return
      "\(ends), median \(text(distribution.median)), \(NumberText.count(summary.distinct)) distinct"
  }
}
