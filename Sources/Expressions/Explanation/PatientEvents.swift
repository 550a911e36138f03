internal import Diagnostics
internal import Tables

/// The events of one patient, each row with its number, so that an expression can ask about it.
struct PatientEvents: Sendable {
  /// The patient alone.
  let store: EventStore
  /// For each table the row of the whole table that each row was.
  let rows: [String: [Int]]

  /// The column of each table of events with the number of the row; no column of a file that a person
  /// writes is called so.
  static let rowColumn = "\u{1}row"
  /// The column of the patient with the number of the row that is asked about.
  static let wanted = "\u{1}wanted"
  private static let owner = "\u{1}patient"

  init(_ patient: Int, of events: EventStore) throws(Faults) {
    var rows: [String: [Int]] = [:]
    var sources: [EventSource] = []
    for table in events.tables {
      let inFile = table.rows(of: patient).sorted { table.fileRows[$0] < table.fileRows[$1] }
      let count = inFile.count
      let columns = table.columns.selecting(inFile)
        .adding(Column(Self.rowColumn, .integer(Array(0..<count))))
        .adding(Column(Self.owner, .integer([Int](repeating: 0, count: count))))
      rows[table.name] = inFile
      sources.append(
        EventSource(
          name: table.name, table: columns, patientColumn: Self.owner, timeColumn: table.timeColumn,
          partialDates: table.partialDates.mapValues { $0.selecting(inFile) }))
    }
    store = try EventStore(patients: Column(Self.owner, .integer([0])), sources: sources)
    self.rows = rows
  }

  /// The column, as an expression names it.
  static let writtenRow = Expression.written(rowColumn)
  /// The condition that holds for the row that is asked about alone.
  static let isWanted = "\(writtenRow) == \(Expression.written(wanted))"
}
