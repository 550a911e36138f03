import ArgumentParser
import Diagnostics
import Platform
import Reports
import Studies
import Workflow

/// `equipoise verify`: reruns studies and compares them with their locks.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Rerun studies and compare them with results.lock.json beside each.")

  @OptionGroup var arguments: StudyArguments
  @OptionGroup var diagnosticArguments: DiagnosticArguments

  @Flag(help: "Write the lock anew, keeping the tolerances it has.")
  var update = false

  @Option(help: ArgumentHelp("Write the outcome as JUnit XML.", valueName: "file"))
  var junit: String?

  @Option(help: "How many threads to use; as many as there are processors by default.")
  var threads: Int?

  func validate() throws {
    if arguments.studies.isEmpty { throw ValidationError("name at least one study") }
    if let threads, threads < 1 { throw ValidationError("--threads needs a number of at least 1") }
    if update, !arguments.changes.isEmpty {
      throw ValidationError("--update locks the study as written: leave out --set")
    }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    var options = RunOptions()
    options.changes = arguments.changes
    options.threads = threads ?? Parallel.processors
    var suites: [JUnitReport.Suite] = []
    var holds = true
    for path in arguments.studies {
      let run = try StudyTask(console, cache: arguments.cacheArguments.cache).run(path, options)
      let lockPath = StudyFile.joined(run.checked.file.folder, "results.lock.json")
      if update {
        try writeLock(run, lockPath)
      } else {
        let verification = try compare(run, lockPath)
        holds = holds && verification.differences.isEmpty
        suites.append(JUnitReport.Suite(study: run.results.study, verification))
        print(VerificationText(study: run.results.study, verification).text, terminator: "")
      }
    }
    if let junit { try write(JUnitReport(suites).text, to: junit) }
    if !holds { throw ExitStatus.doesNotHold }
  }

  private func writeLock(_ run: StudyRun, _ path: String) throws {
    let earlier = (try? InputFile.bytes(path)).flatMap(LockFile.init(json:))
    let lock = LockFile(run.results, keeping: earlier)
    try write(lock.json(study: run.results.study), to: path)
    print("\(TextRenderer.printable(path)): \(lock.entries.count) values locked")
  }

  private func compare(_ run: StudyRun, _ path: String) throws -> Verification {
    guard let bytes = try? InputFile.bytes(path) else {
      let missing = Diagnostic(
        "input-not-found", "there is no lock at '\(path)'",
        help: "'equipoise verify --update \(run.checked.file.folder)' writes it")
      throw Console(format: diagnosticArguments.diagnostics)
        .fail(StudyFailure(Faults([missing]), SourceTexts()))
    }
    guard let lock = LockFile(json: bytes) else {
      let broken = Diagnostic(
        "bad-lock", "'\(path)' is not a lock file",
        help: "'equipoise verify --update \(run.checked.file.folder)' writes it anew")
      throw Console(format: diagnosticArguments.diagnostics)
        .fail(StudyFailure(Faults([broken]), SourceTexts()))
    }
    return Verification(run.results, against: lock)
  }

  private func write(_ text: String, to path: String) throws {
    do throws(OutputError) {
      try AtomicFile.write(text, to: path)
    } catch {
      throw Console(format: diagnosticArguments.diagnostics).fail(error)
    }
  }
}
