internal import Workflow

/// Contrasts with their intervals, one row each, grouped by outcome, with the numbers at the right.
struct ForestPlot {
  /// One contrast.
  struct Row {
    let label: String
    let estimate: Estimate
    let text: EstimateText
  }

  /// The rows of one outcome.
  struct Group {
    let heading: String
    let rows: [Row]
  }

  let measure: String
  let title: String
  let isRatio: Bool
  let unit: String
  let groups: [Group]
  let content: ReportContent

  /// The rows of one measure (at one time) in everyone; `nil` where there is no number to draw.
  ///
  /// Of measures in the unit of an outcome those of that outcome alone, which share an axis.
  init?(
    measure: String, at time: Double?, outcome: String? = nil, in content: ReportContent
  ) {
    let chosen = content.results.estimates.filter {
      $0.measure == measure && $0.at == time && $0.subgroup == nil
        && (outcome == nil || $0.outcome == outcome)
    }
    let unit = chosen.compactMap(\.unit).first.map { ", \($0)" } ?? ""
    let groups =
      outcome.map { "\(unit): \(content.outcomeLabel($0)), by design" } ?? " by outcome and design"
    self.init(
      measure, chosen, title: Self.title(measure, time, content) + groups, in: content
    ) { estimate, text in
      let heading =
        content.outcomeLabel(estimate.outcome, event: estimate.event)
        + (time == nil ? "" : " – \(text.measure.lowercasedFirst)")
      let design = content.designLabel(estimate.design)
      guard let regime = estimate.regime else { return (heading, design) }
      return (heading, "\(estimate.design == nil ? "Crude" : design), \(regime)")
    }
  }

  /// The rows of one measure in the subgroups of one comparison, after that in everyone.
  init?(
    measure: String, at time: Double?, subgroupsOf key: SurvivalFigure.Key,
    in content: ReportContent
  ) {
    let all = content.results.estimates.filter {
      $0.measure == measure && $0.at == time && $0.outcome == key.outcome && $0.event == key.event
        && $0.design == key.design
    }
    let chosen = all.filter { $0.variance == nil || $0.variance == all.first?.variance }
    guard chosen.contains(where: { $0.subgroup != nil }) else { return nil }
    let outcome = content.outcomeLabel(key.outcome, event: key.event)
    let design = content.designLabel(key.design)
    let title = "\(Self.title(measure, time, content)) in subgroups: \(outcome), \(design)"
    self.init(measure, chosen, title: title, in: content) { estimate, _ in
      guard let subgroup = estimate.subgroup else { return ("Everyone", "All patients") }
      let column = subgroup.split(separator: "=").first.map(String.init) ?? subgroup
      return ("By \(content.covariateLabel(column))", content.subgroupLabel(subgroup))
    }
  }

  private init?(
    _ measure: String, _ chosen: [Estimate], title: String, in content: ReportContent,
    words: (Estimate, EstimateText) -> (heading: String, label: String)
  ) {
    guard let first = chosen.first(where: { $0.status == .estimated }) else { return nil }
    self.measure = measure
    self.title = title
    self.content = content
    isRatio = Measure(measure) == .ratio
    unit = EstimateText(first, in: content).unit
    var order: [String] = []
    var rows: [String: [Row]] = [:]
    for estimate in chosen {
      let text = EstimateText(estimate, in: content)
      var (heading, label) = words(estimate, text)
      if content.results.arms.count > 2 { label += " · \(text.contrast)" }
      if rows[heading] == nil { order.append(heading) }
      if let variant = EstimateText.variant(estimate) { label += ", \(variant)" }
      if let adjustment = EstimateText.shortAdjustment(estimate) { label += ", \(adjustment)" }
      if rows[heading]?.contains(where: { $0.label == label }) == true, !text.variance.isEmpty {
        label += ", \(text.variance == "model" ? "model-based" : text.variance) errors"
      }
      rows[heading, default: []].append(Row(label: label, estimate: estimate, text: text))
    }
    groups = order.map { Group(heading: $0, rows: rows[$0] ?? []) }
  }

  private static func title(_ measure: String, _ time: Double?, _ content: ReportContent) -> String
  {
    guard let time,
      let first = content.results.estimates.first(where: { $0.measure == measure && $0.at == time })
    else { return Measure.name(measure) }
    return EstimateText(first, in: content).measure
  }

  func figure(name: String) -> Figure {
    let rows = groups.flatMap { group in
      group.rows.map { row in
        "\(group.heading), \(row.label): "
          + (row.text.note.map { "\(row.text.value), \($0)" }
            ?? row.text.phrase(level: row.estimate.level))
      }
    }
    return Figure(
      name: name, title: title,
      description: "A square a contrast with its interval. " + rows.joined(separator: ". ") + ".",
      draw: draw)
  }

  private struct Layout {
    let isCompact: Bool
    let x: Scale
    let numberX: Double
    let patientsX: Double
    let ticks: [Double]
  }

  private func layout(_ width: Double) -> Layout {
    let isCompact = width < 500
    let shown = groups.flatMap(\.rows).map(\.estimate).filter { $0.status == .estimated }
    let ends = shown.flatMap { [$0.estimate, $0.lower, $0.upper] }.compactMap { $0 }
      .filter { $0.isFinite && (!isRatio || $0 > 0) }
    let low = ends.min() ?? (isRatio ? 0.7 : 0)
    let high = ends.max() ?? (isRatio ? 1.5 : 1)
    let ticks =
      isRatio
      ? Ticks.logarithmic(max(low, 0.02), min(high, 50))
      : Ticks.linear(min(0, low), max(0, high, low + 1e-6), count: 5)
    let labels = groups.flatMap(\.rows).map { TextWidth.of($0.label, size: 12) + 24 }.max() ?? 0
    let inset = max(ticks.map { TextWidth.of(tickLabel($0, of: ticks), size: 11.5) }.max() ?? 0, 12)
    let left = isCompact ? inset / 2 + 2 : min(max(labels, 110), 260)
    let rows = groups.flatMap(\.rows)
    let sizeWidth = max(rows.map { TextWidth.of(size($0), size: 11.5) }.max() ?? 0, 62) + 18
    let numberWidth = max(rows.map { TextWidth.of(number($0), size: 12) }.max() ?? 0, 90) + 20
    let right = isCompact ? width - inset / 2 - 2 : width - 2 - sizeWidth - numberWidth
    let domain = (ticks.first ?? 0)...max(ticks.last ?? 1, (ticks.first ?? 0) + 1e-9)
    return Layout(
      isCompact: isCompact,
      x: Scale(domain: domain, start: left, end: right, isLogarithmic: isRatio),
      numberX: width - 2 - sizeWidth, patientsX: width - 2, ticks: ticks)
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let layout = layout(width)
    var y = layout.isCompact ? 4.0 : 22
    if !layout.isCompact { drawHeadings(in: &drawing, layout) }
    var bands: [(Double, Double)] = []
    for group in groups {
      y += 22
      for line in TextWidth.wrap(group.heading, size: 12.5, width: width, bold: true, lines: 2) {
        drawing.text(line, x: 0, y: y, .init(size: 12.5, bold: true))
        y += 16
      }
      y -= 10
      let top = y
      for row in group.rows {
        let height = layout.isCompact ? 40.0 : 24
        drawRow(row, y: y + height / 2, in: &drawing, layout)
        y += height
      }
      bands.append((top, y))
    }
    drawAxis(from: bands, to: y + 4, in: &drawing, layout)
    drawing.height = y + 68
    return drawing
  }

  private func drawHeadings(in drawing: inout Drawing, _ layout: Layout) {
    let style = Drawing.Style(size: 11.5, ink: .muted, bold: true, anchor: .end)
    let level = groups.first?.rows.first.map { EstimateText.level($0.estimate.level) } ?? "95%"
    let name = isRatio ? "Ratio" : unit == "percentage points" ? "Points" : "Difference"
    drawing.text("\(name) (\(level) CI)", x: layout.numberX, y: 14, style)
    let counts = groups.flatMap(\.rows).contains { $0.text.events != NumberText.absent }
    drawing.text(counts ? "Events / n" : "n", x: layout.patientsX, y: 14, style)
  }

  private func drawRow(_ row: Row, y: Double, in drawing: inout Drawing, _ layout: Layout) {
    let exists = row.text.note == nil
    let number = number(row)
    let style = Drawing.Style(
      size: 12, ink: exists ? .ink : .muted, italic: !exists, anchor: .end)
    let mark = layout.isCompact ? y + 9 : y
    if layout.isCompact {
      let room = drawing.width - TextWidth.of(number, size: 12) - 14
      drawing.text(TextWidth.cut(row.label, size: 12, width: room), x: 0, y: y - 5)
      drawing.text(number, x: drawing.width - 2, y: y - 5, style)
    } else {
      let room = layout.x.start - 20
      drawing.text(TextWidth.cut(row.label, size: 12, width: room), x: 12, y: y + 4)
      drawing.text(number, x: layout.numberX, y: y + 4, style)
      drawing.text(
        size(row), x: layout.patientsX, y: y + 4, .init(size: 11.5, ink: .muted, anchor: .end))
    }
    if exists { drawInterval(row.estimate, y: mark, in: &drawing, layout) }
  }

  private func number(_ row: Row) -> String {
    row.text.interval == NumberText.absent
      ? row.text.value : "\(row.text.value) (\(row.text.interval))"
  }

  private func size(_ row: Row) -> String {
    row.text.n == NumberText.absent
      ? ""
      : row.text.events == NumberText.absent ? row.text.n : "\(row.text.events) / \(row.text.n)"
  }

  private func drawInterval(
    _ estimate: Estimate, y: Double, in drawing: inout Drawing, _ layout: Layout
  ) {
    guard let value = estimate.estimate, value.isFinite, !isRatio || value > 0 else { return }
    let ink = estimate.design == nil ? Ink.muted : .ink
    let stroke = Drawing.Stroke(ink: ink, width: 1.5)
    let domain = layout.x.domain
    if let lower = estimate.lower, let upper = estimate.upper, lower.isFinite, upper.isFinite {
      let from = layout.x(min(max(lower, domain.lowerBound), domain.upperBound))
      let to = layout.x(max(min(upper, domain.upperBound), domain.lowerBound))
      drawing.line(from, y, to, y, stroke)
      drawEnd(from, y, isCut: lower < domain.lowerBound, direction: -1, stroke, &drawing)
      drawEnd(to, y, isCut: upper > domain.upperBound, direction: 1, stroke, &drawing)
    }
    guard domain.contains(value) else { return }
    let marker = estimate.design == nil ? Marker.openSquare : .square
    marker.draw(in: &drawing, x: layout.x(value), y: y, size: 4.5, ink: ink)
  }

  private func drawEnd(
    _ x: Double, _ y: Double, isCut: Bool, direction: Double, _ stroke: Drawing.Stroke,
    _ drawing: inout Drawing
  ) {
    guard isCut else { return drawing.line(x, y - 3.5, x, y + 3.5, stroke) }
    let n = Drawing.number
    drawing.path(
      "M\(n(x - 5 * direction)) \(n(y - 4))L\(n(x)) \(n(y))L\(n(x - 5 * direction)) \(n(y + 4))",
      stroke: stroke)
  }

  private func tickLabel(_ tick: Double, of ticks: [Double]) -> String {
    if unit == "percentage points" { return NumberText.trimmed(tick * 100) }
    return isRatio ? NumberText.trimmed(tick) : Ticks.label(tick, of: ticks)
  }

  private func drawAxis(
    from bands: [(Double, Double)], to bottom: Double, in drawing: inout Drawing, _ layout: Layout
  ) {
    let axis = Drawing.Stroke(ink: .rule, width: 1)
    drawing.line(layout.x.start, bottom, layout.x.end, bottom, axis)
    for tick in layout.ticks {
      let x = layout.x(tick)
      drawing.line(x, bottom, x, bottom + 5, axis)
      drawing.text(
        tickLabel(tick, of: layout.ticks), x: x, y: bottom + 18,
        .init(size: 11.5, ink: .muted, anchor: .middle))
    }
    let zero = layout.x(isRatio ? 1 : 0)
    for (top, end) in bands {
      drawing.line(zero, top, zero, end, .init(ink: .rule, width: 1, dash: "3 3"))
    }
    drawing.line(zero, bottom - 4, zero, bottom, axis)
    drawDirections(y: bottom + 38, in: &drawing, layout)
  }

  /// Says what either side of the line means, in neutral words.
  private func drawDirections(y: Double, in drawing: inout Drawing, _ layout: Layout) {
    let pair = groups.first?.rows.first?.estimate
    guard let arm = pair?.arm, content.results.arms.count == 2 else { return }
    let noun =
      switch measure {
      case "hazardRatio": "hazard"
      case "riskDifference", "riskRatio": "risk"
      case "oddsRatio": "odds"
      case "rateDifference", "rateRatio": "rate"
      default: "value"
      }
    let zero = layout.x(isRatio ? 1 : 0)
    let style = Drawing.Style(size: 11.5, ink: .muted, anchor: .middle)
    let reach = [zero - layout.x.start, layout.x.end - zero]
    for (side, words) in ["← lower \(noun) with", "higher \(noun) with →"].enumerated() {
      let width = max(reach[side], 130)
      let middle = side == 0 ? zero - max(reach[0], 130) / 2 : zero + max(reach[1], 130) / 2
      let x = min(max(middle, width / 2 + 2), drawing.width - width / 2 - 2)
      drawing.text(words, x: x, y: y, style)
      drawing.text(
        TextWidth.cut(content.armLabel(arm), size: 11.5, width: width), x: x, y: y + 15, style)
    }
  }
}

extension String {
  /// The text with its first letter in lower case.
  var lowercasedFirst: String {
    guard let first else { return self }
    return first.lowercased() + dropFirst()
  }
}
