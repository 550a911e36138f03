private import Tables

/// Cuts the text of an expression into tokens.
struct Lexer {
  private(set) var tokens: [Token] = []
  private(set) var faults: [LocatedFault] = []
  /// Whether a fault leaves it open what the text says.
  private(set) var isBroken = false

  private let scalars: [Unicode.Scalar]
  private var position = 0

  /// - Complexity: O(length of the text).
  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    while let scalar = peek() {
      if scalar.properties.isWhitespace { position += 1 } else { readToken(scalar) }
    }
    let end = tokens.last?.range.upperBound ?? 0
    tokens.append(Token(kind: .end, range: end..<end))
  }

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    let index = position + offset
    return scalars.indices.contains(index) ? scalars[index] : nil
  }

  private mutating func readToken(_ scalar: Unicode.Scalar) {
    let startsFraction = scalar == "." && peek(1).map(Self.isDigit) == true
    if Self.isDigit(scalar) || startsFraction {
      readNumberOrDate()
    } else if Self.startsName(scalar) {
      readName()
    } else if scalar == "\"" || scalar == "'" || scalar == "`" {
      readQuoted(scalar)
    } else {
      readSymbol(scalar)
    }
  }

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<position))
  }

  private mutating func fail(_ fault: ExpressionFault, from start: Int) {
    faults.append(LocatedFault(fault: fault, range: start..<position))
    isBroken = true
  }

  private func text(from start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<position])
    return String(view)
  }

  private mutating func readName() {
    let start = position
    while let scalar = peek(), Self.continuesName(scalar) || isInnerPoint() { position += 1 }
    let name = text(from: start)
    add(Keyword(rawValue: name).map(Token.Kind.keyword) ?? .name(name), from: start)
  }

  /// Whether a point joins two parts of a name, as in `age.dx`, and is not the start of a range.
  private func isInnerPoint() -> Bool {
    peek() == "." && peek(1).map(Self.continuesName) == true
  }

  private mutating func readQuoted(_ quote: Unicode.Scalar) {
    let start = position
    var content = String.UnicodeScalarView()
    position += 1
    while let scalar = peek() {
      position += 1
      if scalar != quote {
        content.append(scalar)
      } else if peek() == quote {
        content.append(scalar)
        position += 1
      } else {
        let text = String(content)
        add(quote == "`" ? .name(text) : .text(text), from: start)
        return
      }
    }
    faults.append(LocatedFault(fault: .unclosedText(String(quote)), range: start..<start + 1))
    isBroken = true
  }

  private mutating func readSymbol(_ scalar: Unicode.Scalar) {
    let start = position
    if let symbol = Symbol.allCases.first(where: { isNext($0.rawValue) }), !isNext("===") {
      position += symbol.rawValue.unicodeScalars.count
      add(.symbol(symbol), from: start)
    } else if let foreign = ForeignSymbol.all.first(where: { isNext($0.text) }) {
      position += foreign.text.unicodeScalars.count
      faults.append(
        LocatedFault(
          fault: .foreignOperator(foreign.text, meant: foreign.meant), range: start..<position))
      add(foreign.meant, from: start)
    } else {
      position += 1
      fail(.unexpectedCharacter(scalar), from: start)
    }
  }

  private func isNext(_ text: String) -> Bool {
    var offset = 0
    for scalar in text.unicodeScalars {
      if peek(offset) != scalar { return false }
      offset += 1
    }
    return !isForeignPair(text)
  }

  /// Whether `<` or `*` is only the start of `<>` or `**`.
  private func isForeignPair(_ text: String) -> Bool {
    (text == "<" && peek(1) == ">") || (text == "*" && peek(1) == "*")
  }
}

extension Lexer {
  private mutating func readNumberOrDate() {
    let start = position
    if readDate() { return }
    skipDigits()
    if peek() == ".", peek(1).map(Self.isDigit) == true {
      position += 1
      skipDigits()
    }
    skipExponent()
    let digits = text(from: start)
    let unitStart = position
    while let scalar = peek(), Self.continuesName(scalar) { position += 1 }
    let unit = text(from: unitStart)
    guard let value = Double(digits), value.isFinite else {
      return fail(.badNumber(digits), from: start)
    }
    if unit.isEmpty {
      add(.number(value), from: start)
    } else if let days = DurationUnit(rawValue: unit)?.days {
      add(.duration(days: value * days), from: start)
    } else {
      fail(.unknownUnit(unit, number: digits), from: start)
    }
  }

  /// Reads `YYYY-MM-DD` where it stands alone.
  private mutating func readDate() -> Bool {
    for offset in 0..<10 {
      guard let scalar = peek(offset) else { return false }
      let isExpected = offset == 4 || offset == 7 ? scalar == "-" : Self.isDigit(scalar)
      if !isExpected { return false }
    }
    if let next = peek(10), Self.continuesName(next) { return false }
    let start = position
    position += 10
    let text = text(from: start)
    if let date = CalendarDate(iso: text) {
      add(.date(days: date.daysSince1970), from: start)
    } else {
      fail(.badDate(text), from: start)
    }
    return true
  }

  private mutating func skipDigits() {
    while let scalar = peek(), Self.isDigit(scalar) { position += 1 }
  }

  private mutating func skipExponent() {
    guard peek() == "e" || peek() == "E" else { return }
    let isSigned = peek(1) == "-" || peek(1) == "+"
    guard let digit = peek(isSigned ? 2 : 1), Self.isDigit(digit) else { return }
    position += isSigned ? 2 : 1
    skipDigits()
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if startsName(scalar) || scalar.properties.numericType != nil { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: return true
    default: return false
    }
  }
}

/// The units of durations: a month is 30.4375 days and a year 365.25.
enum DurationUnit: String, Sendable, CaseIterable {
  case day = "d"
  case week = "w"
  case month = "mo"
  case year = "y"

  /// The length in days.
  var days: Double {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 30.4375
    case .year: 365.25
    }
  }
}
