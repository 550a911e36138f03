/// A smooth line with its band.
struct PlotBand {
  let position: [Double]
  let value: [Double]
  let lower: [Double?]
  let upper: [Double?]

  init(_ position: [Double], _ value: [Double], _ lower: [Double?], _ upper: [Double?]) {
    self.position = position
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// Draws the band, cut at the edges of the plot, in parts where limits are missing between.
  func drawBand(in drawing: inout Drawing, _ area: PlotFrame.Area, ink: Ink, opacity: Double) {
    var (data, edges): (String, [(x: Double, low: Double, high: Double)]) = ("", [])
    for index in position.indices {
      if lower.indices.contains(index), upper.indices.contains(index), let low = lower[index],
        let high = upper[index], low.isFinite, high.isFinite
      {
        edges.append((area.x(position[index]), cut(area.y(low), area), cut(area.y(high), area)))
      } else {
        data += outline(edges)
        edges = []
      }
    }
    drawing.path(data + outline(edges), fill: ink, opacity: opacity)
  }

  /// Draws the line as far as it is on the plot.
  func drawLine(in drawing: inout Drawing, _ area: PlotFrame.Area, _ stroke: Drawing.Stroke) {
    let n = Drawing.number
    let places = zip(position, value).filter { $0.0.isFinite && $0.1.isFinite }.map {
      "\(n(area.x($0))) \(n(cut(area.y($1), area)))"
    }
    guard places.count > 1 else { return }
    drawing.path("M" + places.joined(separator: "L"), stroke: stroke)
  }

  private func cut(_ y: Double, _ area: PlotFrame.Area) -> Double {
    min(max(y, area.top), area.bottom)
  }

  private func outline(_ edges: [(x: Double, low: Double, high: Double)]) -> String {
    guard edges.count > 1 else { return "" }
    let n = Drawing.number
    let there = edges.map { "\(n($0.x)) \(n($0.high))" }.joined(separator: "L")
    let back = edges.reversed().map { "\(n($0.x)) \(n($0.low))" }.joined(separator: "L")
    return "M\(there)L\(back)Z"
  }
}
