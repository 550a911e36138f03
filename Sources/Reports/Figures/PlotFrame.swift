/// The axes of a plot over time, with marks at round numbers.
struct PlotFrame {
  /// A mark of an axis.
  struct Tick {
    let value: Double
    let label: String
  }

  /// One of the axes.
  struct Axis {
    let domain: ClosedRange<Double>
    let ticks: [Tick]
    var isLogarithmic = false
  }

  /// Where data are drawn.
  struct Area {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    let x: Scale
    let y: Scale
  }

  let head: PlotHead
  let x: Axis
  let y: Axis
  /// What the horizontal axis is.
  let xTitle: String
  /// Marks of the right edge, in data of the vertical axis, with what they are.
  var right: (title: String, ticks: [Tick])?

  /// Draws the frame and, within it, the data.
  func draw(_ width: Double, _ data: (inout Drawing, Area) -> Void) -> Drawing {
    var drawing = Drawing(width: width)
    let top = head.draw(in: &drawing)
    let area = area(width, top: top)
    drawGrid(in: &drawing, area)
    data(&drawing, area)
    drawRight(in: &drawing, area)
    drawing.height = area.bottom + 46
    return drawing
  }

  /// A sheet that says why nothing is drawn.
  static func message(
    _ title: String, _ reason: String, under head: PlotHead, _ width: Double
  ) -> Drawing {
    var drawing = Drawing(width: width)
    let top = head.draw(in: &drawing) + 8
    drawing.rect(
      x: 0.5, y: top, width: width - 1, height: 120, stroke: .init(ink: .grid, width: 1))
    let lines = TextWidth.wrap(reason, size: 12, width: width - 40, lines: 4)
    var y = top + 60 - Double(lines.count) * 8
    drawing.text(title, x: width / 2, y: y, .init(size: 13, bold: true, anchor: .middle))
    for line in lines {
      y += 18
      drawing.text(line, x: width / 2, y: y, .init(size: 12, ink: .muted, anchor: .middle))
    }
    drawing.height = top + 132
    return drawing
  }

  private func area(_ width: Double, top: Double) -> Area {
    let isCompact = width < 500
    let widest = y.ticks.map { TextWidth.of($0.label, size: 11.5) }.max() ?? 0
    let left = max(isCompact ? 34 : 48, widest + 12)
    let edge = right.map { 10 + ($0.ticks.map { TextWidth.of($0.label, size: 11.5) }.max() ?? 0) }
    let end = width - max(isCompact ? 12 : 16, edge ?? 0)
    let plotTop = top + (right == nil ? 8 : 24)
    let bottom = plotTop + (isCompact ? 220 : 290)
    return Area(
      left: left, right: end, top: plotTop, bottom: bottom,
      x: Scale(domain: x.domain, start: left, end: end, isLogarithmic: x.isLogarithmic),
      y: Scale(domain: y.domain, start: bottom, end: plotTop, isLogarithmic: y.isLogarithmic))
  }

  private func drawGrid(in drawing: inout Drawing, _ area: Area) {
    let axis = Drawing.Stroke(ink: .rule, width: 1)
    for tick in y.ticks where y.domain.contains(tick.value) {
      let place = area.y(tick.value)
      if place < area.bottom - 0.5 {
        drawing.line(area.left, place, area.right, place, .init(ink: .grid, width: 1))
      }
      drawing.text(
        tick.label, x: area.left - 8, y: place + 4, .init(size: 11.5, ink: .muted, anchor: .end))
    }
    drawing.line(area.left, area.top, area.left, area.bottom, axis)
    drawing.line(area.left, area.bottom, area.right, area.bottom, axis)
    var end = -Double.infinity
    for tick in x.ticks where x.domain.contains(tick.value) {
      let (place, half) = (area.x(tick.value), TextWidth.of(tick.label, size: 11.5) / 2)
      drawing.line(place, area.bottom, place, area.bottom + 5, axis)
      guard place - half > end + 6, place + half <= drawing.width else { continue }
      end = place + half
      drawing.text(
        tick.label, x: place, y: area.bottom + 18,
        .init(size: 11.5, ink: .muted, anchor: .middle, role: "tick"))
    }
    drawing.text(
      xTitle, x: (area.left + area.right) / 2, y: area.bottom + 36, .init(size: 12, anchor: .middle)
    )
  }

  private func drawRight(in drawing: inout Drawing, _ area: Area) {
    guard let right else { return }
    drawing.text(
      right.title, x: drawing.width, y: area.top - 9, .init(size: 11.5, ink: .muted, anchor: .end))
    var last = Double.infinity
    for tick in right.ticks where y.domain.contains(tick.value) {
      let place = area.y(tick.value)
      guard last - place >= 14 else { continue }
      last = place
      drawing.line(area.right, place, area.right + 4, place, .init(ink: .rule, width: 1))
      drawing.text(tick.label, x: area.right + 8, y: place + 4, .init(size: 11.5, ink: .muted))
    }
  }
}
