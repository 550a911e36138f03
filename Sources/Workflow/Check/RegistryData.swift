internal import Cohorts
public import Diagnostics
public import Platform
public import Registry
public import Studies
internal import Tables
internal import Vocabulary

/// A registry with every file that its description names, each read once.
public struct RegistryData: Sendable {
  /// The description.
  public let file: RegistryFile
  /// The tables.
  public let tables: RegistryTables
  /// The rules of quality that were held against them.
  public var quality: RegistryQuality { assessed ?? RegistryQuality() }

  private var assessed: RegistryQuality?
  private let rules: QualityRules
  private let paths: [String: String]
  private let inputs: [(path: String, bytes: [UInt8])]

  /// Reads a registry.
  ///
  /// - Parameters:
  ///   - folder: the folder with `registry.yaml`.
  ///   - place: where a study asks for it.
  ///   - rules: further files of rules of quality.
  ///   - base: the folder that their paths are relative to.
  ///   - threads: how many threads may read.
  /// - Throws: `RegistryFailure` with everything that is wrong with the description and the files.
  public init(
    folder: String, at place: Place? = nil, rules: [Located<String>] = [], of base: String = ".",
    threads: Int = Parallel.processors
  ) throws(RegistryFailure) {
    do throws(RegistryFileFailure) {
      file = try RegistryFile(folder: folder, at: place)
    } catch {
      throw RegistryFailure(faults: error.faults, sources: [error.source].compactMap(\.self))
    }
    var reader = RegistryReader(file)
    let patients = reader.patients
    let events = reader.events
    inputs = reader.inputs
    paths = Dictionary(
      ([patients].compactMap(\.self) + events).map { ($0.name, $0.path) },
      uniquingKeysWith: { first, _ in first })
    var quality = QualityRules()
    quality.add(file.section.quality, folder: file.folder)
    for rule in rules { quality.add(file: rule, folder: base) }
    self.rules = quality
    do throws(Faults) {
      reader.checkFollowUp()
      let lock = reader.lock()
      reader.faults += quality.faults
      guard let patients, reader.faults.isEmpty else { throw Faults(reader.faults) }
      tables = try RegistryTables(patients: patients, tables: events)
      try file.section.checkFollowUp(tables.events)
      assessed = try RegistryQuality(quality.rules, self, lock: lock, threads: threads)
    } catch {
      throw RegistryFailure(
        faults: error,
        sources: Self.texts(faulty: error.diagnostics, file, quality, reader.inputs))
    }
  }

  /// The texts that diagnostics may quote.
  func texts(faulty faults: [Diagnostic]) -> [SourceText] {
    Self.texts(faulty: faults, file, rules, inputs)
  }

  private static func texts(
    faulty faults: [Diagnostic], _ file: RegistryFile, _ rules: QualityRules,
    _ inputs: [(path: String, bytes: [UInt8])]
  ) -> [SourceText] {
    let faulty = Set(faults.compactMap { $0.place?.file })
    let texts = inputs.filter { faulty.contains($0.path) && $0.bytes.count <= 4_000_000 }
    return [file.source] + rules.files.map(\.source)
      + texts.map { SourceText(name: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }
  }

  /// The file of each table as written; that of the patients under the empty name.
  var files: [String: String] {
    var files = paths
    files[""] = paths[RegistrySection.patientTable]
    return files.mapValues { path in
      let folder = file.folder == "." ? "" : "\(file.folder)/"
      return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    }
  }

  /// Where rows of a table stand, counted from 0 in its file; of the patients where it is `nil`.
  func places(ofRows rows: [Int], of table: String?, column: String?) -> [Place] {
    guard !rows.isEmpty, let path = paths[table ?? RegistrySection.patientTable],
      let input = inputs.first(where: { $0.path == path }),
      let bytes = try? FileBytes.unpacked(input.bytes, name: path)
    else { return [] }
    let locator = CSVLocator(
      bytes: bytes, name: path, delimiter: file.section.delimiter?.csvDelimiter)
    let found = locator.places(of: column, inRows: rows)
    return rows.compactMap { found[$0] }
  }

  /// The study file and every file of the registry as the record of a run names them.
  func record(with study: StudyFile) -> [RunRecord.Input] {
    [
      RunRecord.Input(study.path, study.bytes, below: study.folder),
      RunRecord.Input(file.path, file.bytes, below: study.folder),
    ] + rules.files.map { RunRecord.Input($0.path, $0.bytes, below: study.folder) }
      + inputs.map { RunRecord.Input($0.path, $0.bytes, below: study.folder) }
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
  var faults: [Diagnostic] = []
  private(set) var inputs: [(path: String, bytes: [UInt8])] = []
  private(set) var patients: RegistryTables.Source?
  private(set) var events: [RegistryTables.Source] = []

  init(_ file: RegistryFile) {
    self.file = file
    let section = file.section
    patients = source(section)
    for element in section.tables.elements {
      if let source = source(element, section) { events.append(source) }
    }
  }

  private mutating func source(_ section: RegistrySection) -> RegistryTables.Source? {
    guard let (path, bytes) = read(section.patients.table) else { return nil }
    var options = CSVOptions(section)
    for column in section.patients.columns.elements {
      options.columns[column.name] = column.value.declaration(at: column.place)
    }
    options.declare(section.patients.id, .text)
    return RegistryTables.Source(
      name: RegistrySection.patientTable, path: path, bytes: bytes, options: options,
      patientColumn: section.patients.id.name, at: section.patients.table.place)
  }

  private mutating func source(
    _ element: NamedList<RegistryTableSection>.Element, _ section: RegistrySection
  ) -> RegistryTables.Source? {
    let table = element.value
    guard let (path, bytes) = read(table.file) else { return nil }
    var options = CSVOptions(section)
    var partial: [String] = []
    for column in table.columns.elements {
      if column.value.partial { partial.append(column.name) }
      options.columns[column.name] = ColumnDeclaration(
        type: column.value.partial ? .text : column.value.type?.columnType,
        levels: column.value.levels.isEmpty ? nil : column.value.levels,
        decimal: column.value.decimal?.csvDecimal, dateFormat: column.value.dateFormat?.dateFormat,
        at: column.place)
      let type = column.value.type ?? .date
      if column.value.partial, type != .date || !column.value.levels.isEmpty {
        faults.append(RegistryFault.partialIsNoDate(column.name).diagnostic(at: column.place))
      }
      if column.value.partial, column.value.dateFormat != nil {
        faults.append(RegistryFault.partialHasFormat(column.name).diagnostic(at: column.place))
      }
    }
    let patient = table.patient ?? ColumnName(section.patients.id.name, at: element.place)
    options.declare(patient, .text)
    if let time = table.time { options.declare(time, .date) }
    return RegistryTables.Source(
      name: element.name, path: path, bytes: bytes, options: options,
      patientColumn: patient.name, timeColumn: table.time?.name, partialColumns: partial,
      at: table.file.place)
  }

  private mutating func read(_ name: Located<String>) -> (path: String, bytes: [UInt8])? {
    let path = StudyFile.joined(file.folder, name.value)
    do throws(Faults) {
      let bytes = try FileBytes.read(path)
      inputs.append((path, bytes))
      return (path, try FileBytes.unpacked(bytes, name: path))
    } catch {
      faults += error.diagnostics.map { fault in
        var fault = fault
        fault.place = fault.place ?? name.place
        return fault
      }
      return nil
    }
  }

  /// The day up to which the data are complete, since 1970-01-01; `nil` where none is declared.
  mutating func lock() -> Int32? {
    guard let lock = file.section.lock else { return nil }
    if let date = CalendarDate(iso: lock.value) { return Int32(date.daysSince1970) }
    faults.append(RegistryFault.lockIsNoDate(lock.value).diagnostic(at: lock.place))
    return nil
  }

  /// Death and the end of follow-up are read from tables that there are.
  mutating func checkFollowUp() {
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

  /// Gives a column a type where the description gives it none.
  fileprivate mutating func declare(_ column: ColumnName, _ type: ColumnType) {
    if columns[column.name]?.type == nil, columns[column.name]?.levels == nil {
      columns[column.name] = ColumnDeclaration(type: type, at: column.source.place)
    }
  }
}
