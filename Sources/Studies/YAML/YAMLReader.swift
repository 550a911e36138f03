public import Diagnostics
public import Vocabulary
private import Yams

/// Reads YAML into nodes that know their places.
///
/// Scalars are kept as written; nothing is resolved to numbers or flags here.
public enum YAMLReader {
  /// Reads one document.
  ///
  /// - Parameters:
  ///   - text: the YAML.
  ///   - name: what diagnostics call the text: the path as written.
  /// - Returns: the root; an empty node for an empty document.
  ///   A key that is written twice in a mapping is there twice; what reads the node says so.
  /// - Throws: `Faults` for what is no YAML, or more than one document.
  public static func read(_ text: String, name: String) throws(Faults) -> Vocabulary.Node {
    let source = SourceText(name: name, text: text)
    do {
      var repeated = RepeatedKeys(text)
      var documents: [Yams.Node]?
      while documents == nil { documents = try repeated.compose() }
      guard let root = documents?.first else { return Vocabulary.Node(.empty) }
      guard documents?.count == 1 else {
        let start = source.lines.indices.dropFirst().last { line in
          source.line(line + 1)?.hasPrefix("---") ?? false
        }
        throw Faults([YAMLFault.severalDocuments(line: (start ?? 0) + 1).diagnostic(in: source)])
      }
      var converter = NodeConverter(source: source, names: repeated.names)
      return try converter.convert(root)
    } catch let faults as Faults {
      throw faults
    } catch {
      throw Faults([YAMLFault(error).diagnostic(in: source)])
    }
  }
}

/// Composes a text in which keys may be repeated, which Yams refuses.
///
/// The first of two equal keys is given another name of the same length, so that every place stays
/// as it is, until all differ; ``names`` gives the keys back.
private struct RepeatedKeys {
  private var text: String
  private(set) var names: [String: String] = [:]

  private static let mostRenamed = 200

  init(_ text: String) { self.text = text }

  /// The documents; `nil` where a key was renamed and the text must be composed again.
  mutating func compose() throws -> [Yams.Node]? {
    do {
      var sequence = try Yams.compose_all(yaml: text)
      var documents: [Yams.Node] = []
      while let document = sequence.next() { documents.append(document) }
      if let error = sequence.error { throw error }
      return documents
    } catch let error as YamlError {
      guard case .duplicatedKeysInMapping(let keys, let context) = error, let key = keys.first,
        rename(key, context.mark)
      else { throw error }
      return nil
    }
  }

  private mutating func rename(_ key: String, _ mark: Mark) -> Bool {
    guard names.count < Self.mostRenamed, !key.isEmpty,
      let scalar = Unicode.Scalar(0xF_0000 + UInt32(names.count))
    else { return false }
    var scalars = Array(text.unicodeScalars)
    var index = 0
    for _ in 1..<max(mark.line, 1) {
      guard let end = scalars[index...].firstIndex(of: "\n") else { return false }
      index = end + 1
    }
    index += mark.column - 1
    if scalars.indices.contains(index), scalars[index] == "\"" || scalars[index] == "'" {
      index += 1
    }
    guard scalars[min(index, scalars.count)...].starts(with: key.unicodeScalars) else {
      return false
    }
    scalars[index] = scalar
    var renamed = String.UnicodeScalarView()
    renamed.append(contentsOf: scalars[index..<index + key.unicodeScalars.count])
    names[String(renamed)] = key
    var whole = String.UnicodeScalarView()
    whole.append(contentsOf: scalars)
    text = String(whole)
    return true
  }
}

/// Turns the nodes of Yams into ours.
private struct NodeConverter {
  let source: SourceText
  let names: [String: String]
  private var count = 0

  /// Aliases can make a small file a huge tree; nothing of use has this many values.
  private static let mostNodes = 500_000

  init(source: SourceText, names: [String: String]) {
    self.source = source
    self.names = names
  }

  mutating func convert(_ node: Yams.Node) throws -> Vocabulary.Node {
    count += 1
    if count > Self.mostNodes { throw Faults([YAMLFault.tooLarge.diagnostic(in: source)]) }
    switch node {
    case .scalar(let scalar): return convert(scalar)
    case .sequence(let sequence):
      let elements = try sequence.map { try convert($0) }
      var result = Vocabulary.Node(.sequence(elements), at: place(sequence.mark, length: 1))
      result.isFlow = character(at: sequence.mark) == "["
      return result
    case .mapping(let mapping):
      var entries: [Vocabulary.Node.Entry] = []
      for (key, value) in mapping {
        let name = try convert(key)
        guard let text = name.scalarText ?? (name.isEmpty ? key.scalar?.string : nil) else {
          throw Faults([YAMLFault.keyIsNoText.diagnostic(in: source, at: name.place)])
        }
        entries.append(
          Vocabulary.Node.Entry(names[text] ?? text, at: name.place, try convert(value)))
      }
      let length = entries.first?.key.unicodeScalars.count ?? 1
      var result = Vocabulary.Node(.mapping(entries), at: place(mapping.mark, length: length))
      result.isFlow = character(at: mapping.mark) == "{"
      return result
    case .alias:
      throw Faults([YAMLFault.danglingAlias.diagnostic(in: source, at: place(node.mark, length: 1))]
      )
    }
  }

  private func convert(_ scalar: Yams.Node.Scalar) -> Vocabulary.Node {
    let text = scalar.string
    let firstLine = text.prefix { $0 != "\n" }.unicodeScalars.count
    switch scalar.style {
    case .any, .plain:
      let place = place(scalar.mark, length: max(1, firstLine))
      let isEmpty = text.isEmpty || text == "~" || text == "null"
      return Vocabulary.Node(isEmpty ? .empty : .scalar(text, isQuoted: false), at: place)
    case .singleQuoted, .doubleQuoted:
      let place = place(scalar.mark, length: max(1, firstLine))?.advanced(
        by: 1, length: max(1, firstLine))
      return Vocabulary.Node(.scalar(text, isQuoted: true), at: place)
    case .literal, .folded:
      let place = blockContent(after: scalar.mark, length: max(1, firstLine))
      return Vocabulary.Node(
        .scalar(text.trimmingSuffix(\.isNewline), isQuoted: true), at: place)
    }
  }

  /// Where the text of a block scalar starts: the first line below its `|` or `>` that is not blank.
  private func blockContent(after mark: Mark?, length: Int) -> Place? {
    guard let mark else { return nil }
    for number in (mark.line + 1)..<(mark.line + 50) {
      guard let line = source.line(number) else { break }
      let indent = line.prefix { $0 == " " }.count
      if indent < line.count {
        return Place(file: source.name, line: number, column: indent + 1, length: length)
      }
    }
    return place(mark, length: length)
  }

  /// What stands at a mark; the library's own word on flow and block style is not reliable.
  private func character(at mark: Mark?) -> Unicode.Scalar? {
    guard let mark, let line = source.line(mark.line)?.unicodeScalars, mark.column >= 1 else {
      return nil
    }
    return line.dropFirst(mark.column - 1).first
  }

  private func place(_ mark: Mark?, length: Int) -> Place? {
    mark.map { Place(file: source.name, line: $0.line, column: $0.column, length: length) }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
    return String(self[..<end])
  }
}
