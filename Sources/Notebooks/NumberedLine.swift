internal import Workflow

/// A line of text as words, numbers and signs between them, so that numbers can be compared as
/// numbers.
enum NumberedLine {
  private enum Token: Equatable {
    case number(Double)
    case text(String)
  }

  /// Whether two lines say the same, words and signs alike.
  ///
  /// Numbers may differ by the tolerance of a verification; how many spaces stand between words does
  /// not count.
  static func agree(_ expected: String, _ found: String) -> Bool {
    if expected == found { return true }
    let (old, new) = (tokens(expected), tokens(found))
    guard old.count == new.count else { return false }
    return zip(old, new).allSatisfy { old, new in
      switch (old, new) {
      case (.number(let old), .number(let new)): LockFile.agrees(new, with: old)
      default: old == new
      }
    }
  }

  private static func tokens(_ line: String) -> [Token] {
    var tokens: [Token] = []
    let characters = Array(line)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character.isWhitespace {
        index += 1
      } else if let (number, end) = number(characters, at: index) {
        tokens.append(.number(number))
        index = end
      } else {
        let start = index
        index += 1
        if isWordPart(character) {
          while index < characters.count, isWordPart(characters[index]) { index += 1 }
        }
        tokens.append(.text(String(characters[start..<index])))
      }
    }
    return tokens
  }

  private static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  /// A decimal number with a sign, groups of thousands and an exponent, where one begins.
  private static func number(_ characters: [Character], at start: Int) -> (Double, Int)? {
    var index = start
    var text = ""
    if characters[index] == "-" || characters[index] == "−" {
      text = "-"
      index += 1
    }
    guard index < characters.count, isDigit(characters[index]) else { return nil }
    func isDigitAt(_ index: Int) -> Bool {
      index < characters.count && isDigit(characters[index])
    }
    while index < characters.count {
      if isDigit(characters[index]) {
        text.append(characters[index])
      } else if characters[index] == ",", isGroup(characters, after: index) {
        // A comma between thousands is no part of the number.
      } else if characters[index] == ".", !text.contains("."), isDigitAt(index + 1) {
        text.append(".")
      } else {
        break
      }
      index += 1
    }
    if index < characters.count, characters[index] == "e" {
      let hasSign = index + 1 < characters.count && "+-−".contains(characters[index + 1])
      if isDigitAt(index + (hasSign ? 2 : 1)) {
        text += hasSign && characters[index + 1] != "+" ? "e-" : "e"
        index += hasSign ? 2 : 1
        while isDigitAt(index) {
          text.append(characters[index])
          index += 1
        }
      }
    }
    if index < characters.count, isWordPart(characters[index]) { return nil }
    return Double(text).map { ($0, index) }
  }

  /// Whether three digits follow, and then none.
  private static func isGroup(_ characters: [Character], after comma: Int) -> Bool {
    let digits = characters[(comma + 1)...].prefix(4).prefix(while: isDigit)
    return digits.count == 3
  }
}
