public import Diagnostics
private import Foundation
public import Vocabulary

/// A study file with the changes asked for on the command line.
public struct StudyFile: Sendable {
  /// The path of the file as written.
  public let path: String
  /// The folder of the file as written; data are found relative to it.
  public let folder: String
  /// What the file and the changes say.
  public let root: Node
  /// The texts that diagnostics may quote.
  public let sources: SourceTexts
  /// The bytes of the file, as they were when it was read.
  public let bytes: [UInt8]

  /// Reads a study.
  ///
  /// - Parameters:
  ///   - path: a file, or a folder with `study.yaml`.
  ///   - changes: texts `path=value`, applied in order.
  /// - Throws: `StudyFileFailure` with the faults and the texts to quote.
  public init(path: String, changes: [String] = []) throws(StudyFileFailure) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let file = exists && isFolder.boolValue ? Self.joined(path, "study.yaml") : path
    self.path = file
    folder = Self.folder(of: file)
    var sources = SourceTexts()
    guard let data = FileManager.default.contents(atPath: file) else {
      let isThere = FileManager.default.fileExists(atPath: file)
      let fault = isThere ? StudyFileFault.unreadable(file) : .notFound(file)
      throw StudyFileFailure(fault.faults, sources)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      let lossy = SourceText(name: file, text: String(decoding: data, as: UTF8.self))
      sources.add(lossy)
      let fault = StudyFileFault.notUTF8(file, start: [UInt8](data.prefix(512)))
      throw StudyFileFailure(fault.faults(at: Self.firstReplacement(in: lossy)), sources)
    }
    bytes = [UInt8](data)
    sources.add(SourceText(name: file, text: text))
    do throws(Faults) {
      var root = try YAMLReader.read(text, name: file)
      guard !root.isEmpty else { throw StudyFileFault.empty(file).faults }
      for (index, change) in changes.enumerated() {
        let name = changes.count == 1 ? "--set" : "--set (\(index + 1))"
        sources.add(SourceText(name: name, text: change))
        root = try Change(change, name: name).applied(to: root)
      }
      self.root = root
    } catch {
      throw StudyFileFailure(error, sources)
    }
    self.sources = sources
  }

  /// The study, and everything that is wrong with what was written.
  public func decoded() -> (study: Study, faults: [Diagnostic]) {
    var reader = NodeReader()
    let study = Study.read(root, key: "study", &reader)
    return (study ?? Study(), reader.diagnostics)
  }

  /// A path below a folder.
  public static func joined(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// Where the first byte stands that is not UTF-8.
  private static func firstReplacement(in source: SourceText) -> Place? {
    for index in source.lines.indices {
      let scalars = Array((source.line(index + 1) ?? "").unicodeScalars)
      if let column = scalars.firstIndex(of: "\u{FFFD}") {
        return Place(file: source.name, line: index + 1, column: column + 1)
      }
    }
    return nil
  }

  private static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }
}

/// Why a study file cannot be read, with the texts to quote.
public struct StudyFileFailure: Error {
  /// What is wrong.
  public let faults: Faults
  /// The texts that diagnostics may quote.
  public let sources: SourceTexts

  init(_ faults: Faults, _ sources: SourceTexts) {
    self.faults = faults
    self.sources = sources
  }
}

/// One `path=value` from the command line.
private struct Change {
  let path: NodePath
  let value: Node
  let place: Place

  init(_ text: String, name: String) throws(Faults) {
    place = Place(file: name, line: 1, column: 1, length: max(1, text.unicodeScalars.count))
    guard let equals = Self.separator(in: text) else {
      throw StudyFileFault.noEqualsSign(text).faults(at: place)
    }
    let key = String(text[..<equals])
    path = try NodePath(key, at: place)
    let blank = String(repeating: " ", count: key.unicodeScalars.count + 1)
    var value = try YAMLReader.read(blank + text[text.index(after: equals)...], name: name)
    value.place = value.place ?? place
    self.value = value
  }

  func applied(to root: Node) throws(Faults) -> Node {
    guard let changed = root.setting(path, to: value, at: place) else {
      throw StudyFileFault.leadsNowhere.faults(at: place)
    }
    return changed
  }

  /// The first equals sign outside brackets.
  private static func separator(in text: String) -> String.Index? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case "=" where depth <= 0: return index
      default: break
      }
    }
    return nil
  }
}
