/// A table of a page: caption, headings, rows in groups, notes.
struct DataTable {
  /// A heading over one or several columns.
  struct Heading {
    var text: String
    var columns = 1
    var isNumeric = false
  }

  /// One cell.
  struct Cell {
    var text: String
    var isNumeric = false
    var style: String?
    /// The letter of a note.
    var mark: String?

    static func text(_ text: String, style: String? = nil) -> Cell {
      Cell(text: text, style: style)
    }

    static func number(_ text: String, style: String? = nil, mark: String? = nil) -> Cell {
      Cell(text: text, isNumeric: true, style: style, mark: mark)
    }
  }

  /// A row with its heading.
  struct Row {
    var heading: String
    var cells: [Cell]
    var isIndented = false
    var mark: String?
  }

  /// Rows under a heading of their own.
  struct Group {
    var heading: String?
    var rows: [Row]
  }

  var caption: String
  /// A line of headings over groups of columns, the first column left out.
  var spans: [Heading] = []
  /// Headings of the columns, the first column included.
  var headings: [Heading]
  var groups: [Group]
  /// Notes under the table, lettered where cells refer to them.
  var notes: [String] = []
  private var lettered: [String] = []

  init(
    caption: String, spans: [Heading] = [], headings: [Heading], groups: [Group] = [],
    notes: [String] = []
  ) {
    self.caption = caption
    self.spans = spans
    self.headings = headings
    self.groups = groups
    self.notes = notes
  }

  /// The letter of a note, the same for the same words.
  mutating func mark(_ note: String) -> String {
    let index = lettered.firstIndex(of: note) ?? lettered.count
    if index == lettered.count { lettered.append(note) }
    return Self.letter(index)
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return index < letters.count ? String(letters[index]) : "\(index + 1)"
  }

  /// The table with a number, or without one where it only spells out a figure.
  func markup(id: String, number: Int?) -> Markup {
    let title: [Markup] =
      number.map { [tag("strong", .text("Table \($0).")), .text(" ")] } ?? []
    let caption = tag(
      "caption", [("id", "\(id)-caption")], [tag("span", [], title + [.text(self.caption)])])
    let table = tag("table", [("id", id)], [caption, head] + groups.map(body))
    let scroll: [Markup.Attribute] = [
      ("class", "scroll"), ("tabindex", "0"), ("role", "region"),
      ("aria-labelledby", "\(id)-caption"),
    ]
    return tag("div", class: "table", tag("div", scroll, [table]), remarks)
  }

  private var remarks: Markup {
    let letters = lettered.enumerated().map { index, note in
      tag(
        "p", class: "remark", tag("sup", .text(Self.letter(index))),
        .text(" \(ReportContent.capitalized(note))\(note.hasSuffix(".") ? "" : ".")"))
    }
    return .group(letters + notes.map { tag("p", class: "remark", .text($0)) })
  }

  private var head: Markup {
    var lines: [Markup] = []
    if !spans.isEmpty {
      let cells = spans.map { span -> Markup in
        guard !span.text.isEmpty else { return tag("td", [("colspan", "\(span.columns)")], []) }
        return tag(
          "th", [("scope", "colgroup"), ("colspan", "\(span.columns)"), ("class", "span")],
          [.text(span.text)])
      }
      lines.append(tag("tr", [], [tag("td")] + cells))
    }
    lines.append(
      tag(
        "tr", [],
        headings.map { heading in
          var attributes: [Markup.Attribute] = [("scope", "col")]
          if heading.isNumeric { attributes.append(("class", "n")) }
          return tag("th", attributes, [.text(heading.text)])
        }))
    return tag("thead", [], lines)
  }

  private func body(_ group: Group) -> Markup {
    var lines: [Markup] = []
    if let heading = group.heading {
      lines.append(
        tag(
          "tr", class: "group",
          tag(
            "th", [("scope", "rowgroup"), ("colspan", "\(headings.count)")],
            [tag("span", .text(heading))])))
    }
    return tag("tbody", [], lines + group.rows.map(line))
  }

  private func line(_ row: Row) -> Markup {
    var attributes: [Markup.Attribute] = [("scope", "row")]
    if row.isIndented { attributes.append(("class", "in")) }
    let heading = tag("th", attributes, [.text(row.heading)] + Self.marked(row.mark))
    let cells = row.cells.map { cell in
      let styles = [cell.isNumeric ? "n" : nil, cell.style].compactMap { $0 }
      return tag(
        "td", styles.isEmpty ? [] : [("class", styles.joined(separator: " "))],
        [.text(cell.text)] + Self.marked(cell.mark))
    }
    return tag("tr", [], [heading] + cells)
  }

  private static func marked(_ mark: String?) -> [Markup] {
    mark.map { [tag("sup", .text($0))] } ?? []
  }
}

extension [DataTable.Heading] {
  /// A heading of words, then headings of numbers.
  static func first(_ first: String, numbers: [String]) -> [DataTable.Heading] {
    [DataTable.Heading(text: first)] + numbers.map { .init(text: $0, isNumeric: true) }
  }
}
