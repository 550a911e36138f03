import ArgumentParser
import Diagnostics
import Foundation
import Notebooks
import Platform

/// `equipoise notebook`: transcripts of sessions, rerun and compared.
struct NotebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook", abstract: "Run, check or update transcripts of sessions.",
    discussion: """
      A notebook is a text file NN-topic.txt of prose and of commands with their answers. It names \
      files relative to its own folder, and writes none.
      """,
    subcommands: [NotebookRunCommand.self, NotebookCheckCommand.self, NotebookUpdateCommand.self])
}

/// The notebooks to work on.
struct NotebookArguments: ParsableArguments {
  @Argument(help: "Notebooks, or folders of them.", completion: .file(extensions: ["txt"]))
  var paths: [String] = []

  func validate() throws {
    if paths.isEmpty { throw ValidationError("name at least one notebook, or a folder of them") }
  }

  /// The notebooks.
  func files() throws -> [NotebookFile] { try paths.flatMap(NotebookFile.all(at:)) }
}

/// A notebook with its place on disk.
struct NotebookFile {
  let path: String
  let notebook: Notebook

  /// The notebook at a path, or those of a folder in the order of their names.
  static func all(at path: String) throws -> [NotebookFile] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw failure("input-not-found", "there is no notebook at '\(path)'", ExitStatus.notFound)
    }
    guard isFolder.boolValue else { return [try NotebookFile(path)] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let notebooks = names.filter { $0.hasSuffix(".txt") && !$0.hasPrefix(".") }.sorted()
    if notebooks.isEmpty {
      throw failure(
        "input-not-found", "there is no notebook in the folder '\(path)'", ExitStatus.notFound)
    }
    return try notebooks.map { name in
      try NotebookFile(path.hasSuffix("/") ? path + name : "\(path)/\(name)")
    }
  }

  private init(_ path: String) throws {
    guard let bytes = try? InputFile.bytes(path) else {
      throw Self.failure("input-unreadable", "'\(path)' cannot be read", ExitStatus.notFound)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.failure("not-text", "'\(path)' is not UTF-8 text", ExitStatus.badInput)
    }
    self.path = path
    notebook = Notebook(text)
    if notebook.steps.isEmpty {
      throw Self.failure(
        "empty-notebook", "'\(path)' has no commands",
        ExitStatus.badInput, help: "a command stands after '    equipoise> '")
    }
  }

  /// Runs the notebook in its own folder.
  func run() throws -> NotebookRun {
    let files = FileManager.default
    let before = files.currentDirectoryPath
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty { _ = files.changeCurrentDirectoryPath(folder) }
    defer { _ = files.changeCurrentDirectoryPath(before) }
    let run = NotebookRun(notebook)
    if run.wasInterrupted { throw ExitStatus.interrupted }
    return run
  }

  private static func failure(
    _ id: String, _ message: String, _ code: ExitCode, help: String? = nil
  ) -> ExitCode {
    let color = Terminal(.error).usesColor
    StandardStream.error.write(
      TextRenderer(usesColor: color).render(Diagnostic(id, message, help: help)))
    return code
  }
}

/// `equipoise notebook run`: prints a notebook with the answers it gives.
struct NotebookRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run notebooks and print them with the answers they give.")

  @OptionGroup var arguments: NotebookArguments

  func run() throws {
    for file in try arguments.files() {
      let run = try file.run()
      StandardStream.output.write(run.updated.text)
    }
  }
}

/// `equipoise notebook check`: compares answers with those written down.
struct NotebookCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Run notebooks and compare their answers with those written.")

  @OptionGroup var arguments: NotebookArguments

  func run() throws {
    var holds = true
    for file in try arguments.files() {
      let run = try file.run()
      let differences = run.differences
      let count = file.notebook.steps.count
      if differences.isEmpty {
        print("\(file.path): \(count) command\(count == 1 ? "" : "s"), all as written")
      } else {
        holds = false
        print("\(file.path): \(differences.count) of \(count) commands answer something else")
      }
      for difference in differences {
        let command = difference.step.command.split(separator: "\n").first ?? ""
        print("\n\(file.path):\(difference.firstLine): equipoise> \(command)")
        print(difference.text, terminator: "")
      }
    }
    if !holds { throw ExitStatus.doesNotHold }
  }
}

/// `equipoise notebook update`: writes the answers anew.
struct NotebookUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Run notebooks and write their answers into them.",
    discussion: "Prose and commands stay as they are; a notebook is replaced in one step.")

  @OptionGroup var arguments: NotebookArguments

  func run() throws {
    for file in try arguments.files() {
      let run = try file.run()
      let count = run.differences.count
      guard count > 0 else {
        print("\(file.path): as it was")
        continue
      }
      do throws(OutputError) {
        try AtomicFile.write(run.updated.text, to: file.path)
      } catch {
        throw Console(format: .text).fail(error)
      }
      print("\(file.path): \(count) answer\(count == 1 ? "" : "s") written anew")
    }
  }
}
