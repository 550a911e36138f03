internal import Tables
internal import Workflow

/// A patient's events over the years: a lane for each table, bars for what lasted and marks for what
/// did not, entry and time zero across all of them.
struct PatientFigure {
  private let report: PatientReport
  private let days: PatientDays
  private let hues: [String: Int]
  private static let rowHeight = 15.0
  private static let laneGap = 13.0
  private static let head = 52.0
  private static let size = 11.0

  /// `nil` where nothing has a day.
  init?(_ report: PatientReport) {
    guard let days = PatientDays(report) else { return nil }
    self.report = report
    var hues: [String: Int] = [:]
    for lane in days.lanes {
      let events = lane.marks.map(\.event)
      let labels = PatientLabels(events)
      for name in events.map(labels.name) where hues[name] == nil { hues[name] = hues.count }
    }
    self.hues = hues
    self.days = days
  }

  var figure: Figure {
    Figure(
      name: "patient", title: "Patient \(report.patient): events over time",
      description: description
    ) { draw(width: $0) }
  }

  /// What is to be seen, table by table.
  private var description: String {
    var parts = [("entry", report.entry), ("time zero", report.timeZero)].compactMap { name, day in
      day?.part.value.map { "\(name) \($0)" }
    }
    parts += days.lanes.filter { !$0.marks.isEmpty }.map { lane in
      let first = lane.marks.compactMap(\.event.start).first ?? ""
      let last = lane.marks.compactMap(\.event.start).last ?? first
      let count = lane.marks.count
      return "\(lane.name): "
        + (count == 1 ? first : "\(NumberText.count(count)) from \(first) to \(last)")
    }
    return parts.joined(separator: "; ")
  }

  private func draw(width: Double) -> Drawing {
    let isNarrow = width < 500
    let labels = days.lanes.map { TextWidth.of($0.name, size: Self.size) }.max() ?? 0
    let left = isNarrow ? 5 : min(130, labels + 14)
    let axis = Scale(
      domain: Double(
        days.range.lowerBound)...Double(
          max(days.range.upperBound, days.range.lowerBound + 1)),
      start: left, end: width - 6)
    var drawing = Drawing(width: width)
    var body = Drawing(width: width)
    var y = Self.head
    for lane in days.lanes where !lane.marks.isEmpty {
      let name = lane.undated == 0 ? lane.name : "\(lane.name) (\(lane.undated) undated)"
      if isNarrow {
        body.text(
          name, x: 0, y: y + 4,
          Drawing.Style(size: Self.size, ink: .muted, bold: true, hasHalo: true))
        y += 16
      } else {
        body.text(
          TextWidth.cut(name, size: Self.size, width: left - 10), x: 0, y: y + 4,
          Drawing.Style(size: Self.size, ink: .muted, bold: true))
      }
      let height = PatientLane(lane, axis, hues, size: Self.size, rowHeight: Self.rowHeight)
        .draw(in: &body, from: y)
      y += height + Self.laneGap - (isNarrow ? 2 : 0)
      body.line(
        0, y - Self.laneGap / 2 - 4, width, y - Self.laneGap / 2 - 4, Drawing.Stroke(ink: .grid))
    }
    drawYears(axis, to: y, in: &drawing)
    drawDays(axis, to: y, width, in: &drawing)
    drawing.add(body)
    drawing.height = y
    return drawing
  }

  /// The years as lines, named as far as there is room.
  private func drawYears(_ axis: Scale, to bottom: Double, in drawing: inout Drawing) {
    let first = CalendarDate(daysSince1970: Int(days.range.lowerBound)).year
    let last = CalendarDate(daysSince1970: Int(days.range.upperBound)).year
    var free = -Double.infinity
    for year in first...last {
      let start = CalendarDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0
      guard Double(start) >= axis.domain.lowerBound || year == first else { continue }
      let x = axis(max(Double(start), axis.domain.lowerBound))
      let text = String(year)
      let width = TextWidth.of(text, size: Self.size)
      guard x + 3 >= free, x + width <= axis.end + 6 else { continue }
      drawing.line(x, 6, x, bottom - 8, Drawing.Stroke(ink: .grid))
      drawing.text(text, x: x + 3, y: 12, Drawing.Style(size: Self.size, ink: .muted))
      free = x + width + 10
    }
  }

  /// Entry and time zero across all lanes.
  private func drawDays(
    _ axis: Scale, to bottom: Double, _ width: Double, in drawing: inout Drawing
  ) {
    var marks: [(day: Int32, text: String, ink: Ink)] = []
    if let entry = days.entry { marks.append((entry, "entry", .arm(0))) }
    if let zero = days.timeZero {
      if zero == days.entry {
        marks = [(zero, "entry and time zero", .arm(1))]
      } else {
        marks.append((zero, "time zero", .arm(1)))
      }
    }
    for (index, mark) in marks.enumerated() {
      let x = axis(Double(mark.day))
      let y = index == 0 ? 26.0 : 39.0
      drawing.line(
        x, y - 8, x, bottom - 8,
        Drawing.Stroke(
          ink: mark.ink, width: 1.5, dash: index == 0 && marks.count > 1 ? "4 3" : nil))
      let isLeft = x + TextWidth.of(mark.text, size: Self.size, bold: true) + 6 > width
      drawing.text(
        mark.text, x: isLeft ? x - 4 : x + 4, y: y,
        Drawing.Style(
          size: Self.size, ink: mark.ink, bold: true, anchor: isLeft ? .end : .start,
          hasHalo: true))
    }
  }
}
