import ArgumentParser
import Diagnostics
import LinearAlgebra
import Platform
import Workflow

/// The program: verbs, their options, and exit codes.
@main
struct Equipoise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equipoise",
    abstract: "Comparative studies on real-world cohorts, from a study file to a report.",
    discussion: """
      A study is a YAML file that names a table or a registry of events, the arms, the covariates \
      that balance them, and the outcomes. 'equipoise new' writes one to start from; 'equipoise \
      run' does the study and writes a folder with the report.

      Exit status: 0 done; 1 done, and something asked to be checked does not hold; 64 wrong \
      usage; 65 a fault in the study file or the data; 66 input not found; 70 a fault of \
      Equipoise; 73 output cannot be written; 130 interrupted.
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, CheckCommand.self, PlanCommand.self, VerifyCommand.self,
      DescribeCommand.self, PatientCommand.self, SimulateCommand.self, ReplCommand.self,
      NotebookCommand.self,
      ExplainCommand.self, SchemaCommand.self, NewCommand.self,
    ])

  static func main() {
    ProcessMemory.reuseFreed()
    BLAS.useOneThread()
    StandardStream.ignoreClosedPipes()
    Interruption.install()
    suggestVerb()
    main(nil)
  }

  /// A word that is no verb ends here, with the verb that was probably meant.
  private static func suggestVerb() {
    let verbs = configuration.subcommands.map { $0.configuration.commandName ?? "" } + ["help"]
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"),
      !verbs.contains(word)
    else { return }
    let diagnostic = Diagnostic(
      "unknown-verb", "there is no verb '\(word)'", help: Suggestion.help(for: word, in: verbs))
    StandardStream.error.write(TextRenderer().render([diagnostic]))
    exit(withError: ExitCode(64))
  }
}
