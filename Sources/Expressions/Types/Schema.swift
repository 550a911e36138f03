public import Tables

/// The columns that an expression may name: their types, and the levels of categories.
public struct Schema: Sendable {
  /// One column.
  public struct Entry: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The type.
    public let type: ColumnType
    /// The levels of a category; `nil` where they are not known.
    public let levels: [String]?

    /// A column.
    public init(_ name: String, _ type: ColumnType, levels: [String]? = nil) {
      self.name = name
      self.type = type
      self.levels = levels
    }
  }

  /// The columns in order.
  public private(set) var entries: [Entry] = []
  /// The tables of events.
  public var events: [EventTableSchema] = []
  /// The named expressions.
  public var definitions = Definitions()
  private var indexByName: [String: Int] = [:]

  /// A schema of columns and of tables of events; of two with one name the later counts.
  public init(_ entries: [Entry] = [], events: [EventTableSchema] = []) {
    for entry in entries { add(entry) }
    self.events = events
  }

  /// The columns of a table.
  public init(_ table: Table) {
    self.init(
      table.columns.map { column in
        if case .category(let values) = column.values {
          Entry(column.name, .category, levels: values.levels)
        } else {
          Entry(column.name, column.type)
        }
      })
  }

  /// The column of that name.
  public subscript(name: String) -> Entry? { indexByName[name].map { entries[$0] } }

  /// Adds a column, or replaces the one of that name.
  public mutating func add(_ entry: Entry) {
    if let index = indexByName[entry.name] {
      entries[index] = entry
    } else {
      indexByName[entry.name] = entries.count
      entries.append(entry)
    }
  }

  /// The schema with the column that a checked expression makes.
  public func adding(_ name: String, _ expression: TypedExpression) -> Schema {
    var copy = self
    copy.add(Entry(name, expression.columnType, levels: expression.levels))
    return copy
  }
}
