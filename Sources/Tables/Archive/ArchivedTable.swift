package import Platform

/// Where a table stands in a file of blocks.
package struct ArchivedTable: Codable, Sendable {
  private let name: String
  private let columns: [ArchivedColumn]
  private let rowCount: Int

  /// Writes a table.
  package init(_ table: Table, to writer: BlockFileWriter) throws(OutputError) {
    name = table.name
    rowCount = table.rowCount
    var columns: [ArchivedColumn] = []
    for column in table.columns { columns.append(try ArchivedColumn(column, to: writer)) }
    self.columns = columns
  }

  /// Reads the table, its columns on several threads; `nil` where it is damaged.
  package func table(from file: BlockFile, threads: Int) -> Table? {
    let read = Parallel.map(columns.count, threads: threads) { index in
      columns[index].column(from: file, threads: 1)
    }
    let whole = read.compactMap(\.self)
    guard whole.count == columns.count, whole.allSatisfy({ $0.count == rowCount }),
      Set(whole.map(\.name)).count == whole.count
    else { return nil }
    return Table(name: name, columns: whole)
  }
}
