internal import Cohorts
public import Diagnostics
public import Platform
public import Registry
internal import Simulation
public import Studies
internal import Tables
internal import Vocabulary

/// A registry with every file that its description names, each read once.
public struct RegistryData: Sendable {
  /// The description.
  public let file: RegistryFile
  /// The tables.
  public let tables: RegistryTables

  private let inputs: [RegistryInput]
  private var isSimulated = false

  /// Reads a registry.
  ///
  /// - Parameters:
  ///   - folder: the folder with `registry.yaml`.
  ///   - place: where a study asks for it.
  ///   - cache: where large registries are kept as they were read; `nil` for none.
  ///   - threads: how many threads may read.
  /// - Throws: `RegistryFailure` with everything that is wrong with the description and the files.
  public init(
    folder: String, at place: Place? = nil, cache: RegistryCache? = nil,
    threads: Int = Parallel.processors
  ) throws(RegistryFailure) {
    do throws(RegistryFileFailure) {
      file = try RegistryFile(folder: folder, at: place)
    } catch {
      throw RegistryFailure(faults: error.faults, sources: [error.source].compactMap(\.self))
    }
    let kept = cache?.entry(for: file, paths: file.tablePaths)
    if let (tables, inputs) = kept?.read(threads: threads) {
      self.tables = tables
      self.inputs = inputs
      return
    }
    var reader = RegistryReader(file, threads: threads)
    inputs = reader.inputs
    tables = try reader.tables()
    kept?.keep(tables, inputs)
  }

  /// Reads a registry that is not on the disk.
  ///
  /// - Parameters:
  ///   - simulated: the tables as CSV.
  ///   - parameters: the parameters they were made with, for the record of a run.
  ///   - threads: how many threads may read.
  /// - Throws: `RegistryFailure` with everything that is wrong with the tables.
  init(
    _ simulated: SimulatedTables, parameters: ParameterFile, threads: Int
  ) throws(RegistryFailure) {
    let files = simulated.files.map { ($0.name, $0.bytes) } + [Self.policies(parameters)]
    var reader = RegistryReader(try Self.simulated(), files: files, threads: threads)
    try self.init(&reader, parameters)
  }

  /// Reads a registry that is neither on the disk nor written; `nil` where its tables must be read as
  /// CSV for what would be told of them.
  ///
  /// - Parameters:
  ///   - simulated: the tables as columns.
  ///   - parameters: the parameters they were made with, for the record of a run.
  ///   - isWhole: whether every table must have rows and every column a value, as in files of which
  ///     nothing is to be told.
  ///   - threads: how many threads may read.
  /// - Throws: `RegistryFailure` with everything that is wrong with the tables.
  init?(
    _ simulated: SimulatedColumns, parameters: ParameterFile, isWhole: Bool, threads: Int
  ) throws(RegistryFailure) {
    var reader = RegistryReader(
      try Self.simulated(), files: [Self.policies(parameters)], columns: simulated,
      threads: threads)
    guard reader.isEveryTableMade, !isWhole || reader.isWhole else { return nil }
    try self.init(&reader, parameters)
  }

  private init(
    _ reader: inout RegistryReader, _ parameters: ParameterFile
  ) throws(RegistryFailure) {
    file = reader.file
    inputs = parameters.path.map { [RegistryInput($0, parameters.bytes)] } ?? []
    isSimulated = true
    tables = try reader.tables()
  }

  /// The description of a synthetic registry.
  private static func simulated() throws(RegistryFailure) -> RegistryFile {
    do throws(RegistryFileFailure) {
      return try RegistryFile(text: SimulationResources.description, folder: "simulated")
    } catch {
      throw RegistryFailure(faults: error.faults, sources: [error.source].compactMap(\.self))
    }
  }

  /// The file that says what was funded where and when.
  private static func policies(_ parameters: ParameterFile) -> (String, [UInt8]) {
    (MyelomaParameters.policiesFile, Array(parameters.parameters.policies.utf8))
  }

  /// The study file and every file of the registry as the record of a run names them.
  func record(with study: StudyFile) -> [RunRecord.Input] {
    [RunRecord.Input(study.path, study.bytes, below: study.folder)]
      + (isSimulated ? [] : [RunRecord.Input(file.path, file.bytes, below: study.folder)])
      + inputs.map { $0.record(below: study.folder) }
  }
}

/// Why a registry cannot be read, with the texts to quote.
public struct RegistryFailure: Error {
  /// What is wrong.
  public let faults: Faults
  /// The texts that diagnostics may quote.
  public let sources: [SourceText]
}

/// Turns the description of a registry into what is read.
private struct RegistryReader {
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
