internal import Diagnostics

/// A line for a terminal, in parts that may be coloured.
struct TextLine {
  /// How a part looks where colours are used.
  enum Ink {
    case plain
    case heading
    case faint
    case warning

    fileprivate var code: String? {
      switch self {
      case .plain: nil
      case .heading: "\u{1B}[1m"
      case .faint: "\u{1B}[2m"
      case .warning: "\u{1B}[33m"
      }
    }
  }

  private var parts: [(text: String, ink: Ink)] = []

  static let blank = TextLine()

  init(_ text: String = "", _ ink: Ink = .plain) { add(text, ink) }

  /// The columns it takes.
  var width: Int { parts.reduce(0) { $0 + TextColumns.width($1.text) } }

  /// Adds a part, its control characters shown as escapes.
  mutating func add(_ text: String, _ ink: Ink = .plain) {
    if !text.isEmpty { parts.append((TextRenderer.printable(text), ink)) }
  }

  /// Fills up with spaces to a column; at least two where something is there already.
  mutating func tab(to column: Int) {
    let gap = width == 0 ? column : max(2, column - width)
    add(String(repeating: " ", count: gap))
  }

  /// The line as written to the terminal, without spaces at its end.
  func rendered(usesColor: Bool) -> String {
    var parts = parts
    while let last = parts.last {
      var text = last.text
      while text.hasSuffix(" ") { text.removeLast() }
      guard text.isEmpty else {
        parts[parts.count - 1].text = text
        break
      }
      parts.removeLast()
    }
    return parts.map { part in
      guard usesColor, let code = part.ink.code else { return part.text }
      return "\(code)\(part.text)\u{1B}[0m"
    }.joined()
  }

  /// A paragraph: the first line starts with a label, the others under its text.
  static func paragraph(
    _ text: String, label: TextLine = TextLine(), at column: Int, width: Int, ink: Ink = .plain
  ) -> [TextLine] {
    var lines: [TextLine] = []
    for words in TextColumns.wrapped(text, to: max(width - column, 20)) {
      var line = lines.isEmpty ? label : TextLine()
      if line.width + 2 > column, line.width > 0 {
        lines.append(line)
        line = TextLine()
      }
      line.tab(to: column)
      line.add(words, ink)
      lines.append(line)
    }
    return lines.isEmpty && label.width > 0 ? [label] : lines
  }
}
