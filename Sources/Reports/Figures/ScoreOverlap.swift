internal import Workflow

/// Propensity scores by arm, mirrored, before and after each design.
struct ScoreOverlap {
  /// One histogram with its heading.
  struct Panel {
    let title: String
    let histogram: PropensityResult.Histogram
  }

  let panels: [Panel]
  let arms: [Results.Arm]
  let content: ReportContent

  init?(in content: ReportContent) {
    let models = content.propensityModels
    let before = models.compactMap { model in
      model.value.scores.map {
        Panel(
          title: models.count == 1 ? "Before any design" : "Before any design, model \(model.name)",
          histogram: $0)
      }
    }
    let after = content.designs.compactMap { design in
      design.value.scores.map { Panel(title: content.designLabel(design.name), histogram: $0) }
    }
    panels = (before + after).filter { !$0.histogram.counts.isEmpty }
    arms = content.results.arms
    self.content = content
    guard !panels.isEmpty else { return nil }
  }

  func figure(name: String) -> Figure {
    let labels = arms.map(\.label)
    let places =
      labels.count == 2 ? "\(labels[0]) above the line, \(labels[1]) below it" : "one band an arm"
    return Figure(
      name: name, title: "Propensity scores before and after each design",
      description:
        "Histograms of the propensity score as a share of each arm: \(places). Panels: "
        + panels.map(\.title).joined(separator: "; ") + ".",
      draw: draw)
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let columns = width < 500 || panels.count == 1 ? 1 : 2
    let gap = 36.0
    let panelWidth = (width - gap * Double(columns - 1)) / Double(columns)
    var top = drawLegend(in: &drawing)
    let height = width < 500 ? 150.0 : 170
    for (index, panel) in panels.enumerated() {
      let column = index % columns
      if index > 0, column == 0 { top += height + 44 }
      draw(
        panel, x: Double(column) * (panelWidth + gap), y: top, width: panelWidth, height: height,
        showsAxisTitle: index >= panels.count - columns, in: &drawing)
    }
    drawing.height = top + height + 50
    return drawing
  }

  private func drawLegend(in drawing: inout Drawing) -> Double {
    var x = 0.0
    var y = 14.0
    for (index, arm) in arms.enumerated() {
      let note = arms.count == 2 ? (index == 0 ? " (above)" : " (below)") : ""
      let label = TextWidth.cut(arm.label, size: 12, width: drawing.width - 100) + note
      let room = 18 + TextWidth.of(label, size: 12)
      if x > 0, x + room > drawing.width {
        x = 0
        y += 18
      }
      swatch(index, x: x, y: y - 9, in: &drawing)
      drawing.text(label, x: x + 17, y: y, .init(size: 12))
      x += room + 20
    }
    return y + 14
  }

  private func swatch(_ arm: Int, x: Double, y: Double, in drawing: inout Drawing) {
    drawing.rect(
      x: x, y: y, width: 11, height: 10, stroke: .init(ink: .arm(arm), width: 1), fill: .arm(arm),
      opacity: Self.opacity(arm))
  }

  /// Every second arm is filled lightly, so that the arms differ in black and white.
  private static func opacity(_ arm: Int) -> Double { arm.isMultiple(of: 2) ? 0.75 : 0.25 }

  private func shares(_ panel: Panel, _ arm: String) -> [Double] {
    let counts = (panel.histogram.counts[arm] ?? []).map { $0.isFinite ? max(0, $0) : 0 }
    let total = counts.reduce(0, +)
    return total > 0 ? counts.map { $0 / total } : counts
  }

  /// The highest share that any panel shows.
  private var tallest: Double {
    let shares = panels.flatMap { panel in arms.flatMap { self.shares(panel, $0.arm) } }
    return max(shares.max() ?? 0, 0.01)
  }

  private func draw(
    _ panel: Panel, x left: Double, y top: Double, width: Double, height: Double,
    showsAxisTitle: Bool, in drawing: inout Drawing
  ) {
    drawing.text(
      TextWidth.cut(panel.title, size: 12, width: width, bold: true), x: left, y: top + 12,
      .init(size: 12, bold: true))
    let histogram = panel.histogram
    guard histogram.upper > histogram.lower else { return }
    let scale = Scale(
      domain: histogram.lower...histogram.upper, start: left + 34, end: left + width - 8)
    let bandTop = top + 22
    let band = (height - 22) / Double(max(arms.count, 2))
    let high = Ticks.linear(0, tallest, count: 4).last ?? tallest
    for (index, arm) in arms.enumerated() {
      let isBelow = arms.count == 2 && index == 1
      let base = isBelow ? bandTop + band : bandTop + band * Double(index + 1)
      let reach = isBelow ? band - 4 : -(band - 4)
      drawBars(shares(panel, arm.arm), arm: index, scale, base: base, reach: reach / high, &drawing)
      let edge = base + reach
      drawing.line(scale.start, edge, scale.end, edge, .init(ink: .grid, width: 1))
      drawing.text(
        NumberText.trimmed(high * 100, decimals: 0) + "%", x: scale.start - 6, y: edge + 4,
        .init(size: 11, ink: .muted, anchor: .end))
      drawing.line(scale.start, base, scale.end, base, .init(ink: .rule, width: 1))
    }
    drawing.text(
      "0%", x: scale.start - 6, y: bandTop + band + 4,
      .init(size: 11, ink: .muted, anchor: .end))
    for tick in Ticks.linear(histogram.lower, histogram.upper, count: 5) {
      drawing.text(
        NumberText.trimmed(tick), x: scale(tick), y: top + height + 14,
        .init(size: 11.5, ink: .muted, anchor: .middle))
    }
    if showsAxisTitle {
      drawing.text(
        "Propensity score", x: (scale.start + scale.end) / 2, y: top + height + 32,
        .init(size: 12, anchor: .middle))
    }
  }

  private func drawBars(
    _ shares: [Double], arm: Int, _ scale: Scale, base: Double, reach: Double,
    _ drawing: inout Drawing
  ) {
    guard !shares.isEmpty else { return }
    let n = Drawing.number
    let step = (scale.end - scale.start) / Double(shares.count)
    var data = "M\(n(scale.start)) \(n(base))"
    for (index, share) in shares.enumerated() {
      data += "V\(n(base + share * reach))H\(n(scale.start + Double(index + 1) * step))"
    }
    data += "V\(n(base))Z"
    drawing.path(
      data, stroke: .init(ink: .arm(arm), width: 0.8), fill: .arm(arm),
      opacity: Self.opacity(arm))
  }
}
