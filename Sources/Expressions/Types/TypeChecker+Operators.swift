internal import Diagnostics

extension TypeChecker {
  /// An operator between two operands.
  mutating func check(
    _ infix: Infix, _ left: Syntax, _ right: Syntax, at range: Range<Int>
  ) -> TypedNode? {
    switch infix {
    case .and, .or:
      let first = flag(left, for: infix.rawValue)
      let second = flag(right, for: infix.rawValue)
      guard let first, let second else { return nil }
      return .flag(infix == .and ? .and(first, second) : .or(first, second))
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return compare(infix, left, right, at: range).map { .flag($0) }
    case .member: return member(left, right)
    case .range: return self.range(left, right, at: range)
    case .add, .subtract, .multiply, .divide, .power:
      return arithmetic(infix, left, right, at: range)
    }
  }

  private mutating func arithmetic(
    _ infix: Infix, _ left: Syntax, _ right: Syntax, at range: Range<Int>
  ) -> TypedNode? {
    let first = value(left)
    let second = value(right)
    guard let first, let second, let type = first.type, let other = second.type else { return nil }
    guard case .number(let a, let measure) = first, case .number(let b, let unit) = second,
      let (operation, result) = Self.operation(infix, measure, unit)
    else {
      let hint = hint(infix, left, type, right, other)
      fail(.operands(infix, type, other, hint: hint), at: range)
      return nil
    }
    return .number(.arithmetic(operation, a, b, at: source.place(of: range)), result)
  }

  private static func operation(
    _ infix: Infix, _ left: Measure, _ right: Measure
  ) -> (Arithmetic, Measure)? {
    switch (infix, left, right) {
    case (.add, .number, .number): (.add, .number)
    case (.add, .duration, .duration): (.add, .duration)
    case (.add, .date, .duration): (.later, .date)
    case (.add, .duration, .date): (.later, .date)
    case (.subtract, .number, .number): (.subtract, .number)
    case (.subtract, .duration, .duration), (.subtract, .date, .date): (.subtract, .duration)
    case (.subtract, .date, .duration): (.earlier, .date)
    case (.multiply, .number, .number): (.multiply, .number)
    case (.multiply, .number, .duration), (.multiply, .duration, .number): (.multiply, .duration)
    case (.divide, .number, .number), (.divide, .duration, .duration): (.divide, .number)
    case (.divide, .duration, .number): (.divide, .duration)
    case (.power, .number, .number): (.power, .number)
    default: nil
    }
  }

  private mutating func range(_ left: Syntax, _ right: Syntax, at range: Range<Int>) -> TypedNode? {
    let low = value(left)
    let high = value(right)
    guard let low, let high, let type = low.type, let other = high.type else { return nil }
    if case .number(let a, let measure) = low, case .number(let b, let unit) = high,
      measure == unit
    {
      return .range(a, b, measure)
    }
    fail(.rangeEnds(type, other), at: range)
    return nil
  }

  private mutating func compare(
    _ infix: Infix, _ left: Syntax, _ right: Syntax, at range: Range<Int>
  ) -> FlagNode? {
    for (side, other) in [(left, right), (right, left)] {
      if case .missing = side.ungrouped.kind {
        fail(.comparedWithMissing(source.text(other.range)), at: side)
        return nil
      }
    }
    let first = value(left)
    let second = value(right)
    guard let first, let second, let type = first.type, let other = second.type else { return nil }
    if case .number(let a, let measure) = first, case .number(let b, let unit) = second,
      measure == unit, let comparison = Comparison(infix)
    {
      return .numbers(comparison, a, b)
    }
    guard type == other else {
      let hint = hint(infix, left, type, right, other)
      fail(.operands(infix, type, other, hint: hint), at: range)
      return nil
    }
    guard infix == .equal || infix == .notEqual else {
      fail(.unordered(infix, type), at: range)
      return nil
    }
    return same(first, left, second, right).map { infix == .equal ? $0 : .not($0) }
  }

  private mutating func same(
    _ first: TypedNode, _ left: Syntax, _ second: TypedNode, _ right: Syntax
  ) -> FlagNode? {
    switch (first, second) {
    case (.flag(let a), .flag(let b)): return .sameFlags(a, b)
    case (.text(let a, let levels), .text(let b, let others)):
      requireLevel(b, at: right, of: levels, beside: a, left)
      requireLevel(a, at: left, of: others, beside: b, right)
      if case .constant(let text) = b { return .oneOfTexts(a, constants: [text], others: []) }
      if case .constant(let text) = a { return .oneOfTexts(b, constants: [text], others: []) }
      return .sameTexts(a, b)
    default: return nil
    }
  }

  /// Reports a text that is none of the levels it is compared with; what two definitions or a
  /// definition and its argument say may differ.
  func isLevel(_ text: TextNode, _ syntax: Syntax, beside other: TextNode, _ partner: Syntax)
    -> Bool
  {
    guard case .constant = other else { return true }
    return syntax.textLiteral != nil && partner.textLiteral != nil
  }

  private mutating func requireLevel(
    _ text: TextNode, at syntax: Syntax, of levels: [String]?, beside other: TextNode,
    _ partner: Syntax
  ) {
    guard case .constant(let literal) = text, isLevel(text, syntax, beside: other, partner) else {
      return
    }
    requireLevel(literal, of: levels, at: syntax)
  }

  /// Reports a text literal that is none of the levels it is compared with.
  mutating func requireLevel(_ text: String, of levels: [String]?, at syntax: Syntax) {
    guard let levels, !levels.contains(text) else { return }
    fail(.unknownLevel(text, levels: levels), at: syntax.ungrouped)
  }

  /// What was most likely meant where two types do not go together.
  private func hint(
    _ infix: Infix, _ left: Syntax, _ type: ValueType, _ right: Syntax, _ other: ValueType
  ) -> TypeHint? {
    hint(infix, left, type, beside: right, other) ?? hint(infix, right, other, beside: left, type)
  }

  private func hint(
    _ infix: Infix, _ syntax: Syntax, _ type: ValueType, beside partner: Syntax, _ other: ValueType
  ) -> TypeHint? {
    let text = source.text(syntax.range)
    let isSum = infix == .add || infix == .subtract
    switch (type, other) {
    case (.flag, .number): return infix.isComparison ? .flagAlone(text) : nil
    case (.number, .text):
      if let literal = partner.textLiteral, Double(literal) != nil { return .unquoted(literal) }
      return syntax.isNumberLiteral ? .quoted(text) : nil
    case (.text, .date): return syntax.textLiteral.map { .unquoted($0) }
    case (.number, .duration) where isSum || infix.isComparison:
      return .inDays(text, isLiteral: syntax.isNumberLiteral)
    case (.number, .date) where isSum:
      return .inDays(text, isLiteral: syntax.isNumberLiteral)
    case (.number, .date) where infix.isComparison: return .dateLiteral
    default: return nil
    }
  }
}

extension Comparison {
  init?(_ infix: Infix) {
    switch infix {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    default: return nil
    }
  }
}
