internal import Tables
internal import Workflow

extension PatientText {
  /// A lane for each table, over an axis of years.
  var timeline: [TextLine] {
    guard let days = PatientDays(report) else { return [] }
    let names = days.lanes.map(\.name) + ["time zero"]
    let label = min(names.map(TextColumns.width).max() ?? 0, width / 4) + Self.indent + 2
    let axis = TextAxis(days.range, columns: width - label)
    var lines = [TextLine("Timeline", .heading)]
    func add(_ name: String, _ cells: String, _ ink: TextLine.Ink) {
      var line = TextLine()
      line.tab(to: Self.indent)
      line.add(TextColumns.cut(name, to: label - Self.indent - 2), .faint)
      line.tab(to: label)
      line.add(cells, ink)
      lines.append(line)
    }
    add("", axis.years, .faint)
    for lane in days.lanes where !lane.marks.isEmpty {
      add(lane.name, cells(lane, axis), .plain)
    }
    for (name, day) in [("entry", days.entry), ("time zero", days.timeZero)] {
      guard let day else { continue }
      let mark = showsUnicode ? "▲" : "^"
      let column = axis.column(day)
      let date = CalendarDate(daysSince1970: Int(day)).description
      let gap = String(repeating: " ", count: column)
      let isLeft = column > date.count + 1
      add(
        name,
        isLeft ? "\(gap.dropLast(date.count + 1))\(date) \(mark)" : "\(gap)\(mark) \(date)",
        .heading)
    }
    return lines
  }

  /// Bars and points of a lane; where several fall together, what stands out.
  private func cells(_ lane: PatientDays.Lane, _ axis: TextAxis) -> String {
    let (bar, open, point): (Character, Character, Character) =
      showsUnicode ? ("━", "┄", "●") : ("=", "-", "o")
    var cells = [Character](repeating: " ", count: axis.columns)
    for mark in lane.marks where mark.isBar {
      let columns = axis.column(mark.start.lowerBound)...axis.column(mark.end)
      for column in columns where cells[column] != bar { cells[column] = mark.isOpen ? open : bar }
      cells[columns.lowerBound] = showsUnicode ? "┝" : "["
    }
    for mark in lane.marks where !mark.isBar {
      let columns = axis.column(mark.start.lowerBound)...axis.column(mark.start.upperBound)
      for column in columns where cells[column] == " " { cells[column] = open }
      if mark.start.lowerBound == mark.start.upperBound { cells[columns.lowerBound] = point }
    }
    return String(cells)
  }
}

/// Days as columns of a terminal.
struct TextAxis {
  let columns: Int
  private let range: ClosedRange<Int32>

  init(_ range: ClosedRange<Int32>, columns: Int) {
    self.range = range
    self.columns = max(columns, 10)
  }

  /// The column of a day.
  func column(_ day: Int32) -> Int {
    let length = Double(range.upperBound) - Double(range.lowerBound)
    guard length > 0 else { return 0 }
    let share = (Double(day) - Double(range.lowerBound)) / length
    return min(columns - 1, max(0, Int(share * Double(columns - 1))))
  }

  /// The years, each where it begins, as far as there is room.
  var years: String {
    var cells = [Character](repeating: " ", count: columns)
    var free = 0
    let first = CalendarDate(daysSince1970: Int(range.lowerBound)).year
    let last = CalendarDate(daysSince1970: Int(range.upperBound)).year
    for year in first...last {
      let start = CalendarDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0
      let column = year == first ? 0 : column(Int32(start))
      let text = Array(String(year))
      guard column >= free, column + text.count <= columns else { continue }
      for (offset, character) in text.enumerated() { cells[column + offset] = character }
      free = column + text.count + 1
    }
    return String(cells)
  }
}
