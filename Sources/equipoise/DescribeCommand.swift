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
      "Show the columns of a table, or the tables of a registry: types and why, ranges, what is missing or odd."
  )

  @Argument(
    help: "A CSV file, which gzip may have compressed, or the folder of a registry.",
    completion: .file())
  var data: String

  @Option(name: .customLong("column"), help: "A column to show; may be given more than once.")
  var columns: [String] = []

  @Flag(help: "Show every column, however many there are.")
  var all = false

  @Option(
    name: .customLong("quality"),
    help: "A file with rules of quality for a registry; may be given more than once.",
    completion: .file())
  var rules: [String] = []

  @Flag(help: "Print all that is found as JSON.")
  var json = false

  @Option(help: "How many threads to use; as many as there are processors by default.")
  var threads: Int?

  @OptionGroup var cacheArguments: CacheArguments

  @OptionGroup var diagnosticArguments: DiagnosticArguments

  func validate() throws {
    if data.hasSuffix(".yaml") || data.hasSuffix(".yml") {
      throw ValidationError("describe takes a table of data; 'equipoise plan' shows a study")
    }
    if !columns.isEmpty, RegistryFile.isRegistry(data) {
      throw ValidationError("--column is of one table: name its CSV file")
    }
    if let threads, threads < 1 { throw ValidationError("--threads needs a number of at least 1") }
  }

  func run() throws {
    let console = Console(format: diagnosticArguments.diagnostics)
    if RegistryFile.isRegistry(data) { return try describeRegistry(console) }
    var options = CSVOptions()
    options.threads = threads ?? Parallel.processors
    do throws(Faults) {
      let read = try CSVReader.read(path: data, options: options)
      let names = try shown(read.table)
      console.report(read.diagnostics, sources: SourceTexts())
      let profiles = read.profiles(of: names, threads: options.threads)
      let terminal = Terminal(.output)
      let text =
        json
        ? ProfileJSON(read, profiles).text
        : ProfileText(
          read, profiles, width: terminal.width, showsUnicode: terminal.showsUnicode
        ).text
      print(text, terminator: "")
    } catch {
      throw console.fail(StudyFailure(error, SourceTexts()))
    }
  }

  /// The columns to show, or a fault for each name that is none.
  private func shown(_ table: Table) throws(Faults) -> [String] {
    let known = table.columnNames
    guard !columns.isEmpty else {
      return all || json ? known : Array(known.prefix(ProfileText.fewColumns))
    }
    let unknown = columns.filter { table[$0] == nil }
    guard unknown.isEmpty else {
      throw Faults(
        unknown.map { name in
          Diagnostic(
            "unknown-column", severity: .error, "the data have no column '\(name)'",
            help: Suggestion.help(for: name, in: known))
        })
    }
    return columns
  }

  private func describeRegistry(_ console: Console) throws {
    do throws(RegistryFailure) {
      let threads = threads ?? Parallel.processors
      let registry = try RegistryData(
        folder: data, cache: cacheArguments.cache, threads: threads)
      console.report(registry.tables.findings, sources: SourceTexts())
      let quality = try RegistryQuality(registry, rules: rules.map { Located($0) })
      let text =
        json
        ? RegistryJSON(registry, quality, threads: threads).text
        : RegistryText(registry, quality, width: Terminal(.output).width).text
      print(text, terminator: "")
    } catch {
      var sources = SourceTexts()
      for text in error.sources { sources.add(text) }
      throw console.fail(StudyFailure(error.faults, sources))
    }
  }
}
