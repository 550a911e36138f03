/// Events of patients: the rows of each patient together, in the order of time.
///
/// Rows are sorted by patient, then by the first day on which the event can have been, then as in the
/// file; rows without a date come last of their patient.
public struct EventTable: Sendable {
  /// What the table is called in a study.
  public let name: String
  /// The columns, sorted; a date that is not known to the day is missing here.
  public let columns: Table
  /// The date that orders the events; `nil` where they have none.
  public let timeColumn: String?
  /// Where each patient's rows begin: those of patient `p` are `offsets[p]..<offsets[p + 1]`.
  public let offsets: [Int]
  /// The row of the file, counted from 0, that each row was.
  public let fileRows: [Int]
  /// The intervals of the dates that may be known only to the month or year, by column.
  public let partialDates: [String: PartialDates]
  /// The rows of which it is not known whether they are there; only derived tables have any.
  public let doubtful: Missingness
  /// The values, by column, of which it is not known what they are or if there are any, and which
  /// are missing in the columns; only derived tables have any.
  public let undecided: [String: Missingness]

  /// A table whose rows are sorted already.
  package init(
    name: String, columns: Table, timeColumn: String?, offsets: [Int], fileRows: [Int],
    partialDates: [String: PartialDates], doubtful: Missingness = .none,
    undecided: [String: Missingness] = [:]
  ) {
    self.name = name
    self.columns = columns
    self.timeColumn = timeColumn
    self.offsets = offsets
    self.fileRows = fileRows
    self.partialDates = partialDates
    self.doubtful = doubtful
    self.undecided = undecided
  }

  /// The number of rows.
  public var rowCount: Int { fileRows.count }

  /// The number of patients, with and without rows.
  public var patientCount: Int { offsets.count - 1 }

  /// The rows of a patient.
  public func rows(of patient: Int) -> Range<Int> { offsets[patient]..<offsets[patient + 1] }

  /// The first patient with more than one row; `nil` where none has.
  /// - Complexity: O(patients).
  public var firstPatientWithSeveralRows: Int? {
    (0..<patientCount).first { offsets[$0 + 1] - offsets[$0] > 1 }
  }
}
