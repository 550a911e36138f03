internal import Diagnostics
internal import Tables

/// An expression that gives a value to each row of a table of events.
struct TypedRows {
  let expression: Expression
  let type: ValueType
  let aggregates: [Aggregate]
  let plan: EvaluationPlan

  /// What the column of values is.
  func entry(_ name: String) -> Schema.Entry {
    switch type {
    case .number, .duration, .range: Schema.Entry(name, .number)
    case .flag: Schema.Entry(name, .flag)
    case .date: Schema.Entry(name, .date)
    case .text:
      if case .text(_, let levels?) = aggregates[0].value {
        Schema.Entry(name, .category, levels: levels)
      } else {
        Schema.Entry(name, .text)
      }
    }
  }

  /// Every table that is read, those behind derived tables included.
  func tablesRead(_ schema: Schema) -> Set<String> {
    plan.eventReferences.reduce(into: []) { $0.formUnion(schema.tables(behind: $1.value.table)) }
  }

  /// The tables that are read later than the time of the row, where it has one.
  func tablesReadLater(_ schema: Schema) -> Set<String> {
    var reads = LaterReads(schema: schema, steps: plan.steps, days: [])
    for case .events(let aggregate) in plan.steps { reads.add(aggregate, around: nil) }
    for aggregate in aggregates { reads.add(aggregate, around: nil) }
    return Set(reads.tables)
  }
}

extension Expression {
  /// Finds the types of the expression over the rows of a table.
  ///
  /// - Parameters:
  ///   - table: the table whose columns may be named.
  ///   - alias: a second name for its rows in functions over events.
  ///   - schema: everything else that may be named.
  ///   - expected: what it must give; a range of dates gives its two ends.
  /// - Returns: what gives each row its value, or its two ends.
  /// - Throws: as typing for patients does.
  func typed(
    forRowsOf table: EventTableSchema, alias: String, against schema: Schema,
    expecting expected: ValueType? = nil
  ) throws(Faults) -> TypedRows {
    var checker = TypeChecker(source, schema: schema)
    checker.enter(table, names: [alias])
    let isRange = if case .range = expected { true } else { false }
    let node = isRange ? checker.check(syntax) : checker.value(syntax)
    if let expected, let type = node?.type, type != expected {
      checker.fail(.expected(expected, found: type, text: text, hint: nil), at: syntax)
    }
    let scope = checker.leave()
    guard checker.faults.isEmpty, let node, let type = node.type, let scope else {
      if checker.faults.isEmpty { checker.fail(.strayMissing, at: syntax) }
      throw Faults(checker.diagnostics)
    }
    let values: [TypedNode] =
      if case .range(let low, let high, let measure) = node {
        [.number(low, measure), .number(high, measure)]
      } else {
        [node]
      }
    let aggregates = values.map {
      Aggregate(
        operation: .each, table: table.name, value: $0, condition: nil, slots: scope.slots,
        inner: scope.inner, columns: scope.columns, time: nil, text: text, place: place)
    }
    let plan = EvaluationPlan(
      columns: checker.columns, steps: checker.steps, columnReferences: checker.columnPlaces,
      eventReferences: checker.events)
    return TypedRows(expression: self, type: type, aggregates: aggregates, plan: plan)
  }
}
