public import Diagnostics
private import Foundation
internal import Vocabulary

/// A `registry.yaml` as it was read.
public struct RegistryFile: Sendable {
  /// The path of the file as written.
  public let path: String
  /// The folder of the registry; its tables are found relative to it.
  public let folder: String
  /// What the file says.
  public let section: RegistrySection
  /// The text, for diagnostics to quote.
  public let source: SourceText
  /// The bytes of the file, as they were when it was read.
  public let bytes: [UInt8]

  /// The name of the file in the folder of a registry.
  public static let name = "registry.yaml"

  /// Whether a folder describes itself as a registry.
  public static func isRegistry(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: StudyFile.joined(folder, name))
  }

  /// Reads the description of a registry.
  ///
  /// - Parameters:
  ///   - folder: the folder of the registry, or its `registry.yaml`.
  ///   - place: where a study asks for it.
  /// - Throws: `RegistryFileFailure` with every fault of the file and the text to quote.
  public init(folder: String, at place: Place? = nil) throws(RegistryFileFailure) {
    self.folder = Self.folder(of: folder)
    path = StudyFile.joined(self.folder, Self.name)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RegistryFileFailure(StudyFileFault.noRegistry(path).faults(at: place), nil)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      let (faults, source) = StudyFileFault.badEncoding(path, data, askedAt: place)
      throw RegistryFileFailure(faults, source)
    }
    bytes = [UInt8](data)
    source = SourceText(name: path, text: text)
    section = try Self.section(text, source)
  }

  /// A description that stands in no file.
  ///
  /// - Parameters:
  ///   - text: the YAML.
  ///   - folder: what messages call the folder of the registry.
  /// - Throws: `RegistryFileFailure` with every fault and the text to quote.
  public init(text: String, folder: String) throws(RegistryFileFailure) {
    self.folder = folder
    path = StudyFile.joined(folder, Self.name)
    bytes = Array(text.utf8)
    source = SourceText(name: path, text: text)
    section = try Self.section(text, source)
  }

  private static func section(
    _ text: String, _ source: SourceText
  ) throws(RegistryFileFailure) -> RegistrySection {
    do throws(Faults) {
      let root = try YAMLReader.read(text, name: source.name)
      guard !root.isEmpty else {
        throw StudyFileFault.emptyRegistry(source.name).faults(at: nil)
      }
      var reader = NodeReader()
      let section = RegistrySection.read(root, key: "registry", &reader)
      if !reader.diagnostics.isEmpty { throw Faults(reader.diagnostics) }
      return section ?? RegistrySection()
    } catch {
      throw RegistryFileFailure(error, source)
    }
  }
}

/// Why the description of a registry cannot be read, with the text to quote.
public struct RegistryFileFailure: Error {
  /// What is wrong.
  public let faults: Faults
  /// The text that diagnostics may quote.
  public let source: SourceText?

  init(_ faults: Faults, _ source: SourceText?) {
    self.faults = faults
    self.source = source
  }
}

extension RegistryFile {
  /// The folder that a path to a registry, or to its description, names.
  public static func folder(of path: String) -> String {
    let isFile = path == name || path.hasSuffix("/\(name)")
    var base = isFile ? String(path.dropLast(name.count)) : path
    while base.count > 1, base.hasSuffix("/") { base.removeLast() }
    return base.isEmpty ? "." : base
  }

  /// The paths of all tables, as they are opened.
  public var tablePaths: [String] {
    ([section.patients.table]
      + section.tables.elements.filter { !$0.value.isAbsent }.map(\.value.file)).map {
        StudyFile.joined(folder, $0.value)
      }
  }
}
