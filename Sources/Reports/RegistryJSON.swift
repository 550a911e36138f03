internal import Registry
internal import Studies
internal import Tables
public import Workflow

/// The tables of a registry, for programs.
public struct RegistryJSON {
  private let registry: RegistryData
  private let quality: RegistryQuality
  private let threads: Int

  /// The tables of a registry, with what became of rules of quality; so many threads read them.
  public init(_ registry: RegistryData, _ quality: RegistryQuality, threads: Int) {
    self.registry = registry
    self.quality = quality
    self.threads = threads
  }

  /// One object; the same registry gives the same text.
  ///
  /// - Complexity: O(n log n) for n values.
  public var text: String {
    let (patients, events) = (registry.tables.patients, registry.tables.events)
    return ProfileJSON.text(
      Document(
        registry: registry.file.section.registry, title: registry.file.section.title,
        patients: TableObject(patients, threads),
        tables: events.tables.map { TableObject($0, threads) },
        quality: quality.rows))
  }

  private struct Document: Encodable {
    let registry: String
    let title: String?
    let patients: TableObject
    let tables: [TableObject]
    let quality: [QualityRow]
  }

  private struct TableObject: Encodable {
    let table: String
    let rows: Int
    /// Of tables of events: who has a row, and how many one patient has at most.
    var patients: Int?
    var mostOfPatient: Int?
    /// The first and the last day of what orders the rows, and how many are not known to the day.
    var from: String?
    var to: String?
    var dayNotKnown: Int?
    let columns: [ColumnJSON]

    init(_ table: Table, _ threads: Int) {
      self.table = table.name
      rows = table.rowCount
      columns = Self.columns(table, threads)
    }

    init(_ table: EventTable, _ threads: Int) {
      let counts = (0..<table.patientCount).map { table.rows(of: $0).count }
      let dates = EventDates(table)
      self.table = table.name
      rows = table.rowCount
      patients = counts.count { $0 > 0 }
      mostOfPatient = counts.max() ?? 0
      from = dates.first.map(EventDates.text)
      to = dates.last.map(EventDates.text)
      dayNotKnown = dates.partial
      columns = Self.columns(table.columns, threads)
    }

    private static func columns(_ table: Table, _ threads: Int) -> [ColumnJSON] {
      ReadTable(table: table).profiles(of: table.columnNames, threads: threads)
        .map(ColumnJSON.init)
    }
  }
}
