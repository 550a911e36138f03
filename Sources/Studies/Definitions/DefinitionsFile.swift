public import Diagnostics
private import Foundation
internal import Vocabulary

/// A file of definitions as it was read.
public struct DefinitionsFile: Sendable {
  /// The path of the file as written.
  public let path: String
  /// What the file says.
  public let section: DefinitionsSection
  /// What is wrong with what it says.
  public let faults: [Diagnostic]
  /// The text, for diagnostics to quote.
  public let source: SourceText
  /// Where a study asks for it.
  public let asked: Place?
  /// The bytes of the file, as they were when it was read.
  public let bytes: [UInt8]

  /// Reads a file of definitions; faults of its keys are kept, so that what is sound can be used.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - place: where a study asks for it.
  /// - Throws: `DefinitionsFileFailure` where there is no such file, or it is no YAML.
  public init(path: String, at place: Place? = nil) throws(DefinitionsFileFailure) {
    self.path = path
    asked = place
    guard let data = FileManager.default.contents(atPath: path) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      let fault = isThere ? StudyFileFault.unreadable(path) : .noDefinitions(path)
      throw DefinitionsFileFailure(fault.faults(at: place), nil)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      let (faults, source) = StudyFileFault.badEncoding(path, data, askedAt: place)
      throw DefinitionsFileFailure(faults, source)
    }
    bytes = [UInt8](data)
    source = SourceText(name: path, text: text)
    do throws(Faults) {
      let root = try YAMLReader.read(text, name: path)
      guard !root.isEmpty else { throw StudyFileFault.emptyDefinitions(path).faults(at: place) }
      var reader = NodeReader()
      section = DefinitionsSection.read(root, key: "definitions", &reader) ?? DefinitionsSection()
      let note = Diagnostic.Note("the study names the file here", at: place)
      faults = reader.diagnostics.map { fault in
        var fault = fault
        if place != nil { fault.notes.append(note) }
        return fault
      }
    } catch {
      throw DefinitionsFileFailure(error, source)
    }
  }
}

/// Why a file of definitions cannot be read, with the text to quote.
public struct DefinitionsFileFailure: Error {
  /// What is wrong.
  public let faults: Faults
  /// The text that diagnostics may quote.
  public let source: SourceText?

  init(_ faults: Faults, _ source: SourceText?) {
    self.faults = faults
    self.source = source
  }
}
