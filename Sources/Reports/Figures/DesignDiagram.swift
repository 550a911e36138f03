internal import Workflow

/// What a design reads and follows, and when: days in order from left to right, not to scale.
struct DesignDiagram {
  let timeline: DesignTimeline

  /// A diagram, where events are read or columns become known later.
  init?(in content: ReportContent) {
    guard let timeline = content.timeline,
      timeline.bars.contains(where: { $0.kind == .exposure })
    else { return nil }
    self.timeline = timeline
  }

  func figure(name: String) -> Figure {
    let bars = timeline.bars.map { "\($0.label): \(Self.days($0))" }
    let marks = timeline.marks.map { "\($0.name): day \(Self.day($0.day))" }
    return Figure(
      name: name, title: "What is read and followed when",
      description: (marks + bars).joined(separator: ". ") + ".", draw: draw)
  }

  /// From when to when, in words.
  private static func days(_ bar: DesignTimeline.Bar) -> String {
    let first = bar.low.isFinite ? "from day \(day(bar.low))" : "from any day before"
    let last = bar.high.isFinite ? "to day \(day(bar.high))" : "to the end of follow-up"
    return "\(first) \(last)"
  }

  private static func day(_ day: Double) -> String { NumberText.trimmed(day, decimals: 0) }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let isCompact = width < 500
    let axis = Axis(days: timeline.days, left: isCompact ? 104 : 190, right: width - 8)
    let rowHeight = 26.0
    let names = timeline.marks
    let top = 22 + Double(names.count) * 16
    let bottom = top + Double(timeline.bars.count) * rowHeight + 6
    for day in timeline.days {
      let isNamed = names.contains { $0.day == day }
      drawing.line(
        axis.x(day), top - 6, axis.x(day), bottom,
        .init(ink: isNamed ? .rule : .grid, width: 1, dash: isNamed ? nil : "3 3"))
      drawing.text(
        Self.day(day), x: axis.x(day), y: bottom + 16,
        .init(size: 11, ink: .muted, anchor: .middle))
    }
    for (index, mark) in names.enumerated() {
      let y = 14 + Double(index) * 16
      drawing.line(axis.x(mark.day), y + 4, axis.x(mark.day), top, .init(ink: .rule, width: 1))
      drawing.text(
        mark.name, x: axis.x(mark.day) - 6, y: y, .init(size: 12, bold: true, anchor: .end))
    }
    drawing.text("day", x: 1, y: bottom + 16, .init(size: 11, ink: .muted))
    for (index, bar) in timeline.bars.enumerated() {
      draw(bar, y: top + Double(index) * rowHeight, axis, in: &drawing)
    }
    drawing.height = bottom + 24
    return drawing
  }

  private func draw(
    _ bar: DesignTimeline.Bar, y: Double, _ axis: Axis, in drawing: inout Drawing
  ) {
    let isAlert = bar.kind == .immortal
    let label = TextWidth.wrap(
      bar.label, size: 12, width: axis.left - 8, bold: isAlert, lines: 1)
    drawing.text(
      label.first ?? bar.label, x: 1, y: y + 16,
      .init(size: 12, ink: isAlert ? .alert : .ink, bold: isAlert))
    let (start, end) = (axis.x(bar.low), axis.x(bar.high))
    if end - start < 1 {
      drawing.circle(x: start, y: y + 12, radius: 4, fill: ink(bar))
      return
    }
    drawing.rect(
      x: start, y: y + 5, width: end - start, height: 14,
      stroke: .init(ink: ink(bar), width: 1.2), fill: isAlert ? nil : ink(bar),
      opacity: isAlert ? nil : 0.25)
    if isAlert { hatch(from: start, to: end, y: y + 5, height: 14, in: &drawing) }
  }

  /// Slanted lines over a stretch.
  private func hatch(
    from start: Double, to end: Double, y: Double, height: Double, in drawing: inout Drawing
  ) {
    var x = start
    while x < end {
      let length = min(height, end - x)
      drawing.line(x, y + height, x + length, y + height - length, .init(ink: .alert, width: 1))
      x += 7
    }
  }

  private func ink(_ bar: DesignTimeline.Bar) -> Ink {
    switch bar.kind {
    case .eligibility, .covariates: .muted
    case .exposure: .arm(0)
    case .followUp: .arm(2)
    case .immortal: .alert
    }
  }
}

/// Where days stand: at equal distances in their order, with room before and after for what is open.
private struct Axis {
  let days: [Double]
  let left: Double
  let right: Double

  func x(_ day: Double) -> Double {
    let step = (right - left) / Double(days.count + 1)
    if day == .infinity { return right }
    guard let index = days.firstIndex(of: day) else { return left }
    return left + Double(index + 1) * step
  }
}
