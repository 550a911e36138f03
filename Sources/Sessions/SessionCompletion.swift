internal import Foundation
internal import Studies
internal import Tables
internal import Vocabulary
internal import Workflow

/// What the last word of an unfinished command can become.
public struct SessionCompletion: Sendable {
  /// How many characters at the end of the line the candidates replace.
  public let replaced: Int
  /// The words it can become, sorted.
  public let candidates: [String]
}

extension Session {
  /// What the last word of a line that was typed so far can become.
  public func completion(of line: String) -> SessionCompletion {
    let word = String(line.reversed().prefix { !$0.isWhitespace }.reversed())
    let before = line.dropLast(word.count).split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = before.first else {
      return Self.completion(of: word, among: SessionCommand.all.map(\.name))
    }
    guard let command = SessionCommand.named(name) else { return Self.none }
    if command.takesText { return changeCompletion(line) }
    if let option = command.options.first(where: { "--\($0.name)" == before.last }),
      option.value != nil
    {
      return Self.paths(word, foldersOnly: true)
    }
    let options = command.options.map { "--\($0.name)" }
    if word.hasPrefix("-") { return Self.completion(of: word, among: options) }
    let index = before.dropFirst().count { !$0.hasPrefix("--") }
    guard command.arguments.indices.contains(index) else {
      return Self.completion(of: word, among: options)
    }
    return completion(of: word, as: command.arguments[index].kind)
  }

  private func completion(of word: String, as kind: SessionCommand.ArgumentKind)
    -> SessionCompletion
  {
    switch kind {
    case .input, .file: Self.paths(word, foldersOnly: false)
    case .folder: Self.paths(word, foldersOnly: true)
    case .path, .change: pathCompletion(of: word)
    case .column: Self.completion(of: word, among: columns)
    case .design: Self.completion(of: word, among: study.designs.names)
    case .outcome: Self.completion(of: word, among: study.outcomes.names)
    case .patient: Self.none
    case .explainable: Self.completion(of: word, among: Self.explainable)
    case .topic:
      Self.completion(of: word, among: SessionCommand.all.map(\.name) + Self.explainable)
    }
  }

  /// Before the equals sign a path is completed, behind it a value.
  private func changeCompletion(_ line: String) -> SessionCompletion {
    let parts = line.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return pathCompletion(of: "") }
    let rest = String(parts[1]).trimmingCharacters(in: .whitespaces)
    guard let equals = rest.firstIndex(of: "=") else { return pathCompletion(of: String(rest)) }
    let path = rest[..<equals].filter { !$0.isWhitespace }
    let isEnd = { (character: Character) in
      character.isWhitespace || "[]{},:\"'()~*+/<>=".contains(character)
    }
    let word = String(line.reversed().prefix { !isEnd($0) }.reversed())
    guard let path = try? NodePath(path, at: nil) else { return Self.none }
    let words = KnownPaths(draft?.file.root).words(at: path.steps)
    let names =
      path.steps.contains(NodePath.Step.key("analyses"))
      ? study.designs.names + study.outcomes.names : []
    return Self.completion(of: word, among: words.isEmpty ? names + columns : words)
  }

  private func pathCompletion(of word: String) -> SessionCompletion {
    let last = String(word.reversed().prefix { $0 != "." }.reversed())
    let parent = word.dropLast(last.count + 1)
    let path = parent.isEmpty ? nil : try? NodePath(String(parent), at: nil)
    if !parent.isEmpty, path == nil { return Self.none }
    let keys = KnownPaths(draft?.file.root).keys(at: path?.steps ?? [])
    return Self.completion(of: last, among: keys)
  }

  private var study: Study { draft?.file.decoded().study ?? Study() }

  private var columns: [String] {
    guard let draft, let read = try? memory.table(of: draft.file) else { return [] }
    return read.0.columnNames + study.variables.names
  }

  private static let none = SessionCompletion(replaced: 0, candidates: [])

  private static func completion(of word: String, among all: [String]) -> SessionCompletion {
    SessionCompletion(
      replaced: word.count, candidates: Set(all).filter { $0.hasPrefix(word) }.sorted())
  }

  private static func paths(
    _ word: String, foldersOnly: Bool
  ) -> SessionCompletion {
    let last = String(word.reversed().prefix { $0 != "/" }.reversed())
    let parent = String(word.dropLast(last.count))
    let folder = parent.isEmpty ? "." : parent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let found = names.filter { $0.hasPrefix(last) && (last.hasPrefix(".") || !$0.hasPrefix(".")) }
    let candidates = found.compactMap { name -> String? in
      var isFolder: ObjCBool = false
      let path = StudyFile.joined(folder, name)
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if isFolder.boolValue { return name + "/" }
      return foldersOnly ? nil : name
    }
    return SessionCompletion(replaced: last.count, candidates: candidates.sorted())
  }
}
