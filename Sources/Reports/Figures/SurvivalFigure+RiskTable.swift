internal import Workflow

extension SurvivalFigure {
  private static let longestLabel = 168.0

  /// The room for the arms' labels left of the numbers; the label goes above them where it is longer.
  var riskLabelWidth: Double {
    let widths = curves.map { curve in
      let first = ticks.first.map { riskTexts(curve, at: $0) } ?? []
      let number = first.map { TextWidth.of($0, size: 11.5) }.max() ?? 0
      return TextWidth.of(content.armLabel(curve.arm), size: 11.5) + 24 + number / 2
    }
    guard let widest = widths.max(), labelsFitBeside else { return 48 }
    return widest
  }

  private var labelsFitBeside: Bool {
    curves.allSatisfy { TextWidth.of(content.armLabel($0.arm), size: 11.5) <= Self.longestLabel }
  }

  /// The numbers under one tick: patients, and their weight where the design weights.
  func riskTexts(_ curve: Curve, at time: Double) -> [String] {
    let table = curve.riskTable
    guard let index = table.time.firstIndex(of: time), table.atRisk.indices.contains(index) else {
      return [NumberText.absent]
    }
    let patients = NumberText.count(table.atRisk[index])
    guard isWeighted, table.atRiskWeighted.indices.contains(index) else { return [patients] }
    return [patients, Self.weightText(table.atRiskWeighted[index])]
  }

  /// A sum of weights: whole, and with a decimal where it is small.
  static func weightText(_ weight: Double) -> String {
    weight < 9.95 ? NumberText.weight(weight) : NumberText.fixed(weight, 0, groupFrom: 1000)
  }

  /// Draws the numbers at risk under the ticks, and gives the height of the sheet.
  func drawRiskTable(in drawing: inout Drawing, _ layout: Layout) -> Double {
    guard withheld == nil else { return layout.plotBottom + 12 }
    var y = layout.plotBottom + 60
    drawing.text("Patients at risk", x: 0, y: y, .init(size: 11.5, bold: true))
    for curve in curves {
      let beside = !layout.isCompact && labelsFitBeside
      y += beside ? 18 : 19
      let label = TextWidth.cut(
        content.armLabel(curve.arm), size: 11.5, width: drawing.width - 20)
      drawing.line(0, y - 4, 10, y - 4, .init(ink: ink(curve.arm), width: 2.5))
      drawing.text(label, x: 15, y: y, .init(size: 11.5))
      if !beside { y += 16 }
      draw(curve, line: 0, y: y, ink: .ink, in: &drawing, layout)
      guard isWeighted else { continue }
      y += 15
      if beside {
        drawing.text("weighted", x: 15, y: y, .init(size: 11, ink: .muted, italic: true))
      }
      draw(curve, line: 1, y: y, ink: .muted, in: &drawing, layout)
    }
    if isWeighted, layout.isCompact {
      y += 17
      drawing.text(
        "Grey: the sum of their weights", x: 0, y: y, .init(size: 11, ink: .muted, italic: true))
    }
    return y + 10
  }

  private func draw(
    _ curve: Curve, line: Int, y: Double, ink: Ink, in drawing: inout Drawing, _ layout: Layout
  ) {
    for time in layout.shownTicks {
      let texts = riskTexts(curve, at: time)
      guard texts.indices.contains(line) else { continue }
      drawing.text(
        texts[line], x: layout.x(time), y: y,
        .init(
          size: 11.5, ink: ink, italic: line > 0, anchor: .middle,
          role: line == 0 ? "at-risk" : "at-risk-weighted"))
    }
  }
}
