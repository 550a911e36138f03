internal import Workflow

/// Rates with their exact limits, a row a group under its event.
struct RateForest {
  private struct Row {
    let group: String
    let rate: Double?
    let lower: Double?
    let upper: Double?
    let size: String
  }

  private let title: String
  private let groups: [(event: String, rows: [Row])]

  init(_ table: DescribedTable, title: String, in content: ReportContent) {
    self.title = title
    var order: [String] = []
    var rows: [String: [Row]] = [:]
    for row in table.rows {
      let event = table.text(row, "event") ?? ""
      if rows[event] == nil { order.append(event) }
      let events = DescribedTable.shown(table.text(row, "events") ?? "")
      let years = table.number(row, "personYears").map { NumberText.fixed($0, 0, groupFrom: 1000) }
      rows[event, default: []].append(
        Row(
          group: content.groupLabel(table.text(row, "group") ?? ""),
          rate: table.number(row, "rate"), lower: table.number(row, "lower"),
          upper: table.number(row, "upper"), size: "\(events) / \(years ?? NumberText.absent)"))
    }
    groups = order.map { ($0, rows[$0] ?? []) }
  }

  func figure(name: String) -> Figure {
    let words = groups.flatMap { group in
      group.rows.map { "\(group.event), \($0.group): \(number($0))" }
    }
    return Figure(
      name: name, title: "\(title), with exact limits",
      description: "A dot a rate with its interval. " + words.joined(separator: ". ") + ".",
      draw: draw)
  }

  private func number(_ row: Row) -> String {
    guard let rate = row.rate else { return NumberText.absent }
    guard let lower = row.lower, let upper = row.upper else { return NumberText.ratio(rate) }
    return
      "\(NumberText.ratio(rate)) (\(NumberText.ratio(lower)) to \(NumberText.ratio(upper)))"
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let isCompact = width < 500
    let rows = groups.flatMap(\.rows)
    let highest = rows.compactMap { $0.upper ?? $0.rate }.max() ?? 1
    let ticks = Ticks.linear(0, max(highest, 1e-9), count: 4)
    let labels = rows.map { TextWidth.of($0.group, size: 12) + 24 }.max() ?? 0
    let numbers = (rows.map { TextWidth.of(number($0), size: 12) }.max() ?? 90) + 18
    let sizes = max(rows.map { TextWidth.of($0.size, size: 11.5) }.max() ?? 0, 96) + 16
    let left = isCompact ? 8 : min(max(labels, 90), 220)
    let right = isCompact ? width - 16 : width - 2 - sizes - numbers
    let x = Scale(domain: 0...(ticks.last ?? 1), start: left, end: right)
    var y = isCompact ? 0.0 : 22
    if !isCompact {
      let style = Drawing.Style(size: 11.5, ink: .muted, bold: true, anchor: .end)
      drawing.text("Rate (limits)", x: width - 2 - sizes, y: 14, style)
      drawing.text("Events / years", x: width - 2, y: 14, style)
    }
    let top = y + 26
    for tick in ticks { drawing.line(x(tick), top, x(tick), axis(rows.count), .init(ink: .grid)) }
    func axis(_ count: Int) -> Double {
      y + Double(groups.count) * 28 + Double(count) * (isCompact ? 40 : 24) + 4
    }
    let bottom = axis(rows.count)
    for group in groups {
      y += 20
      drawing.text(
        TextWidth.cut(group.event, size: 12.5, width: width, bold: true), x: 0, y: y,
        .init(size: 12.5, bold: true))
      y += 8
      for row in group.rows {
        let height = isCompact ? 40.0 : 24
        draw(row, y + height / 2, isCompact, x, (width - 2 - sizes, width - 2), in: &drawing)
        y += height
      }
    }
    drawing.line(left, bottom, right, bottom, .init(ink: .rule))
    for tick in ticks {
      drawing.text(
        Ticks.label(tick, of: ticks), x: x(tick), y: bottom + 16,
        .init(size: 11.5, ink: .muted, anchor: .middle, role: "tick"))
    }
    drawing.text(
      "Events per person-time", x: (left + right) / 2, y: bottom + 34,
      .init(size: 12, anchor: .middle))
    drawing.height = bottom + 44
    return drawing
  }

  private func draw(
    _ row: Row, _ y: Double, _ isCompact: Bool, _ x: Scale, _ columns: (Double, Double),
    in drawing: inout Drawing
  ) {
    let mark = isCompact ? y + 9 : y
    let words = number(row)
    if isCompact {
      let room = drawing.width - TextWidth.of(words, size: 12) - 14
      drawing.text(TextWidth.cut(row.group, size: 12, width: room), x: 0, y: y - 5)
      drawing.text(words, x: drawing.width - 2, y: y - 5, .init(size: 12, anchor: .end))
    } else {
      drawing.text(
        TextWidth.cut(row.group, size: 12, width: x.start - 20), x: 12, y: y + 4)
      drawing.text(words, x: columns.0, y: y + 4, .init(size: 12, anchor: .end))
      drawing.text(row.size, x: columns.1, y: y + 4, .init(size: 11.5, ink: .muted, anchor: .end))
    }
    guard let rate = row.rate else { return }
    if let lower = row.lower, let upper = row.upper {
      drawing.line(x(lower), mark, x(upper), mark, .init(ink: .arm(0), width: 1.8))
    }
    drawing.circle(x: x(rate), y: mark, radius: 4.2, fill: .arm(0))
  }
}
