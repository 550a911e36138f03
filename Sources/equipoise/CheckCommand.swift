import ArgumentParser
import Diagnostics
import Platform
import Studies
import Workflow

/// `equipoise check`: everything that can be said without running.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that can be said of studies without running them.")

  @OptionGroup var arguments: StudyArguments
  @OptionGroup var diagnosticArguments: DiagnosticArguments

  func validate() throws {
    if arguments.studies.isEmpty { throw ValidationError("name at least one study") }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    var failure: ExitCode?
    for path in arguments.studies {
      do {
        let checked = try StudyTask(console, cache: arguments.cacheArguments.cache).check(
          path, changes: arguments.changes)
        console.report(checked.findings, sources: checked.file.sources)
        print("\(TextRenderer.printable(path)): no faults")
      } catch let code as ExitCode {
        failure = failure ?? code
      }
    }
    if let failure { throw failure }
  }
}
