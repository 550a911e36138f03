/// One key of a section: its name, meaning and limits, and how it is read into the Swift value.
///
/// This is the one declaration from which the study reader, its error messages, `--set`, `explain`,
/// `show` and the JSON Schema are made. The key is the name of the Swift property.
public struct Field<Root: Section>: Sendable {
  /// The key as written.
  public let key: String
  /// A one-line meaning.
  public let summary: String
  /// What may be written.
  public let shape: Shape
  /// Whether it must be written.
  public let isRequired: Bool

  let read: @Sendable (Node, String, inout Root, inout NodeReader) -> Void
  let write: @Sendable (Root) -> Node?

  /// A field read into a property.
  ///
  /// - Parameters:
  ///   - key: the key, which is the name of the property.
  ///   - path: the property.
  ///   - summary: a one-line meaning, with the unit where there is one.
  ///   - limits: what a number must satisfy; only for numbers and lists of numbers.
  ///   - isRequired: whether a section without it is at fault.
  public init<Value: NodeCodable>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ summary: String,
    limits: Limits = .none, required isRequired: Bool = false
  ) {
    self.key = key
    self.summary = summary
    self.shape = Value.shape.limited(to: limits)
    self.isRequired = isRequired
    read = { node, key, root, reader in
      if isRequired, node.elements?.isEmpty == true {
        reader.report(
          .badValue(key: key, expected: "at least one value", found: node), at: node.place)
        return
      }
      guard let value = Value.read(node, key: key, &reader) else { return }
      if let number = node.firstOutside(limits) {
        let shape = Value.shape.limited(to: limits).number
        reader.report(
          .badValue(key: key, expected: shape.phrase, found: number), at: number.place ?? node.place
        )
        return
      }
      root[keyPath: path] = value
    }
    write = { root in
      let value = root[keyPath: path]
      return value.isOmitted ? nil : value.node
    }
  }

  var fieldShape: FieldShape {
    FieldShape(
      key: key, summary: summary, shape: shape, isRequired: isRequired,
      standard: isRequired ? nil : write(Root()))
  }
}

extension Shape {
  /// The shape with its numbers kept within limits.
  func limited(to limits: Limits) -> Shape {
    guard limits != .none else { return self }
    switch self {
    case .number: return .number(limits)
    case .integer: return .integer(limits)
    case .list(let element): return .list(element.limited(to: limits))
    case .map(let name, let value): return .map(name: name, value.limited(to: limits))
    case .anyOf(let shapes): return .anyOf(shapes.map { $0.limited(to: limits) })
    default: return self
    }
  }

  /// The shape of the numbers within.
  fileprivate var number: Shape {
    switch self {
    case .list(let element), .map(_, let element): element.number
    default: self
    }
  }
}

extension Node {
  /// The first number, in a scalar, a list or under names, that does not lie within limits.
  func firstOutside(_ limits: Limits) -> Node? {
    guard limits != .none else { return nil }
    switch content {
    case .scalar(let text, _):
      return Double(text).map(limits.contains) ?? true ? nil : self
    case .sequence(let elements):
      return elements.lazy.compactMap { $0.firstOutside(limits) }.first
    case .mapping(let entries):
      return entries.lazy.compactMap { $0.value.firstOutside(limits) }.first
    case .empty: return nil
    }
  }
}
