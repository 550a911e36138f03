internal import Tables

extension TypeChecker {
  /// Whether a call of `min`, `max`, `earliest` or `latest` reads events.
  mutating func readsEvents(_ arguments: [Syntax]) -> Bool {
    for argument in arguments where isOverEvents(argument) { return true }
    return false
  }

  /// Whether an argument of `min`, `max`, `earliest` or `latest` stands for the rows of a table.
  mutating func isOverEvents(_ argument: Syntax) -> Bool {
    if case .qualified = argument.kind { return true }
    if readsRow(argument) { return false }
    if let name = argument.bareName, schema[name] == nil, self.argument(name) == nil,
      schema.eventTable(name) != nil
    {
      return true
    }
    return !tables(in: argument).isEmpty
  }

  /// `earliest(progression.date, death.date)`: of all rows of the tables, and of other values.
  mutating func combine(
    _ function: ExpressionFunction, _ combination: Combination, _ arguments: [Syntax],
    at range: Range<Int>
  ) -> TypedNode? {
    guard !schema.events.isEmpty else {
      let words = arguments.flatMap(\.clauses.clauses.words)
      for (word, range) in words.prefix(1) { fail(.eventRows(word.rawValue), at: range) }
      return nil
    }
    var nodes: [NumberNode] = []
    var measure: Measure?
    for argument in arguments {
      let node =
        isOverEvents(argument)
        ? reduced(function, combination, argument) : value(argument)
      guard let node, let type = node.type else { continue }
      guard case .number(let number, let unit) = node else {
        fail(.argument(function, found: type), at: argument)
        continue
      }
      if let measure, measure != unit {
        fail(.mixedArguments(function, measure.type, unit.type), at: argument)
        continue
      }
      measure = unit
      nodes.append(number)
    }
    guard nodes.count == arguments.count, let measure else { return nil }
    return .number(nodes.count == 1 ? nodes[0] : .combine(combination, nodes), measure)
  }

  /// One argument, reduced over the rows of its table.
  private mutating func reduced(
    _ function: ExpressionFunction, _ combination: Combination, _ argument: Syntax
  ) -> TypedNode? {
    let (operand, clauses) = argument.clauses
    if depth(ofReading: argument) < depth {
      return lowered { $0.reduced(function, combination, argument) }
    }
    refuse([.to, .within, .on, .during], in: clauses)
    if let name = operand.bareName, let table = schema.eventTable(name), schema[name] == nil {
      fail(.tableAsValue(name, columns: table.columns.map(\.name)), at: operand)
      return nil
    }
    let named = operandTables(operand)
    guard let table = named.first else {
      let before = faults.count
      _ = value(operand)
      if faults.count == before, let first = clauses.words.first {
        fail(.strayClause(first.word), at: first.range)
      }
      return nil
    }
    if named.count > 1 {
      fail(.severalTables(named[0].name, named[1].name), at: operand)
      return nil
    }
    return reduced(function, combination, operand, clauses, table, argument)
  }

  private mutating func reduced(
    _ function: ExpressionFunction, _ combination: Combination, _ operand: Syntax,
    _ clauses: Syntax.Clauses, _ table: EventTableSchema, _ argument: Syntax
  ) -> TypedNode? {
    enter(table, as: clauses.alias)
    let value = value(operand)
    let condition = condition(clauses)
    guard let scope = leave(), let value, condition.isSound else { return nil }
    guard case .number = value else {
      fail(.argument(function, found: value.type ?? .flag), at: operand)
      return nil
    }
    let mention = expansions[context.expansion].key
    return add(
      .combine(combination), table, value, condition.node, scope,
      key: "\(function.rawValue) \(mention)|\(source.text(argument.range))", at: argument.range)
  }
}
