internal import Diagnostics
internal import Tables

extension TypeChecker {
  /// What is computed for the rows around the present ones, or for the patient, as a row reads it.
  mutating func lowered(_ body: (inout TypeChecker) -> TypedNode?) -> TypedNode? {
    guard let inside = current else { return body(&self) }
    current = scopes[inside].parent
    let node = body(&self)
    current = inside
    return node.map { slotted($0) }
  }

  /// What is computed for the owner of the present rows, not yet put in a slot.
  mutating func ofOwner(_ syntax: Syntax) -> TypedNode? {
    guard let inside = current else { return check(syntax) }
    let outer = context
    current = scopes[inside].parent
    context.visible.removeLast()
    let node = check(syntax)
    context = outer
    current = inside
    return node
  }

  mutating func slotted(_ node: TypedNode) -> TypedNode {
    switch node {
    case .number(.constant, _), .flag(.constant), .text(.constant, _), .missing: node
    case .number(_, let measure): .number(.slot(slot(node)), measure)
    case .flag: .flag(.slot(slot(node)))
    case .text(_, let levels): .text(.slot(slot(node)), levels: levels)
    case .range(let low, let high, let measure):
      .range(end(low, measure), end(high, measure), measure)
    }
  }

  private mutating func end(_ node: NumberNode, _ measure: Measure) -> NumberNode {
    if case .constant = node { node } else { .slot(slot(.number(node, measure))) }
  }

  /// The slot that a value of the owner is kept in for the rows.
  mutating func slot(_ node: TypedNode) -> Int {
    guard let current else { return 0 }
    scopes[current].slots.append(node)
    return scopes[current].slots.count - 1
  }

  /// What a name means: a column of rows, a parameter, a definition, a column of the patient, or the
  /// column of a table with one row a patient.
  mutating func named(_ name: String, at syntax: Syntax) -> TypedNode? {
    let argument = argument(name)
    if let (scope, entry) = rowColumn(name) {
      let table = scopes[scope].table
      if argument != nil {
        fail(.hiddenParameter(name, table: table.name), at: syntax)
        return nil
      }
      scopes[scope].columns[entry.name] = entry.type
      refer(table, entry.name, at: syntax.range)
      return node(entry, .column(entry.name), .column(entry.name), .column(entry.name))
    }
    if let argument { return inCaller { $0.check(argument) } }
    let definition = schema.definitions[name]
    if context.expansion > 0, let definition { return expand(definition, [], at: syntax) }
    if let entry = schema[name] {
      columns[name] = entry.type
      columnPlaces.append(Located(name, at: source.place(of: syntax.range)))
      return node(entry, .column(name), .column(name), .column(name))
    }
    if let definition { return expand(definition, [], at: syntax) }
    if let (table, entry) = schema.eventColumn(name) { return single(table, entry, at: syntax) }
    failUnknown(name, at: syntax)
    return nil
  }

  /// A column as what the expression computes with.
  func node(
    _ entry: Schema.Entry, _ number: NumberNode, _ flag: FlagNode, _ text: TextNode
  ) -> TypedNode {
    switch entry.type {
    case .number, .integer: .number(number, .number)
    case .date: .number(number, .date)
    case .flag: .flag(flag)
    case .category, .text: .text(text, levels: entry.levels)
    }
  }

  private mutating func failUnknown(_ name: String, at syntax: Syntax) {
    let known = schema.entries.map(\.name) + schema.definitions.names
    let row = row?.table.columns.map(\.name) ?? []
    let around = context.visible.dropLast().reversed().first { scopes[$0].table[name] != nil }
    if let around {
      fail(.columnOfRowAround(name, row: scopes[around].names[0]), at: syntax)
    } else if schema.eventTable(name) != nil {
      let table = schema.eventTable(name)
      fail(.tableAsValue(name, columns: table?.columns.map(\.name) ?? []), at: syntax)
    } else if let split = Schema.splits(name).first(where: { schema.eventTable($0.table) != nil }) {
      let columns = schema.eventTable(split.table)?.columns.map(\.name) ?? []
      fail(.unknownEventColumn(split.column, table: split.table, known: columns), at: syntax)
    } else if let split = Schema.splits(name).first, !schema.events.isEmpty,
      Suggestion.nearest(to: name, in: known) == nil
    {
      fail(.unknownTable(split.table, known: schema.events.map(\.name)), at: syntax)
    } else {
      fail(.unknownColumn(name, known: row + known), at: syntax)
    }
  }
}
