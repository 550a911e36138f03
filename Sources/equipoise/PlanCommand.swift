import ArgumentParser
import Platform
import Reports
import Workflow

/// `equipoise plan`: the protocol in words.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Print the protocol of a study in words, without running it.")

  @OptionGroup var arguments: StudyArguments
  @OptionGroup var diagnosticArguments: DiagnosticArguments

  func validate() throws {
    if arguments.studies.count != 1 { throw ValidationError("name one study") }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    let checked = try StudyTask(console, cache: arguments.cacheArguments.cache).check(
      arguments.studies[0], changes: arguments.changes)
    let terminal = Terminal(.output)
    print(
      ProtocolText(checked.study).text(width: terminal.width, usesColor: terminal.usesColor),
      terminator: "")
    let timeline = TimelineText(checked.timeline)
    print(timeline.text(width: terminal.width, usesColor: terminal.usesColor), terminator: "")
  }
}
