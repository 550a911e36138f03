import ArgumentParser
import Platform
import Studies

/// `equipoise new`: a commented study to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Print a commented study to start from.",
    discussion: "Redirect it into a file: equipoise new my-study > study.yaml")

  @Argument(help: "The name of the study.")
  var name = "my-study"

  func validate() throws {
    let isFine =
      name.first?.isLetter ?? false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    if !isFine {
      throw ValidationError("a study's name has letters, digits, '-' and '_', a letter first")
    }
  }

  func run() {
    print(StarterStudy.text(name: name), terminator: "")
  }
}
