internal import Workflow

extension SurvivalFigure {
  /// Where the parts of the sheet are.
  struct Layout {
    let isCompact: Bool
    let plotLeft: Double
    let plotRight: Double
    let plotTop: Double
    let plotBottom: Double
    let shownTicks: [Double]
    let x: Scale
    let y: Scale
  }

  func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let headBottom = drawHead(in: &drawing)
    let layout = layout(width: width, top: headBottom)
    if let withheld {
      drawWithheld(withheld, in: &drawing, layout)
    } else {
      drawAxes(in: &drawing, layout)
      for curve in curves { drawBand(curve, in: &drawing, layout) }
      for curve in curves { drawWholeBand(curve, in: &drawing, layout) }
      for curve in curves { drawCurve(curve, in: &drawing, layout) }
      for curve in curves { drawMarks(curve, in: &drawing, layout) }
    }
    drawing.height = drawRiskTable(in: &drawing, layout)
    return drawing
  }

  private func drawHead(in drawing: inout Drawing) -> Double {
    let head = PlotHead(
      title: axisTitle, subtitle: subtitle, legend: withheld == nil ? legend : [], remarks: remarks)
    return head.draw(in: &drawing)
  }

  /// The arms with their lines.
  var legend: [PlotHead.Entry] {
    curves.map {
      PlotHead.Entry(label: content.armLabel($0.arm), ink: ink($0.arm), dash: dash($0.arm))
    }
  }

  private func layout(width: Double, top: Double) -> Layout {
    let isCompact = width < 500
    let left = isCompact ? 34.0 : max(48, riskLabelWidth)
    let right = width - (isCompact ? 12 : 16)
    let plotTop = top + 8
    let bottom = plotTop + (withheld != nil ? 120 : isCompact ? 220 : 290)
    let room = right - left
    let widest =
      ticks.map { time in
        let texts = curves.flatMap { riskTexts($0, at: time) }
        return texts.map { TextWidth.of($0, size: 11.5) }.max() ?? 20
      }.max() ?? 20
    let fitting = max(2, Int(room / (widest + 10)))
    let stride = max(1, Int((Double(ticks.count) / Double(fitting)).rounded(.up)))
    let shown = ticks.enumerated().filter { $0.offset.isMultiple(of: stride) }.map(\.element)
    return Layout(
      isCompact: isCompact, plotLeft: left, plotRight: right, plotTop: plotTop,
      plotBottom: bottom, shownTicks: shown,
      x: Scale(domain: 0...lastTime, start: left, end: right),
      y: Scale(domain: 0...highest, start: bottom, end: plotTop))
  }

  /// The top of the axis: 100% for survival, a round number above the curves for incidence.
  private var highest: Double {
    guard let kind = curves.first?.kind, kind != "survival" else { return 1 }
    let limits = curves.flatMap { $0.value + $0.upper.compactMap { $0 } }.filter(\.isFinite)
    return min(1, Ticks.linear(0, max(limits.max() ?? 1, 0.05), count: 4).last ?? 1)
  }

  private func drawAxes(in drawing: inout Drawing, _ layout: Layout) {
    let axis = Drawing.Stroke(ink: .rule, width: 1)
    for value in Ticks.linear(0, highest, count: 5) {
      let y = layout.y(value)
      if value > 0 {
        drawing.line(layout.plotLeft, y, layout.plotRight, y, .init(ink: .grid, width: 1))
      }
      drawing.text(
        NumberText.trimmed(value * 100, decimals: 1), x: layout.plotLeft - 8, y: y + 4,
        .init(size: 11.5, ink: .muted, anchor: .end))
    }
    drawing.line(layout.plotLeft, layout.plotTop, layout.plotLeft, layout.plotBottom, axis)
    drawing.line(layout.plotLeft, layout.plotBottom, layout.plotRight, layout.plotBottom, axis)
    for time in layout.shownTicks {
      let x = layout.x(time)
      drawing.line(x, layout.plotBottom, x, layout.plotBottom + 5, axis)
      drawing.text(
        tickLabel(time), x: x, y: layout.plotBottom + 18,
        .init(size: 11.5, ink: .muted, anchor: .middle, role: "tick"))
    }
    drawing.text(
      "Time (\(unit))", x: (layout.plotLeft + layout.plotRight) / 2, y: layout.plotBottom + 36,
      .init(size: 12, anchor: .middle))
  }

  private func drawWithheld(_ reason: String, in drawing: inout Drawing, _ layout: Layout) {
    drawing.rect(
      x: 0.5, y: layout.plotTop, width: drawing.width - 1,
      height: layout.plotBottom - layout.plotTop, stroke: .init(ink: .grid, width: 1))
    let middle = drawing.width / 2
    let lines = TextWidth.wrap(
      reason, size: 12, width: drawing.width - 40, lines: 4)
    var y = (layout.plotTop + layout.plotBottom) / 2 - Double(lines.count) * 8
    drawing.text(
      "No curve is shown", x: middle, y: y, .init(size: 13, bold: true, anchor: .middle))
    for line in lines {
      y += 18
      drawing.text(line, x: middle, y: y, .init(size: 12, ink: .muted, anchor: .middle))
    }
  }

  private func drawBand(_ curve: Curve, in drawing: inout Drawing, _ layout: Layout) {
    let count = min(curve.time.count, curve.lower.count, curve.upper.count)
    var data = ""
    var from = 0
    while from < count {
      guard limits(curve, from) != nil else {
        from += 1
        continue
      }
      var to = from
      while to + 1 < count, limits(curve, to + 1) != nil { to += 1 }
      data += band(curve, from...to, layout)
      from = to + 1
    }
    drawing.path(data, fill: ink(curve.arm), opacity: 0.13)
  }

  /// The edges of a band that holds the whole curve, dotted.
  private func drawWholeBand(_ curve: Curve, in drawing: inout Drawing, _ layout: Layout) {
    guard let band = curve.band else { return }
    for limits in [band.lower, band.upper] {
      var (data, last) = ("", 0)
      for (index, (time, limit)) in zip(curve.time, limits).enumerated() {
        guard let limit, limit.isFinite, time.isFinite else { continue }
        let (x, y) = (
          Drawing.number(layout.x(time)), Drawing.number(layout.y(min(max(limit, 0), highest)))
        )
        data += data.isEmpty ? "M\(x) \(y)" : "H\(x)V\(y)"
        last = index
      }
      guard !data.isEmpty else { continue }
      let end = last + 1 < curve.time.count ? curve.time[last + 1] : curve.lastTime
      data += "H\(Drawing.number(layout.x(end)))"
      drawing.path(data, stroke: .init(ink: ink(curve.arm), width: 1, dash: "1.5 2.5"))
    }
  }

  private func limits(_ curve: Curve, _ index: Int) -> (Double, Double)? {
    guard let lower = curve.lower[index], let upper = curve.upper[index], lower.isFinite,
      upper.isFinite
    else { return nil }
    return (max(0, lower), min(highest, upper))
  }

  private func band(_ curve: Curve, _ range: ClosedRange<Int>, _ layout: Layout) -> String {
    let n = Drawing.number
    var steps: [(x: Double, top: Double, bottom: Double)] = []
    for index in range {
      guard let (lower, upper) = limits(curve, index) else { continue }
      let (top, bottom) = (layout.y(upper), layout.y(lower))
      let moved = steps.last.map { max(abs($0.top - top), abs($0.bottom - bottom)) }
      if let moved, moved < Self.visible, index != range.upperBound { continue }
      steps.append((layout.x(curve.time[index]), top, bottom))
    }
    guard let first = steps.first, let last = steps.last else { return "" }
    let next = range.upperBound + 1
    let end = next < curve.time.count ? curve.time[next] : curve.lastTime
    var data = "M\(n(first.x)) \(n(first.top))"
    for step in steps.dropFirst() { data += "H\(n(step.x))V\(n(step.top))" }
    data += "H\(n(max(layout.x(end), last.x)))V\(n(last.bottom))"
    for index in steps.indices.dropFirst().reversed() {
      data += "H\(n(steps[index].x))V\(n(steps[index - 1].bottom))"
    }
    return data + "H\(n(first.x))Z"
  }

  /// Steps that move by less than this are drawn with the next one.
  private static let visible = 0.25

  private func drawCurve(_ curve: Curve, in drawing: inout Drawing, _ layout: Layout) {
    let n = Drawing.number
    var data = ""
    var last: Double?
    for (time, value) in zip(curve.time, curve.value) where time.isFinite && value.isFinite {
      let y = layout.y(min(max(value, 0), highest))
      if let last, abs(last - y) < Self.visible { continue }
      let x = n(layout.x(time))
      data += data.isEmpty ? "M\(x) \(n(y))" : "H\(x)V\(n(y))"
      last = y
    }
    if !data.isEmpty { data += "H\(n(layout.x(max(curve.lastTime, 0))))" }
    drawing.path(
      data, stroke: .init(ink: ink(curve.arm), width: 1.8, dash: dash(curve.arm)))
  }

  /// A tick on the curve where follow-up ended without the event; none closer than can be told apart.
  private func drawMarks(_ curve: Curve, in drawing: inout Drawing, _ layout: Layout) {
    var (data, k, last) = ("", 0, -Double.infinity)
    for time in curve.censoringTimes ?? [] where time.isFinite && time >= 0 {
      while k + 1 < min(curve.time.count, curve.value.count), curve.time[k + 1] <= time { k += 1 }
      let x = layout.x(time)
      guard curve.value.indices.contains(k), curve.value[k].isFinite, x - last >= 3 else {
        continue
      }
      let y = layout.y(min(max(curve.value[k], 0), highest))
      data += "M\(Drawing.number(x)) \(Drawing.number(y - 3.5))V\(Drawing.number(y + 3.5))"
      last = x
    }
    drawing.path(data, stroke: .init(ink: ink(curve.arm), width: 1))
  }
}
