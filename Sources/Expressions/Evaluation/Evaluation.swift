public import Diagnostics
public import Tables

/// A column computed from a table, with what was found on the way.
public struct Evaluation: Sendable {
  /// The values, one a row of the table.
  public let column: Column
  /// Warnings: operations that have no value in some rows, each with how many rows and the first;
  /// values that are open; answers that hang on the order of the file.
  public let findings: [Diagnostic]
  /// The rows, ascending, whose value is missing because it is open: it hangs on a day that is known
  /// only to the month or year, or on an event of which it cannot be decided whether it counts.
  public let undecided: [Int]
  /// The first and the last day that it may be, of those of ``undecided`` that are dates and certain to
  /// be there.
  public let dayRanges: [Int: ClosedRange<Int32>]
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
  ///
  /// Functions over events give each patient a value of the rows of a table. A value that hangs on a
  /// day known only to the month or year, or on a row of which it cannot be decided whether it counts,
  /// is missing, and counted in a finding `undecided-value`.
  /// - Parameters:
  ///   - table: the table, one row a patient.
  ///   - events: the tables of events.
  ///   - patients: which patient of `events` each row of `table` is; `nil` where the rows are the
  ///     patients in their order.
  ///   - partialDates: the intervals of those dates of `table` that may be known only in part.
  ///   - name: what the column is called.
  ///   - threads: how many threads read the events; the result does not depend on it.
  /// - Returns: the column and what was found.
  /// - Throws: `column-changed` where the tables do not have the columns that were checked,
  ///   `several-rows` where a patient has several rows of a table that is read as one value, and
  ///   `type-mismatch` for a range, which is no value.
  /// - Complexity: O((rows + rows of the tables of events) · length of the expression).
  public func evaluate(
    on table: Table, events: EventStore? = nil, patients: [Int]? = nil,
    partialDates: [String: PartialDates] = [:], name: String, threads: Int = 1
  ) throws(Faults) -> Evaluation {
    try checkColumns(of: table, events)
    let place = expression.place
    if partialDates.isEmpty, let read = expression.columnName.flatMap({ table[$0] }) {
      let column = Column(name, read.values, missing: read.missing, at: place)
      return Evaluation(column: column, findings: [], undecided: [], dayRanges: [:])
    }
    var reading = EventReading(
      store: events, table: table, partialDates: partialDates, patients: patients,
      threads: threads)
    for step in plan.steps { try reading.read(step) }
    var evaluator = Evaluator(
      RowSource(table, partialDates: partialDates, slots: reading.slots))
    evaluator.failures = reading.failures
    let (values, missing) = try evaluator.column(node, of: self)
    let open = evaluator.open
    let finding = open.first.map {
      EventFinding.undecided(
        open.count, first: reading.patient(ofRow: $0)
      ).diagnostic(at: place)
    }
    return Evaluation(
      column: Column(name, values, missing: missing, at: place),
      findings: evaluator.failures.diagnostics + reading.findings + (finding.map { [$0] } ?? []),
      undecided: open, dayRanges: evaluator.dayRanges)
  }

  private func checkColumns(of table: Table, _ events: EventStore?) throws(Faults) {
    var faults: [Diagnostic] = []
    for (name, type) in plan.columns.sorted(by: { $0.key < $1.key }) {
      let found = table[name]?.type
      guard found != type else { continue }
      let reference = expression.columnReferences.first { $0.value == name }
      let fault = ExpressionFault.columnChanged(name, was: type, now: found)
      faults.append(fault.diagnostic(at: reference?.place))
    }
    for aggregate in plan.aggregates {
      let found = events?[aggregate.table]
      if found == nil {
        let fault = ExpressionFault.eventsChanged(table: aggregate.table, column: nil)
        faults.append(fault.diagnostic(at: aggregate.place))
      }
      let columns = aggregate.columns.sorted { $0.key < $1.key }
      for (name, type) in columns where found != nil && found?.columns[name]?.type != type {
        let fault = ExpressionFault.eventsChanged(table: aggregate.table, column: name)
        faults.append(fault.diagnostic(at: aggregate.place))
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
  }
}
