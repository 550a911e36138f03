public import Diagnostics
public import Vocabulary

/// A column of a table of events, written `table.column`, with its place.
public struct EventColumn: NodeCodable, Equatable {
  /// The table.
  public var table: String
  /// The column.
  public var column: String
  /// Where it is written.
  public var place: Place?

  /// A column of a table of events.
  public init(_ table: String, _ column: String, at place: Place? = nil) {
    self.table = table
    self.column = column
    self.place = place
  }

  /// As it is written.
  public var text: String { "\(table).\(column)" }

  /// Compares the names; places do not count.
  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  /// A table and a column.
  public static var shape: Shape { .text("a table and a column, as in death.date") }

  /// Reads `table.column`.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    let parts = (node.scalarText ?? "").split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    return EventColumn(String(parts[0]), String(parts[1]), at: node.place)
  }

  /// As it is written.
  public var node: Node { .text(text) }
}
