internal import Diagnostics
internal import Tables

/// The rows of a table of events that a part of an expression is computed for.
struct RowScope {
  let table: EventTableSchema
  /// What a row is called in `NAME.column`.
  let names: [String]
  /// The rows around, which the values in slots are computed for; `nil` for patients.
  let parent: Int?
  /// How many rows stand in each other, this one included; 0 for a row that is only looked at.
  let depth: Int
  /// The values of the rows around, or of the patient, that rows read.
  var slots: [TypedNode] = []
  /// The columns that are read.
  var columns: [String: ColumnType] = [:]
  /// The readings of tables for each of these rows, those that others need first.
  var inner: [Aggregate] = []
  /// The readings by what is written.
  var innerByKey: [String: Int] = [:]
}

/// Where a name is looked up: the text it stands in, and the rows around it there.
struct NameContext {
  var expansion = 0
  /// The scopes whose columns can be named, the innermost last.
  var visible: [Int] = []
}

/// A text that is being typed: the expression, or a definition that it asks for.
struct Expansion {
  let source: ExpressionSource
  /// What stands for each parameter.
  var arguments: [String: Syntax] = [:]
  /// Where the arguments are read.
  var caller = NameContext()
  /// The mention that asked for it.
  var use: Range<Int> = 0..<0
  /// The name of the definition; empty for the expression.
  var name = ""
  /// What tells it from other expansions.
  var key = ""
  /// How many expansions it stands in.
  var depth = 0
}

extension TypeChecker {
  /// How many rows stand around what is computed.
  var depth: Int { current.map { scopes[$0].depth } ?? 0 }

  /// The innermost rows whose columns can be named.
  var row: RowScope? { context.visible.last.map { scopes[$0] } }

  /// What follows is computed for rows of a table.
  mutating func enter(_ table: EventTableSchema, as alias: String? = nil, names: [String] = []) {
    let scope = RowScope(
      table: table, names: (alias.map { [$0] } ?? []) + names + [table.name], parent: current,
      depth: depth + 1)
    current = scopes.count
    context.visible.append(scopes.count)
    scopes.append(scope)
  }

  /// Rows are read no longer; what was read of them.
  mutating func leave() -> RowScope? {
    guard let id = current else { return nil }
    current = scopes[id].parent
    context.visible.removeLast()
    return scopes[id]
  }

  /// The column of rows around that a name means, if it means one: a column of the innermost rows by
  /// its name alone, one of any rows around by the name of its table or its alias.
  func rowColumn(_ name: String) -> (scope: Int, entry: Schema.Entry)? {
    if let innermost = context.visible.last, let entry = scopes[innermost].table[name] {
      return (innermost, entry)
    }
    guard !context.visible.isEmpty else { return nil }
    let splits = Schema.splits(name)
    for scope in context.visible.reversed() {
      for split in splits where scopes[scope].names.contains(split.table) {
        if let entry = scopes[scope].table[split.column] { return (scope, entry) }
      }
    }
    return nil
  }

  /// Whether something is computed of the rows around, outside of functions over events.
  mutating func readsRow(_ syntax: Syntax) -> Bool {
    switch syntax.kind {
    case .name(let name):
      if rowColumn(name) != nil { return true }
      guard let argument = argument(name) else { return false }
      return inCaller { $0.readsRow(argument) }
    case .call(let name, _, _) where EventFunction(rawValue: name) != nil: return false
    case .qualified: return false
    default:
      for part in syntax.parts where readsRow(part) { return true }
      return false
    }
  }

  /// How deep in each other the rows stand that a part reads; 0 where it reads the patient alone.
  mutating func depth(of syntax: Syntax) -> Int {
    guard !context.visible.isEmpty || context.expansion > 0 else { return 0 }
    switch syntax.kind {
    case .name(let name):
      if let (scope, _) = rowColumn(name) { return scopes[scope].depth }
      guard let argument = argument(name) else { return 0 }
      return inCaller { $0.depth(of: argument) }
    case .call(let name, let arguments, _):
      let isOfEvents = EventFunction(rawValue: name) != nil
      let isCombination = Self.canReduce(name)
      var deepest = 0
      for argument in arguments {
        let isReduced = isOfEvents || (isCombination && isOverEvents(argument))
        deepest = max(
          deepest, isReduced ? depth(ofReading: argument) : depth(of: argument))
      }
      return deepest
    case .qualified: return 0
    default:
      var deepest = 0
      for part in syntax.parts { deepest = max(deepest, depth(of: part)) }
      return deepest
    }
  }

  /// The same of an argument that is read of the rows of a table.
  mutating func depth(ofReading argument: Syntax) -> Int {
    let (operand, clauses) = argument.clauses
    var deepest = 0
    for part in [clauses.target, clauses.window, clauses.day].compactMap(\.self) {
      deepest = max(deepest, depth(of: part))
    }
    guard let table = operandTables(operand).first else { return deepest }
    let names = (clauses.alias.map { [$0] } ?? []) + [table.name]
    context.visible.append(scopes.count)
    scopes.append(RowScope(table: table, names: names, parent: nil, depth: 0))
    for part in [operand, clauses.condition, clauses.span].compactMap(\.self) {
      deepest = max(deepest, depth(of: part))
    }
    scopes.removeLast()
    context.visible.removeLast()
    return deepest
  }
}
