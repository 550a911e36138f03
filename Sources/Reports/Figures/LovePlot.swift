internal import Workflow

/// |Standardized mean differences| before and after a design, one row a covariate.
struct LovePlot {
  /// A covariate's differences; the largest over the comparisons where there are several arms.
  struct Row {
    let label: String
    let before: Double?
    let after: Double?
    let inModel: Bool
  }

  let design: String
  let threshold: Double
  let rows: [Row]
  let content: ReportContent

  init(design: String, result: DesignResult, in content: ReportContent) {
    self.design = design
    self.content = content
    threshold = content.balanceThreshold(result)
    var order: [String] = []
    var rows: [String: Row] = [:]
    for row in result.balance where row.subgroup == nil && row.time == nil {
      let label = content.covariateLabel(row.covariate, level: row.level)
      let id = "\(row.inModel)\u{0}\(label)"
      if rows[id] == nil { order.append(id) }
      rows[id] = Row(
        label: label, before: Self.larger(rows[id]?.before, row.smdBefore),
        after: Self.larger(rows[id]?.after, row.smdAfter), inModel: row.inModel)
    }
    self.rows = order.compactMap { rows[$0] }.enumerated().sorted {
      ($0.element.before ?? -1, $1.offset) > ($1.element.before ?? -1, $0.offset)
    }.map(\.element)
  }

  private static func larger(_ known: Double?, _ value: Double?) -> Double? {
    guard let value, value.isFinite else { return known }
    return max(known ?? 0, abs(value))
  }

  func figure(name: String) -> Figure {
    let limit = NumberText.trimmed(threshold)
    let over = rows.filter { $0.inModel && ($0.after ?? 0) > threshold }
    let summary =
      over.isEmpty
      ? "After it no covariate of the propensity model is above \(limit)."
      : "After it these are above \(limit): "
        + over.map { "\($0.label) \(NumberText.fixed($0.after, 3))" }.joined(separator: ", ") + "."
    return Figure(
      name: name, title: "Balance before and after \(content.designLabel(design))",
      description:
        "One row a covariate: absolute standardized mean difference before (open ring) and after "
        + "(filled) the design; a dashed line marks \(limit). \(summary)",
      draw: draw)
  }

  private struct Layout {
    let isCompact: Bool
    let rowHeight: Double
    let x: Scale
    let top: Double
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let isCompact = width < 500
    let labels = rows.map { TextWidth.of($0.label, size: 12) }.max() ?? 0
    let left = isCompact ? 4 : min(max(labels + 16, 120), 250)
    let right = isCompact ? width - 8 : width - 128
    let ticks = Ticks.linear(
      0, max(threshold * 1.2, rows.flatMap { [$0.before ?? 0, $0.after ?? 0] }.max() ?? 0),
      count: 5)
    let layout = Layout(
      isCompact: isCompact, rowHeight: isCompact ? 38 : 24,
      x: Scale(domain: 0...(ticks.last ?? 1), start: left, end: right), top: 48)
    drawLegend(in: &drawing, layout)
    var y = layout.top
    var bands: [(Double, Double)] = []
    for inModel in [true, false] {
      let group = rows.filter { $0.inModel == inModel }
      if group.isEmpty { continue }
      if rows.contains(where: { !$0.inModel }) {
        y += inModel ? 18 : 22
        drawing.text(
          inModel ? "In the propensity model" : "Beside the model, only reported", x: 0, y: y,
          .init(size: 11.5, ink: .muted, bold: true))
        y += 6
      }
      if !layout.isCompact { bands.append((y, y + Double(group.count) * layout.rowHeight)) }
      for row in group {
        let middle = y + layout.rowHeight / 2
        if layout.isCompact { bands.append((middle + 1, middle + 17)) }
        drawRow(row, y: middle, in: &drawing, layout)
        y += layout.rowHeight
      }
    }
    drawAxis(ticks, under: bands, at: y + 4, in: &drawing, layout)
    drawing.height = y + 48
    return drawing
  }

  private func drawLegend(in drawing: inout Drawing, _ layout: Layout) {
    Marker.ring.draw(in: &drawing, x: 6, y: 12, size: 4.5, ink: .muted)
    drawing.text("Before", x: 16, y: 16, .init(size: 12))
    Marker.disc.draw(in: &drawing, x: 76, y: 12, size: 4.5, ink: .arm(0))
    drawing.text("After", x: 86, y: 16, .init(size: 12))
    Marker.square.draw(in: &drawing, x: 136, y: 12, size: 4.2, ink: .alert)
    drawing.text(
      "After, above \(NumberText.trimmed(threshold))", x: 146, y: 16, .init(size: 12))
    guard !layout.isCompact else { return }
    let style = Drawing.Style(size: 11.5, ink: .muted, bold: true, anchor: .end)
    drawing.text("Before", x: drawing.width - 60, y: layout.top - 6, style)
    drawing.text("After", x: drawing.width - 6, y: layout.top - 6, style)
  }

  private func drawRow(_ row: Row, y: Double, in drawing: inout Drawing, _ layout: Layout) {
    let isOver = (row.after ?? 0) > threshold
    let numbers = [NumberText.fixed(row.before, 3), NumberText.fixed(row.after, 3)]
    let mark = layout.isCompact ? y + 9 : y
    drawing.line(
      layout.x.start, mark, layout.x.end, mark, .init(ink: .grid, width: 1))
    if layout.isCompact {
      let both = numbers.joined(separator: " → ")
      let room = drawing.width - TextWidth.of(both, size: 11.5) - 16
      drawing.text(
        TextWidth.cut(row.label, size: 12, width: room), x: 0, y: y - 3,
        .init(size: 12, italic: !row.inModel))
      drawing.text(
        both, x: drawing.width - 2, y: y - 3, .init(size: 11.5, ink: .muted, anchor: .end))
    } else {
      drawing.text(
        TextWidth.cut(row.label, size: 12, width: layout.x.start - 12), x: 0, y: y + 4,
        .init(size: 12, italic: !row.inModel))
      drawing.text(
        numbers[0], x: drawing.width - 60, y: y + 4,
        .init(size: 11.5, ink: .muted, anchor: .end))
      drawing.text(
        numbers[1], x: drawing.width - 6, y: y + 4,
        .init(size: 11.5, ink: isOver ? .alert : .ink, bold: isOver, anchor: .end))
    }
    if let before = row.before, let after = row.after {
      drawing.line(
        layout.x(before), mark, layout.x(after), mark, .init(ink: .rule, width: 1))
    }
    if let before = row.before {
      Marker.ring.draw(in: &drawing, x: layout.x(before), y: mark, size: 4.5, ink: .muted)
    }
    if let after = row.after {
      let marker = isOver ? Marker.square : .disc
      marker.draw(
        in: &drawing, x: layout.x(after), y: mark, size: isOver ? 4.2 : 4.5,
        ink: isOver ? .alert : .arm(0))
    }
  }

  private func drawAxis(
    _ ticks: [Double], under bands: [(Double, Double)], at bottom: Double,
    in drawing: inout Drawing, _ layout: Layout
  ) {
    let axis = Drawing.Stroke(ink: .rule, width: 1)
    drawing.line(layout.x.start, bottom, layout.x.end, bottom, axis)
    for tick in ticks {
      let x = layout.x(tick)
      drawing.line(x, bottom, x, bottom + 5, axis)
      drawing.text(
        NumberText.trimmed(tick), x: x, y: bottom + 18,
        .init(size: 11.5, ink: .muted, anchor: .middle))
    }
    let limit = layout.x(threshold)
    for (top, end) in bands {
      drawing.line(limit, top, limit, end, .init(ink: .alert, width: 1, dash: "4 3"))
    }
    drawing.line(limit, bottom - 4, limit, bottom + 5, .init(ink: .alert, width: 1))
    drawing.text(
      layout.isCompact ? "|Standardized mean difference|" : "Absolute standardized mean difference",
      x: (layout.x.start + layout.x.end) / 2, y: bottom + 36, .init(size: 12, anchor: .middle))
  }
}
