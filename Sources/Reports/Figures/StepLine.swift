/// A step curve on the sheet, with its band.
struct StepLine {
  /// Where a step begins.
  struct Point {
    let x: Double
    let y: Double
    /// The edges of the band; `nil` where there are none.
    let band: (low: Double, high: Double)?
  }

  var points: [Point] = []
  /// Where the last step ends.
  var end = 0.0

  /// Steps that move by less than this are drawn with the next one.
  private static let visible = 0.25

  func draw(in drawing: inout Drawing, ink: Ink, dash: String?, opacity: Double = 0.13) {
    drawing.path(bands, fill: ink, opacity: opacity)
    drawing.path(line, stroke: .init(ink: ink, width: 1.8, dash: dash))
  }

  private var line: String {
    let n = Drawing.number
    var (data, last): (String, Double?) = ("", nil)
    for point in points {
      if let last, abs(last - point.y) < Self.visible { continue }
      data += data.isEmpty ? "M\(n(point.x)) \(n(point.y))" : "H\(n(point.x))V\(n(point.y))"
      last = point.y
    }
    return data.isEmpty ? "" : data + "H\(n(end))"
  }

  /// One outline for each run of steps that have a band.
  private var bands: String {
    var (data, from) = ("", 0)
    while from < points.count {
      var to = from
      while to < points.count, points[to].band != nil { to += 1 }
      if to > from { data += outline(from..<to) }
      from = to + 1
    }
    return data
  }

  private func outline(_ range: Range<Int>) -> String {
    let n = Drawing.number
    var steps: [(x: Double, low: Double, high: Double)] = []
    for index in range {
      guard let band = points[index].band else { continue }
      let moved = steps.last.map { max(abs($0.low - band.low), abs($0.high - band.high)) }
      if let moved, moved < Self.visible { continue }
      steps.append((points[index].x, band.low, band.high))
    }
    guard let first = steps.first, let last = steps.last else { return "" }
    let stop = range.upperBound < points.count ? points[range.upperBound].x : end
    var data = "M\(n(first.x)) \(n(first.high))"
    for step in steps.dropFirst() { data += "H\(n(step.x))V\(n(step.high))" }
    data += "H\(n(max(stop, last.x)))V\(n(last.low))"
    for index in steps.indices.dropFirst().reversed() {
      data += "H\(n(steps[index].x))V\(n(steps[index - 1].low))"
    }
    return data + "H\(n(first.x))Z"
  }
}
