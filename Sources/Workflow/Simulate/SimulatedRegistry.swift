public import Platform
internal import Simulation
internal import Studies
internal import Vocabulary

/// A synthetic registry that is written as a folder.
public struct SimulatedRegistry: Sendable {
  private let request: SimulationRequest
  private let simulation: MyelomaSimulation
  private let file: ParameterFile
  private let threads: Int

  /// How many patients are held at a time.
  private static let piece = 4096

  /// Makes a registry ready to be written.
  ///
  /// - Throws: `RegistryFailure` with everything that is wrong with the parameters.
  public init(_ request: SimulationRequest, threads: Int) throws(RegistryFailure) {
    self.request = request
    (simulation, file) = try request.prepared()
    self.threads = threads
  }

  /// Writes the description, the tables, and in `truth/` what no registry knows.
  ///
  /// - Parameter folder: the folder.
  /// - Returns: how many rows the tables have.
  /// - Throws: `OutputError` and `Interrupted`.
  /// - Complexity: O(patients); a few thousand patients are held at a time.
  public func write(to folder: OutputFolder) throws -> Int {
    var tables: [GrowingFile] = []
    var truth: [GrowingFile] = []
    var ledger: GrowingFile?
    var rows = 0
    try simulation.pieces(of: Self.piece, threads: threads) { piece, known in
      try Interruption.check()
      if tables.isEmpty {
        for file in piece.files {
          tables.append(try folder.begin(file.name))
          try tables.last?.append(file.header)
        }
        for file in known.files {
          truth.append(try folder.begin("truth/\(file.name)"))
          try truth.last?.append(file.header)
        }
        ledger = try folder.begin("truth/\(piece.ledger.name)")
        try ledger?.append(piece.ledger.header)
      }
      for (file, growing) in zip(piece.files, tables) { try growing.append(file.rows) }
      for (file, growing) in zip(known.files, truth) { try growing.append(file.rows) }
      try ledger?.append(piece.ledger.rows)
      rows = piece.rowCount
    }
    for file in tables + truth { try file.close() }
    try ledger?.close()
    try writeDescription(to: folder)
    return rows
  }

  private func writeDescription(to folder: OutputFolder) throws {
    try folder.write(RegistryFile.name, SimulationResources.description)
    let parameters = simulation.model.parameters
    try folder.write(MyelomaParameters.policiesFile, parameters.policies)
    try folder.write("README.md", SimulationNotes.registry(request))
    try folder.write("truth/README.md", SimulationNotes.truth)
    try folder.write(
      "truth/parameters.yaml", try YAMLWriter.write(parameters.node))
    if file.path != nil { try folder.write("truth/parameters-given.yaml", file.bytes) }
    let record = SimulationRecord(
      version: Version.text, synthetic: true, model: "myeloma", patients: request.patients,
      seed: request.seed, null: request.isNull, dirty: request.dirty)
    try folder.write(OutputFolder.marker, try JSONText.encode(record))
  }
}

/// How a synthetic registry was made, written as `run.json`.
private struct SimulationRecord: Encodable {
  let version: String
  let synthetic: Bool
  let model: String
  let patients: Int
  let seed: UInt64
  let null: Bool
  let dirty: Double
}
