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
      let (faults, source) = StudyFileFault.badEncoding(file, data)
      sources.add(source)
      throw StudyFileFailure(faults, sources)
    }
    bytes = [UInt8](data)
    sources.add(SourceText(name: file, text: text))
    do throws(Faults) {
      var root = try YAMLReader.read(text, name: file)
      guard !root.isEmpty else { throw StudyFileFault.empty(file).faults }
      for (index, change) in changes.enumerated() {
        let name = changes.count == 1 ? "--set" : "--set (\(index + 1))"
        sources.add(SourceText(name: name, text: change))
        root = try StudyChange(change, name: name).applied(to: root)
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

  static func folder(of file: String) -> String {
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
