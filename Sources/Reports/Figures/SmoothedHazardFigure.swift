internal import Workflow

/// The hazard of each arm over time, smoothed.
struct SmoothedHazardFigure {
  let result: FigureResult
  let content: ReportContent
  private let lines: [FigureResult.Series]

  init?(_ result: FigureResult, in content: ReportContent) {
    guard result.kind == "hazard" else { return nil }
    self.result = result
    self.content = content
    lines = result.series.filter { !$0.value.isEmpty }
  }

  func figure(name: String) -> Figure {
    Figure(name: name, title: "\(title), \(subtitle)", description: description, draw: draw)
  }

  private var title: String {
    "\(content.outcomeLabel(result.outcome)), smoothed hazard (events per \(perUnit))"
  }

  /// `person-year`, or the outcome's own unit.
  private var perUnit: String {
    let unit = isInYears ? "years" : result.unit
    return "person-\(unit.hasSuffix("s") ? String(unit.dropLast()) : unit)"
  }

  private var subtitle: String {
    [content.designLabel(result.design), result.subgroup.map(content.subgroupLabel), result.regime]
      .compactMap(\.self).joined(separator: " · ")
  }

  /// What the figure is for, as its caption.
  var purpose: String {
    guard !lines.isEmpty else { return "" }
    let level = NumberText.trimmed(result.level * 100, decimals: 1)
    let widths = lines.compactMap(\.bandwidth).map { time($0) }
    let bandwidth =
      Set(widths).count == 1
      ? "bandwidth \(widths[0]) \(widths[0] == "1" && unit.hasSuffix("s") ? String(unit.dropLast()) : unit)"
      : "bandwidths \(widths.joined(separator: " and ")) \(unit), in the order of the arms"
    let absent = result.series.filter(\.value.isEmpty).map {
      " None for \(content.armLabel($0.arm)): \($0.reason ?? "")."
    }
    return """
      It shows when events happen, and whether the hazards of the arms keep their ratio or cross. \
      Events over patients at risk, smoothed over time (\(bandwidth)), with pointwise \(level)% bands; \
      narrow peaks are flattened.\(absent.joined())
      """
  }

  private var description: String {
    guard !lines.isEmpty else { return "No hazard is shown: \(reason)." }
    let readings = lines.map { line in
      let points = result.axis.compactMap { mark -> String? in
        guard let index = line.position.firstIndex(where: { $0 >= mark.time }) else { return nil }
        let value = line.value[index] * size
        return "\(NumberText.general(value)) at \(time(mark.time))"
      }
      return "\(content.armLabel(line.arm)): \(points.joined(separator: ", "))"
    }
    return """
      Smoothed hazards, in events per \(perUnit), over time in \(unit), with pointwise bands. \
      \(readings.joined(separator: ". ")).
      """
  }

  private var reason: String {
    result.series.compactMap(\.reason).first ?? "there are too few events"
  }

  // MARK: Axes

  private var isInYears: Bool { result.unit == "days" && result.axis.contains { $0.time > 730 } }

  private var size: Double { isInYears ? 365.25 : 1 }

  private var unit: String { isInYears ? "years" : result.unit }

  private func time(_ value: Double) -> String { NumberText.trimmed(value / size, decimals: 2) }

  private func draw(_ width: Double) -> Drawing {
    let places = SurvivalFigure.places(of: result.series.map(\.arm), in: content)
    let head = PlotHead(
      title: title, subtitle: subtitle,
      legend: zip(result.series, places).filter { !$0.0.value.isEmpty }.map { line, place in
        PlotHead.Entry(
          label: content.armLabel(line.arm), ink: .arm(place), dash: Ink.dash(place))
      })
    guard let last = lines.compactMap(\.position.last).max(), last > 0 else {
      return PlotFrame.message("No hazard is shown", reason, under: head, width)
    }
    let top = highest
    let ticks = Ticks.linear(0, top * size, count: 6)
    let frame = PlotFrame(
      head: head,
      x: .init(
        domain: 0...last, ticks: result.axis.map { .init(value: $0.time, label: time($0.time)) }),
      y: .init(
        domain: 0...top,
        ticks: ticks.map { .init(value: $0 / size, label: Ticks.label($0, of: ticks)) }),
      xTitle: "Time (\(unit))")
    return frame.draw(width) { drawing, area in
      let drawn = zip(result.series, places).map { line, place in
        (PlotBand(line.position, line.value, line.lower, line.upper), place)
      }
      for (line, place) in drawn {
        line.drawBand(in: &drawing, area, ink: .arm(place), opacity: 0.13)
      }
      for (line, place) in drawn {
        line.drawLine(
          in: &drawing, area, .init(ink: .arm(place), width: 1.8, dash: Ink.dash(place)))
      }
    }
  }

  /// The top of the axis: above every line, and above the bands up to twice as high.
  private var highest: Double {
    let line = lines.flatMap(\.value).max() ?? 0
    let limits = lines.flatMap(\.upper).compactMap(\.self).filter(\.isFinite)
    return max(1.05 * min(max(limits.max() ?? line, line), 2 * line), .leastNormalMagnitude)
  }
}
