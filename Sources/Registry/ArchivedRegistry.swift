internal import Diagnostics
package import Platform
internal import Tables

/// Where the tables of a registry stand in a file of blocks.
package struct ArchivedRegistry: Codable, Sendable {
  private let patients: ArchivedTable
  private let events: ArchivedEvents
  private let findings: [Diagnostic]

  /// Writes the tables.
  package init(_ tables: RegistryTables, to writer: BlockFileWriter) throws(OutputError) {
    patients = try ArchivedTable(tables.patients, to: writer)
    events = try ArchivedEvents(tables.events, to: writer)
    findings = tables.findings
  }

  /// Reads the tables; `nil` where they are damaged.
  ///
  /// - Complexity: O(bytes), on several threads.
  package func tables(from file: BlockFile, threads: Int) -> RegistryTables? {
    guard let patients = patients.table(from: file, threads: threads),
      let events = events.events(from: file, threads: threads),
      events.patientCount == patients.rowCount
    else { return nil }
    return RegistryTables(patients: patients, events: events, findings: findings)
  }
}
