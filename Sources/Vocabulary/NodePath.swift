public import Diagnostics

/// A way from the root of a study to a value: keys joined by dots, `[n]` or `[name=x]` into lists.
public struct NodePath: Sendable, Equatable {
  /// One step of the way.
  public enum Step: Sendable, Equatable {
    /// Into the value of a key.
    case key(String)
    /// Into the element of that number, from 0.
    case index(Int)
    /// Into the element whose key has that value.
    case element(key: String, value: String)
  }

  /// The steps from the root.
  public let steps: [Step]

  /// The path of some steps.
  public init(_ steps: [Step]) { self.steps = steps }

  /// The path written as `designs.matched.caliper` or `analyses[0].design`.
  ///
  /// - Throws: `Faults` for an empty step or an unclosed bracket, placed in `text`.
  public init(_ text: String, at place: Place?) throws(Faults) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let parsed = Self.steps(of: part) else {
        throw Faults([
          Diagnostic(
            "bad-path", "'\(text)' is not a path to a value of a study", at: place,
            help: "write keys joined by dots, as in designs.matched.caliper or analyses[0].design")
        ])
      }
      steps += parsed
    }
    self.steps = steps
  }

  private static func steps(of part: Substring) -> [Step]? {
    var rest = part
    var steps: [Step] = []
    let key = rest.prefix { $0 != "[" }
    if !key.isEmpty { steps.append(.key(String(key))) }
    rest = rest.dropFirst(key.count)
    while rest.first == "[" {
      guard let close = rest.firstIndex(of: "]") else { return nil }
      let inside = rest[rest.index(after: rest.startIndex)..<close]
      if let index = Int(inside) {
        guard index >= 0 else { return nil }
        steps.append(.index(index))
      } else if let equals = inside.firstIndex(of: "=") {
        let value = inside[inside.index(after: equals)...]
        steps.append(.element(key: String(inside[..<equals]), value: String(value)))
      } else {
        return nil
      }
      rest = rest[rest.index(after: close)...]
    }
    return rest.isEmpty && !steps.isEmpty ? steps : nil
  }
}

extension Node {
  /// The node with the value at a path replaced; keys that are missing are added.
  ///
  /// - Parameters:
  ///   - path: where to.
  ///   - value: the new value.
  ///   - place: where the path was written, which becomes the place of added keys.
  /// - Returns: the changed node; `nil` where the path leads into no list or mapping, or to no
  ///   element.
  public func setting(_ path: NodePath, to value: Node, at place: Place?) -> Node? {
    setting(path.steps[...], to: value, at: place)
  }

  private func setting(
    _ steps: ArraySlice<NodePath.Step>, to value: Node, at place: Place?
  ) -> Node? {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    var copy = self
    switch step {
    case .key(let key):
      guard isEmpty || entries != nil else { return nil }
      var entries = entries ?? []
      if let index = entries.firstIndex(where: { $0.key == key }) {
        guard let changed = entries[index].value.setting(rest, to: value, at: place) else {
          return nil
        }
        entries[index].value = changed
      } else {
        let empty = Node(.empty, at: place)
        guard let added = empty.setting(rest, to: value, at: place) else { return nil }
        entries.append(Entry(key, at: place, added))
      }
      copy.content = .mapping(entries)
    case .index(let index):
      guard var elements, elements.indices.contains(index),
        let changed = elements[index].setting(rest, to: value, at: place)
      else { return nil }
      elements[index] = changed
      copy.content = .sequence(elements)
    case .element(let key, let wanted):
      guard var elements,
        let index = elements.firstIndex(where: { $0[key]?.scalarText == wanted }),
        let changed = elements[index].setting(rest, to: value, at: place)
      else { return nil }
      elements[index] = changed
      copy.content = .sequence(elements)
    }
    return copy
  }
}
