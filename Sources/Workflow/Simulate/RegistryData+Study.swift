internal import Diagnostics
internal import Simulation
public import Studies
internal import Vocabulary

extension RegistryData {
  /// Reads the registry that a study names, or makes up the one that it asks for.
  ///
  /// - Parameters:
  ///   - data: what the study says of its data.
  ///   - folder: the folder of the study.
  ///   - memory: what was read before, and how many threads may read.
  /// - Returns: `nil` where the data are no registry.
  /// - Throws: `RegistryFailure` with everything that is wrong with it.
  public static func of(
    _ data: DataSection, folder: String, memory: TableMemory = TableMemory()
  ) throws(RegistryFailure) -> RegistryData? {
    if let registry = data.registry {
      return try memory.registry(StudyFile.joined(folder, registry.value), at: registry.place)
    }
    guard let model = data.simulate else { return nil }
    try SimulationRequest.check(model: model.value, at: model.place)
    let (simulation, file) = try SimulationRequest(data, folder: folder).prepared()
    return try RegistryData(simulation, parameters: file, threads: memory.threads)
  }

  /// Makes up a registry.
  ///
  /// - Parameters:
  ///   - simulation: the registry to make.
  ///   - parameters: the parameters it is made with, for the record of a run.
  ///   - threads: the most threads to use.
  /// - Throws: `RegistryFailure` with everything that is wrong with the tables, as if they had been read from files.
  init(
    _ simulation: MyelomaSimulation, parameters: ParameterFile, threads: Int
  ) throws(RegistryFailure) {
    let columns = simulation.registryColumns(threads: threads)
    if let made = try RegistryData(columns, parameters: parameters, isWhole: true, threads: threads)
    {
      self = made
    } else {
      try self.init(simulation.registry(threads: threads), parameters: parameters, threads: threads)
    }
  }
}
