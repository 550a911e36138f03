import ArgumentParser
import Diagnostics
import Platform
import Registry
import Reports
import Studies
import Tables
import Workflow

/// `equipoise describe`: what is in a table, as it was read.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract:
      "Show the columns of a table, or the tables of a registry: types, ranges, what is missing.")

  @Argument(
    help: "A CSV file, or the folder of a registry.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: String

  @OptionGroup var diagnosticArguments: DiagnosticArguments

  func validate() throws {
    if data.hasSuffix(".yaml") || data.hasSuffix(".yml") {
      throw ValidationError("describe takes a table of data; 'equipoise plan' shows a study")
    }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    if RegistryFile.isRegistry(data) { return try describeRegistry(console) }
    do throws(Faults) {
      let read = try CSVReader.read(path: data)
      console.report(read.diagnostics, sources: SourceTexts())
      print(
        TableText(read.table, width: Terminal(.output).width).text, terminator: "")
    } catch {
      throw console.fail(StudyFailure(error, SourceTexts()))
    }
  }

  private func describeRegistry(_ console: Console) throws {
    do throws(RegistryFailure) {
      let registry = try RegistryData(folder: data)
      console.report(registry.tables.findings, sources: SourceTexts())
      print(RegistryText(registry, width: Terminal(.output).width).text, terminator: "")
    } catch {
      var sources = SourceTexts()
      for text in error.sources { sources.add(text) }
      throw console.fail(StudyFailure(error.faults, sources))
    }
  }
}
