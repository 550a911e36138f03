public import Diagnostics
public import Tables

extension Expression {
  /// Finds the types of the expression over the columns of a schema.
  ///
  /// - Throws: Every unknown name, unknown level and type that does not fit; also where the result
  ///   is not what is expected, or no single value where nothing is.
  /// - Complexity: O(length of the text).
  public func typed(
    against schema: Schema, expecting: ValueType? = nil
  ) throws(Faults) -> TypedExpression {
    var checker = TypeChecker(source, schema: schema)
    let isRange = if case .range = expecting { true } else { false }
    let node = isRange ? checker.check(syntax) : checker.value(syntax)
    if let expecting, let type = node?.type, type != expecting {
      let hint = expecting == .flag ? checker.hint(for: syntax, type) : nil
      checker.fail(.expected(expecting, found: type, text: text, hint: hint), at: syntax)
    }
    guard checker.faults.isEmpty, let node, let type = node.type else {
      if checker.faults.isEmpty { checker.fail(.strayMissing, at: syntax) }
      throw Faults(checker.diagnostics)
    }
    let plan = EvaluationPlan(
      columns: checker.columns, steps: checker.steps, columnReferences: checker.columnPlaces,
      eventReferences: checker.events)
    return TypedExpression(
      expression: self, type: type, node: node, plan: plan,
      columnType: columnName.flatMap { schema[$0]?.type } ?? plan.integerType(of: node))
  }
}

extension Expression {
  /// Checks the names and types of a definition, which may be a range.
  ///
  /// - Throws: Every unknown name, unknown level and type that does not fit.
  package func checked(against schema: Schema) throws(Faults) -> ValueType? {
    var checker = TypeChecker(source, schema: schema)
    let type = checker.check(syntax)?.type
    if !checker.faults.isEmpty { throw Faults(checker.diagnostics) }
    return type
  }
}

/// An expression whose names and types are known, ready to be evaluated.
public struct TypedExpression: Sendable {
  /// The expression.
  public let expression: Expression
  /// The type of its values.
  public let type: ValueType

  let node: TypedNode
  let plan: EvaluationPlan
  private let readColumnType: ColumnType?

  init(
    expression: Expression, type: ValueType, node: TypedNode, plan: EvaluationPlan,
    columnType: ColumnType?
  ) {
    self.expression = expression
    self.type = type
    self.node = node
    self.plan = plan
    readColumnType = columnType
  }

  /// Every mention of a column of the table with one row a patient.
  public var columnReferences: [Located<String>] { plan.columnReferences }

  /// Every mention of a table of events or a column of one, and the dates that order the rows
  /// where the order is used.
  public var eventReferences: [Located<EventReference>] { plan.eventReferences }

  /// The type of the column that evaluation makes: that of the column where the expression only
  /// names one, a number for a duration (in days), a category for a text whose levels are known.
  public var columnType: ColumnType {
    if let readColumnType { return readColumnType }
    switch type {
    case .number, .duration, .range: return .number
    case .flag: return .flag
    case .date: return .date
    case .text: return levels == nil ? .text : .category
    }
  }

  /// The levels of a text that can only be one of some: those of a category in its order, those
  /// that the branches of an `if` name in the order they are written.
  public var levels: [String]? {
    if case .text(_, let levels) = node { levels } else { nil }
  }

  /// The ends of a range; `nil` for any other expression.
  public var bounds: (lower: TypedExpression, upper: TypedExpression)? {
    guard case .range(let low, let high, let measure) = node else { return nil }
    func end(_ node: NumberNode) -> TypedExpression {
      TypedExpression(
        expression: expression, type: measure.type, node: .number(node, measure),
        plan: plan, columnType: nil)
    }
    return (end(low), end(high))
  }
}

/// Something that is computed for each patient before an expression is.
enum PlanStep: Sendable {
  /// A reading of a table of events.
  case events(Aggregate)
  /// A value that is read more than once.
  case value(TypedNode)
}

extension Aggregate {
  /// The aggregate and those inside it.
  fileprivate func collect(_ found: inout [Aggregate]) {
    found.append(self)
    for aggregate in inner { aggregate.collect(&found) }
  }
}

/// What an expression reads, and the readings of tables of events that come before it.
struct EvaluationPlan: Sendable {
  /// The columns that are read, with their types.
  let columns: [String: ColumnType]
  /// What is computed for each patient beforehand, what others need first.
  let steps: [PlanStep]
  let columnReferences: [Located<String>]
  let eventReferences: [Located<EventReference>]

  /// Whole numbers where an expression is one whole number of one event.
  fileprivate func integerType(of node: TypedNode) -> ColumnType? {
    guard case .number(.slot(let index), .number) = node,
      case .events(let aggregate) = steps[index],
      case .number(.column(let name), .number) = aggregate.value,
      aggregate.columns[name] == .integer
    else { return nil }
    switch aggregate.operation {
    case .first, .last, .nearest, .single, .each: return .integer
    case .any, .all, .count, .sum, .combine: return nil
    }
  }

  /// Every reading of a table of events, those for each row of another included.
  var aggregates: [Aggregate] {
    var found: [Aggregate] = []
    for case .events(let aggregate) in steps { aggregate.collect(&found) }
    return found
  }
}
