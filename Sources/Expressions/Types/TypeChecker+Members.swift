extension TypeChecker {
  /// `x in a..b` and `x in [a, b]`.
  mutating func member(_ left: Syntax, _ right: Syntax) -> TypedNode? {
    if case .list(let elements) = right.ungrouped.kind {
      return oneOf(left, elements, list: right).map { .flag($0) }
    }
    let first = value(left)
    let second = check(right)
    guard let first, let second, let type = first.type else { return nil }
    guard case .range(let low, let high, let measure) = second else {
      if let other = second.type {
        fail(.memberOf(other), at: right)
      } else {
        fail(.strayMissing, at: right)
      }
      return nil
    }
    guard case .number(let number, measure) = first else {
      fail(.elements(of: type, in: .range(measure.type)), at: right)
      return nil
    }
    return .flag(.within(number, from: low, through: high))
  }

  private mutating func oneOf(_ left: Syntax, _ elements: [Syntax], list: Syntax) -> FlagNode? {
    let first = value(left)
    let values = elements.map { value($0) }
    if elements.isEmpty { fail(.emptyList, at: list) }
    guard let first, let type = first.type, !elements.isEmpty else { return nil }
    var isSound = true
    for (syntax, node) in zip(elements, values) {
      guard let other = node?.type else {
        isSound = false
        continue
      }
      if other != type || type == .flag {
        fail(.elements(of: type, in: other), at: syntax)
        isSound = false
      }
    }
    return isSound ? oneOf(first, elements, values.compactMap { $0 }) : nil
  }

  private mutating func oneOf(
    _ first: TypedNode, _ elements: [Syntax], _ values: [TypedNode]
  ) -> FlagNode? {
    switch first {
    case .number(let number, _):
      return .oneOfNumbers(
        number, values.compactMap { if case .number(let node, _) = $0 { node } else { nil } })
    case .text(let text, let levels):
      var constants: [String] = []
      var others: [TextNode] = []
      for (syntax, value) in zip(elements, values) {
        guard case .text(let node, _) = value else { continue }
        if case .constant(let literal) = node {
          if case .constant = text {} else { requireLevel(literal, of: levels, at: syntax) }
          constants.append(literal)
        } else {
          others.append(node)
        }
      }
      return .oneOfTexts(text, constants: constants, others: others)
    case .flag, .range, .missing: return nil
    }
  }
}

extension TypeChecker {
  /// A call of a function.
  mutating func call(
    _ name: String, _ arguments: [Syntax], at range: Range<Int>, _ syntax: Syntax
  ) -> TypedNode? {
    if let function = EventFunction(rawValue: name) {
      return call(function, arguments, at: range, syntax)
    }
    if let function = ExpressionFunction(rawValue: name),
      case .combination(let combination) = function.rule, readsEvents(arguments)
    {
      return combine(function, combination, arguments, at: range)
    }
    if let definition = schema.definitions[name] {
      return expand(definition, arguments, at: syntax)
    }
    if let function = ExpressionFunction(rawValue: name),
      function.arity.accepts(arguments.count)
    {
      switch function.rule {
      case .overlap: return overlap(arguments, at: range)
      case .membership: return includes(arguments)
      case .sometime: return sometime(arguments)
      case .number, .magnitude, .part, .length, .combination: break
      }
    }
    let nodes = arguments.map { value($0) }
    guard let function = ExpressionFunction(rawValue: name) else {
      fail(.unknownFunction(name, known: schema.definitions.names), at: range)
      return nil
    }
    guard function.arity.accepts(arguments.count) else {
      fail(.argumentCount(function, found: arguments.count), at: syntax)
      return nil
    }
    var numbers: [(node: NumberNode, measure: Measure)] = []
    for (argument, node) in zip(arguments, nodes) {
      guard let node, let type = node.type else { continue }
      if case .number(let number, let measure) = node, function.accepts(measure) {
        numbers.append((number, measure))
      } else {
        fail(.argument(function, found: type), at: argument)
      }
    }
    guard numbers.count == arguments.count, let first = numbers.first else { return nil }
    for (argument, number) in zip(arguments, numbers) where number.measure != first.measure {
      fail(
        .mixedArguments(function, first.measure.type, number.measure.type), at: argument)
      return nil
    }
    return apply(function, numbers.map(\.node), first.node, first.measure, at: range)
  }

  private func apply(
    _ function: ExpressionFunction, _ nodes: [NumberNode], _ first: NumberNode,
    _ measure: Measure, at range: Range<Int>
  ) -> TypedNode {
    let place = source.place(of: range)
    switch function.rule {
    case .number(let operation), .part(let operation):
      return .number(.apply(operation, first, at: place), .number)
    case .magnitude: return .number(.apply(.absolute, first, at: place), measure)
    case .length(.day): return .number(first, .number)
    case .length(let unit):
      return .number(.arithmetic(.divide, first, .constant(unit.days), at: place), .number)
    case .combination(let combination): return .number(.combine(combination, nodes), measure)
    case .overlap, .membership, .sometime: return .missing
    }
  }
}

extension ExpressionFunction {
  /// Whether the function takes numbers that stand for this.
  fileprivate func accepts(_ measure: Measure) -> Bool {
    switch rule {
    case .number: measure == .number
    case .magnitude: measure != .date
    case .part: measure == .date
    case .length: measure == .duration
    case .combination: true
    case .overlap, .membership, .sometime: false
    }
  }
}
