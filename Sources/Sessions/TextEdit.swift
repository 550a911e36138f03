internal import Diagnostics
internal import Vocabulary

/// A change of a text at one place, which leaves everything else, comments too, as it is.
///
/// Edits are proposals: whoever makes one reads the text again and looks whether it says what it
/// should.
struct TextEdit {
  private let line: Int
  private let columns: Range<Int>
  private let replacement: String

  /// The text with the edit made; `nil` where it has no such place.
  func applied(to text: String) -> String? {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Array($0) }
    guard lines.indices.contains(line), columns.upperBound <= lines[line].count else { return nil }
    lines[line].replaceSubrange(columns, with: Array(replacement.unicodeScalars))
    var result = String.UnicodeScalarView()
    for (index, line) in lines.enumerated() {
      if index > 0 { result.append("\n") }
      result.append(contentsOf: line)
    }
    return String(result)
  }

  /// Ways to write a value at a path of a text: in the place of the old value, or as a new key beside
  /// its siblings.
  static func setting(
    _ path: NodePath, to written: String, in root: Node, _ text: String
  ) -> [TextEdit] {
    let written = written.split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
    guard !written.isEmpty else { return [] }
    if let old = root.value(at: path) { return replacing(old, with: written, in: text) }
    guard case .key(let key)? = path.steps.last, path.steps.count > 1 else { return [] }
    guard let parent = root.value(at: NodePath(Array(path.steps.dropLast()))) else { return [] }
    return adding(key, written, to: parent, in: text)
  }

  private static func replacing(_ old: Node, with written: String, in text: String) -> [TextEdit] {
    guard let place = old.place, let line = lineScalars(text, place.line) else { return [] }
    let start = place.column - 1
    guard line.indices.contains(start) else { return [] }
    switch old.content {
    case .scalar(_, isQuoted: false):
      // The number of plain characters is known, of escaped ones not: try, and look.
      return [edit(place.line, start..<min(start + place.length, line.count), written)]
    case .scalar(let old, isQuoted: true):
      let end = start + old.unicodeScalars.count + 1
      guard start > 0, end <= line.count else { return [] }
      return [edit(place.line, (start - 1)..<end, written)]
    case .sequence where old.isFlow, .mapping where old.isFlow:
      guard let end = closing(line, from: start) else { return [] }
      return [edit(place.line, start..<(end + 1), written)]
    default: return []
    }
  }

  private static func adding(
    _ key: String, _ written: String, to parent: Node, in text: String
  ) -> [TextEdit] {
    guard let place = parent.place, let entries = parent.entries else { return [] }
    if parent.isFlow {
      guard let line = lineScalars(text, place.line),
        let end = closing(line, from: place.column - 1)
      else { return [] }
      let comma = entries.isEmpty ? "" : ", "
      return [edit(place.line, end..<end, "\(comma)\(key): \(written)")]
    }
    guard let column = entries.first?.keyPlace?.column,
      let last = entries.last.map({ max($0.keyPlace?.line ?? 0, lastLine($0.value)) }),
      let line = lineScalars(text, last)
    else { return [] }
    let margin = String(repeating: " ", count: column - 1)
    return [edit(last, line.count..<line.count, "\n\(margin)\(key): \(written)")]
  }

  private static func edit(_ line: Int, _ columns: Range<Int>, _ text: String) -> TextEdit {
    TextEdit(line: line - 1, columns: columns, replacement: text)
  }

  private static func lastLine(_ node: Node) -> Int {
    let inside =
      (node.entries ?? []).map { max($0.keyPlace?.line ?? 0, lastLine($0.value)) }
      + (node.elements ?? []).map(lastLine)
    return max(node.place?.line ?? 0, inside.max() ?? 0)
  }

  private static func lineScalars(_ text: String, _ number: Int) -> [Unicode.Scalar]? {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(number - 1) ? Array(lines[number - 1]) : nil
  }

  /// Where the bracket that is opened at a column is closed on the same line.
  private static func closing(_ line: [Unicode.Scalar], from start: Int) -> Int? {
    var depth = 0
    var quote: Unicode.Scalar?
    for index in start..<line.count {
      let scalar = line[index]
      if let open = quote {
        if scalar == open { quote = nil }
        continue
      }
      switch scalar {
      case "\"", "'": quote = scalar
      case "[", "{": depth += 1
      case "]", "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
