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
