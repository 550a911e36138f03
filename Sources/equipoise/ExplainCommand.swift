import ArgumentParser
import Diagnostics
import Platform
import Reports
import Studies
import Vocabulary
import Workflow

/// `equipoise explain`: what a finding, a key or a word means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a finding, a fault, or a key or word of the study file.")

  @Argument(help: "An id such as era-imbalance, or a key such as caliper; all are listed without.")
  var name: String?

  @Flag(help: "Print the whole reference as Markdown.")
  var markdown = false

  func run() throws {
    let manual = Manual.ofStudies
    if markdown {
      print(ManualMarkdown(manual).text)
      return
    }
    let text = ManualText(manual, width: Terminal(.output).width)
    guard let name else {
      print(text.overview, terminator: "")
      return
    }
    guard let explanation = text.explanation(of: name) else {
      let known = FindingCatalogue.entries.map(\.id) + manual.names
      StandardStream.error.write("nothing is called '\(TextRenderer.printable(name))'\n")
      if let nearest = Suggestion.nearest(to: name, in: known) {
        StandardStream.error.write("  = help: did you mean '\(nearest)'?\n")
      }
      throw ExitCode(64)
    }
    print(explanation, terminator: "")
  }
}

/// `equipoise schema`: the JSON Schema of study files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of study files, for editors.")

  @Flag(help: "Print the schema of files of definitions instead.")
  var definitions = false

  func run() {
    let shape = definitions ? DefinitionsSection.sectionShape : Study.sectionShape
    let title = definitions ? "Equipoise definitions" : "Equipoise study"
    print(JSONWriter.write(JSONSchema.node(of: shape, title: title)))
  }
}
