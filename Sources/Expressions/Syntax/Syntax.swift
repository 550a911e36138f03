/// What is written, before names and types are known.
struct Syntax: Sendable {
  /// The forms an expression can have.
  indirect enum Kind: Sendable {
    case number(Double)
    case duration(days: Double)
    case date(days: Int)
    case text(String)
    case flag(Bool)
    case missing
    case name(String)
    case group(Syntax)
    case list([Syntax])
    case negate(Syntax)
    case not(Syntax)
    case isMissing(Syntax)
    case infix(Infix, Syntax, Syntax, at: Range<Int>)
    case choose(Syntax, then: Syntax, otherwise: Syntax)
    case call(String, [Syntax], at: Range<Int>)
    case qualified(Syntax, Clauses)
  }

  /// What restricts the rows of events that an argument is read from.
  struct Clauses: Sendable {
    /// Behind `where`.
    var condition: Syntax?
    /// Behind `to`.
    var target: Syntax?
    /// Behind `within`.
    var window: Syntax?
    /// Behind `on`.
    var day: Syntax?
    /// Behind `during`.
    var span: Syntax?
    /// Behind `as`: what the row is called in functions inside.
    var alias: String?
    /// The words that begin them.
    var words: [(word: ClauseWord, range: Range<Int>)] = []

    /// What stands behind the words.
    var parts: [Syntax] { [condition, target, window, day, span].compactMap(\.self) }
  }

  let kind: Kind
  /// Offsets in Unicode scalars from the start of the text.
  let range: Range<Int>
  /// The length of the longest path down.
  let depth: Int

  init(_ kind: Kind, _ range: Range<Int>, over parts: [Syntax] = []) {
    self.kind = kind
    self.range = range
    depth = 1 + (parts.lazy.map(\.depth).max() ?? 0)
  }

  /// The pieces it is directly made of.
  var parts: [Syntax] {
    switch kind {
    case .number, .duration, .date, .text, .flag, .missing, .name: []
    case .group(let inner), .negate(let inner), .not(let inner), .isMissing(let inner): [inner]
    case .infix(_, let left, let right, _): [left, right]
    case .choose(let condition, let first, let second): [condition, first, second]
    case .list(let parts), .call(_, let parts, _): parts
    case .qualified(let inner, let clauses):
      [inner] + clauses.parts
    }
  }

  /// What stands inside parentheses, or the syntax itself.
  var ungrouped: Syntax {
    var syntax = self
    while case .group(let inner) = syntax.kind { syntax = inner }
    return syntax
  }

  /// Whether this is a number as written, not computed.
  var isNumberLiteral: Bool { if case .number = ungrouped.kind { true } else { false } }

  /// The text of a text literal.
  var textLiteral: String? { if case .text(let text) = ungrouped.kind { text } else { nil } }
}

/// The words that begin a clause of an argument; all but `where` are words only there.
enum ClauseWord: String, Sendable, CaseIterable {
  case whereWord = "where"
  case to
  case within
  case on
  case during
  case asWord = "as"

  init?(_ kind: Token.Kind) {
    switch kind {
    case .keyword(.whereWord): self = .whereWord
    case .name(let name): self.init(rawValue: name)
    default: return nil
    }
  }
}

/// Operators between two operands.
enum Infix: String, Sendable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case member = "in"
  case range = ".."
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"

  /// How tightly the operator binds.
  var binding: Int {
    switch self {
    case .or: Binding.or
    case .and: Binding.and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .member:
      Binding.comparison
    case .range: Binding.range
    case .add, .subtract: Binding.sum
    case .multiply, .divide: Binding.product
    case .power: Binding.power
    }
  }

  /// Whether the operator compares two values.
  var isComparison: Bool { binding == Binding.comparison && self != .member }

  init?(_ kind: Token.Kind) {
    switch kind {
    case .keyword(.or): self = .or
    case .keyword(.and): self = .and
    case .keyword(.inWord): self = .member
    case .symbol(let symbol):
      guard let infix = Infix(rawValue: symbol.rawValue) else { return nil }
      self = infix
    default: return nil
    }
  }
}

/// How tightly operators bind, from the loosest.
enum Binding {
  static let or = 1
  static let and = 2
  static let not = 3
  static let comparison = 4
  static let range = 5
  static let sum = 6
  static let product = 7
  static let negation = 8
  static let power = 9
}
