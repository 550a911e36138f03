internal import Workflow

/// Shares of labels in each calendar year as stacked bars, with how many began.
struct YearBars {
  private let title: String
  private let years: [String]
  private let inks: LabelInks
  /// Years in which a count is held back: their totals are not known.
  private let held: Set<String>
  /// By year the labels with their counts, in the order of the colours.
  private let stacks: [[(label: String, count: Double)]]

  init(_ table: DescribedTable, title: String) {
    self.title = title
    let rows = table.rows.compactMap { row -> (year: String, label: String, count: Double)? in
      guard let year = table.text(row, "year"), let label = table.text(row, "label"),
        let count = table.text(row, "count")
      else { return nil }
      return (year, label, DescribedTable.drawn(count))
    }
    var years: [String] = []
    for row in rows where !years.contains(row.year) { years.append(row.year) }
    let inks = LabelInks(rows.map { ($0.label, $0.count) })
    held = Set(
      table.rows.filter { table.text($0, "count")?.first == "<" }
        .compactMap { table.text($0, "year") })
    self.years = years
    self.inks = inks
    stacks = years.map { year in
      let own = rows.filter { $0.year == year }.map { (label: $0.label, count: $0.count) }
      func rank(_ label: String) -> Int { inks.names.firstIndex(of: label) ?? inks.names.count }
      return own.sorted { (rank($0.label), $0.label) < (rank($1.label), $1.label) }
    }
  }

  func figure(name: String) -> Figure {
    let words = zip(years, stacks).map { year, stack -> String in
      let total = stack.reduce(0) { $0 + $1.count }
      let largest = stack.max { $0.count < $1.count }?.label ?? ""
      guard !held.contains(year) else { return "\(year): most often \(largest)" }
      let most = stack.map(\.count).max() ?? 0
      let share = NumberText.percent(most / max(total, 1), decimals: 0)
      return "\(year): \(NumberText.count(Int(total))), most often \(largest) \(share)%"
    }
    return Figure(
      name: name, title: "\(title), by calendar year",
      description: "A bar a year, cut by label. " + words.joined(separator: ". ") + ".", draw: draw)
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let isCompact = width < 500
    let (left, right, top) = (isCompact ? 34.0 : 44, width - 4, 22.0)
    let bottom = top + (isCompact ? 220 : 260)
    let y = Scale(domain: 0...1, start: bottom, end: top)
    for tick in [0, 0.25, 0.5, 0.75, 1.0] {
      drawing.line(left, y(tick), right, y(tick), .init(ink: tick == 0 ? .rule : .grid))
      drawing.text(
        NumberText.trimmed(tick * 100), x: left - 7, y: y(tick) + 4,
        .init(size: 11.5, ink: .muted, anchor: .end))
    }
    drawing.text("%", x: left - 7, y: top - 9, .init(size: 11.5, ink: .muted, anchor: .end))
    let stride = (right - left) / Double(max(years.count, 1))
    let bar = stride * 0.82
    let widest = years.map { TextWidth.of($0, size: 11.5) }.max() ?? 30
    let skip = max(1, Int(((widest + 6) / stride).rounded(.up)))
    for (index, stack) in stacks.enumerated() {
      let total = stack.reduce(0) { $0 + $1.count }
      guard total > 0 else { continue }
      let x = left + Double(index) * stride + (stride - bar) / 2
      var sum = 0.0
      for (label, count) in stack {
        let (low, high) = (sum / total, (sum + count) / total)
        drawing.rect(
          x: x, y: y(high), width: bar, height: y(low) - y(high),
          stroke: .init(ink: .paper, width: 0.8), fill: inks.ink(label))
        sum += count
      }
      let middle = x + bar / 2
      if index.isMultiple(of: skip) {
        drawing.text(
          years[index], x: middle, y: bottom + 17,
          .init(size: 11.5, ink: .muted, anchor: .middle, role: "tick"))
      }
      let count = NumberText.count(Int(total))
      if !held.contains(years[index]), TextWidth.of(count, size: 11) <= stride {
        drawing.text(
          count, x: middle, y: top - 6, .init(size: 11, ink: .muted, anchor: .middle))
      }
    }
    drawing.height = inks.drawLegend(from: bottom + 28, in: &drawing) + 4
    return drawing
  }
}
