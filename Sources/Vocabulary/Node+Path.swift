extension Node {
  /// The node at a path; `nil` where it leads nowhere.
  public func value(at path: NodePath) -> Node? {
    var node = self
    for step in path.steps {
      guard let next = node.value(at: step) else { return nil }
      node = next
    }
    return node
  }

  /// The node without the value at a path; `nil` where there is nothing at it.
  ///
  /// A mapping or list that is left empty goes as well, up to the root.
  public func removing(_ path: NodePath) -> Node? { removing(path.steps[...]) }

  private func value(at step: NodePath.Step) -> Node? {
    switch step {
    case .key(let key): self[key]
    case .index, .element: position(of: step).flatMap { elements?[$0] }
    }
  }

  /// The number of the element or entry that a step leads to.
  private func position(of step: NodePath.Step) -> Int? {
    switch step {
    case .key(let key): entries?.firstIndex { $0.key == key }
    case .index(let index): elements.flatMap { $0.indices.contains(index) ? index : nil }
    case .element(let key, let wanted):
      elements?.firstIndex { $0[key]?.scalarText == wanted }
    }
  }

  private func removing(_ steps: ArraySlice<NodePath.Step>) -> Node? {
    guard let step = steps.first, let position = position(of: step) else { return nil }
    let rest = steps.dropFirst()
    var copy = self
    if var entries {
      let left = rest.isEmpty ? nil : entries[position].value.removing(rest)
      if !rest.isEmpty, left == nil { return nil }
      if let left, !left.holdsNothing {
        entries[position].value = left
      } else {
        entries.remove(at: position)
      }
      copy.content = .mapping(entries)
    } else if var elements {
      let left = rest.isEmpty ? nil : elements[position].removing(rest)
      if !rest.isEmpty, left == nil { return nil }
      if let left, !left.holdsNothing {
        elements[position] = left
      } else {
        elements.remove(at: position)
      }
      copy.content = .sequence(elements)
    }
    return copy
  }

  private var holdsNothing: Bool {
    switch content {
    case .empty: true
    case .scalar: false
    case .sequence(let elements): elements.isEmpty
    case .mapping(let entries): entries.isEmpty
    }
  }
}
