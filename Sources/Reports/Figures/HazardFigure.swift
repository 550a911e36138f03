private import Foundation
internal import Workflow

/// Survival curves on a scale that shows their hazards: log(−log S) against log time, or −log S.
struct HazardFigure {
  enum Kind: String {
    case logLog
    case cumulativeHazard
  }

  let kind: Kind
  /// The curves with their names and units.
  let base: SurvivalFigure

  /// What the figure is for, as its caption.
  var purpose: String {
    switch kind {
    case .logLog:
      """
      It shows whether hazards are proportional: the curves are then parallel, and their distance is the \
      log hazard ratio. A straight line is a Weibull distribution. Few events stand behind the \
      left end. Bands are pointwise confidence intervals.
      """
    case .cumulativeHazard:
      """
      It shows how the hazard changes: it is the slope of the curve, so that a straight line is a \
      constant hazard. Bands are pointwise confidence intervals.
      """
    }
  }

  func figure(name: String) -> Figure {
    let label = base.content.outcomeLabel(base.key.outcome)
    return Figure(
      name: name, title: "\(label), \(title), \(base.subtitle)", description: description,
      draw: draw)
  }

  private var title: String {
    switch kind {
    case .logLog: "log(−log S) against log time"
    case .cumulativeHazard: "cumulative hazard (−log S)"
    }
  }

  private var description: String {
    let axis =
      kind == .logLog
      ? "The logarithm of minus the logarithm of survival against the logarithm of time in"
      : "Minus the logarithm of survival against time in"
    let readings = base.curves.map { curve in
      let points = base.ticks.filter { $0 > 0 && $0 <= curve.lastTime }.compactMap {
        time -> String? in
        guard let index = curve.time.lastIndex(where: { $0 <= time }),
          curve.value.indices.contains(index), let value = transformed(curve.value[index])
        else { return nil }
        return "\(NumberText.fixed(value, 2)) at \(base.tickLabel(time))"
      }
      return "\(base.content.armLabel(curve.arm)): \(points.joined(separator: ", "))"
    }
    return "\(axis) \(base.unit), as step curves. \(readings.joined(separator: ". "))."
  }

  /// The place on the vertical axis; `nil` where it is infinite.
  private func transformed(_ survival: Double) -> Double? {
    guard survival > 0, survival <= 1 else { return nil }
    switch kind {
    case .cumulativeHazard: return survival == 1 ? 0 : -log(survival)
    case .logLog: return survival < 1 ? log(-log(survival)) : nil
    }
  }

  // MARK: Axes

  private func draw(_ width: Double) -> Drawing {
    let x = timeAxis
    let y = valueAxis(from: x.domain.lowerBound)
    let head = PlotHead(
      title: "\(base.content.outcomeLabel(base.key.outcome)), \(title)", subtitle: base.subtitle,
      legend: base.legend)
    let frame = PlotFrame(
      head: head, x: x, y: y,
      xTitle: "Time (\(base.unit)\(kind == .logLog ? ", logarithmic" : ""))",
      right: kind == .logLog ? ("Survival S (%)", survivalTicks) : nil)
    return frame.draw(width) { drawing, area in
      for curve in base.curves {
        steps(curve, area, x.domain, y.domain).draw(
          in: &drawing, ink: base.ink(curve.arm), dash: base.dash(curve.arm),
          opacity: kind == .logLog ? 0.1 : 0.13)
      }
    }
  }

  /// From the first event on, at most three powers of ten, for the log-log plot.
  private var timeAxis: PlotFrame.Axis {
    guard kind == .logLog else {
      return PlotFrame.Axis(
        domain: 0...base.lastTime,
        ticks: base.ticks.map { .init(value: $0, label: base.tickLabel($0)) })
    }
    let first = base.curves.flatMap { curve in
      zip(curve.time, curve.value).filter { $0.0 > 0 && $0.1 < 1 }.map(\.0).prefix(1)
    }.min()
    let low = max(first ?? 0, base.lastTime / 1000)
    let domain = min(low, base.lastTime / 2)...base.lastTime
    let ticks = Ticks.decades(domain.lowerBound / base.unitSize, domain.upperBound / base.unitSize)
    return PlotFrame.Axis(
      domain: domain,
      ticks: ticks.map {
        .init(value: $0 * base.unitSize, label: NumberText.trimmed($0, decimals: 6))
      },
      isLogarithmic: true)
  }

  private func valueAxis(from start: Double) -> PlotFrame.Axis {
    var values: [Double] = []
    for curve in base.curves {
      for (index, value) in zip(curve.time.indices, curve.value)
      where index + 1 >= curve.time.count || curve.time[index + 1] > start {
        if let value = transformed(value) { values.append(value) }
      }
    }
    let high = values.max() ?? 1
    let low = kind == .logLog ? values.min() ?? -1 : 0
    let domain =
      kind == .logLog ? (low - 0.25)...(high + 0.25) : 0...max(1.25 * high, 1e-9)
    let ticks = Ticks.linear(domain.lowerBound, domain.upperBound, count: 5)
    return PlotFrame.Axis(
      domain: domain, ticks: ticks.map { .init(value: $0, label: Ticks.label($0, of: ticks)) })
  }

  private var survivalTicks: [PlotFrame.Tick] {
    [99.9, 99, 95, 90, 75, 50, 25, 10, 5, 1, 0.1].compactMap { percent in
      transformed(percent / 100).map {
        .init(value: $0, label: NumberText.trimmed(percent, decimals: 1))
      }
    }
  }

  // MARK: Curves

  /// The steps of a curve from the left of the axis to its end, or to where survival is 0.
  private func steps(
    _ curve: Curve, _ area: PlotFrame.Area, _ times: ClosedRange<Double>,
    _ values: ClosedRange<Double>
  ) -> StepLine {
    var line = StepLine()
    line.end = area.x(min(max(curve.lastTime, times.lowerBound), times.upperBound))
    for (index, time) in curve.time.enumerated() where time.isFinite {
      let survival = curve.value.indices.contains(index) ? curve.value[index] : 0
      guard survival > 0 else {
        line.end = area.x(max(time, times.lowerBound))
        break
      }
      guard let value = transformed(survival) else { continue }
      let point = StepLine.Point(
        x: area.x(max(time, times.lowerBound)), y: area.y(clamped(value, values)),
        band: band(curve, index, values).map { (area.y($0.low), area.y($0.high)) })
      if line.points.last?.x == point.x { line.points.removeLast() }
      line.points.append(point)
    }
    return line
  }

  /// The limits on this scale: those of survival the other way round, cut at the edges of the plot.
  private func band(
    _ curve: Curve, _ index: Int, _ values: ClosedRange<Double>
  ) -> (low: Double, high: Double)? {
    guard curve.lower.indices.contains(index), curve.upper.indices.contains(index),
      let lower = curve.lower[index], let upper = curve.upper[index]
    else { return nil }
    let low = upper >= 1 ? values.lowerBound : transformed(upper) ?? values.lowerBound
    let high = lower <= 0 ? values.upperBound : transformed(lower) ?? values.lowerBound
    return (clamped(low, values), clamped(high, values))
  }

  private func clamped(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    min(max(value, range.lowerBound), range.upperBound)
  }
}
