internal import Diagnostics
package import Platform

/// Where the events of patients stand in a file of blocks.
package struct ArchivedEvents: Codable, Sendable {
  private let patients: ArchivedColumn
  private let tables: [ArchivedEventTable]
  private let strays: [StrayEvents]
  private let findings: [Diagnostic]

  /// Writes events.
  package init(_ events: EventStore, to writer: BlockFileWriter) throws(OutputError) {
    patients = try ArchivedColumn(events.patients, to: writer)
    var tables: [ArchivedEventTable] = []
    for table in events.tables { tables.append(try ArchivedEventTable(table, to: writer)) }
    self.tables = tables
    strays = events.strays
    findings = events.findings
  }

  /// Reads the events; `nil` where they are damaged.
  package func events(from file: BlockFile, threads: Int) -> EventStore? {
    guard let patients = patients.column(from: file, threads: threads) else { return nil }
    var read: [EventTable] = []
    for table in tables {
      guard let table = table.table(from: file, patients: patients.count, threads: threads)
      else { return nil }
      read.append(table)
    }
    return EventStore(patients: patients, tables: read, strays: strays, findings: findings)
  }
}

/// Where one table of events stands in a file of blocks.
private struct ArchivedEventTable: Codable, Sendable {
  private struct Interval: Codable, Sendable {
    let column: String
    let earliest: Block
    let latest: Block
  }

  private let name: String
  private let columns: ArchivedTable
  private let timeColumn: String?
  private let offsets: Block
  /// `nil` where rows are in the order of the file.
  private let fileRows: Block?
  private let intervals: [Interval]

  init(_ table: EventTable, to writer: BlockFileWriter) throws(OutputError) {
    name = table.name
    columns = try ArchivedTable(table.columns, to: writer)
    timeColumn = table.timeColumn
    offsets = try writer.append(table.offsets)
    let isInOrder = table.fileRows.indices.allSatisfy { table.fileRows[$0] == $0 }
    fileRows = isInOrder ? nil : try writer.append(table.fileRows)
    var intervals: [Interval] = []
    for (column, dates) in table.partialDates.sorted(by: { $0.key < $1.key }) {
      intervals.append(
        Interval(
          column: column, earliest: try writer.append(dates.earliest),
          latest: try writer.append(dates.latest)))
    }
    self.intervals = intervals
  }

  func table(from file: BlockFile, patients: Int, threads: Int) -> EventTable? {
    guard let columns = columns.table(from: file, threads: threads),
      let offsets = file.values(offsets, as: Int.self, threads: threads),
      offsets.count == patients + 1, offsets.first == 0,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    let count = offsets.last ?? 0
    var rows = Array(0..<count)
    if let fileRows {
      guard let read = file.values(fileRows, as: Int.self, threads: threads),
        read.count == count, read.allSatisfy({ $0 >= 0 })
      else { return nil }
      rows = read
    }
    guard columns.columns.isEmpty || columns.rowCount == count else { return nil }
    var dates: [String: PartialDates] = [:]
    for interval in intervals {
      guard let earliest = file.values(interval.earliest, as: Int32.self, threads: threads),
        let latest = file.values(interval.latest, as: Int32.self, threads: threads),
        earliest.count == count, latest.count == count
      else { return nil }
      dates[interval.column] = PartialDates(earliest: earliest, latest: latest)
    }
    return EventTable(
      name: name, columns: columns, timeColumn: timeColumn, offsets: offsets, fileRows: rows,
      partialDates: dates)
  }
}
