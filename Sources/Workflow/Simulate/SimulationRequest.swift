public import Diagnostics
public import Simulation
public import Studies
internal import Vocabulary

/// A synthetic registry that is asked for.
public struct SimulationRequest: Sendable {
  /// How many patients there are.
  public var patients = 7000
  /// The seed of all that is random.
  public var seed: UInt64 = 1
  /// Whether treatments do nothing.
  public var isNull = false
  /// The share of rows that are made dirty.
  public var dirty = 0.0
  /// The path of a file of parameters.
  public var parameters: Located<String>?

  /// The names of the models there are.
  public static let models = ["myeloma"]

  /// The registry as it is calibrated.
  public init() {}

  /// Whether there is a model of that name.
  ///
  /// - Throws: `RegistryFailure` where there is none.
  public static func check(model: String, at place: Place? = nil) throws(RegistryFailure) {
    guard !models.contains(model) else { return }
    let fault = StudyFault.unknownModel(model, known: models)
    throw RegistryFailure(faults: Faults([fault.diagnostic(at: place)]), sources: [])
  }

  /// What a study asks for.
  ///
  /// - Parameters:
  ///   - data: what the study says of its data.
  ///   - folder: the folder of the study, to which paths are relative.
  public init(_ data: DataSection, folder: String) {
    patients = data.patients ?? patients
    seed = data.seed.map { UInt64(clamping: $0) } ?? seed
    isNull = data.null ?? isNull
    dirty = data.dirty ?? dirty
    parameters = data.parameters.map { path in
      Located(StudyFile.joined(folder, path.value), at: path.place)
    }
  }

  /// Reads the parameters and makes the simulation ready.
  ///
  /// - Throws: `RegistryFailure` with everything that is wrong with the parameters.
  public func prepared() throws(RegistryFailure) -> (
    simulation: MyelomaSimulation, file: ParameterFile
  ) {
    let file: ParameterFile
    do throws(ParameterFileFailure) {
      file = try ParameterFile(path: parameters?.value, at: parameters?.place)
    } catch {
      throw RegistryFailure(faults: error.faults, sources: error.sources)
    }
    do throws(Faults) {
      let simulation = try MyelomaSimulation(
        file.parameters, patients: patients, seed: seed, isNull: isNull, dirty: dirty,
        written: file.written)
      return (simulation, file)
    } catch {
      throw RegistryFailure(faults: error, sources: file.sources)
    }
  }
}
