internal import Workflow

/// The bars and marks of one table.
///
/// What overlaps in time goes into rows below each other, so that no bar hides another; beyond the
/// last row the bars share it.
struct PatientLane {
  private let lane: PatientDays.Lane
  private let axis: Scale
  private let size: Double
  private let rowHeight: Double
  /// What each row is called.
  private let labels: PatientLabels
  /// A hue for each name of a row, the same in every lane.
  private let hues: [String: Int]

  private static let mostRows = 12
  private static let barHeight = 10.0
  /// Lanes with more marks than this are not written on.
  private static let fewMarks = 40

  init(
    _ lane: PatientDays.Lane, _ axis: Scale, _ hues: [String: Int], size: Double,
    rowHeight: Double
  ) {
    self.hues = hues
    self.lane = lane
    self.axis = axis
    self.size = size
    self.rowHeight = rowHeight
    labels = PatientLabels(lane.marks.map(\.event))
  }

  /// Draws the lane from `y` on and gives its height.
  func draw(in drawing: inout Drawing, from y: Double) -> Double {
    let bars = lane.marks.filter(\.isBar)
    let points = lane.marks.filter { !$0.isBar }
    let rows = drawBars(bars, from: y, in: &drawing)
    let pointRows = drawPoints(points, from: y + Double(rows) * rowHeight, in: &drawing)
    return Double(rows + pointRows) * rowHeight
  }

  private func hue(_ mark: PatientDays.Mark) -> Ink { .arm(hues[labels.name(mark.event)] ?? 0) }

  private func drawBars(
    _ marks: [PatientDays.Mark], from y: Double, in drawing: inout Drawing
  ) -> Int {
    var free: [Double] = []
    for mark in marks {
      let (start, end) = (axis(Double(mark.start.lowerBound)), axis(Double(mark.end)))
      var row = free.firstIndex { $0 <= start } ?? free.count
      if row == Self.mostRows { row -= 1 }
      let label = labels.label(mark.event)
      let width = max(end - start, 3)
      let words = TextWidth.of(label, size: size - 1)
      let isInside = words + 8 <= width
      let hasRoom = end + words + 5 <= axis.end + 4
      let before = row < free.count ? free[row] : axis.start
      let goesBefore = !isInside && !hasRoom && start - words - 6 >= before
      let reach = isInside || !hasRoom ? start + width + 2 : end + words + 10
      if row == free.count { free.append(reach) } else { free[row] = reach }
      let top = y + Double(row) * rowHeight - Self.barHeight / 2
      let ink = hue(mark)
      bar(mark, start, width, top, ink, in: &drawing)
      guard marks.count <= Self.fewMarks, isInside || hasRoom || goesBefore else { continue }
      drawing.text(
        label, x: isInside ? start + 4 : hasRoom ? start + width + 4 : start - 4,
        y: top + Self.barHeight - 1.5,
        Drawing.Style(
          size: size - 1, anchor: isInside || hasRoom ? .start : .end, hasHalo: !isInside))
    }
    return free.count
  }

  private func bar(
    _ mark: PatientDays.Mark, _ start: Double, _ width: Double, _ top: Double, _ ink: Ink,
    in drawing: inout Drawing
  ) {
    drawing.rect(
      x: start, y: top, width: width, height: Self.barHeight, fill: ink,
      opacity: mark.isOpen ? 0.14 : 0.3)
    drawing.line(
      start, top, start, top + Self.barHeight, Drawing.Stroke(ink: ink, width: 2))
    let stroke = Drawing.Stroke(ink: ink, width: 1.2, dash: mark.isOpen ? "3 3" : nil)
    drawing.line(
      start, top + Self.barHeight, start + width, top + Self.barHeight, stroke)
  }

  private func drawPoints(
    _ marks: [PatientDays.Mark], from y: Double, in drawing: inout Drawing
  ) -> Int {
    guard !marks.isEmpty else { return 0 }
    let isFew = marks.count <= Self.fewMarks
    var free: [Double] = [-.infinity]
    for mark in marks {
      let label = isFew ? labels.label(mark.event) : ""
      let x = axis(Double(mark.start.lowerBound))
      let end = axis(Double(mark.start.upperBound))
      let words = TextWidth.of(label, size: size - 1)
      let isLeft = end + words + 7 > axis.end + 6
      let from = isLeft && !label.isEmpty ? x - words - 8 : x - 4
      var row = free.firstIndex { $0 <= from } ?? free.count
      if row == Self.mostRows || (!isFew && row > 0) { row = free.count - 1 }
      let reach = label.isEmpty || isLeft ? end + 5 : end + words + 12
      if row == free.count { free.append(reach) } else { free[row] = max(free[row], reach) }
      let middle = y + Double(row) * rowHeight
      let ink = isFew ? hue(mark) : .muted
      if end - x > 1 {
        drawing.line(x, middle, end, middle, Drawing.Stroke(ink: ink, width: 3, dash: "2 2"))
      } else {
        drawing.circle(x: x, y: middle, radius: isFew ? 3.6 : 2.2, fill: ink)
      }
      if !label.isEmpty {
        drawing.text(
          label, x: isLeft ? x - 7 : end + 7, y: middle + 3.6,
          Drawing.Style(
            size: size - 1, anchor: isLeft ? .end : .start, hasHalo: true))
      }
    }
    return free.count
  }
}
