internal import Diagnostics
internal import Expressions
internal import Tables

/// The rows of a table of events that a description reads, of the patients of a cohort, in order.
struct CohortEvents: Sendable {
  let table: EventTable
  /// Where the rows of each patient of the cohort begin.
  let offsets: [Int]
  /// Rows of the table.
  let rows: [Int]
  /// Rows that were left out because the condition could not be decided.
  let undecided: Int
  /// Rows that were left out because the number that orders them is missing.
  let unordered: Int

  /// Reads the rows that a condition keeps.
  ///
  /// - Parameters:
  ///   - table: the table of events.
  ///   - condition: over the columns of the table.
  ///   - order: the column of numbers that orders the rows of a patient; as in the table when absent.
  ///   - cohort: the patients.
  ///   - findings: what was noticed while the condition was evaluated.
  /// - Throws: what evaluation throws.
  /// - Complexity: O(rows), O(rows log rows of a patient) where they are not in order.
  init(
    _ table: EventTable, where condition: TypedExpression?, order: String?,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) {
    var kept: (flags: [Bool], missing: Missingness)?
    if let condition {
      let evaluation = try condition.evaluate(
        on: table.columns, partialDates: table.partialDates, name: "")
      findings += evaluation.findings
      if case .flag(let flags) = evaluation.column.values {
        kept = (flags, evaluation.column.missing)
      }
    }
    let keys = order.flatMap { table.columns[$0]?.numbers }
    var (undecided, unordered) = (0, 0)
    var (offsets, rows): ([Int], [Int]) = ([0], [])
    offsets.reserveCapacity(cohort.count + 1)
    rows.reserveCapacity(table.rowCount)
    for patient in cohort.rows {
      let first = rows.count
      var isSorted = true
      for row in table.rows(of: patient) {
        if let kept {
          if kept.missing[row] { undecided += 1 }
          if kept.missing[row] || !kept.flags[row] { continue }
        }
        if let keys {
          if keys[row].isNaN {
            unordered += 1
            continue
          }
          if rows.count > first, keys[rows[rows.count - 1]] > keys[row] { isSorted = false }
        }
        rows.append(row)
      }
      if !isSorted, let keys {
        let sorted = rows[first...].sorted { (keys[$0], $0) < (keys[$1], $1) }
        rows.replaceSubrange(first..., with: sorted)
      }
      offsets.append(rows.count)
    }
    self.table = table
    self.offsets = offsets
    self.rows = rows
    self.undecided = undecided
    self.unordered = unordered
  }

  /// How many patients the cohort has.
  var patientCount: Int { offsets.count - 1 }

  /// The rows of a patient of the cohort.
  func rows(of patient: Int) -> ArraySlice<Int> { rows[offsets[patient]..<offsets[patient + 1]] }

  /// What is to be said of rows that were left out.
  var notes: [DescriptionNote] {
    (undecided > 0 ? [.rowsUndecided(undecided)] : [])
      + (unordered > 0 ? [.rowsUnordered(unordered)] : [])
  }
}
