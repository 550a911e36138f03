internal import Diagnostics
internal import Tables

extension TypeChecker {
  /// A call of a function over events.
  mutating func call(
    _ function: EventFunction, _ arguments: [Syntax], at range: Range<Int>, _ syntax: Syntax
  ) -> TypedNode? {
    guard !schema.events.isEmpty else {
      fail(.eventRows(function.rawValue), at: range)
      return nil
    }
    guard arguments.count == 1, let argument = arguments.first else {
      fail(.eventArgumentCount(function, found: arguments.count), at: syntax)
      return nil
    }
    let (operand, clauses) = argument.clauses
    if function == .nearest, clauses.target == nil {
      fail(.nearestWithoutTarget, at: syntax)
      return nil
    }
    if function == .at, clauses.day == nil {
      fail(.atWithoutDay, at: syntax)
      return nil
    }
    if function != .nearest { refuse([.to, .within], in: clauses) }
    if function != .at { refuse([.on, .during], in: clauses) }
    guard let table = table(of: operand, for: function) else { return nil }
    if let name = operand.bareName, schema.eventTable(name) != nil {
      return overRows(function, table, clauses, operand, syntax)
    }
    return overValues(function, operand, table, clauses, at: range, syntax)
  }

  /// A table or column that has at most one row a patient, read as one value.
  mutating func single(
    _ table: EventTableSchema, _ entry: Schema.Entry, at syntax: Syntax
  ) -> TypedNode? {
    refer(table, entry.name, at: syntax.range)
    let value = node(entry, .column(entry.name), .column(entry.name), .column(entry.name))
    let scope = RowScope(
      table: table, names: [], parent: nil, depth: 1, columns: [entry.name: entry.type])
    return add(
      .single, table, value, nil, scope, key: "single \(table.name).\(entry.name)",
      at: syntax.range)
  }

  /// `any(table where …)`, `all(table where …)`, `count(table where …)`.
  private mutating func overRows(
    _ function: EventFunction, _ table: EventTableSchema, _ clauses: Syntax.Clauses,
    _ operand: Syntax, _ syntax: Syntax
  ) -> TypedNode? {
    refer(table, nil, at: operand.range)
    guard [.any, .all, .count].contains(function) else {
      fail(.tableAsValue(table.name, columns: table.columns.map(\.name)), at: operand)
      return nil
    }
    if function == .all, clauses.condition == nil {
      fail(.allWithoutCondition(table.name), at: syntax)
      return nil
    }
    enter(table, as: clauses.alias)
    let condition = condition(clauses)
    guard let scope = leave(), condition.isSound else { return nil }
    return switch function {
    case .any: add(.any, table, nil, condition.node, scope, syntax)
    case .all: add(.all, table, condition.node.map { .flag($0) }, nil, scope, syntax)
    default: add(.count, table, nil, condition.node, scope, syntax)
    }
  }

  /// `first(table.column where …)` and the like, with any value of a row.
  private mutating func overValues(
    _ function: EventFunction, _ operand: Syntax, _ table: EventTableSchema,
    _ clauses: Syntax.Clauses, at range: Range<Int>, _ syntax: Syntax
  ) -> TypedNode? {
    if function == .count {
      fail(.countOfValues(table.name), at: operand)
      return nil
    }
    let needsTime = [.first, .last, .nearest, .at].contains(function)
    if needsTime {
      guard let time = table.timeColumn else {
        fail(.noTime(function, table: table.name), at: range)
        return nil
      }
      refer(table, time, at: range)
    }
    enter(table, as: clauses.alias)
    let value = value(operand)
    var condition = condition(clauses)
    if function == .at { condition = during(clauses, table, condition, at: range) }
    let reach = function == .nearest ? reach(clauses) : nil
    guard var scope = leave(), let value, condition.isSound else { return nil }
    if needsTime, let time = table.timeColumn { scope.columns[time] = .date }
    switch function {
    case .any, .all:
      guard case .flag = value else {
        let text = source.text(operand.range)
        fail(
          .needsFlag(by: function.rawValue, operand: text, value.type ?? .flag, hint: nil),
          at: operand)
        return nil
      }
      return add(
        function == .any ? .any : .all, table, value, condition.node, scope, syntax)
    case .sum:
      guard case .number(_, let measure) = value, measure != .date else {
        fail(.eventArgument(.sum, found: value.type ?? .flag), at: operand)
        return nil
      }
      return add(.sum, table, value, condition.node, scope, syntax)
    case .first: return add(.first, table, value, condition.node, scope, syntax)
    case .last, .at: return add(.last, table, value, condition.node, scope, syntax)
    case .nearest:
      guard let reach else { return nil }
      return add(reach, table, value, condition.node, scope, syntax)
    case .count: return nil
    }
  }

  /// The day behind `to` and the durations behind `within`.
  private mutating func reach(_ clauses: Syntax.Clauses) -> Aggregate.Operation? {
    guard let target = clauses.target else { return nil }
    let day = ofOwner(target)
    let window = clauses.window.map { ofOwner($0) }
    if let type = day?.type, type != .date {
      fail(
        .clauseType(.to, expected: "a date", found: type), at: target)
    }
    if let syntax = clauses.window, let type = window??.type, type != .range(.duration) {
      fail(.clauseType(.within, expected: "a range of durations", found: type), at: syntax)
    }
    guard case .number(let day, .date) = day else { return nil }
    let to = slot(.number(day, .date))
    guard let window else { return .nearest(to: to, within: nil) }
    guard case .range(let low, let high, .duration) = window else { return nil }
    let ends = (slot(.number(low, .duration)), slot(.number(high, .duration)))
    return .nearest(to: to, within: ends)
  }
}

extension TypeChecker {
  /// The condition behind `where`, if there is one, and whether it could be typed.
  mutating func condition(_ clauses: Syntax.Clauses) -> (node: FlagNode?, isSound: Bool) {
    guard let syntax = clauses.condition else { return (nil, true) }
    let node = flag(syntax, for: "where")
    return (node, node != nil)
  }

  /// Adds a reading of a table, unless the same text was read before, and gives its value.
  mutating func add(
    _ operation: Aggregate.Operation, _ table: EventTableSchema, _ value: TypedNode?,
    _ condition: FlagNode?, _ scope: RowScope, _ syntax: Syntax
  ) -> TypedNode? {
    add(
      operation, table, value, condition, scope,
      key: "\(expansions[context.expansion].key)|\(source.text(syntax.range))", at: syntax.range)
  }

  mutating func add(
    _ operation: Aggregate.Operation, _ table: EventTableSchema, _ value: TypedNode?,
    _ condition: FlagNode?, _ scope: RowScope, key: String, at range: Range<Int>
  ) -> TypedNode? {
    let aggregate = Aggregate(
      operation: operation, table: table.name, value: value, condition: condition,
      slots: scope.slots, inner: scope.inner, columns: scope.columns,
      time: operation.isOrdered ? table.timeColumn : nil, text: source.text(range),
      place: source.place(of: range))
    if let current {
      let index = scopes[current].innerByKey[key] ?? scopes[current].inner.count
      if index == scopes[current].inner.count {
        scopes[current].innerByKey[key] = index
        scopes[current].inner.append(aggregate)
      }
      return aggregate.node(.inner(index), .inner(index), .inner(index))
    }
    let index = stepByKey[key] ?? steps.count
    if index == steps.count {
      stepByKey[key] = index
      steps.append(.events(aggregate))
    }
    return aggregate.node(.slot(index), .slot(index), .slot(index))
  }

  /// Notes that a table or column is read.
  mutating func refer(_ table: EventTableSchema, _ column: String?, at range: Range<Int>) {
    let reference = EventReference(table: table.name, column: column)
    events.append(Located(reference, at: source.place(of: range)))
  }

  /// Reports clauses that a function does not have.
  mutating func refuse(_ words: [ClauseWord], in clauses: Syntax.Clauses) {
    for (word, range) in clauses.words where words.contains(word) {
      fail(.strayClause(word), at: range)
    }
  }
}

extension Aggregate.Operation {
  /// Whether the operation needs the order of the rows.
  var isOrdered: Bool {
    switch self {
    case .first, .last, .nearest: true
    case .any, .all, .count, .sum, .combine, .single, .each: false
    }
  }
}
