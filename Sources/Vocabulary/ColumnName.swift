public import Diagnostics

/// The name of a column, with its place.
public struct ColumnName: NodeCodable, Hashable {
  /// The name and where it stands.
  public var source: Located<String>

  /// A column's name.
  public init(_ name: String, at place: Place? = nil) {
    source = Located(name, at: place)
  }

  /// The name.
  public var name: String { source.value }

  /// A column.
  public static var shape: Shape { .text("a column") }

  /// Reads a scalar as written.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    guard let text = node.scalarText else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    return ColumnName(text, at: node.place)
  }

  /// The name.
  public var node: Node { .text(source.value) }
}
