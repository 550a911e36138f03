internal import Diagnostics
public import Vocabulary

extension Term: NodeCodable {
  /// The text of a term.
  public static var shape: Shape {
    .text("a term such as age, rcs(nodes, 4) or age:meno")
  }

  /// Reads the text of a term.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Term? {
    guard let text = node.scalarText else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    let length = max(1, text.unicodeScalars.count)
    do throws(Faults) {
      return try Term(text, at: node.place?.advanced(by: 0, length: length))
    } catch {
      for diagnostic in error.diagnostics { reader.report(diagnostic) }
      return nil
    }
  }

  /// The term as written.
  public var node: Node { .text(text) }
}
