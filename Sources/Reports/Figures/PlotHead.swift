/// What stands above a plot: what is drawn, of whom, and which line is which.
struct PlotHead {
  /// A line of the legend.
  struct Entry {
    let label: String
    let ink: Ink
    let dash: String?
  }

  let title: String
  let subtitle: String
  /// Nothing where no line is drawn.
  let legend: [Entry]
  /// Sentences under the legend, drawn only with one.
  var remarks: [String] = []

  /// Draws it from the top of the sheet, and gives where it ends.
  func draw(in drawing: inout Drawing) -> Double {
    var y = 16.0
    for line in TextWidth.wrap(title, size: 13, width: drawing.width - 8, bold: true) {
      drawing.text(line, x: 0, y: y, .init(size: 13, bold: true))
      y += 17
    }
    for line in TextWidth.wrap(subtitle, size: 12, width: drawing.width - 8) {
      drawing.text(line, x: 0, y: y, .init(size: 12, ink: .muted))
      y += 16
    }
    guard !legend.isEmpty else { return y + 4 }
    y = drawLegend(in: &drawing, from: y + 5) + 17
    for remark in remarks {
      for line in TextWidth.wrap(remark, size: 12, width: drawing.width - 8) {
        drawing.text(line, x: 0, y: y, .init(size: 12, ink: .muted))
        y += 16
      }
    }
    return y - 2
  }

  private func drawLegend(in drawing: inout Drawing, from top: Double) -> Double {
    var (x, y) = (0.0, top)
    for entry in legend {
      let label = TextWidth.cut(entry.label, size: 12, width: drawing.width - 40)
      let room = 34 + TextWidth.of(label, size: 12)
      if x > 0, x + room > drawing.width {
        x = 0
        y += 18
      }
      drawing.line(x, y - 4, x + 26, y - 4, .init(ink: entry.ink, width: 2, dash: entry.dash))
      drawing.text(label, x: x + 32, y: y, .init(size: 12))
      x += room + 20
    }
    return y
  }
}
