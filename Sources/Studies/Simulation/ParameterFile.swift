public import Diagnostics
private import Foundation
public import Simulation
public import Vocabulary

/// The parameters of a simulation: those that are shipped, with what a file says otherwise.
public struct ParameterFile: Sendable {
  /// The path of the file as written; `nil` where the shipped parameters hold.
  public let path: String?
  /// The bytes of the file, as they were when it was read.
  public let bytes: [UInt8]
  /// The parameters.
  public let parameters: MyelomaParameters
  /// All parameters as they are written, each with its place.
  public let written: Node
  /// The texts, for diagnostics to quote.
  public let sources: [SourceText]

  /// Reads parameters.
  ///
  /// Mappings of the file change the shipped ones key by key; a list takes the place of the shipped list.
  ///
  /// - Parameters:
  ///   - path: the file; `nil` for the shipped parameters.
  ///   - place: where a study asks for it.
  /// - Throws: `ParameterFileFailure` with every fault of the file and the texts to quote.
  public init(path: String? = nil, at place: Place? = nil) throws(ParameterFileFailure) {
    self.path = path
    let shipped = (name: SimulationResources.parametersName, text: SimulationResources.parameters)
    var texts = [shipped]
    var bytes: [UInt8] = []
    if let path {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw ParameterFileFailure(StudyFileFault.noParameters(path).faults(at: place), [])
      }
      guard let text = String(data: data, encoding: .utf8) else {
        let (faults, source) = StudyFileFault.badEncoding(path, data, askedAt: place)
        throw ParameterFileFailure(faults, [source])
      }
      bytes = [UInt8](data)
      texts.append((path, text))
    }
    self.bytes = bytes
    let sources = texts.map { SourceText(name: $0.name, text: $0.text) }
    self.sources = sources
    do throws(Faults) {
      var root = try YAMLReader.read(shipped.text, name: shipped.name)
      for source in texts.dropFirst() {
        root = root.changed(by: try YAMLReader.read(source.text, name: source.name))
      }
      var reader = NodeReader()
      let read = MyelomaParameters.read(root, key: "simulation", &reader)
      guard let read, reader.diagnostics.isEmpty else { throw Faults(reader.diagnostics) }
      parameters = read
      written = root
    } catch {
      throw ParameterFileFailure(error, sources)
    }
  }
}

/// Why parameters cannot be read, with the texts to quote.
public struct ParameterFileFailure: Error {
  /// What is wrong.
  public let faults: Faults
  /// The texts that diagnostics may quote.
  public let sources: [SourceText]

  init(_ faults: Faults, _ sources: [SourceText]) {
    self.faults = faults
    self.sources = sources
  }
}

extension Node {
  /// The node with what another says in place of what it says: mappings key by key.
  ///
  /// Keys that are new, or come a second time, are kept behind the others for the reader to judge.
  fileprivate func changed(by other: Node) -> Node {
    if other.isEmpty, entries != nil { return self }
    guard var merged = entries, let changes = other.entries else { return other }
    var seen: Set<String> = []
    for change in changes {
      let index = merged.firstIndex { $0.key == change.key }
      if let index, seen.insert(change.key).inserted {
        merged[index] = Entry(
          change.key, at: change.keyPlace, merged[index].value.changed(by: change.value))
      } else {
        merged.append(change)
      }
    }
    return Node(.mapping(merged), at: other.place)
  }
}
