/// A piece of an expression: a literal, a name, a word of the language or a symbol.
struct Token: Sendable {
  /// What kind of piece it is.
  enum Kind: Sendable, Equatable {
    case number(Double)
    case duration(days: Double)
    case date(days: Int)
    case text(String)
    case name(String)
    case keyword(Keyword)
    case symbol(Symbol)
    case end
  }

  let kind: Kind
  /// Offsets in Unicode scalars from the start of the text.
  let range: Range<Int>
}

/// The words that are no names unless they stand in backquotes.
enum Keyword: String, Sendable, CaseIterable {
  case and, or, not
  case isWord = "is"
  case missing
  case inWord = "in"
  case ifWord = "if"
  case then
  case elseWord = "else"
  case trueWord = "true"
  case falseWord = "false"
  case whereWord = "where"
}

/// The symbols of the language.
enum Symbol: String, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case range = ".."
  case less = "<"
  case greater = ">"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
  case open = "("
  case close = ")"
  case openList = "["
  case closeList = "]"
  case comma = ","
}

/// Symbols of other languages, and what is written for them here.
enum ForeignSymbol {
  static let all: [(text: String, meant: Token.Kind)] = [
    ("%in%", .keyword(.inWord)), ("===", .symbol(.equal)), ("<>", .symbol(.notEqual)),
    ("=<", .symbol(.lessOrEqual)), ("=>", .symbol(.greaterOrEqual)), ("**", .symbol(.power)),
    ("&&", .keyword(.and)), ("||", .keyword(.or)), ("&", .keyword(.and)), ("|", .keyword(.or)),
    ("!", .keyword(.not)), ("=", .symbol(.equal)), ("\u{2264}", .symbol(.lessOrEqual)),
    ("\u{2265}", .symbol(.greaterOrEqual)), ("\u{2260}", .symbol(.notEqual)),
    ("\u{2212}", .symbol(.minus)), ("\u{2026}", .symbol(.range)),
  ]
}

/// A fault and the part of the text that it concerns.
struct LocatedFault: Sendable {
  let fault: ExpressionFault
  let range: Range<Int>
}
