public import Diagnostics
public import Vocabulary

extension StudyFile {
  /// A study whose text is at hand, as a session holds it, rather than in a file.
  ///
  /// - Parameters:
  ///   - text: the text of the study file.
  ///   - path: where the file is or would be; data are found relative to its folder.
  /// - Throws: `StudyFileFailure` with the faults and the texts to quote.
  public init(text: String, path: String) throws(StudyFileFailure) {
    var sources = SourceTexts()
    sources.add(SourceText(name: path, text: text))
    do throws(Faults) {
      let root = try YAMLReader.read(text, name: path)
      guard !root.isEmpty else { throw StudyFileFault.empty(path).faults }
      self.init(root: root, text: text, path: path, sources: sources)
    } catch {
      throw StudyFileFailure(error, sources)
    }
  }

  /// The study with what it says replaced, as after a change that is not written down yet.
  public func saying(_ root: Node, quoting source: SourceText? = nil) -> StudyFile {
    var sources = sources
    if let source { sources.add(source) }
    return StudyFile(
      root: root, text: String(decoding: bytes, as: UTF8.self), path: path, sources: sources)
  }

  private init(root: Node, text: String, path: String, sources: SourceTexts) {
    self.root = root
    self.path = path
    self.sources = sources
    folder = Self.folder(of: path)
    bytes = Array(text.utf8)
  }
}
