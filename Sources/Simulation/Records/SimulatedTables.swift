internal import Tables

/// The tables of a synthetic registry as CSV.
public struct SimulatedTables: Sendable {
  /// A table.
  public struct File: Sendable {
    /// The name of the file.
    public let name: String
    /// Its first line, in UTF-8.
    public let header: [UInt8]
    /// Its rows, in UTF-8.
    public let rows: [UInt8]

    /// The whole file.
    public var bytes: [UInt8] { header + rows }
  }

  /// The tables, that of the patients first.
  public let files: [File]
  /// What was made dirty, field by field.
  public let ledger: File
  /// The number of rows of each table, those before included.
  let counts: [Int]

  /// How many rows the tables have, those before included.
  public var rowCount: Int { counts.reduce(0, +) }

  /// Joins the rows of patients.
  ///
  /// - Parameters:
  ///   - sinks: the rows, in the order of patients.
  ///   - before: the number of rows of each table that stand before them.
  init(_ sinks: [RecordSink], before: [Int]? = nil) {
    var counts = before ?? RegistryTable.allCases.map { _ in 0 }
    let header = CSVWriter(header: Self.ledgerColumns).bytes
    var ledger = CSVWriter(header: Self.ledgerColumns)
    for sink in sinks {
      for entry in sink.ledger { Self.add(entry, counts[entry.table.rawValue], to: &ledger) }
      for table in counts.indices { counts[table] += sink.counts[table] }
    }
    self.counts = counts
    self.ledger = File(
      name: "dirty.csv", header: header, rows: Array(ledger.bytes.dropFirst(header.count)))
    files = RegistryTable.allCases.map { table in
      let parts = sinks.map { $0.rows(table.rawValue) }
      var rows: [UInt8] = []
      rows.reserveCapacity(parts.reduce(0) { $0 + $1.count })
      for part in parts { rows += part }
      let header = CSVWriter(header: [RegistryTable.patientColumn] + table.columns).bytes
      return File(name: table.file, header: header, rows: rows)
    }
  }

  private static let ledgerColumns = ["table", "row", "pid", "column", "fault", "clean", "dirty"]

  /// Rows are counted from 1, the header not among them.
  private static func add(_ entry: Dirt.Entry, _ start: Int, to ledger: inout CSVWriter) {
    ledger.append(text: entry.table.name)
    ledger.append(integer: start + entry.row + 1)
    for text in [entry.pid, entry.column, entry.fault, entry.clean, entry.dirty] {
      ledger.append(text: text)
    }
    ledger.endRow()
  }
}
