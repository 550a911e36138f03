public import Tables

/// A table of events that an expression may name: its columns, and which of them orders the events.
public struct EventTableSchema: Sendable {
  /// The name.
  public let name: String
  /// The columns in order.
  public let columns: [Schema.Entry]
  /// The date that orders the events; `nil` where there is none.
  public let timeColumn: String?
  /// The columns of dates between which a row holds; `nil` where rows are of one day.
  public var interval: (start: String, stop: String)?
  /// What the rows are made of, where they are made of other tables.
  public var derivation: TableDerivation?
  /// The date of the row at which a column becomes known, where it is not that of the row: why a
  /// treatment was stopped is known when it stops.
  public var knownAt: [String: String] = [:]
  private let indexByName: [String: Int]

  /// A table of events.
  public init(_ name: String, columns: [Schema.Entry], timeColumn: String? = nil) {
    self.name = name
    self.columns = columns
    self.timeColumn = timeColumn
    var indexByName: [String: Int] = [:]
    for (index, entry) in columns.enumerated() { indexByName[entry.name] = index }
    self.indexByName = indexByName
  }

  /// The schema of a table.
  public init(_ table: EventTable) {
    self.init(table.name, columns: Schema(table.columns).entries, timeColumn: table.timeColumn)
  }

  /// The column of that name.
  public subscript(name: String) -> Schema.Entry? { indexByName[name].map { columns[$0] } }
}

extension Schema {
  /// The columns of a table with one row a patient, and the tables of events of a store.
  public init(_ table: Table, events: EventStore) {
    self.init(table)
    self.events = events.tables.map { EventTableSchema($0) }
  }

  /// The table of events of that name; of two with one name the later.
  package func eventTable(_ name: String) -> EventTableSchema? { events.last { $0.name == name } }

  /// The table and column that `table.column` names.
  func eventColumn(_ name: String) -> (table: EventTableSchema, entry: Entry)? {
    for (table, column) in Self.splits(name) {
      if let table = eventTable(table), let entry = table[column] { return (table, entry) }
    }
    return nil
  }

  /// Every way to read a name as that of a table, a point, and that of a column.
  static func splits(_ name: String) -> [(table: String, column: String)] {
    name.indices.filter { name[$0] == "." }.map {
      (String(name[..<$0]), String(name[name.index(after: $0)...]))
    }
  }
}
