internal import Diagnostics
internal import Tables

/// Computes the parts of an expression, each as one contiguous column.
struct Evaluator {
  let table: Table
  var failures = Failures()

  init(_ table: Table) { self.table = table }

  /// The number of rows.
  var count: Int { table.rowCount }

  /// The values of a whole expression as a column holds them.
  mutating func column(
    _ node: TypedNode, of expression: TypedExpression
  ) throws(Faults) -> (ColumnValues, Missingness) {
    switch node {
    case .number(let node, .date):
      let days = numbers(node, .all)
      let values = days.map { $0.isNaN ? 0 : Int32($0) }
      return (.date(values), Missingness(days.map(\.isNaN)))
    case .number(let node, _):
      let values = numbers(node, .all)
      return (.number(values), Missingness(values.map(\.isNaN)))
    case .flag(let node):
      let truths = truths(node, .all)
      return (
        .flag(truths.map { $0 == Truth.yes }), Missingness(truths.map { $0 == Truth.missing })
      )
    case .text(let node, _): return texts(node, .all).column
    case .range, .missing:
      let source = expression.expression.source
      let range = 0..<source.scalars.count
      throw Faults(source.diagnostics([LocatedFault(fault: .strayRange, range: range)]))
    }
  }
}
