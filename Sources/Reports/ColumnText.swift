internal import Diagnostics
public import Tables

/// One column of a table in detail, for a terminal.
public struct ColumnText {
  private let summary: ColumnSummary
  private let width: Int

  /// A column laid out for a terminal of some width.
  public init(_ column: Column, width: Int) {
    summary = ColumnSummary(column)
    self.width = width
  }

  /// A line a fact; for categories, a line a level.
  public var text: String {
    var lines = [
      ("type", summary.type.rawValue), ("values", NumberText.count(summary.count)),
      ("missing", NumberText.count(summary.missing)),
      ("distinct", NumberText.count(summary.distinct)),
    ]
    if let distribution = summary.distribution { lines += facts(distribution) }
    let widest = (lines.map(\.0) + summary.levels.map(\.level)).map(TextColumns.width).max() ?? 0
    func line(_ name: String, _ value: String) -> String {
      "  " + TextColumns.padded(TextRenderer.printable(name), to: min(widest, 32)) + "  \(value)\n"
    }
    var text = TextColumns.cut(summary.name, to: width) + "\n"
    text += lines.map(line).joined()
    if !summary.levels.isEmpty {
      text += "  levels\n"
      text += summary.levels.prefix(40).map { "  " + line($0.level, NumberText.count($0.count)) }
        .joined()
    }
    return text
  }

  private func facts(_ distribution: ColumnSummary.Distribution) -> [(String, String)] {
    func text(_ value: Double) -> String {
      summary.type == .date
        ? CalendarDate(daysSince1970: Int(value)).description : NumberText.trimmed(value)
    }
    var facts = [
      ("minimum", text(distribution.minimum)), ("quartile 1", text(distribution.lowerQuartile)),
      ("median", text(distribution.median)), ("quartile 3", text(distribution.upperQuartile)),
      ("maximum", text(distribution.maximum)),
    ]
    if summary.type != .date {
      facts.append(("mean", NumberText.general(distribution.mean)))
      facts.append(("SD", NumberText.general(distribution.standardDeviation)))
    }
    return facts
  }
}
