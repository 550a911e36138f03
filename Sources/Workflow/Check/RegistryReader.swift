internal import Cohorts
internal import Diagnostics
internal import Platform
internal import Registry
internal import Simulation
internal import Studies
internal import Tables
internal import Vocabulary

/// Turns the description of a registry into what is read.
struct RegistryReader {
  let file: RegistryFile
  private(set) var faults: [Diagnostic] = []
  private(set) var inputs: [RegistryInput] = []
  private let threads: Int
  private(set) var patients: RegistryTables.Source?
  private(set) var events: [RegistryTables.Source] = []

  /// The files of a registry that is not on the disk, by path.
  private let files: [String: [UInt8]]?
  /// Tables of a registry that are not written.
  private var columns: SimulatedColumns?
  /// Whether tables of a registry that is not on the disk are all there.
  private(set) var isEveryTableMade = true
  /// Whether every table made has rows, and every column of it a value.
  private(set) var isWhole = true

  init(
    _ file: RegistryFile, files: [(name: String, bytes: [UInt8])]? = nil,
    columns: SimulatedColumns? = nil, threads: Int
  ) {
    self.file = file
    self.files = files.map { files in
      Dictionary(
        files.map { (StudyFile.joined(file.folder, $0.name), $0.bytes) }
      ) { first, _ in first }
    }
    self.columns = columns
    self.threads = threads
    let section = file.section
    patients = source(section)
    for element in section.tables.elements {
      if let source = source(element, section) { events.append(source) }
    }
  }

  private mutating func source(_ section: RegistrySection) -> RegistryTables.Source? {
    var options = CSVOptions(section)
    options.threads = threads
    var columns = RegistryColumns(section.patients.columns, options, mayBePartial: false)
    columns.declare(section.patients.id, .text)
    faults += columns.faults
    guard let (path, bytes, made) = read(section.patients.table, columns) else { return nil }
    var source = RegistryTables.Source(
      name: RegistrySection.patientTable, path: path, bytes: bytes, options: columns.options,
      patientColumn: section.patients.id.name, at: section.patients.table.place)
    source.made = made
    source.mappings = columns.mappings
    return source
  }

  private mutating func source(
    _ element: NamedList<RegistryTableSection>.Element, _ section: RegistrySection
  ) -> RegistryTables.Source? {
    let table = element.value
    guard !table.isAbsent else { return nil }
    var options = CSVOptions(section)
    options.mayBeEmpty = true
    options.threads = threads
    var columns = RegistryColumns(table.columns, options, mayBePartial: true)
    let patient = table.patient ?? ColumnName(section.patients.id.name, at: element.place)
    if table.by == nil { columns.declare(patient, .text) }
    if let time = table.time { columns.declare(time, .date) }
    for only in table.only.elements {
      columns.declare(ColumnName(only.name, at: only.place), .text)
    }
    faults += columns.faults
    guard let (path, bytes, made) = read(table.file, columns) else { return nil }
    var source = RegistryTables.Source(
      name: element.name, path: path, bytes: bytes, options: columns.options,
      patientColumn: patient.name, timeColumn: table.time?.name, partialColumns: columns.partial,
      at: table.file.place)
    source.mappings = columns.mappings
    source.only = table.only.elements.map { ($0.name, $0.value) }
    source.lookup = table.by?.name
    source.made = made
    return source
  }

  private mutating func read(
    _ name: Located<String>, _ described: RegistryColumns
  ) -> (path: String, bytes: [UInt8], made: RegistryTables.Source.Made?)? {
    let path = StudyFile.joined(file.folder, name.value)
    if let files {
      if let bytes = files[path] { return (path, bytes, nil) }
      let made = described.mappings.isEmpty ? made(name.value, path, described) : nil
      if made == nil { isEveryTableMade = false }
      return made.map { (path, [], $0) }
    }
    do throws(Faults) {
      let bytes = try FileBytes.read(path, threads: threads)
      inputs.append(RegistryInput(path, bytes))
      return (path, try FileBytes.unpacked(bytes, name: path), nil)
    } catch {
      faults += error.diagnostics.map { fault in
        var fault = fault
        fault.place = fault.place ?? name.place
        return fault
      }
      return nil
    }
  }

  private mutating func made(
    _ name: String, _ path: String, _ described: RegistryColumns
  ) -> RegistryTables.Source.Made? {
    let table = columns?.take(
      name, path: path, options: described.options, partial: described.partial)
    if let table, !table.isWithoutFindings { isWhole = false }
    return table.map { RegistryTables.Source.Made($0.table, partialDates: $0.partialDates) }
  }

  /// The tables, read; they are no longer here afterwards.
  mutating func tables() throws(RegistryFailure) -> RegistryTables {
    do throws(Faults) {
      checkFollowUp()
      guard let patients, faults.isEmpty else { throw Faults(faults) }
      let sources = events
      events = []
      let tables = try RegistryTables(patients: patients, tables: consume sources)
      try file.section.checkFollowUp(tables.events)
      return tables
    } catch {
      let faulty = Set(error.diagnostics.compactMap { $0.place?.file })
      throw RegistryFailure(
        faults: error,
        sources: [file.source] + inputs.filter { faulty.contains($0.path) }.compactMap(\.quotable))
    }
  }

  /// Death and the end of follow-up are read from tables that there are.
  private mutating func checkFollowUp() {
    let known = file.section.tables
    for column in [file.section.followUp.death, file.section.followUp.end]
    where !known.declares(column.table) {
      let fault = RegistryFault.unknownTable(column.table, known: known.names)
      faults.append(fault.diagnostic(at: column.place))
    }
  }
}

extension RegistrySection {
  /// What the table of patients is called in messages.
  fileprivate static let patientTable = "patients"

  /// Death and the end of follow-up are dates.
  fileprivate func checkFollowUp(_ events: EventStore) throws(Faults) {
    var faults: [Diagnostic] = []
    for column in [followUp.death, followUp.end] {
      guard let table = events[column.table] else { continue }
      if let found = table.columns[column.column] {
        guard found.type != .date else { continue }
        faults.append(
          RegistryFault.notADate(column.text, type: found.type.rawValue).diagnostic(
            at: column.place))
      } else {
        let known = table.columns.columnNames
        faults.append(
          RegistryFault.unknownColumn(column.column, table: column.table, known: known)
            .diagnostic(at: column.place))
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
  }
}

extension CSVOptions {
  /// How every table of a registry is read.
  fileprivate init(_ section: RegistrySection) {
    self.init(delimiter: section.delimiter?.csvDelimiter, missing: section.missing)
    decimal = section.decimal.csvDecimal
    dateFormat = section.dateFormat?.dateFormat
  }
}
