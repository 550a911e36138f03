internal import Diagnostics
internal import Expressions
internal import Tables

/// The tables that rules of quality read: the patients, and the events of each.
struct QualityTables: Sendable {
  /// The day up to which the data are complete, as expressions name it.
  static let lockColumn = "lock"
  /// How a row is named inside functions that read other rows.
  static let rowPrefix = "row"

  let patients: Table
  let events: EventStore

  init(_ patients: Table, _ events: EventStore, lock: Int32?) {
    self.events = events
    guard let lock, patients[Self.lockColumn] == nil else {
      self.patients = patients
      return
    }
    self.patients = patients.adding(
      Column(Self.lockColumn, .date([Int32](repeating: lock, count: patients.rowCount))))
  }

  /// What an expression over patients may name.
  ///
  /// Levels that do not happen to be in the data may be
  /// named too, so that rules can be written before there are data.
  var patientSchema: Schema {
    Schema(
      Self.entries(patients),
      events: events.tables.map { table in
        EventTableSchema(
          table.name, columns: Self.entries(table.columns), timeColumn: table.timeColumn)
      })
  }

  private static func entries(_ table: Table) -> [Schema.Entry] {
    table.columns.map { Schema.Entry($0.name, $0.type) }
  }

  /// What an expression over the rows of a table may name: its columns by their name and, where
  /// other rows are read, by `row.name`; then those of the patient.
  func rowSchema(_ table: EventTable) -> Schema {
    var schema = patientSchema
    for entry in Self.entries(table.columns) {
      for name in Self.names(entry.name) { schema.add(Schema.Entry(name, entry.type)) }
    }
    return schema
  }

  private static func names(_ column: String) -> [String] {
    [column, "\(rowPrefix).\(column)"]
  }

  /// Whether an expression that names some columns reads those of the rows.
  func readsRows(of table: EventTable, _ names: Set<String>) -> Bool {
    table.columns.columnNames.contains { column in
      Self.names(column).contains(where: names.contains)
    }
  }

  /// Some rows of a table as patients of an expression: only the columns that are read.
  func rows(
    of table: EventTable, _ selected: [Int], reading names: Set<String>, owners: [Int]
  ) -> (table: Table, partialDates: [String: PartialDates]) {
    let isAll = selected.count == table.rowCount
    var columns: [Column] = []
    var dates: [String: PartialDates] = [:]
    var taken: Set<String> = []
    for column in table.columns.columns {
      for name in Self.names(column.name) where names.contains(name) && taken.insert(name).inserted
      {
        let rows = isAll ? column : column.selecting(selected)
        columns.append(Column(name, rows.values, missing: rows.missing, at: column.place))
        dates[name] = table.partialDates[column.name].map {
          isAll ? $0 : $0.selecting(selected)
        }
      }
    }
    for column in patients.columns where names.contains(column.name) && !taken.contains(column.name)
    {
      columns.append(column.selecting(selected.map { owners[$0] }))
    }
    return (Table(name: table.columns.name, columns: columns), dates)
  }

  /// The patient of each row of a table.
  static func owners(_ table: EventTable) -> [Int] {
    var owners = [Int](repeating: 0, count: table.rowCount)
    for patient in 0..<table.patientCount {
      for row in table.rows(of: patient) { owners[row] = patient }
    }
    return owners
  }
}
