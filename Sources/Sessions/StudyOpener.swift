internal import Diagnostics
internal import Foundation
internal import Platform
internal import Studies
internal import Vocabulary
internal import Workflow

/// Opens what a person names: a study, a folder with one, or data to begin a study on.
struct StudyOpener {
  private let path: String
  private let place: Place
  private let unwritten: [String: String]
  private let memory: TableMemory

  init(_ path: String, at place: Place, unwritten: [String: String], _ memory: TableMemory) {
    self.path = path
    self.place = place
    self.unwritten = unwritten
    self.memory = memory
  }

  func draft() throws -> StudyDraft {
    if let text = unwritten[path] { return try StudyDraft(text: text, path: path, isSaved: true) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(
        diagnostics: [
          Diagnostic(
            "input-not-found", "there is nothing at '\(path)'", at: place,
            help: neighbour.map { "did you mean '\($0)'?" })
        ], kind: .notFound)
    }
    if isFolder.boolValue { return try draftOfFolder() }
    if ["yaml", "yml"].contains(fileExtension) { return try draftOfStudy() }
    return try draftOfTable()
  }

  private var fileExtension: String {
    URL(fileURLWithPath: path).pathExtension.lowercased()
  }

  private func draftOfStudy() throws -> StudyDraft {
    let file = try StudyFile(path: path)
    return try StudyDraft(
      text: String(decoding: file.bytes, as: UTF8.self), path: file.path, isSaved: true)
  }

  /// A folder holds a study, or a registry where the vocabulary has such data.
  private func draftOfFolder() throws -> StudyDraft {
    let holdsRegistry = FileManager.default.fileExists(
      atPath: StudyFile.joined(path, "registry.yaml"))
    let holdsStudy = FileManager.default.fileExists(atPath: StudyFile.joined(path, "study.yaml"))
    if holdsRegistry, !holdsStudy, DataSection.fields.contains(where: { $0.key == "registry" }) {
      let (folder, name) = Self.split(path.hasSuffix("/") ? String(path.dropLast()) : path)
      return try starter(folder: folder, name: name, data: "registry", value: "\(name)/")
    }
    return try draftOfStudy()
  }

  private func draftOfTable() throws -> StudyDraft {
    let (folder, name) = Self.split(path)
    let dot = name.firstIndex(of: ".") ?? name.endIndex
    let draft = try starter(
      folder: folder, name: String(name[..<dot]), data: "table", value: name)
    _ = try memory.table(of: draft.file)
    return draft
  }

  /// A study that names its data and nothing else.
  private func starter(
    folder: String, name: String, data: String, value: String
  ) throws -> StudyDraft {
    let root = Node.mapping([
      Node.Entry("study", .text(Self.studyName(name))),
      Node.Entry("data", .mapping([Node.Entry(data, .text(value))])),
    ])
    return try StudyDraft(
      text: YAMLWriter.write(root), path: StudyFile.joined(folder, "study.yaml"), isSaved: false)
  }

  /// A name of letters, digits, '-' and '_' that begins with a letter.
  private static func studyName(_ name: String) -> String {
    let kept = name.map { character in
      character.isASCII && (character.isLetter || character.isNumber || character == "_")
        ? String(character) : "-"
    }
    let joined = kept.joined().drop { !$0.isLetter }
    return joined.isEmpty ? "study" : String(joined.prefix(100))
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }

  /// A file beside the one that is not there with nearly its name.
  private var neighbour: String? {
    let (folder, name) = Self.split(path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Suggestion.nearest(to: name, in: names.sorted())
      .map { StudyFile.joined(folder, $0) }
  }
}
