internal import Studies
internal import Vocabulary

/// What may stand at a path of a study: the keys of the vocabulary there, with the names that the
/// study declares, and the words that a value can be.
struct KnownPaths {
  private let root: Node?

  init(_ root: Node?) { self.root = root }

  /// The keys and names that may follow a path.
  func keys(at steps: [NodePath.Step]) -> [String] {
    let node = steps.isEmpty ? root : root?.value(at: NodePath(steps))
    let written = (node?.entries ?? []).map(\.key)
    return shapes(at: steps).flatMap { keys(of: $0, node) } + written
  }

  /// The words that a value at a path can be.
  func words(at steps: [NodePath.Step]) -> [String] {
    shapes(at: steps).flatMap(words)
  }

  private func shapes(at steps: [NodePath.Step]) -> [Shape] {
    var shapes: [Shape] = [.section(Study.sectionShape)]
    var node = root
    for step in steps {
      shapes = shapes.flatMap { below($0, step, node) }
      node = node?.value(at: NodePath([step]))
    }
    return shapes
  }

  /// What a step leads to.
  private func below(_ shape: Shape, _ step: NodePath.Step, _ node: Node?) -> [Shape] {
    switch (shape, step) {
    case (.list(let element), .index), (.list(let element), .element): return [element]
    case (.list(let element), .key): return below(element, step, node)
    case (.map(_, let value), .key): return [value]
    case (.section(let section), .key(let key)):
      return section.fields().filter { $0.key == key }.map(\.shape)
    case (.variants(let tag, let variants), .key):
      return chosen(variants, tag, node).flatMap { below(.section($0.section), step, node) }
    case (.keyed(let variants), .key(let key)):
      return variants.filter { $0.words.contains { $0.word == key } }.map { .section($0.section) }
    case (.anyOf(let shapes), _): return shapes.flatMap { below($0, step, node) }
    default: return []
    }
  }

  private func keys(of shape: Shape, _ node: Node?) -> [String] {
    switch shape {
    case .section(let section): section.fields().map(\.key)
    case .variants(let tag, let variants):
      chosen(variants, tag, node).flatMap { $0.section.fields().map(\.key) } + [tag]
    case .keyed(let variants): variants.flatMap(\.words).map(\.word)
    case .anyOf(let shapes): shapes.flatMap { keys(of: $0, node) }
    case .list(let element): keys(of: element, node)
    case .number, .integer, .flag, .text, .word, .map: []
    }
  }

  private func words(_ shape: Shape) -> [String] {
    switch shape {
    case .word(let meanings): meanings.map(\.word)
    case .flag: ["true", "false"]
    case .keyed(let variants): variants.flatMap(\.words).map(\.word)
    case .list(let element): words(element)
    case .anyOf(let shapes): shapes.flatMap(words)
    case .number, .integer, .text, .map, .section, .variants: []
    }
  }

  /// The kinds of section that the tag chooses; all of them where it is not written yet.
  private func chosen(_ variants: [Shape.Variant], _ tag: String, _ node: Node?) -> [Shape.Variant]
  {
    guard let word = node?[tag]?.scalarText else { return variants }
    let chosen = variants.filter { $0.words.contains { $0.word == word } }
    return chosen.isEmpty ? variants : chosen
  }
}
