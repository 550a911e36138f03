/// What can be wrong with tables of events.
enum EventFault: Sendable {
  /// A row of the table of patients without an id.
  case patientWithoutId(row: Int, count: Int)
  /// Two patients with one id.
  case repeatedPatient(String, first: Int, second: Int)
  /// A column that the description names and the file does not have.
  case noColumn(String, table: String, known: [String])
  /// A column that orders events and holds no dates.
  case timeIsNoDate(String, table: String, type: ColumnType)
  /// A value that is neither a day, nor a month, nor a year.
  case badPartialDate(String, column: String, row: Int, count: Int)
  /// Rows whose patient is not in the table of patients.
  case unknownPatient(table: String, count: Int, row: Int)
  /// Rows that name no patient.
  case noPatient(table: String, count: Int, row: Int)

  /// The faults of rows that belong to nobody.
  static func strays(_ strays: StrayEvents) -> [EventFault] {
    var faults: [EventFault] = []
    if let row = strays.unknown.first {
      faults.append(.unknownPatient(table: strays.table, count: strays.unknown.count, row: row))
    }
    if let row = strays.missing.first {
      faults.append(.noPatient(table: strays.table, count: strays.missing.count, row: row))
    }
    return faults
  }
}
