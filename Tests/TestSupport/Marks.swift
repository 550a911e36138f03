public import Diagnostics

/// A text with marks such as `1️⃣` in it, which are taken out and remembered as places.
///
/// A test writes a mark before the characters that a diagnostic must point at.
public struct Marks: Sendable {
  /// The text without the marks.
  public let text: String
  private let positions: [Character: (line: Int, column: Int)]

  /// Takes the marks `1️⃣` to `9️⃣` out of a text; lines and columns count from 1, columns in scalars.
  public init(_ marked: String) {
    var text = ""
    var positions: [Character: (line: Int, column: Int)] = [:]
    var line = 1
    var column = 1
    for character in marked {
      if character.unicodeScalars.last == "\u{20E3}" {
        positions[character] = (line, column)
        continue
      }
      text.append(character)
      if character.isNewline {
        line += 1
        column = 1
      } else {
        column += character.unicodeScalars.count
      }
    }
    self.text = text
    self.positions = positions
  }

  /// The place of a mark; line 0 where the text has no such mark.
  public func place(_ mark: Character = "1️⃣", file: String, length: Int = 1) -> Place {
    let position = positions[mark] ?? (0, 0)
    return Place(file: file, line: position.line, column: position.column, length: length)
  }

  /// The bytes of the text.
  public var bytes: [UInt8] { Array(text.utf8) }
}
