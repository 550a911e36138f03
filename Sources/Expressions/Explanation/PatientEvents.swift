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
    var tables: [EventTable] = []
    for table in events.tables {
      let own = Array(table.rows(of: patient))
      let inFile = own.sorted { (table.fileRows[$0], $0) < (table.fileRows[$1], $1) }
      var numbers = [Int](repeating: 0, count: own.count)
      for (number, row) in inFile.enumerated() { numbers[row - own[0]] = number }
      let columns = table.columns.selecting(own).adding(
        Column(Self.rowColumn, .integer(numbers)))
      rows[table.name] = inFile
      tables.append(
        EventTable(
          name: table.name, columns: columns, timeColumn: table.timeColumn,
          offsets: [0, own.count], fileRows: numbers,
          partialDates: table.partialDates.mapValues { $0.selecting(own) },
          doubtful: table.doubtful.selecting(own),
          undecided: table.undecided.mapValues { $0.selecting(own) }))
    }
    store = try EventStore(patients: Column(Self.owner, .integer([0])), sources: []).adding(tables)
    self.rows = rows
  }

  /// The column, as an expression names it.
  static let writtenRow = Expression.written(rowColumn)
  /// The condition that holds for the row that is asked about alone.
  static let isWanted = "\(writtenRow) == \(Expression.written(wanted))"
}
