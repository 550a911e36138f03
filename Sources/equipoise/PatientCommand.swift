import ArgumentParser
import Diagnostics
import Platform
import Reports
import Studies
import Workflow

/// `equipoise patient`: everything about one patient of a study.
struct PatientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patient",
    abstract:
      "Show everything about one patient: events, eligibility, arm, values, outcomes, weight.",
    discussion: """
      Each step, value and outcome is shown with the rows of the data that decided it, by file and \
      line; where it cannot be decided, with the rows and columns that leave it open.
      """)

  @Argument(
    help: "A study file, or a folder with study.yaml.",
    completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Argument(help: "The id of the patient, as in the data.")
  var id: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a value of the study: keys joined by dots, [n] or [name=x] into lists.",
      valueName: "path=value"))
  var changes: [String] = []

  @Option(help: "The seed of random choices.")
  var seed: UInt64 = 1

  @Option(help: "How many threads to use; as many as there are processors by default.")
  var threads: Int?

  @Flag(help: "Print all of it as JSON.")
  var json = false

  @Flag(help: "Show every event, however many rows a table has.")
  var all = false

  @Option(help: ArgumentHelp("Write a page with the timeline drawn.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("Write the timeline as a drawing.", valueName: "file"))
  var svg: String?

  @OptionGroup var cacheArguments: CacheArguments

  @OptionGroup var diagnosticArguments: DiagnosticArguments

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads needs a number of at least 1") }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    var options = RunOptions()
    options.changes = changes
    options.threads = threads ?? Parallel.processors
    options.seed = seed
    let checked = try StudyTask(console, cache: cacheArguments.cache).check(
      study, changes: changes, threads: options.threads)
    let report = try report(checked, options, console)
    if html != nil || svg != nil {
      try write(report, console)
      if !json { return }
    }
    let terminal = Terminal(.output)
    print(
      json
        ? PatientJSON.text(report)
        : PatientText(
          report, width: terminal.width, usesColor: terminal.usesColor,
          showsUnicode: terminal.showsUnicode, showsAllEvents: all
        ).text, terminator: "")
  }

  /// Writes the files that were asked for.
  private func write(_ report: PatientReport, _ console: Console) throws {
    let page = PatientPage(report)
    do {
      if let html {
        try AtomicFile.write(page.text, to: html)
        tell("Page  \(TextRenderer.printable(html))")
      }
      if let svg {
        guard let drawing = page.svg else {
          console.report([PatientFault.nothingDated(id).diagnostic()], sources: SourceTexts())
          throw ExitStatus.doesNotHold
        }
        try AtomicFile.write(drawing, to: svg)
        tell("Drawing  \(TextRenderer.printable(svg))")
      }
    } catch let error as OutputError {
      throw console.fail(error)
    }
  }

  /// Says what was written, unless what is said is JSON.
  private func tell(_ text: String) {
    if !json { print(text) }
  }

  private func report(
    _ checked: CheckedStudy, _ options: RunOptions, _ console: Console
  ) throws -> PatientReport {
    do {
      return try PatientReport(of: id, in: checked, options)
    } catch let fault as PatientFault {
      throw console.fail(StudyFailure(Faults([fault.diagnostic()]), checked.file.sources))
    } catch let failure as StudyFailure {
      throw console.fail(failure)
    } catch is Interrupted {
      throw ExitStatus.interrupted
    } catch {
      throw console.fail(ourFault: error)
    }
  }
}
