internal import Diagnostics
internal import Tables

/// The rows of a table of events that a part of an expression is computed for.
struct RowScope {
  let table: EventTableSchema
  /// The patient's values that rows read.
  var slots: [TypedNode] = []
  /// The columns that are read.
  var columns: [String: ColumnType] = [:]
}

extension TypeChecker {
  /// The column of the rows that a name means, if it means one.
  func rowEntry(_ name: String) -> Schema.Entry? {
    guard let table = row?.table else { return nil }
    if let entry = table[name] { return entry }
    guard let (owner, entry) = schema.eventColumn(name), owner.name == table.name else {
      return nil
    }
    return entry
  }

  /// Whether something is computed of the rows, and not of their patient alone.
  func readsRow(_ syntax: Syntax) -> Bool {
    switch syntax.kind {
    case .name(let name): rowEntry(name) != nil
    case .call(let name, _, _) where EventFunction(rawValue: name) != nil: false
    case .qualified: false
    default: syntax.parts.contains { readsRow($0) }
    }
  }

  /// What is computed of the patient, as a row reads it.
  mutating func patientValue(_ syntax: Syntax) -> TypedNode? {
    guard let outer = row else { return check(syntax) }
    around.append(outer.table)
    row = nil
    let node = check(syntax)
    row = outer
    around.removeLast()
    return node.map { slotted($0) }
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

  /// The slot that a patient's value is kept in for the rows.
  mutating func slot(_ node: TypedNode) -> Int {
    let index = row?.slots.count ?? 0
    row?.slots.append(node)
    return index
  }

  /// A name that is no column of the rows: a column of the patient, or a column of events.
  mutating func patientColumn(_ name: String, at syntax: Syntax) -> TypedNode? {
    if let entry = schema[name] {
      columns[name] = entry.type
      columnPlaces.append((name, syntax.range))
      return node(entry, .column(name), .column(name), .column(name))
    }
    if let (table, entry) = schema.eventColumn(name) {
      guard !around.contains(where: { $0.name == table.name }) else {
        fail(.rowOfOuterTable(name, table: table.name), at: syntax)
        return nil
      }
      return single(table, entry, at: syntax)
    }
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
    let known = schema.entries.map(\.name)
    let row = around.last?.columns.map(\.name) ?? []
    if schema.eventTable(name) != nil {
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
