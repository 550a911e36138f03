internal import Diagnostics

/// How many columns of a terminal texts take, and ways to make them fit.
///
/// Wide East Asian characters and emoji take two columns, combining marks none of their own.
enum TextColumns {
  /// The columns a text takes.
  static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// A printable text of at most `limit` columns, ending in `…` where something was cut.
  static func cut(_ text: String, to limit: Int) -> String {
    let text = TextRenderer.printable(text)
    guard width(text) > limit else { return text }
    var result = ""
    var used = 1
    for character in text {
      used += width(character)
      guard used <= limit else { break }
      result.append(character)
    }
    return result + "…"
  }

  /// A text filled up with spaces, behind it or before it.
  static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, columns - width(text)))
    return right ? spaces + text : text + spaces
  }

  /// The words of a text in lines of at most `limit` columns; a longer word is broken.
  static func wrapped(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in TextRenderer.printable(text).split(separator: " ").flatMap({ pieces($0, limit) }) {
      if !line.isEmpty, width(line) + 1 + width(word) > limit {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " \(word)"
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func pieces(_ word: Substring, _ limit: Int) -> [String] {
    var pieces = [""]
    var used = 0
    for character in word {
      let columns = width(character)
      if used > 0, used + columns > limit {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += columns
    }
    return pieces
  }

  private static func width(_ character: Character) -> Int {
    character.unicodeScalars.contains(where: isWide) ? 2 : 1
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x1100: false
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE0F, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
      0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
