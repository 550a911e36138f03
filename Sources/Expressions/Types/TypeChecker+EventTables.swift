extension TypeChecker {
  /// The one table whose rows an operand is computed of.
  mutating func table(
    of operand: Syntax, for function: EventFunction
  ) -> EventTableSchema? {
    let named = operandTables(operand)
    if named.count > 1 {
      fail(.severalTables(named[0].name, named[1].name), at: operand)
      return nil
    }
    if let table = named.first { return table }
    if let name = operand.bareName, schema[name] == nil, Schema.splits(name).isEmpty {
      fail(.unknownTable(name, known: schema.events.map(\.name)), at: operand)
      return nil
    }
    let before = faults.count
    let type = value(operand)?.type
    if faults.count == before, let type { fail(.noEvents(function, found: type), at: operand) }
    return nil
  }

  /// The tables whose rows a function over events reads: those that its operand names, and of rows
  /// around it only where it names no others.
  func operandTables(_ operand: Syntax) -> [EventTableSchema] {
    if let name = operand.bareName, let table = schema.eventTable(name) { return [table] }
    let named = tables(in: operand)
    return named.isEmpty ? tables(in: operand, ofRowsAround: true) : named
  }

  /// The tables of events whose columns an operand names, outside of functions over events.
  func tables(in syntax: Syntax, ofRowsAround: Bool = false) -> [EventTableSchema] {
    var tables: [EventTableSchema] = []
    collect(syntax, ofRowsAround, &tables)
    return tables
  }

  private func collect(
    _ syntax: Syntax, _ ofRowsAround: Bool, _ tables: inout [EventTableSchema]
  ) {
    switch syntax.kind {
    case .name(let name):
      guard schema[name] == nil, argument(name) == nil, ofRowsAround || rowColumn(name) == nil,
        let table = schema.eventColumn(name)?.table
      else { return }
      if !tables.contains(where: { $0.name == table.name }) { tables.append(table) }
    case .call(let name, _, _) where Self.canReduce(name): return
    case .qualified(let inner, _): collect(inner, ofRowsAround, &tables)
    default: for part in syntax.parts { collect(part, ofRowsAround, &tables) }
    }
  }
}

extension TypeChecker {
  /// Whether a call of that name can make one value of the rows of a patient.
  static func canReduce(_ name: String) -> Bool {
    if EventFunction(rawValue: name) != nil { return true }
    if case .combination = ExpressionFunction(rawValue: name)?.rule { return true }
    return false
  }
}

extension Syntax {
  /// The operand and the clauses of an argument.
  var clauses: (operand: Syntax, clauses: Clauses) {
    if case .qualified(let operand, let clauses) = kind {
      (operand, clauses)
    } else {
      (self, Clauses())
    }
  }

  /// The name, where the syntax is nothing else.
  var bareName: String? {
    if case .name(let name) = ungrouped.kind { name } else { nil }
  }
}
