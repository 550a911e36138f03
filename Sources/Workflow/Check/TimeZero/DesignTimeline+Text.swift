internal import Foundation

extension DesignTimeline {
  /// The drawing in characters: a line of days, a line of their names, and a line for each stretch.
  ///
  /// Days stand in order at equal distances, not to scale.
  public func lines(width: Int = 78) -> [String] {
    let days = days
    let labels = bars.map(\.label)
    let margin = min((labels.map(\.count).max() ?? 0) + 2, 30)
    let steps = max(days.count + 1, 2)
    let step = max(7, min(16, (width - margin - 2) / steps))
    let grid = Grid(days: days, margin: margin, step: step)
    var lines: [String] = []
    lines.append(grid.line("days", days.map { ($0, Self.number($0)) }))
    var rest = marks
    while !rest.isEmpty {
      var row: [Mark] = []
      for mark in rest where !row.contains(where: { grid.touch($0, mark) }) { row.append(mark) }
      rest.removeAll(where: row.contains)
      lines.append(grid.line("", row.map { ($0.day, "^ " + $0.name) }))
    }
    return lines + bars.map(grid.line)
  }

  static func number(_ day: Double) -> String {
    guard day.isFinite else { return day < 0 ? "before" : "the end" }
    return String(format: "%.0f", day.rounded())
  }
}

/// Where days stand in a drawing.
private struct Grid {
  let days: [Double]
  let margin: Int
  let step: Int

  func column(_ day: Double) -> Int {
    if day == .infinity { return margin + (days.count + 1) * step }
    guard let index = days.firstIndex(of: day) else { return margin }
    return margin + (index + 1) * step
  }

  func touch(_ a: DesignTimeline.Mark, _ b: DesignTimeline.Mark) -> Bool {
    let (first, last) = a.day <= b.day ? (a, b) : (b, a)
    return column(first.day) + first.name.count + 3 > column(last.day)
  }

  func line(_ label: String, _ texts: [(Double, String)]) -> String {
    var line = padded(label)
    for (day, text) in texts {
      let start = column(day)
      if line.count < start { line += String(repeating: " ", count: start - line.count) }
      line += text
    }
    return line
  }

  func line(_ bar: DesignTimeline.Bar) -> String {
    var line = padded(bar.label)
    let (start, end) = (column(bar.low), column(bar.high))
    line += String(repeating: " ", count: start - line.count)
    let fill = bar.kind.fill
    if start == end { return line + "|" }
    let first = bar.low == -.infinity ? "<" : bar.kind == .immortal ? fill : "|"
    let last = bar.high == .infinity ? ">" : bar.kind == .immortal ? fill : "|"
    return line + first + String(repeating: fill, count: max(end - start - 1, 1)) + last
  }

  private func padded(_ label: String) -> String {
    let cut = label.count > margin - 2 ? label.prefix(margin - 3) + "…" : label[...]
    return cut + String(repeating: " ", count: margin - cut.count)
  }
}

extension DesignTimeline.Bar.Kind {
  fileprivate var fill: String {
    switch self {
    case .eligibility: "."
    case .covariates: "-"
    case .exposure: "="
    case .followUp: "_"
    case .immortal: "/"
    }
  }
}
