private import Foundation
internal import Workflow

/// The log hazard ratio over time: scaled Schoenfeld residuals with a line through them.
struct SchoenfeldFigure {
  let result: FigureResult
  let series: FigureResult.Series
  let content: ReportContent

  init?(_ result: FigureResult, in content: ReportContent) {
    guard result.kind == "schoenfeld", let series = result.series.first else { return nil }
    self.result = result
    self.series = series
    self.content = content
  }

  func figure(name: String) -> Figure {
    Figure(name: name, title: "\(title), \(subtitle)", description: description, draw: draw)
  }

  private var title: String {
    "\(content.outcomeLabel(result.outcome)), log hazard ratio over time"
  }

  private var subtitle: String {
    let contrast = series.referenceArm.map {
      "\(content.armLabel(series.arm)) against \(content.armLabel($0))"
    }
    let adjusted = result.method?.firstRange(of: /adjusted for [^;]*/).map {
      String((result.method ?? "")[$0])
    }
    return [
      content.designLabel(result.design), result.subgroup.map(content.subgroupLabel), result.regime,
      contrast,
      adjusted,
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// What the figure is for, as its caption.
  var purpose: String {
    guard !series.value.isEmpty else { return "" }
    let level = NumberText.trimmed(result.level * 100, decimals: 1)
    let shown =
      series.points.count < series.pointCount
      ? " \(NumberText.count(series.points.count)) of \(NumberText.count(series.pointCount)) are shown."
      : ""
    let plain =
      result.method?.contains("without penalty") == true
      ? " Residuals and dashes are those of the model without penalty and frailty." : ""
    let beyond = series.points.count { !domain.contains($0.value) }
    let hidden =
      beyond > 0
      ? " \(NumberText.count(beyond)) \(beyond == 1 ? "lies" : "lie") beyond the axis." : ""
    let axis =
      isStretched
      ? " Time is stretched as in the test, so that events are spread along the axis." : ""
    return """
      It shows whether the hazard ratio changes: under proportional hazards the line is level. Each point \
      is the scaled Schoenfeld residual of an event.\(shown)\(hidden) The line is a spline through all \
      of them, with a pointwise \(level)% band; dashes mark the Cox model.\(plain) \(test)\(axis)
      """
  }

  private var test: String {
    guard let p = result.p else { return "" }
    return "Test of proportional hazards: p \(p < 0.001 ? "" : "= ")\(NumberText.pValue(p))."
  }

  private var isStretched: Bool {
    result.axis.contains { abs($0.position - $0.time) > 1e-9 * max(1, abs($0.time)) }
  }

  private var description: String {
    guard !series.value.isEmpty else { return "No line is shown: \(series.reason ?? "")." }
    let readings = stride(from: 0, to: series.value.count, by: max(1, series.value.count / 4))
      .map { NumberText.fixed(exp(series.value[$0]), 2) }
    return """
      A line of the log hazard ratio through the scaled Schoenfeld residuals of \
      \(NumberText.count(series.pointCount)) events, with a pointwise band. From the first to the last \
      event the hazard ratio on the line is \(readings.joined(separator: ", ")). \(test)
      """
  }

  // MARK: Axes

  /// The vertical axis: the band and 0, and as much again on both sides for points.
  private var domain: ClosedRange<Double> {
    let values = series.points.map(\.value).filter(\.isFinite)
    let limits = (series.lower + series.upper).compactMap(\.self).filter(\.isFinite)
    let low = min(limits.min() ?? -1, series.constant ?? 0, 0)
    let high = max(limits.max() ?? 1, series.constant ?? 0, 0)
    let room = 1.5 * max(high - low, 1e-9)
    let bottom = max(values.min() ?? low, low - room)
    let top = min(values.max() ?? high, high + room)
    let edge = 0.04 * (max(top, high) - min(bottom, low))
    return (min(bottom, low) - edge)...(max(top, high) + edge)
  }

  private func draw(_ width: Double) -> Drawing {
    let head = PlotHead(title: title, subtitle: subtitle, legend: legend)
    guard let first = series.position.first, let last = series.position.last, last > first else {
      return PlotFrame.message(
        "No line is shown", series.reason ?? "there are too few events", under: head, width)
    }
    let ticks = Ticks.linear(domain.lowerBound, domain.upperBound, count: 5)
    let frame = PlotFrame(
      head: head,
      x: .init(
        domain: first...last,
        ticks: result.axis.map { .init(value: $0.position, label: label($0.time)) }),
      y: .init(
        domain: domain, ticks: ticks.map { .init(value: $0, label: Ticks.label($0, of: ticks)) }),
      xTitle: "Time (\(unit)\(isStretched ? ", stretched" : ""))",
      right: ("Hazard ratio", ratioTicks))
    return frame.draw(width) { drawing, area in
      drawPoints(in: &drawing, area)
      line.drawBand(in: &drawing, area, ink: .arm(0), opacity: 0.16)
      let zero = area.y(0)
      drawing.line(area.left, zero, area.right, zero, .init(ink: .rule, width: 1))
      if let constant = series.constant {
        let place = area.y(constant)
        drawing.line(
          area.left, place, area.right, place, .init(ink: .ink, width: 1.2, dash: "6 4"))
      }
      line.drawLine(in: &drawing, area, .init(ink: .arm(0), width: 2))
    }
  }

  private var legend: [PlotHead.Entry] {
    guard !series.value.isEmpty else { return [] }
    let constant = series.constant.map {
      PlotHead.Entry(
        label: "Cox model, hazard ratio \(NumberText.ratio(exp($0)))", ink: .ink, dash: "6 4")
    }
    return [
      PlotHead.Entry(label: "Log hazard ratio over time", ink: .arm(0), dash: nil), constant,
    ].compactMap(\.self)
  }

  private var ratioTicks: [PlotFrame.Tick] {
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].map {
      .init(value: log($0), label: NumberText.trimmed($0))
    }
  }

  /// Whether days are shown as years: where the marks are round in years.
  private var isInYears: Bool {
    result.unit == "days"
      && result.axis.contains {
        let years = $0.time / 365.25
        return $0.time > 730 && abs(years - years.rounded()) < 1e-6
      }
  }

  private var unit: String { isInYears ? "years" : result.unit }

  private func label(_ time: Double) -> String {
    NumberText.trimmed(time / (isInYears ? 365.25 : 1), decimals: 6)
  }

  private var line: PlotBand {
    PlotBand(series.position, series.value, series.lower, series.upper)
  }

  private func drawPoints(in drawing: inout Drawing, _ area: PlotFrame.Area) {
    for point in series.points where domain.contains(point.value) {
      drawing.circle(x: area.x(point.position), y: area.y(point.value), radius: 1.4, fill: .rule)
    }
  }
}
