public import Diagnostics

extension Double: NodeCodable {
  /// Any finite number.
  public static var shape: Shape { .number(.none) }

  /// Reads a finite decimal number.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Double? {
    if case .scalar(let text, isQuoted: false) = node.content, let value = decimal(text) {
      return value
    }
    reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
    return nil
  }

  /// The shortest text that reads back as this number.
  public var node: Node {
    self == rounded() && abs(self) < 1e15 ? .scalar(String(Int(self))) : .scalar(String(self))
  }

  /// The number that a decimal text denotes; words such as `inf` and hexadecimal are not numbers.
  private static func decimal(_ text: String) -> Double? {
    let allowed = text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "0"..."9", "+", "-", ".", "e", "E": true
      default: false
      }
    }
    guard allowed, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

extension Int: NodeCodable {
  /// Any whole number.
  public static var shape: Shape { .integer(.none) }

  /// Reads a whole number.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Int? {
    if case .scalar(let text, isQuoted: false) = node.content, let value = Int(text) {
      return value
    }
    reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
    return nil
  }

  /// Its digits.
  public var node: Node { .scalar(String(self)) }
}

extension Bool: NodeCodable {
  /// `true` or `false`.
  public static var shape: Shape { .flag }

  /// Reads `true` or `false`; other spellings of YAML 1.1 are not flags.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Bool? {
    switch node.content {
    case .scalar("true", isQuoted: false): return true
    case .scalar("false", isQuoted: false): return false
    default:
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
  }

  /// `true` or `false`.
  public var node: Node { .scalar(self ? "true" : "false") }
}

extension String: NodeCodable {
  /// Any text.
  public static var shape: Shape { .text("text") }

  /// Reads a scalar as written.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> String? {
    if let text = node.scalarText { return text }
    reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
    return nil
  }

  /// A scalar; whether it needs quotes is decided where it is written out.
  public var node: Node { .text(self) }
}

extension Optional: NodeCodable where Wrapped: NodeCodable {
  /// The shape of the value.
  public static var shape: Shape { Wrapped.shape }

  /// Reads the value; an empty node leaves it absent.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    node.isEmpty ? .some(nil) : Wrapped.read(node, key: key, &reader).map(Optional.some)
  }

  /// The value's node.
  public var node: Node { self?.node ?? Node(.empty) }

  /// An absent value is not written.
  public var isOmitted: Bool { self?.isOmitted ?? true }
}

extension Array: NodeCodable where Element: NodeCodable {
  /// A list.
  public static var shape: Shape { .list(Element.shape) }

  /// Reads a list; a scalar is read as a list of one.
  ///
  /// Elements at fault are left out.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> [Element]? {
    switch node.content {
    case .sequence(let elements):
      var values: [Element] = []
      var rest = elements[...]
      while let element = rest.popFirst() {
        if node.isFlow, element.opensMoreThanItCloses,
          let end = rest.firstIndex(where: { $0.scalarText?.contains(")") ?? false })
        {
          reader.report(.cutAtComma(element.scalarText ?? "", key: key), at: element.place)
          rest = rest[(end + 1)...]
        } else if let value = Element.read(element, key: key, &reader) {
          values.append(value)
        }
      }
      return values
    case .scalar, .mapping:
      return Element.read(node, key: key, &reader).map { [$0] }
    case .empty:
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
  }

  /// The elements in order.
  public var node: Node { .list(map(\.node)) }

  /// An empty list is not written.
  public var isOmitted: Bool { isEmpty }
}

extension Located: NodeCodable where Value: NodeCodable {
  /// The shape of the value.
  public static var shape: Shape { Value.shape }

  /// Reads the value and keeps its place.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    Value.read(node, key: key, &reader).map { Located($0, at: node.place) }
  }

  /// The value's node.
  public var node: Node { value.node }

  /// As the value.
  public var isOmitted: Bool { value.isOmitted }
}
