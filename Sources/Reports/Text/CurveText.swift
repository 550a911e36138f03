public import Workflow

/// Curves over time for a terminal: a small picture, and a table of values.
public struct CurveText {
  private let curves: [Curve]
  private let content: ReportContent
  private let width: Int
  private let usesColor: Bool

  private static let marks: [Character] = ["*", "o", "+", "x", "#", "%"]
  private static let rows = 12

  /// The curves of an outcome under a design (`nil` for the cohort before any), for everyone; `nil`
  /// where the run has none.
  ///
  /// - Parameters:
  ///   - content: the run.
  ///   - outcome: the outcome's name.
  ///   - design: the design's name.
  ///   - width: the columns of the terminal.
  ///   - usesColor: whether ANSI colours are used.
  public init?(
    _ content: ReportContent, outcome: String, design: String?, width: Int, usesColor: Bool
  ) {
    let curves = content.results.curves.filter {
      $0.outcome == outcome && $0.design == design && $0.subgroup == nil && !$0.time.isEmpty
    }
    guard !curves.isEmpty else { return nil }
    self.curves = curves
    self.content = content
    self.width = min(max(width, 60), 100)
    self.usesColor = usesColor
  }

  /// The outcomes and designs that have curves, in the order of the results.
  public static func available(_ results: Results) -> [(outcome: String, design: String?)] {
    var found: [(outcome: String, design: String?)] = []
    for curve in results.curves where curve.subgroup == nil && !curve.time.isEmpty {
      if !found.contains(where: { $0.outcome == curve.outcome && $0.design == curve.design }) {
        found.append((curve.outcome, curve.design))
      }
    }
    return found
  }

  /// The heading, the picture and the table.
  public var text: String {
    let first = curves[0]
    var heading = TextLine(
      content.outcomeLabel(first.outcome) + ", " + (first.design ?? "before any design"), .heading)
    heading.add("  \(ReportContent.words(first.kind).lowercased()), %", .faint)
    return ([heading] + picture + [.blank] + table)
      .map { $0.rendered(usesColor: usesColor) + "\n" }.joined()
  }

  private var end: Double { curves.map(\.lastTime).max() ?? 0 }

  /// A share by a row of characters, a curve by its mark; where curves meet, the later is seen.
  private var picture: [TextLine] {
    let columns = width - 8
    let end = end
    guard end > 0 else { return [] }
    var cells = [[Character]](
      repeating: [Character](repeating: " ", count: columns), count: Self.rows + 1)
    for (index, curve) in curves.enumerated() {
      for column in 0..<columns {
        let time = end * Double(column) / Double(columns - 1)
        guard let value = Self.value(curve, at: time)?.value else { continue }
        let row = Int((min(max(1 - value, 0), 1) * Double(Self.rows)).rounded())
        cells[row][column] = Self.marks[index % Self.marks.count]
      }
    }
    var lines = cells.enumerated().map { row, characters in
      let share = 100 - row * 100 / Self.rows
      let label = row.isMultiple(of: 3) ? "\(share)%" : ""
      return TextLine(
        "  " + TextColumns.padded(label, to: 4, right: true) + " |" + String(characters))
    }
    lines.append(TextLine("       +" + String(repeating: "-", count: columns)))
    var axis = TextLine("       0")
    let last = NumberText.time(end, unit: curves[0].unit) + " \(curves[0].unit)"
    axis.tab(to: width - TextColumns.width(last))
    axis.add(last)
    lines.append(axis)
    return lines
  }

  private var table: [TextLine] {
    var columns = [TextGrid.Column(heading: curves[0].unit)]
    for (index, curve) in curves.enumerated() {
      let mark = Self.marks[index % Self.marks.count]
      columns.append(.init(heading: "\(mark) \(Self.label(curve))"))
      columns.append(.init(heading: "at risk", alignsRight: true))
    }
    var grid = TextGrid(columns)
    for (index, time) in curves[0].riskTable.time.enumerated() {
      var cells = [TextGrid.Cell(text: NumberText.time(time, unit: curves[0].unit))]
      for curve in curves {
        let atRisk = curve.riskTable.atRisk
        cells.append(.init(text: Self.interval(curve, at: time)))
        cells.append(
          .init(text: NumberText.count(atRisk.indices.contains(index) ? atRisk[index] : nil)))
      }
      grid.append(cells)
    }
    return grid.lines(width: width)
  }

  private static func label(_ curve: Curve) -> String {
    TextColumns.cut(curve.event.map { "\(curve.arm) \($0)" } ?? curve.arm, to: 24)
  }

  private static func interval(_ curve: Curve, at time: Double) -> String {
    guard let point = value(curve, at: time) else { return NumberText.absent }
    let value = NumberText.percent(point.value)
    guard let lower = point.lower, let upper = point.upper else { return value }
    return "\(value) (\(NumberText.percent(lower)) to \(NumberText.percent(upper)))"
  }

  /// The value of a step function.
  private static func value(
    _ curve: Curve, at time: Double
  ) -> (value: Double, lower: Double?, upper: Double?)? {
    guard time <= curve.lastTime else { return nil }
    guard let index = curve.time.lastIndex(where: { $0 <= time }) else {
      return (curve.kind == "survival" ? 1 : 0, nil, nil)
    }
    return (curve.value[index], curve.lower[index], curve.upper[index])
  }
}
