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
      throw Faults(source.diagnostics(checker.faults))
    }
    return TypedExpression(
      expression: self, type: type, node: node, columns: checker.columns,
      columnType: columnName.flatMap { schema[$0]?.type })
  }
}

/// An expression whose names and types are known, ready to be evaluated.
public struct TypedExpression: Sendable {
  /// The expression.
  public let expression: Expression
  /// The type of its values.
  public let type: ValueType

  let node: TypedNode
  /// The columns that are read, with their types.
  let columns: [String: ColumnType]
  private let readColumnType: ColumnType?

  init(
    expression: Expression, type: ValueType, node: TypedNode, columns: [String: ColumnType],
    columnType: ColumnType?
  ) {
    self.expression = expression
    self.type = type
    self.node = node
    self.columns = columns
    readColumnType = columnType
  }

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
        columns: columns, columnType: nil)
    }
    return (end(low), end(high))
  }
}
