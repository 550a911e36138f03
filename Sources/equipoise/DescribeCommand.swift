import ArgumentParser
import Diagnostics
import Platform
import Reports
import Tables
import Workflow

/// `equipoise describe`: what is in a table, as it was read.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Show the columns of a table: types, ranges, levels and what is missing.")

  @Argument(help: "A CSV file.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: String

  @OptionGroup var diagnosticArguments: DiagnosticArguments

  func validate() throws {
    if data.hasSuffix(".yaml") || data.hasSuffix(".yml") {
      throw ValidationError("describe takes a table of data; 'equipoise plan' shows a study")
    }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    do throws(Faults) {
      let read = try CSVReader.read(path: data)
      console.report(read.diagnostics, sources: SourceTexts())
      print(
        TableText(read.table, width: Terminal(.output).width).text, terminator: "")
    } catch {
      throw console.fail(StudyFailure(error, SourceTexts()))
    }
  }
}
