public import Diagnostics

/// An expression as written, not yet parsed, with its place.
public struct ExpressionText: NodeCodable, Equatable {
  /// The text and where it stands.
  public var source: Located<String>

  /// An expression as written.
  public init(_ text: String, at place: Place? = nil) {
    source = Located(text, at: place)
  }

  /// An expression.
  public static var shape: Shape { .text("an expression") }

  /// Reads a scalar as written; a flag or number is an expression too.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    guard let text = node.scalarText else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    return ExpressionText(text, at: node.place)
  }

  /// The text.
  public var node: Node { .text(source.value) }
}
