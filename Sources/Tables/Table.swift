/// Columns of equal length, one row per patient.
public struct Table: Sendable {
  /// What the table is called in messages: the path of its file as written.
  public let name: String
  /// The columns in the order of the file.
  public private(set) var columns: [Column]
  /// The number of rows.
  public let rowCount: Int
  private var indexByName: [String: Int]

  /// A table over columns of equal length with distinct names.
  public init(name: String, columns: [Column]) {
    let rowCount = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rowCount })
    self.name = name
    self.columns = columns
    self.rowCount = rowCount
    indexByName = [:]
    for (index, column) in columns.enumerated() where indexByName[column.name] == nil {
      indexByName[column.name] = index
    }
    precondition(indexByName.count == columns.count)
  }

  /// The names of the columns in order.
  public var columnNames: [String] { columns.map(\.name) }

  /// The column of that name.
  public subscript(name: String) -> Column? { indexByName[name].map { columns[$0] } }

  /// The table with one more column, or with the column of that name replaced.
  public func adding(_ column: Column) -> Table {
    precondition(columns.isEmpty || column.count == rowCount)
    var copy = columns
    if let index = indexByName[column.name] { copy[index] = column } else { copy.append(column) }
    return Table(name: name, columns: copy)
  }

  /// The chosen rows, in the order given.
  /// - Complexity: O(rows · columns).
  public func selecting(_ rows: [Int]) -> Table {
    Table(name: name, columns: columns.map { $0.selecting(rows) })
  }
}

extension Column {
  /// The chosen rows, in the order given.
  public func selecting(_ rows: [Int]) -> Column {
    Column(name, values.selecting(rows), missing: missing.selecting(rows), at: place)
  }
}

extension ColumnValues {
  /// The chosen rows, in the order given.
  public func selecting(_ rows: [Int]) -> ColumnValues {
    switch self {
    case .number(let values): .number(rows.map { values[$0] })
    case .integer(let values): .integer(rows.map { values[$0] })
    case .category(let values):
      .category(CategoryValues(levels: values.levels, codes: rows.map { values.codes[$0] }))
    case .flag(let values): .flag(rows.map { values[$0] })
    case .date(let values): .date(rows.map { values[$0] })
    case .text(let values): .text(rows.map { values[$0] })
    }
  }
}
