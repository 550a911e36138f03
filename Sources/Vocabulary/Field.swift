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

  let read: @Sendable (Node, inout Root, inout NodeReader) -> Void
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
    read = { node, root, reader in
      guard let value = Value.read(node, key: key, &reader) else { return }
      guard value.node.isWithin(limits) else {
        reader.report(
          .badValue(key: key, expected: Value.shape.limited(to: limits).phrase, found: node),
          at: node.place)
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
    case .anyOf(let shapes): return .anyOf(shapes.map { $0.limited(to: limits) })
    default: return self
    }
  }
}

extension Node {
  /// Whether every number in a scalar or list lies within limits.
  func isWithin(_ limits: Limits) -> Bool {
    guard limits != .none else { return true }
    switch content {
    case .scalar(let text, _): return Double(text).map(limits.contains) ?? true
    case .sequence(let elements): return elements.allSatisfy { $0.isWithin(limits) }
    case .empty, .mapping: return true
    }
  }
}
