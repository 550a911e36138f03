public import Diagnostics
public import Tables

/// Explains expressions for one patient: what each part is, and which rows of events made it so.
///
/// It asks the evaluation itself, of the patient alone: each part of an expression is evaluated as an
/// expression of its own, and which rows count by the same condition held to one row after another. So
/// it says what the evaluation does, and takes the square of the patient's rows of a table.
public struct Explainer: Sendable {
  /// The row of the patient, with every column computed so far.
  public private(set) var table: Table
  let schema: Schema
  let events: PatientEvents?

  /// Explains for one patient.
  ///
  /// - Parameters:
  ///   - patient: the row of the table, and of the patients of the store.
  ///   - table: the table with one row a patient.
  ///   - events: the tables of events.
  ///   - schema: what expressions may name, with the columns that are still to be computed.
  /// - Throws: `Faults` where a table of events is not what it was checked as.
  public init(
    patient: Int, of table: Table, events: EventStore?, schema: Schema
  ) throws(Faults) {
    self.table = table.selecting([patient])
    var schema = schema
    self.events = try events.map { (events) throws(Faults) in
      try PatientEvents(patient, of: events)
    }
    if self.events != nil {
      schema.add(Schema.Entry(PatientEvents.wanted, .integer))
      schema.events = schema.events.map { table in
        var numbered = EventTableSchema(
          table.name, columns: table.columns + [Schema.Entry(PatientEvents.rowColumn, .integer)],
          timeColumn: table.timeColumn)
        numbered.interval = table.interval
        numbered.derivation = table.derivation
        return numbered
      }
    }
    self.schema = schema
  }

  /// Explains an expression.
  ///
  /// - Throws: `Faults` as its evaluation does.
  /// - Complexity: O(rows² · length) for the patient's rows of the tables that are read.
  public func explain(_ expression: Expression) throws(Faults) -> Explanation {
    try explain(expression.syntax, expression.source)
  }

  /// Explains an expression and keeps its value as a column for those that follow.
  ///
  /// - Throws: `Faults` as its evaluation does.
  public mutating func add(
    _ name: String, _ expression: TypedExpression
  ) throws(Faults) -> Explanation {
    let explanation = try explain(expression.expression)
    let evaluation = try expression.evaluate(
      on: table, events: events?.store, patients: [0], name: name)
    table = table.adding(evaluation.column)
    return explanation
  }
}

extension Explainer {
  /// What a part is as an expression of its own; `nil` for what is none, such as a range.
  func typed(_ text: String) -> TypedExpression? {
    guard let expression = try? Expression(text) else { return nil }
    return try? expression.typed(against: schema)
  }

  /// The value of an expression for the patient.
  func value(_ expression: TypedExpression) throws(Faults) -> Explanation.Value {
    let evaluation = try expression.evaluate(
      on: asking(1), events: events?.store, patients: events.map { _ in [0] }, name: "")
    return Self.values(evaluation, expression.type).first ?? .missing
  }

  /// The values of an expression that is asked about each of the first rows of a table of events.
  func values(_ text: String, rows: Int) throws(Faults) -> [Explanation.Value]? {
    guard rows > 0 else { return [] }
    guard let expression = typed(text) else { return nil }
    var values: [Explanation.Value] = []
    while values.count < rows {
      let block = min(Self.rowsAtOnce, rows - values.count)
      let evaluation = try expression.evaluate(
        on: asking(block, from: values.count), events: events?.store,
        patients: [Int](repeating: 0, count: block), name: "")
      values += Self.values(evaluation, expression.type)
    }
    return values
  }

  private static let rowsAtOnce = 256

  /// The patient several times, each asking about a row of events.
  private func asking(_ count: Int, from first: Int = 0) -> Table {
    let copies =
      count == 1 ? table : table.selecting([Int](repeating: 0, count: count))
    let rows = ColumnValues.integer(Array(first..<first + count))
    return events == nil ? copies : copies.adding(Column(PatientEvents.wanted, rows))
  }

  private static func values(_ evaluation: Evaluation, _ type: ValueType) -> [Explanation.Value] {
    let column = evaluation.column
    let undecided = Set(evaluation.undecided)
    return (0..<column.count).map { row in
      if undecided.contains(row) { return .undecided }
      let value = value(column, row)
      if case .number(let days) = value, type == .duration { return .duration(days) }
      return value
    }
  }

  /// The value of a column in a row.
  static func value(_ column: Column, _ row: Int) -> Explanation.Value {
    if column.missing[row] { return .missing }
    switch column.values {
    case .number(let values): return .number(values[row])
    case .integer(let values): return .number(Double(values[row]))
    case .flag(let values): return .flag(values[row])
    case .date(let values): return .date(values[row])
    case .category, .text: return column.text(row).map { .text($0) } ?? .missing
    }
  }
}
