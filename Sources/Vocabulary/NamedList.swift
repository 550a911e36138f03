public import Diagnostics

/// Values under names of the author's choice, in the order written: designs, outcomes, variables.
public struct NamedList<Value: Sendable>: Sendable {
  /// One name with its value.
  public struct Element: Sendable {
    /// The name.
    public var name: String
    /// Where the name stands.
    public var place: Place?
    /// The value.
    public var value: Value

    /// A name with its value.
    public init(_ name: String, at place: Place? = nil, _ value: Value) {
      self.name = name
      self.place = place
      self.value = value
    }
  }

  /// The elements in the order written.
  public private(set) var elements: [Element]

  /// Names that were written with a value that could not be read.
  public private(set) var unread: [String] = []

  /// A list of named values; of equal names the first counts.
  public init(_ elements: [Element] = []) {
    var seen: Set<String> = []
    self.elements = elements.filter { seen.insert($0.name).inserted }
  }

  /// The names in the order written.
  public var names: [String] { elements.map(\.name) }

  /// The value under a name; setting `nil` removes it.
  public subscript(name: String) -> Value? {
    get { elements.first { $0.name == name }?.value }
    set {
      let index = elements.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): elements[index].value = value
      case (let index?, nil): elements.remove(at: index)
      case (nil, let value?): elements.append(Element(name, value))
      case (nil, nil): break
      }
    }
  }

  /// Whether a name was written, even if its value could not be read.
  public func declares(_ name: String) -> Bool {
    unread.contains(name) || elements.contains { $0.name == name }
  }

  /// Where a name stands.
  public func place(of name: String) -> Place? { elements.first { $0.name == name }?.place }

  /// Whether there are none.
  public var isEmpty: Bool { elements.isEmpty }
}

extension NamedList.Element: Equatable where Value: Equatable {
  /// Compares name and value; places do not count.
  public static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.value == right.value
  }
}

extension NamedList: Equatable where Value: Equatable {
  /// Compares the named values.
  public static func == (left: Self, right: Self) -> Bool { left.elements == right.elements }
}

extension NamedList: NodeCodable where Value: NodeCodable {
  /// Names with values.
  public static var shape: Shape { .map(name: "a name", Value.shape) }

  /// Reads a mapping; a repeated name is a fault.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    guard let entries = node.entries else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    var seen: Set<String> = []
    var elements: [Element] = []
    var unread: [String] = []
    for entry in entries {
      guard seen.insert(entry.key).inserted else {
        reader.report(.repeatedKey(entry.key), at: entry.keyPlace)
        continue
      }
      if let value = Value.read(entry.value, key: entry.key, &reader) {
        elements.append(Element(entry.key, at: entry.keyPlace, value))
      } else {
        unread.append(entry.key)
      }
    }
    var list = NamedList(elements)
    list.unread = unread
    return list
  }

  /// A mapping in the order written.
  public var node: Node { .mapping(elements.map { Node.Entry($0.name, $0.value.node) }) }

  /// An empty list of names is not written.
  public var isOmitted: Bool { isEmpty }
}
