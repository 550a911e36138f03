/// Reads tokens into syntax by operator precedence.
///
/// From the loosest to the tightest: `or`, `and`, `not`, comparisons with `in` and `is missing`,
/// `..`, `+ -`, `* /`, the minus of one operand, `^`. Operators of equal precedence group from the
/// left, `^` from the right; `if … then … else …` takes all that follows `else`.
struct Parser {
  /// Reading ended at a fault.
  struct Stop: Error {}

  private(set) var faults: [LocatedFault]
  private(set) var references: [(name: String, range: Range<Int>)] = []

  private let source: ExpressionSource
  private let tokens: [Token]
  private var position = 0
  private var nesting = 0

  private static let deepestNesting = 150
  private static let deepestSyntax = 1_000

  init(_ source: ExpressionSource, tokens: [Token], faults: [LocatedFault]) {
    self.source = source
    self.tokens = tokens
    self.faults = faults
  }

  /// The whole text; `nil` where a fault was found.
  mutating func parse() -> Syntax? {
    do throws(Stop) {
      guard token.kind != .end else { throw fail(.empty) }
      let syntax = try expression(Binding.or)
      guard token.kind == .end else { throw unexpected(.operatorOrEnd) }
      return faults.isEmpty ? syntax : nil
    } catch {
      return nil
    }
  }

  private var token: Token { tokens[position] }

  private var tokenAfter: Token { tokens[min(position + 1, tokens.count - 1)] }

  @discardableResult
  private mutating func advance() -> Token {
    let current = token
    if position + 1 < tokens.count { position += 1 }
    return current
  }

  private mutating func fail(_ fault: ExpressionFault, at range: Range<Int>? = nil) -> Stop {
    faults.append(LocatedFault(fault: fault, range: range ?? token.range))
    return Stop()
  }

  private mutating func unexpected(_ expectation: Expectation) -> Stop {
    if token.kind == .keyword(.whereWord) { return fail(.strayClause(.whereWord)) }
    let found = token.kind == .end ? nil : source.text(token.range)
    let previous = position > 0 ? tokens[position - 1].kind : .end
    let splitsNumber =
      token.kind == .symbol(.comma) && previous.isNumber && tokenAfter.kind.isNumber
    return fail(.unexpected(found, expectation: splitsNumber ? .decimalPoint : expectation))
  }

  private mutating func expression(_ minimum: Int) throws(Stop) -> Syntax {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.deepestNesting else { throw fail(.tooDeep) }
    var left = try prefix()
    var compared: Compared?
    while let next = nextOperator(), next.binding >= minimum {
      left = try extend(left, by: next, &compared)
      guard left.depth <= Self.deepestSyntax else { throw fail(.tooDeep) }
    }
    return left
  }
}

extension Parser {
  /// What can follow an operand.
  private enum Following {
    case infix(Infix)
    case notIn
    case isMissing

    var binding: Int {
      if case .infix(let infix) = self { infix.binding } else { Binding.comparison }
    }
  }

  /// A comparison just read, to notice one that follows without parentheses.
  private struct Compared {
    let left: Syntax
    let infix: Infix
    let right: Syntax
  }

  private func nextOperator() -> Following? {
    if let infix = Infix(token.kind) { return .infix(infix) }
    switch token.kind {
    case .keyword(.isWord): return .isMissing
    case .keyword(.not) where tokenAfter.kind == .keyword(.inWord): return .notIn
    default: return nil
    }
  }

  private mutating func extend(
    _ left: Syntax, by next: Following, _ compared: inout Compared?
  ) throws(Stop) -> Syntax {
    let start = left.range.lowerBound
    let sign = advance()
    switch next {
    case .isMissing:
      let isNegated = token.kind == .keyword(.not)
      if isNegated { advance() }
      guard token.kind == .keyword(.missing) else { throw unexpected(.word("missing")) }
      let range = start..<advance().range.upperBound
      let test = Syntax(.isMissing(left), range, over: [left])
      return isNegated ? Syntax(.not(test), range, over: [test]) : test
    case .notIn:
      let member = advance()
      let right = try expression(Binding.comparison + 1)
      let range = start..<right.range.upperBound
      let test = Syntax(
        .infix(.member, left, right, at: sign.range.lowerBound..<member.range.upperBound), range,
        over: [left, right])
      return Syntax(.not(test), range, over: [test])
    case .infix(let infix):
      let isRightmost = infix == .power
      let right = try expression(isRightmost ? Binding.negation : infix.binding + 1)
      reportChain(infix, right, &compared, left: left)
      let range = start..<right.range.upperBound
      return Syntax(.infix(infix, left, right, at: sign.range), range, over: [left, right])
    }
  }

  private mutating func reportChain(
    _ infix: Infix, _ right: Syntax, _ compared: inout Compared?, left: Syntax
  ) {
    guard infix.isComparison else { return }
    if let first = compared {
      let fault = ExpressionFault.chainedComparison(
        low: source.text(first.left.range), first.infix, middle: source.text(first.right.range),
        infix, high: source.text(right.range))
      faults.append(
        LocatedFault(
          fault: fault, range: first.left.range.lowerBound..<right.range.upperBound))
    }
    compared = Compared(left: compared == nil ? left : right, infix: infix, right: right)
  }
}

extension Parser {
  private mutating func prefix() throws(Stop) -> Syntax {
    let first = token
    let start = first.range.lowerBound
    switch first.kind {
    case .symbol(.minus):
      advance()
      let operand = try expression(Binding.negation)
      return Syntax(.negate(operand), start..<operand.range.upperBound, over: [operand])
    case .symbol(.plus):
      advance()
      return try expression(Binding.negation)
    case .keyword(.not):
      advance()
      let operand = try expression(Binding.not)
      return Syntax(.not(operand), start..<operand.range.upperBound, over: [operand])
    case .keyword(.ifWord): return try choice()
    case .symbol(.open): return try parenthesized()
    case .symbol(.openList): return try list()
    case .name(let name):
      advance()
      let isQuoted = source.isBackquote(start)
      if token.kind == .symbol(.open), !isQuoted { return try call(name, at: first.range) }
      references.append((name, first.range))
      return Syntax(.name(name), first.range)
    default:
      guard let literal = first.kind.literal else { throw unexpected(.value) }
      advance()
      return Syntax(literal, first.range)
    }
  }

  private mutating func choice() throws(Stop) -> Syntax {
    let start = advance().range.lowerBound
    let condition = try expression(Binding.or)
    try expect(.then)
    let first = try expression(Binding.or)
    try expect(.elseWord)
    let second = try expression(Binding.or)
    return Syntax(
      .choose(condition, then: first, otherwise: second), start..<second.range.upperBound,
      over: [condition, first, second])
  }

  private mutating func expect(_ keyword: Keyword) throws(Stop) {
    guard token.kind == .keyword(keyword) else { throw unexpected(.word(keyword.rawValue)) }
    advance()
  }

  private mutating func parenthesized() throws(Stop) -> Syntax {
    let opening = advance().range
    let inner = try expression(Binding.or)
    if token.kind == .symbol(.comma) { throw fail(.parenthesizedList) }
    let closing = try close(.close, opening: opening)
    return Syntax(.group(inner), opening.lowerBound..<closing.upperBound, over: [inner])
  }

  private mutating func list() throws(Stop) -> Syntax {
    let opening = advance().range
    let elements = try elements(until: .closeList)
    let closing = try close(.closeList, opening: opening)
    return Syntax(.list(elements), opening.lowerBound..<closing.upperBound, over: elements)
  }

  private mutating func call(_ name: String, at range: Range<Int>) throws(Stop) -> Syntax {
    let opening = advance().range
    let arguments = try elements(until: .close, haveClauses: true)
    let closing = try close(.close, opening: opening)
    return Syntax(
      .call(name, arguments, at: range), range.lowerBound..<closing.upperBound, over: arguments)
  }

  private mutating func elements(
    until closing: Symbol, haveClauses: Bool = false
  ) throws(Stop) -> [Syntax] {
    var elements: [Syntax] = []
    if token.kind == .symbol(closing) { return elements }
    repeat {
      if !elements.isEmpty { advance() }
      let element = try expression(Binding.or)
      elements.append(haveClauses ? try clauses(of: element) : element)
    } while token.kind == .symbol(.comma)
    return elements
  }

  /// The clauses that follow an argument, each once and in any order.
  private mutating func clauses(of element: Syntax) throws(Stop) -> Syntax {
    var clauses = Syntax.Clauses()
    var parts = [element]
    var end = element.range.upperBound
    while let word = ClauseWord(token.kind) {
      if clauses.words.contains(where: { $0.word == word }) { throw fail(.repeatedClause(word)) }
      clauses.words.append((word, advance().range))
      if word == .asWord {
        guard case .name(let name) = token.kind else { throw unexpected(.name) }
        clauses.alias = name
        end = advance().range.upperBound
        continue
      }
      let part = try expression(Binding.or)
      switch word {
      case .whereWord: clauses.condition = part
      case .to: clauses.target = part
      case .within: clauses.window = part
      case .on: clauses.day = part
      case .during: clauses.span = part
      case .asWord: break
      }
      end = part.range.upperBound
      parts.append(part)
    }
    guard !clauses.words.isEmpty else { return element }
    return Syntax(.qualified(element, clauses), element.range.lowerBound..<end, over: parts)
  }

  private mutating func close(_ symbol: Symbol, opening: Range<Int>) throws(Stop) -> Range<Int> {
    if token.kind == .end { throw fail(.unclosedBracket(source.text(opening)), at: opening) }
    guard token.kind == .symbol(symbol) else { throw unexpected(.closing(symbol.rawValue)) }
    return advance().range
  }
}

extension Token.Kind {
  /// The literal that the token is.
  fileprivate var literal: Syntax.Kind? {
    switch self {
    case .number(let value): .number(value)
    case .duration(let days): .duration(days: days)
    case .date(let days): .date(days: days)
    case .text(let text): .text(text)
    case .keyword(.trueWord): .flag(true)
    case .keyword(.falseWord): .flag(false)
    case .keyword(.missing): .missing
    default: nil
    }
  }

  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
