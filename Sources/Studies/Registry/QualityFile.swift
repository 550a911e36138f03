public import Diagnostics
private import Foundation
public import Registry
internal import Vocabulary

/// Rules of quality with the files they were read from.
public struct QualityRules: Sendable {
  /// A file of rules.
  public struct File: Sendable {
    /// Its path as written.
    public let path: String
    /// Its bytes, as they were when it was read.
    public let bytes: [UInt8]
    /// Its text, for diagnostics to quote.
    public let source: SourceText
  }

  /// The rules in order; each name once.
  public private(set) var rules: [NamedQualityRule] = []
  /// The files.
  public private(set) var files: [File] = []
  /// What is wrong with them.
  public private(set) var faults: [Diagnostic] = []

  /// No rules.
  public init() {}

  /// Adds the rules of a registry: those that follow from its keys, then those it states.
  public mutating func add(_ registry: RegistryFile) {
    rules += registry.section.keyRules
    add(registry.section.quality, folder: registry.folder)
  }

  /// Adds the rules of a section: first those it includes, then its own, which take the place of
  /// rules with their names.
  ///
  /// - Parameters:
  ///   - section: the section.
  ///   - folder: the folder that the paths of files are relative to.
  public mutating func add(_ section: QualitySection, folder: String) {
    for name in section.include { add(file: name, folder: folder) }
    for name in section.without {
      if !rules.contains(where: { $0.name == name.value }) {
        let fault = QualityFileFault.unknownRule(name.value, known: rules.map(\.name))
        faults.append(fault.diagnostic(at: name.place))
      }
      rules.removeAll { $0.name == name.value }
    }
    add(section.rules)
  }

  /// Adds the rules of a file.
  public mutating func add(file name: Located<String>, folder: String) {
    let path = StudyFile.joined(folder, name.value)
    guard let data = FileManager.default.contents(atPath: path) else {
      faults.append(QualityFileFault.notFound(path).diagnostic(at: name.place))
      return
    }
    guard let text = String(data: data, encoding: .utf8) else {
      let (found, source) = StudyFileFault.badEncoding(path, data, askedAt: name.place)
      faults += found.diagnostics
      files.append(File(path: path, bytes: [UInt8](data), source: source))
      return
    }
    let source = SourceText(name: path, text: text)
    files.append(File(path: path, bytes: [UInt8](data), source: source))
    do throws(Faults) {
      let root = try YAMLReader.read(text, name: path)
      var reader = NodeReader()
      let section = QualityFileSection.read(root, key: "qualityRules", &reader)
      faults += reader.diagnostics
      if let section { add(section.rules) }
    } catch {
      faults += error.diagnostics
    }
  }

  private mutating func add(_ list: NamedList<QualityRule>) {
    for element in list.elements {
      let rule = NamedQualityRule(element.name, at: element.place, element.value)
      if let index = rules.firstIndex(where: { $0.name == element.name }) {
        rules[index] = rule
      } else {
        rules.append(rule)
      }
    }
  }
}

/// What can be wrong with the files of rules that a section names.
enum QualityFileFault {
  case notFound(String)
  case unknownRule(String, known: [String])

  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .notFound(let path):
      Diagnostic(
        "input-not-found", "there are no rules of quality at '\(path)'", at: place,
        help: "paths are relative to the folder of the file that names them")
    case .unknownRule(let name, let known):
      Diagnostic(
        "unknown-rule", "no included rule is called '\(name)'", at: place,
        help: Suggestion.help(for: name, in: known))
    }
  }
}
