public import Diagnostics
public import Tables

/// The tables of a registry, read: one row a patient, and the events of each patient in order.
public struct RegistryTables: Sendable {
  /// A file of a registry with what its description says of it.
  public struct Source: Sendable {
    /// What the table is called in a study.
    public var name: String
    /// The path of its file as written, for messages.
    public var path: String
    /// The bytes of the file.
    public var bytes: [UInt8]
    /// How it is read; what is declared of its columns.
    public var options: CSVOptions
    /// The column that names the patient.
    public var patientColumn: String
    /// The date that orders events; `nil` in the table of patients.
    public var timeColumn: String?
    /// Columns of dates that may be known only to the month or the year.
    public var partialColumns: [String]
    /// How columns of the file become those of the registry.
    public var mappings: [ColumnMapping] = []
    /// The values that columns of the file must have for a row to be of the table.
    public var only: [(column: String, values: [String])] = []
    /// The column, of the table and of the table of patients, that says which patients a row is of;
    /// `nil` where a row is of the one patient that it names.
    public var lookup: String?
    /// The table, where it was made and not written: then there are no bytes.
    public var made: Made?
    /// Where the file is asked for.
    public var place: Place?

    /// A table that was never a file.
    public struct Made: Sendable {
      /// The rows.
      public let table: Table
      /// The dates of columns where some are known only in part.
      public let partialDates: [String: PartialDates]

      /// A table with its dates.
      public init(_ table: Table, partialDates: [String: PartialDates]) {
        self.table = table
        self.partialDates = partialDates
      }
    }

    /// A file.
    public init(
      name: String, path: String, bytes: [UInt8], options: CSVOptions, patientColumn: String,
      timeColumn: String? = nil, partialColumns: [String] = [], at place: Place? = nil
    ) {
      self.name = name
      self.path = path
      self.bytes = bytes
      self.options = options
      self.patientColumn = patientColumn
      self.timeColumn = timeColumn
      self.partialColumns = partialColumns
      self.place = place
    }
  }

  /// The table of patients.
  public let patients: Table
  /// Their events, in the order of ``patients``.
  public let events: EventStore
  /// What was noticed and is no fault.
  public let findings: [Diagnostic]

  /// Tables that were read before.
  package init(patients: Table, events: EventStore, findings: [Diagnostic]) {
    self.patients = patients
    self.events = events
    self.findings = findings
  }

  /// Reads tables of events and gives their rows to patients.
  ///
  /// The bytes of a file are let go once it is read, where nobody else holds them.
  /// - Throws: `Faults` with everything that is wrong with any of the files.
  /// - Complexity: O(bytes + n log n) for n events.
  public init(patients: Source, tables: consuming [Source]) throws(Faults) {
    var faults: [Diagnostic] = []
    var findings: [Diagnostic] = []
    let people = Self.read(patients, &faults, &findings)?.table
    var sources: [EventSource] = []
    tables.reverse()
    while let table = tables.popLast() {
      guard var read = Self.read(table, &faults, &findings) else { continue }
      do throws(Faults) {
        if let lookup = table.lookup {
          guard let people else { continue }
          read = try read.lookedUp(by: lookup, for: people, id: patients.patientColumn, table)
        }
        sources.append(try Self.events(table, read))
      } catch {
        faults += Self.placed(error, table)
      }
    }
    guard let people, faults.isEmpty, let ids = people[patients.patientColumn] else {
      throw Faults(faults)
    }
    events = try EventStore(patients: ids, sources: consume sources)
    self.patients = people
    self.findings = findings + events.findings
  }

  private static func read(
    _ source: Source, _ faults: inout [Diagnostic], _ findings: inout [Diagnostic]
  ) -> RegistryRows? {
    if let made = source.made { return RegistryRows(made.table) }
    do throws(Faults) {
      let read = try CSVReader.read(
        bytes: source.bytes, name: source.path, options: source.options)
      findings += read.diagnostics
      let rows = RegistryRows(read.table, only: source.only)
      guard !source.mappings.isEmpty else { return rows }
      let mapped = MappedTable(
        rows.table, source.mappings, rows: rows.fileRows,
        locator: CSVLocator(
          bytes: source.bytes, name: source.path, delimiter: source.options.delimiter))
      findings += mapped.findings
      if !mapped.faults.isEmpty { throw Faults(mapped.faults) }
      return RegistryRows(mapped.table, fileRows: rows.fileRows)
    } catch {
      faults += placed(error, source)
      return nil
    }
  }

  private static func events(
    _ source: Source, _ rows: RegistryRows
  ) throws(Faults) -> EventSource {
    let table = rows.table
    var dates = source.made?.partialDates ?? [:]
    for name in source.partialColumns where dates[name] == nil {
      if let column = table[name] { dates[name] = try PartialDates(reading: column) }
    }
    return EventSource(
      name: source.name, table: table, patientColumn: source.patientColumn,
      timeColumn: source.timeColumn, partialDates: dates, fileRows: rows.fileRows,
      at: source.place)
  }

  /// Faults of a file with the place that asks for it.
  private static func placed(_ faults: Faults, _ source: Source) -> [Diagnostic] {
    guard let place = source.place else { return faults.diagnostics }
    return faults.diagnostics.map { fault in
      var fault = fault
      if fault.place == nil {
        fault.place = place
      } else if fault.place?.file == source.path, fault.severity == .error, fault.notes.isEmpty {
        fault.notes = [Diagnostic.Note("the table is asked for here", at: place)]
      }
      return fault
    }
  }
}
