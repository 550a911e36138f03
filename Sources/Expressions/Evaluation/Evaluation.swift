public import Diagnostics
public import Tables

/// A column computed from a table, with what was found on the way.
public struct Evaluation: Sendable {
  /// The values, one a row of the table.
  public let column: Column
  /// Warnings: operations that have no value in some rows, each with how many rows and the first.
  public let findings: [Diagnostic]
}

extension TypedExpression {
  /// Computes the expression for every row of a table, a column at a time.
  ///
  /// What is missing stays missing: arithmetic and comparisons with a missing value are missing,
  /// `and`, `or` and `not` follow Kleene's three-valued logic, an `if` whose condition is missing is
  /// missing. A division by 0, a logarithm or root outside its domain, a number too large for a
  /// Double and a date outside the years 1 to 9999 give a missing value and a finding, but only in
  /// rows whose value they could matter for: not in a branch that is not taken, nor behind a false
  /// `and` or a true `or`. Whole numbers are computed as Doubles, exact up to 2^53. A date plus or
  /// minus a duration is rounded to the nearest day, halves up.
  /// - Throws: `column-changed` where the table does not have the columns that were checked, and
  ///   `type-mismatch` for a range, which is no value.
  /// - Complexity: O(rows · length of the expression).
  public func evaluate(on table: Table, name: String) throws(Faults) -> Evaluation {
    try checkColumns(of: table)
    let place = expression.place
    if let read = expression.columnName.flatMap({ table[$0] }) {
      let column = Column(name, read.values, missing: read.missing, at: place)
      return Evaluation(column: column, findings: [])
    }
    var evaluator = Evaluator(table)
    let (values, missing) = try evaluator.column(node, of: self)
    return Evaluation(
      column: Column(name, values, missing: missing, at: place),
      findings: evaluator.failures.diagnostics)
  }

  private func checkColumns(of table: Table) throws(Faults) {
    var faults: [Diagnostic] = []
    for (name, type) in columns.sorted(by: { $0.key < $1.key }) {
      let found = table[name]?.type
      guard found != type else { continue }
      let reference = expression.columnReferences.first { $0.value == name }
      let fault = ExpressionFault.columnChanged(name, was: type, now: found)
      faults.append(fault.diagnostic(at: reference?.place))
    }
    if !faults.isEmpty { throw Faults(faults) }
  }
}
