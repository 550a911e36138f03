extension Parser {
  mutating func prefix() throws(Stop) -> Syntax {
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

  var isNumber: Bool { if case .number = self { true } else { false } }
}
