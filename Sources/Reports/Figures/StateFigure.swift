internal import Workflow

/// Where the patients of each arm are over time: the shares of the states on top of each other.
struct StateFigure {
  /// What the curves belong to.
  struct Key: Hashable {
    let outcome: String
    let design: String?
    let subgroup: String?
  }

  /// One arm, its states from the bottom up.
  struct Panel {
    let arm: String
    let curves: [Curve]
  }

  let key: Key
  private let panels: [Panel]
  private let states: [String]
  private let content: ReportContent
  private let lastTime: Double
  private let unitSize: Double
  private let unit: String
  private let ticks: [Double]

  init(key: Key, curves: [Curve], in content: ReportContent) {
    self.key = key
    self.content = content
    var states: [String] = []
    for curve in curves {
      if let state = curve.event, !states.contains(state) { states.append(state) }
    }
    self.states = states
    let arms = Dictionary(grouping: curves, by: \.arm)
    panels = arms.keys.sorted { (content.armIndex($0), $0) < (content.armIndex($1), $1) }
      .map { Panel(arm: $0, curves: arms[$0] ?? []) }
    lastTime = max(curves.map(\.lastTime).filter(\.isFinite).max() ?? 1, 1e-300)
    let marks = Set(curves.flatMap(\.riskTable.time)).filter { $0 >= 0 }.sorted()
    let days = curves.first?.unit == "days"
    let years = days && lastTime > 730
    unitSize = years ? 365.25 : 1
    unit = years ? "years" : curves.first?.unit ?? ""
    ticks = marks.filter { [lastTime] in $0 <= lastTime }
  }

  /// One figure for every comparison with states; where a study asks twice of one comparison, one for
  /// each set of states.
  static func all(in content: ReportContent) -> [StateFigure] {
    var groups: [(key: Key, curves: [Curve])] = []
    for curve in content.results.curves where curve.kind == "occupation" {
      let key = Key(curve)
      let isNext =
        groups.last.map { group in
          group.key == key
            && !group.curves.contains { $0.arm == curve.arm && $0.event == curve.event }
        } ?? false
      if isNext {
        groups[groups.count - 1].curves.append(curve)
      } else {
        groups.append((key, [curve]))
      }
    }
    var drawn: [[Curve]] = []
    return groups.compactMap { group in
      guard !drawn.contains(group.curves) else { return nil }
      drawn.append(group.curves)
      return StateFigure(key: group.key, curves: group.curves, in: content)
    }
  }

  /// The curves that are drawn, in the order of arms and states.
  var curves: [Curve] { panels.flatMap(\.curves) }

  func figure(name: String) -> Figure {
    let subtitle = [content.designLabel(key.design), key.subgroup.map(content.subgroupLabel)]
      .compactMap { $0 }.joined(separator: " · ")
    return Figure(
      name: name, title: "\(content.outcomeLabel(key.outcome)), states over time, \(subtitle)",
      description: description, draw: draw)
  }

  private var description: String {
    let readings = panels.map { panel in
      let shares = panel.curves.map { curve in
        let value = NumberText.percent(curve.value.last ?? 0, decimals: 0)
        return "\(curve.event ?? "") \(value)%"
      }
      return "\(content.armLabel(panel.arm)) at the end: \(shares.joined(separator: ", "))"
    }
    return "Stacked shares of the states over time in \(unit), by arm. "
      + readings.joined(separator: ". ") + "."
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    drawing.text(
      "\(content.outcomeLabel(key.outcome)): state (%)", x: 0, y: 16, .init(size: 13, bold: true))
    var y = legend(in: &drawing, top: 36)
    let isSideBySide = width > 500 && panels.count == 2
    let left = 34.0
    let panelWidth = isSideBySide ? (width - 2 * left - 36) / 2 : width - left - 12
    for (index, panel) in panels.enumerated() {
      let x = isSideBySide ? left + Double(index) * (panelWidth + left + 24) : left
      let bottom = draw(panel, in: &drawing, left: x, width: panelWidth, top: y)
      if !isSideBySide || index == panels.count - 1 { y = bottom + 14 }
    }
    drawing.height = y
    return drawing
  }

  private func legend(in drawing: inout Drawing, top: Double) -> Double {
    var (x, y) = (0.0, top)
    for (index, state) in states.enumerated().reversed() {
      let label = TextWidth.cut(state, size: 12, width: drawing.width - 40)
      let room = 20 + TextWidth.of(label, size: 12)
      if x > 0, x + room > drawing.width {
        x = 0
        y += 18
      }
      drawing.rect(
        x: x, y: y - 10, width: 12, height: 12, fill: ink(index, state), opacity: Self.opacity)
      drawing.text(label, x: x + 18, y: y, .init(size: 12))
      x += room + 18
    }
    return y + 14
  }

  private static let opacity = 0.75

  /// The colour of a state; the one at the end is grey.
  private func ink(_ index: Int, _ state: String?) -> Ink {
    state == key.outcome ? .label(Ink.labelCount) : .label(min(index, Ink.labelCount - 1))
  }

  /// One arm; gives where it ends.
  private func draw(
    _ panel: Panel, in drawing: inout Drawing, left: Double, width: Double, top: Double
  ) -> Double {
    drawing.text(
      TextWidth.cut(content.armLabel(panel.arm), size: 12, width: width), x: left, y: top + 12,
      .init(size: 12, bold: true))
    let (plotTop, plotBottom) = (top + 22, top + 22 + min(240, width * 0.75))
    let x = Scale(domain: 0...lastTime, start: left, end: left + width)
    let y = Scale(domain: 0...1, start: plotBottom, end: plotTop)
    for (index, (layer, curve)) in zip(layers(panel), panel.curves).enumerated() {
      drawing.path(
        area(layer, x, y), stroke: .init(ink: .paper, width: 0.8), fill: ink(index, curve.event),
        opacity: Self.opacity)
    }
    let axis = Drawing.Stroke(ink: .rule, width: 1)
    drawing.line(left, plotTop, left, plotBottom, axis)
    drawing.line(left, plotBottom, left + width, plotBottom, axis)
    for value in [0.0, 0.25, 0.5, 0.75, 1] {
      drawing.text(
        NumberText.trimmed(value * 100), x: left - 7, y: y(value) + 4,
        .init(size: 11.5, ink: .muted, anchor: .end))
    }
    let stride = max(1, Int((Double(ticks.count) * 34 / width).rounded(.up)))
    for (index, time) in ticks.enumerated() where index.isMultiple(of: stride) {
      drawing.line(x(time), plotBottom, x(time), plotBottom + 5, axis)
      drawing.text(
        NumberText.trimmed(time / unitSize, decimals: 1), x: x(time), y: plotBottom + 18,
        .init(size: 11.5, ink: .muted, anchor: .middle, role: "tick"))
    }
    drawing.text(
      "Time (\(unit))", x: left + width / 2, y: plotBottom + 35, .init(size: 12, anchor: .middle))
    return plotBottom + 40
  }

  /// A state between what is below it and itself.
  private struct Layer {
    var time: [Double]
    var below: [Double]
    var above: [Double]
    var end: Double
  }

  /// The layers in the order of the states; curves of one arm have the same times.
  private func layers(_ panel: Panel) -> [Layer] {
    var below = [Double](repeating: 0, count: panel.curves.first?.time.count ?? 0)
    return panel.curves.map { curve in
      let count = min(below.count, curve.value.count, curve.time.count)
      let above = (0..<count).map { min(1, below[$0] + max(0, curve.value[$0])) }
      let layer = Layer(
        time: Array(curve.time.prefix(count)), below: Array(below.prefix(count)), above: above,
        end: curve.lastTime)
      below = above
      return layer
    }
  }

  private func area(_ layer: Layer, _ x: Scale, _ y: Scale) -> String {
    let n = Drawing.number
    guard let first = layer.time.first else { return "" }
    var data = "M\(n(x(first))) \(n(y(layer.above[0])))"
    for k in layer.time.indices.dropFirst() {
      data += "H\(n(x(layer.time[k])))V\(n(y(layer.above[k])))"
    }
    let last = layer.time.count - 1
    data += "H\(n(x(max(layer.end, layer.time[last]))))V\(n(y(layer.below[last])))"
    for k in layer.time.indices.dropFirst().reversed() {
      data += "H\(n(x(layer.time[k])))V\(n(y(layer.below[k - 1])))"
    }
    return data + "H\(n(x(first)))Z"
  }
}

extension StateFigure.Key {
  init(_ curve: Curve) {
    self.init(outcome: curve.outcome, design: curve.design, subgroup: curve.subgroup)
  }
}
