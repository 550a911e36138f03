internal import Diagnostics
internal import Tables

/// The rows of a file that are rows of a table, each with the row of the file that it was.
struct RegistryRows {
  let table: Table
  /// The row of the file, counted from 0; `nil` where the table has every row once.
  let fileRows: [Int]?

  init(_ table: Table, fileRows: [Int]? = nil) {
    self.table = table
    self.fileRows = fileRows
  }

  /// The rows whose columns have certain values.
  init(_ table: Table, only: [(column: String, values: [String])]) {
    guard !only.isEmpty else {
      self.init(table)
      return
    }
    let columns = only.compactMap { only in table[only.column].map { ($0, Set(only.values)) } }
    let rows = (0..<table.rowCount).filter { row in
      columns.allSatisfy { column, values in column.text(row).map(values.contains) ?? false }
    }
    self.init(table.selecting(rows), fileRows: rows)
  }

  /// The rows of a table of, say, centres as rows of each patient of the centre.
  ///
  /// - Throws: where the column is not there.
  /// - Complexity: O(rows that come of it).
  func lookedUp(
    by name: String, for patients: Table, id: String, _ source: RegistryTables.Source
  ) throws(Faults) -> RegistryRows {
    guard let keys = table[name], let values = patients[name], let ids = patients[id] else {
      let known = table.columnNames.filter { patients[$0] != nil }
      let fault = MappingFault.noLookup(name, table: source.name, known: known)
      throw Faults([fault.diagnostic(at: source.place)])
    }
    var rowsByKey: [String: [Int]] = [:]
    for row in 0..<table.rowCount {
      if let key = keys.text(row) { rowsByKey[key, default: []].append(row) }
    }
    var rows: [Int] = []
    var owners: [String] = []
    for patient in 0..<patients.rowCount {
      guard let key = values.text(patient), let own = rowsByKey[key], let id = ids.text(patient)
      else { continue }
      rows += own
      owners += own.map { _ in id }
    }
    let columns = table.selecting(rows).adding(Column(source.patientColumn, .text(owners)))
    return RegistryRows(columns, fileRows: rows.map { fileRows?[$0] ?? $0 })
  }
}
