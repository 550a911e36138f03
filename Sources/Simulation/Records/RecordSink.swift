internal import Distributions
internal import Tables

/// The rows of some patients, table by table.
struct RecordSink {
  /// The rows as text; empty where they are columns.
  private(set) var writers: [CSVWriter] = []
  /// The rows as columns; empty where they are text.
  private(set) var tables: [FieldTable] = []
  /// The number of rows of each table so far.
  private(set) var counts: [Int]
  /// What was made dirty, with rows counted from 0 within these patients.
  private(set) var ledger: [Dirt.Entry] = []
  /// The patient whose rows are written.
  var pid = ""
  /// Makes rows dirty, where asked for.
  var dirt: Dirt?

  private let isWanted: [Bool]

  /// A sink of the tables of some names, or of all.
  init(only names: Set<String>? = nil) {
    isWanted = RegistryTable.allCases.map { names?.contains($0.name) ?? true }
    writers = RegistryTable.allCases.map {
      CSVWriter(header: [RegistryTable.patientColumn] + $0.columns)
    }
    counts = RegistryTable.allCases.map { _ in 0 }
  }

  /// A sink of all tables that keeps values and writes no text.
  init(asColumns: Void) {
    isWanted = RegistryTable.allCases.map { _ in true }
    tables = RegistryTable.allCases.map { FieldTable($0) }
    counts = RegistryTable.allCases.map { _ in 0 }
  }

  /// Whether rows of any of the tables are written.
  func wants(_ tables: RegistryTable...) -> Bool {
    tables.contains { isWanted[$0.rawValue] }
  }

  /// Adds a row of the patient.
  mutating func add(_ table: RegistryTable, _ fields: RecordField...) {
    let index = table.rawValue
    guard isWanted[index] else { return }
    var fields = fields
    if var dirt {
      if let change = dirt.change(table, &fields, pid: pid, row: counts[index]) {
        ledger.append(change)
      }
      self.dirt = dirt
    }
    write(index, pid, fields)
  }

  private mutating func write(_ index: Int, _ pid: String, _ fields: [RecordField]) {
    counts[index] += 1
    guard tables.isEmpty else { return tables[index].append(pid, fields) }
    writers[index].append(text: pid)
    for field in fields { field.write(to: &writers[index]) }
    writers[index].endRow()
  }

  /// The rows of a table without its header.
  func rows(_ index: Int) -> ArraySlice<UInt8> {
    let bytes = writers[index].bytes
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
    return bytes[(end + 1)...]
  }
}
