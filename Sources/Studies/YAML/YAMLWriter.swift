public import Vocabulary
private import Yams

/// Writes nodes as YAML that reads back as the same nodes.
public enum YAMLWriter {
  /// The document of a node, ending in a line end.
  ///
  /// Lists of plain words are written on one line, everything else in block style.
  ///
  /// - Throws: what the YAML library finds wrong, which no node of a study should cause.
  public static func write(_ node: Vocabulary.Node) throws -> String {
    try Yams.serialize(node: converted(node), width: -1, allowUnicode: true)
  }

  private static func converted(_ node: Vocabulary.Node) -> Yams.Node {
    switch node.content {
    case .empty: return .scalar(Yams.Node.Scalar("~", .implicit, .plain))
    case .scalar(let text, let isQuoted): return .scalar(scalar(text, isText: isQuoted))
    case .sequence(let elements):
      let isFlat = elements.allSatisfy { $0.scalarText.map { $0.count <= 24 } ?? false }
      return .sequence(
        Yams.Node.Sequence(elements.map(converted), .implicit, isFlat ? .flow : .block))
    case .mapping(let entries):
      let pairs = entries.map {
        (Yams.Node.scalar(scalar($0.key, isText: true)), converted($0.value))
      }
      return .mapping(Yams.Node.Mapping(pairs, .implicit, entries.isEmpty ? .flow : .block))
    }
  }

  private static func scalar(_ text: String, isText: Bool) -> Yams.Node.Scalar {
    let looksEmpty = text.isEmpty || text == "~" || text == "null"
    let style: Yams.Node.Scalar.Style = isText && looksEmpty ? .singleQuoted : .any
    return Yams.Node.Scalar(text, .implicit, style)
  }
}
