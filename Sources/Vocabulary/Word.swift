/// A choice among words, each with a one-line meaning.
public protocol Word: NodeCodable, CaseIterable, RawRepresentable<String>, Hashable {
  /// What the word means, in one line.
  var summary: String { get }
}

extension Word {
  /// Every word with its meaning.
  public static var meanings: [Shape.Meaning] {
    allCases.map { Shape.Meaning($0.rawValue, $0.summary) }
  }

  /// One of the words.
  public static var shape: Shape { .word(meanings) }

  /// Reads one of the words.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    guard let text = node.scalarText else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    if let word = Self(rawValue: text) { return word }
    let known = allCases.map(\.rawValue)
    reader.report(.unknownWord(text, key: key, known: known), at: node.place)
    return nil
  }

  /// The word.
  public var node: Node { .scalar(rawValue) }
}
