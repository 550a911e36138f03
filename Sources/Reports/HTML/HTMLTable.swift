/// A table of a page: a caption, headings, groups of rows, notes; it scrolls in its own box.
struct HTMLTable {
  /// A column's heading; numbers are set flush right.
  struct Column {
    var title: String
    var isNumber = true

    static func words(_ title: String) -> Column { Column(title: title, isNumber: false) }
    static func number(_ title: String) -> Column { Column(title: title) }
  }

  /// A row; its first cell heads it.
  struct Row {
    var cells: [String]
    var isIndented = false
    /// Whether something in it is beyond a limit.
    var isFlagged = false
    /// The letter of a note on the cell of that index.
    var mark: (cell: Int, letter: String)?

    init(_ cells: [String]) { self.cells = cells }
  }

  /// Rows under a heading of their own, or none.
  struct Group {
    var heading: String?
    var rows: [Row]
  }

  var caption: String
  var columns: [Column]
  /// Headings over several columns each, with how many; empty for none.
  var spans: [(title: String, columns: Int)] = []
  var groups: [Group] = []
  var notes: [String] = []

  /// The table as number `number` of the page.
  func markup(number: Int) -> Markup {
    let label = "Table \(number)"
    let table = tag(
      "table",
      tag("caption", tag("b", .text("\(label). ")), .text(caption)),
      tag("thead", .group(heads)), .group(groups.filter { !$0.rows.isEmpty }.map(body)))
    let box: [Markup.Attribute] = [
      ("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0"),
    ]
    let noteList =
      notes.isEmpty
      ? Markup.group([]) : tag("div", [("class", "notes")], notes.map { tag("p", .text($0)) })
    return tag("div", class: "table", tag("div", box, [table]), noteList)
  }

  private var heads: [Markup] {
    let titles = tag(
      "tr", [],
      columns.map { column in
        tag("th", [("scope", "col")] + numeric(column.isNumber), [.text(column.title)])
      })
    if spans.isEmpty { return [titles] }
    let over = tag(
      "tr", [],
      spans.map { span in
        if span.title.isEmpty { return tag("td", [("colspan", "\(span.columns)")], []) }
        let attributes: [Markup.Attribute] = [
          ("scope", "colgroup"), ("colspan", "\(span.columns)"), ("class", "span"),
        ]
        return tag("th", attributes, [.text(span.title)])
      })
    return [over, titles]
  }

  private func body(_ group: Group) -> Markup {
    var rows: [Markup] = []
    if let heading = group.heading {
      let attributes: [Markup.Attribute] = [
        ("scope", "rowgroup"), ("colspan", "\(columns.count)"), ("class", "group"),
      ]
      rows.append(tag("tr", [], [tag("th", attributes, [tag("span", .text(heading))])]))
    }
    return tag("tbody", [], rows + group.rows.map(row))
  }

  private func row(_ row: Row) -> Markup {
    let cells = row.cells.enumerated().map { index, text in
      var content: [Markup] = [.text(text)]
      if let mark = row.mark, mark.cell == index {
        content.append(tag("sup", .text(mark.letter)))
      }
      if index == 0 {
        let style = row.isIndented ? [("class", "indent")] : [] as [Markup.Attribute]
        return tag("th", [("scope", "row")] + style, content)
      }
      return tag("td", numeric(columns.indices.contains(index) && columns[index].isNumber), content)
    }
    return tag("tr", row.isFlagged ? [("class", "flag")] : [], cells)
  }

  private func numeric(_ isNumber: Bool) -> [Markup.Attribute] {
    isNumber ? [("class", "num")] : []
  }
}

/// Notes under a table, each with a letter; equal notes share one.
struct TableNotes {
  private(set) var texts: [String] = []

  /// The letter of a note.
  mutating func letter(for text: String) -> String {
    let index = texts.firstIndex(of: text) ?? texts.count
    if index == texts.count { texts.append(text) }
    return Self.letter(index)
  }

  /// The notes with their letters.
  var lines: [String] {
    texts.enumerated().map { "\(Self.letter($0.offset)) \(ReportContent.capitalized($0.element))." }
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return index < letters.count ? String(letters[index]) : "n\(index + 1)"
  }
}
