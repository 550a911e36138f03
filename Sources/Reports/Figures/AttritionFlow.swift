internal import Workflow

/// The way from the table to the arms as boxes, with exclusions at the side.
struct AttritionFlow {
  let content: ReportContent

  init?(in content: ReportContent) {
    guard !content.results.attrition.isEmpty else { return nil }
    self.content = content
  }

  func figure(name: String) -> Figure {
    let steps = content.results.attrition
    let words = steps.enumerated().map { index, step in
      index == 0
        ? "\(step.step): \(NumberText.count(step.remaining))"
        : "\(step.step): \(Self.exclusion(step)), \(NumberText.count(step.remaining)) left"
    }
    let arms = content.results.arms.map { "\($0.label) \(NumberText.count($0.n))" }
    return Figure(
      name: name,
      title: content.isDescriptive
        ? "From all patients to the cohort" : "From the table to the arms",
      description: words.joined(separator: ". ") + ". Arms: " + arms.joined(separator: ", ") + ".",
      draw: draw)
  }

  static func exclusion(_ step: Results.AttritionStep) -> String {
    let excluded = "\(NumberText.count(step.excluded)) excluded"
    if step.unknown == 0 { return excluded }
    return "\(excluded), \(NumberText.count(step.unknown)) undecidable"
  }

  private struct Box {
    var lines: [(text: String, bold: Bool)]
    var height: Double { Double(lines.count) * 16 + 16 }

    static func wrapped(_ texts: [(String, Bool)], width: Double, lines: Int = 4) -> Box {
      Box(
        lines: texts.flatMap { text, bold in
          TextWidth.wrap(text, size: 12, width: width - 20, bold: bold, lines: lines)
            .map { (text: $0, bold: bold) }
        })
    }

    func draw(x: Double, y: Double, width: Double, ink: Ink, in drawing: inout Drawing) {
      drawing.rect(
        x: x, y: y, width: width, height: height, stroke: .init(ink: ink, width: 1.2), fill: .paper)
      for (index, line) in lines.enumerated() {
        drawing.text(
          line.text, x: x + width / 2, y: y + 20 + Double(index) * 16,
          .init(size: 12, bold: line.bold, anchor: .middle))
      }
    }
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let isCompact = width < 500
    let mainWidth = isCompact ? 150.0 : 260
    let sideX = isCompact ? mainWidth / 2 + 36 : mainWidth + 60
    let sideWidth = width - sideX - 1
    let center = mainWidth / 2 + 1
    let steps = content.results.attrition
    var y = 1.0
    let first = Box.wrapped(
      [(ReportContent.capitalized(steps[0].step), false), (counted(steps[0].remaining), true)],
      width: mainWidth)
    first.draw(x: 1, y: y, width: mainWidth, ink: .rule, in: &drawing)
    y += first.height
    for step in steps.dropFirst() {
      let side = Box.wrapped(exclusionLines(step), width: sideWidth)
      let gap = side.height + 24
      arrow(center, y, center, y + gap, in: &drawing)
      arrow(center, y + gap / 2, sideX, y + gap / 2, in: &drawing)
      side.draw(x: sideX, y: y + 12, width: sideWidth, ink: .rule, in: &drawing)
      y += gap
      let box = Box(lines: [(text: counted(step.remaining), bold: true)])
      box.draw(x: 1, y: y, width: mainWidth, ink: .rule, in: &drawing)
      y += box.height
    }
    drawing.height = drawArms(from: center, y, in: &drawing) + 2
    return drawing
  }

  private func exclusionLines(_ step: Results.AttritionStep) -> [(String, Bool)] {
    var lines = [
      (ReportContent.capitalized(step.step), false), ("not met: \(counted(step.excluded))", true),
    ]
    if step.unknown > 0 { lines.append(("undecidable: \(counted(step.unknown))", true)) }
    return lines
  }

  private func counted(_ n: Int) -> String { "n = \(NumberText.count(n))" }

  private func drawArms(from center: Double, _ top: Double, in drawing: inout Drawing) -> Double {
    let arms = content.results.arms
    guard !arms.isEmpty else { return top }
    let gap = 16.0
    let width = (drawing.width - 2 - gap * Double(arms.count - 1)) / Double(arms.count)
    let stacked = width < 150
    let boxWidth = stacked ? drawing.width - 2 : width
    let boxes = arms.map { Box.wrapped(lines(of: $0), width: boxWidth) }
    let height = boxes.map(\.height).max() ?? 0
    var y = top + 36
    drawing.line(center, top, center, top + 18, .init(ink: .rule, width: 1.2))
    let middles = arms.indices.map { 1 + Double($0) * (width + gap) + width / 2 }
    if !stacked, let first = middles.first, let last = middles.last {
      drawing.line(
        min(first, center), top + 18, max(last, center), top + 18, .init(ink: .rule, width: 1.2))
    }
    for (index, var box) in boxes.enumerated() {
      if stacked {
        arrow(center, y - 18, center, y, in: &drawing)
        box.draw(x: 1, y: y, width: boxWidth, ink: .arm(index), in: &drawing)
        y += box.height + 18
      } else {
        while box.height < height { box.lines.append((text: "", bold: false)) }
        arrow(middles[index], top + 18, middles[index], y, in: &drawing)
        box.draw(
          x: middles[index] - width / 2, y: y, width: width, ink: .arm(index), in: &drawing)
      }
    }
    return stacked ? y - 18 : y + height
  }

  private func lines(of arm: Results.Arm) -> [(String, Bool)] {
    var lines = [(arm.label, true), (counted(arm.n), true)]
    for design in content.designs {
      guard let counts = design.value.arms[arm.arm] else { continue }
      var words = "\(content.designLabel(design.name)): \(NumberText.count(counts.n))"
      if counts.unmatched > 0 { words += " (\(NumberText.count(counts.unmatched)) not used)" }
      lines.append((words, false))
    }
    return lines
  }

  private func arrow(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, in drawing: inout Drawing
  ) {
    let n = Drawing.number
    drawing.line(x1, y1, x2, y2, .init(ink: .rule, width: 1.2))
    let data =
      x1 == x2
      ? "M\(n(x2 - 4)) \(n(y2 - 6))L\(n(x2)) \(n(y2))L\(n(x2 + 4)) \(n(y2 - 6))"
      : "M\(n(x2 - 6)) \(n(y2 - 4))L\(n(x2)) \(n(y2))L\(n(x2 - 6)) \(n(y2 + 4))"
    drawing.path(data, stroke: .init(ink: .rule, width: 1.2))
  }
}
