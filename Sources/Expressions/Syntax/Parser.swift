/// Reads tokens into syntax by operator precedence.
///
/// From the loosest to the tightest: `or`, `and`, `not`, comparisons with `in` and `is missing`,
/// `..`, `+ -`, `* /`, the minus of one operand, `^`. Operators of equal precedence group from the
/// left, `^` from the right; `if … then … else …` takes all that follows `else`.
struct Parser {
  /// Reading ended at a fault.
  struct Stop: Error {}

  var faults: [LocatedFault]
  var references: [(name: String, range: Range<Int>)] = []

  let source: ExpressionSource
  let tokens: [Token]
  var position = 0
  var nesting = 0

  static let deepestNesting = 150
  static let deepestSyntax = 1_000

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

  var token: Token { tokens[position] }

  private var tokenAfter: Token { tokens[min(position + 1, tokens.count - 1)] }

  @discardableResult
  mutating func advance() -> Token {
    let current = token
    if position + 1 < tokens.count { position += 1 }
    return current
  }

  mutating func fail(_ fault: ExpressionFault, at range: Range<Int>? = nil) -> Stop {
    faults.append(LocatedFault(fault: fault, range: range ?? token.range))
    return Stop()
  }

  mutating func unexpected(_ expectation: Expectation) -> Stop {
    if token.kind == .keyword(.whereWord) { return fail(.strayClause(.whereWord)) }
    let found = token.kind == .end ? nil : source.text(token.range)
    let previous = position > 0 ? tokens[position - 1].kind : .end
    let splitsNumber =
      token.kind == .symbol(.comma) && previous.isNumber && tokenAfter.kind.isNumber
    return fail(.unexpected(found, expectation: splitsNumber ? .decimalPoint : expectation))
  }

  mutating func expression(_ minimum: Int) throws(Stop) -> Syntax {
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
