import ArgumentParser
import Diagnostics
import Platform
import Simulation
import Workflow

/// `equipoise simulate`: writes a synthetic registry with its truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make up a registry of patients who do not exist, with the truth about them.",
    discussion: """
      The folder has a registry.yaml, which a study names as data.registry, the tables, and \
      in truth/ what would have become of each patient under other treatments. The model and its \
      parameters are described in docs/simulation.md.
      """)

  @Argument(help: "The model: myeloma.")
  var model: String

  @Option(help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var out: String?

  @Option(help: "How many patients there are.")
  var patients = 7000

  @Option(help: "The seed of all that is random.")
  var seed: UInt64 = 1

  @Flag(help: "Let maintenance and second line have no effect at all.")
  var null = false

  @Option(help: ArgumentHelp("The share of rows to make dirty.", valueName: "rate"))
  var dirty = 0.0

  @Option(
    help: ArgumentHelp(
      "A YAML file that says which parameters differ from the shipped ones.", valueName: "file"))
  var parameters: String?

  @Flag(help: "Print the shipped parameters, to copy and change.")
  var showParameters = false

  @Option(help: "How many threads to use; as many as there are processors by default.")
  var threads: Int?

  @OptionGroup var diagnosticArguments: DiagnosticArguments

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads needs a number of at least 1") }
    if !(1...10_000_000).contains(patients) {
      throw ValidationError("--patients needs a number from 1 to 10000000")
    }
    if !(0...1).contains(dirty) { throw ValidationError("--dirty needs a number from 0 to 1") }
    if out == nil, !showParameters { throw ValidationError("--out says which folder to write") }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    do {
      try SimulationRequest.check(model: model)
      if showParameters {
        print(SimulationResources.parameters, terminator: "")
        return
      }
      guard let out else { return }
      try StudyTask(console, cache: nil).checkFolder(out)
      try write(to: out)
    } catch let failure as RegistryFailure {
      var sources = SourceTexts()
      for text in failure.sources { sources.add(text) }
      throw console.fail(StudyFailure(failure.faults, sources))
    } catch let error as OutputError {
      throw console.fail(error)
    } catch is Interrupted {
      throw ExitStatus.interrupted
    }
  }

  private func write(to folder: String) throws {
    var request = SimulationRequest()
    request.patients = patients
    request.seed = seed
    request.isNull = null
    request.dirty = dirty
    request.parameters = parameters.map { Located($0) }
    let registry = try SimulatedRegistry(request, threads: threads ?? Parallel.processors)
    let progress = ProgressLine()
    let rows = try progress.stage("making up \(patients) \(patients == 1 ? "patient" : "patients")")
    {
      try OutputFolder.replace(folder) { try registry.write(to: $0) }
    }
    print(
      "\(folder): \(patients) \(patients == 1 ? "patient who does" : "patients who do") not exist, \(rows) rows, seed \(seed)"
        + (null ? ", treatments without effect" : ""))
  }
}
