/// The rows of one table of some patients, as columns.
struct FieldTable: Sendable {
  /// The patient of each row, with how many rows in a row are the patient's.
  private(set) var owners: [(pid: String, rows: Int)] = []
  /// The columns behind the id of the patient.
  private(set) var columns: [FieldColumn]
  /// The number of rows.
  private(set) var count = 0

  /// A table without rows.
  init(_ table: RegistryTable) {
    columns = table.columns.map { _ in FieldColumn() }
  }

  /// Adds a row.
  mutating func append(_ pid: String, _ fields: [RecordField]) {
    own(pid, 1)
    for (column, field) in zip(columns.indices, fields) { columns[column].append(field) }
    count += 1
  }

  /// Adds the rows of other patients.
  mutating func append(_ other: FieldTable) {
    for (pid, rows) in other.owners { own(pid, rows) }
    for column in columns.indices { columns[column].append(other.columns[column]) }
    count += other.count
  }

  private mutating func own(_ pid: String, _ rows: Int) {
    if let last = owners.indices.last, owners[last].pid == pid {
      owners[last].rows += rows
    } else {
      owners.append((pid, rows))
    }
  }

  /// Makes room for a number of rows.
  mutating func reserve(_ rows: Int) {
    for column in columns.indices { columns[column].reserve(rows) }
  }

  /// The id of the patient of every row.
  var patients: [String] {
    var patients: [String] = []
    patients.reserveCapacity(count)
    for (pid, rows) in owners { patients.append(contentsOf: repeatElement(pid, count: rows)) }
    return patients
  }
}
