public import Diagnostics

/// A value of a structured text (YAML, a command, a `--set` option), with the places it came from.
///
/// Scalars are kept as written: what `0.10` or `no` means is decided by the field that reads it.
public struct Node: Sendable {
  /// What a node holds.
  public enum Content: Sendable {
    /// Nothing, written as an empty value, `~` or `null`.
    case empty
    /// A scalar as written; a quoted scalar is always text.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case sequence([Node])
    /// Keys with values, in the order written.
    case mapping([Entry])
  }

  /// One key of a mapping with its value.
  public struct Entry: Sendable {
    /// The key.
    public var key: String
    /// Where the key stands.
    public var keyPlace: Place?
    /// Its value.
    public var value: Node

    /// A key with its value.
    public init(_ key: String, at keyPlace: Place? = nil, _ value: Node) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  /// What the node holds.
  public var content: Content
  /// Where its content starts: behind the opening quote of a quoted scalar.
  public var place: Place?
  /// Whether it was written between braces or brackets, where commas separate.
  public var isFlow = false

  /// A node.
  public init(_ content: Content, at place: Place? = nil) {
    self.content = content
    self.place = place
  }

  /// A plain scalar.
  public static func scalar(_ text: String, at place: Place? = nil) -> Node {
    Node(.scalar(text, isQuoted: false), at: place)
  }

  /// A scalar that is text whatever it looks like.
  public static func text(_ text: String, at place: Place? = nil) -> Node {
    Node(.scalar(text, isQuoted: true), at: place)
  }

  /// A list.
  public static func list(_ elements: [Node]) -> Node { Node(.sequence(elements)) }

  /// Keys with values.
  public static func mapping(_ entries: [Entry]) -> Node { Node(.mapping(entries)) }

  /// The entries, where the node is a mapping.
  public var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The elements, where the node is a list.
  public var elements: [Node]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The text, where the node is a scalar.
  public var scalarText: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether nothing was written.
  public var isEmpty: Bool {
    if case .empty = content { true } else { false }
  }

  /// Whether this is an unquoted text with a parenthesis that is not closed in it.
  var opensMoreThanItCloses: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return text.count { $0 == "(" } > text.count { $0 == ")" }
  }

  /// The value of `key`, where the node is a mapping that has it.
  public subscript(key: String) -> Node? {
    entries?.first { $0.key == key }?.value
  }
}

extension Node: Equatable {
  /// Nodes are equal when they say the same: places, and whether a scalar was quoted, do not count.
  public static func == (left: Node, right: Node) -> Bool {
    switch (left.content, right.content) {
    case (.empty, .empty): true
    case (.scalar(let a, _), .scalar(let b, _)): a == b
    case (.sequence(let a), .sequence(let b)): a == b
    case (.mapping(let a), .mapping(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}
