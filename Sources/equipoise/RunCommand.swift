import ArgumentParser
import Diagnostics
import Platform
import Reports
import Workflow

/// `equipoise run`: does studies and writes their folders.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do studies, write their folders and print a summary.")

  @OptionGroup var arguments: StudyArguments
  @OptionGroup var diagnosticArguments: DiagnosticArguments

  @Option(
    help: ArgumentHelp(
      "Where to write; runs/<study> by default. With several studies, one folder each below it.",
      valueName: "dir"))
  var out: String?

  @Option(help: "How many threads to use; as many as there are processors by default.")
  var threads: Int?

  @Option(help: "The seed of random choices.")
  var seed: UInt64 = 1

  @Flag(help: "End with status 1 where a gate does not hold.")
  var strict = false

  @Flag(help: "Write every step of every curve to tables/.")
  var fullCurves = false

  @Flag(name: .shortAndLong, help: "Print no summary.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads needs a number of at least 1") }
    if arguments.studies.isEmpty { throw ValidationError("name at least one study") }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    var options = RunOptions()
    options.changes = arguments.changes
    options.threads = threads ?? Parallel.processors
    options.seed = seed
    options.fullCurves = fullCurves
    let task = StudyTask(console, cache: arguments.cacheArguments.cache)
    let isAlone = arguments.studies.count == 1
    if let out, isAlone { try task.checkFolder(out) }
    var holds = true
    for (index, path) in arguments.studies.enumerated() {
      let run = try task.run(path, options)
      let folder = folder(for: run, isAlone: isAlone)
      let content = try ReportContent(run)
      try task.write(run, content, to: folder)
      if !quiet { summarize(content, folder, isFirst: index == 0) }
      let gates = run.results.designs.values.flatMap(\.gates)
      if strict, gates.contains(where: { !$0.passed }) { holds = false }
      if strict, run.results.quality.contains(where: \.isFailedGate) { holds = false }
    }
    if !holds {
      StandardStream.error.write("a gate does not hold (--strict)\n")
      throw ExitStatus.doesNotHold
    }
  }

  private func summarize(_ content: ReportContent, _ folder: String, isFirst: Bool) {
    let terminal = Terminal(.output)
    let report = TextReport(
      content, width: terminal.width, usesColor: terminal.usesColor, folder: folder)
    if !isFirst { print() }
    print(report.text, terminator: "")
  }

  private func folder(for run: StudyRun, isAlone: Bool) -> String {
    let name = run.results.study
    guard let out else { return "runs/\(name)" }
    return isAlone ? out : "\(out)/\(name)"
  }
}
