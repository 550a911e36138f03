/// The documentation that the tables of fields hold: every key, word and section with its meaning.
public struct Manual: Sendable {
  /// One key or word of the vocabulary.
  public struct Entry: Sendable {
    /// Where it stands, such as `designs.NAME.caliper`.
    public let path: String
    /// The key or word itself.
    public let name: String
    /// What it means, in one line.
    public let summary: String
    /// What may be written; `nil` for a word.
    public let shape: Shape?
    /// Whether it must be written.
    public let isRequired: Bool
    /// What holds when it is left out.
    public let standard: Node?
    /// What must be chosen for the key to apply, such as `method: nearest`; `nil` where it always
    /// does.
    public let condition: String?
  }

  /// Everything, in the order of the fields.
  public let entries: [Entry]

  /// The manual of a section and all it contains.
  public init(of section: SectionShape) {
    var entries: [Entry] = []
    var visited: Set<String> = []
    Self.collect(section, prefix: "", condition: nil, into: &entries, &visited)
    self.entries = entries
  }

  /// The manual with that of another kind of file, whose paths begin with a word of their own.
  public func adding(_ section: SectionShape, under prefix: String) -> Manual {
    var entries = entries
    var visited: Set<String> = []
    Self.collect(section, prefix: prefix, condition: nil, into: &entries, &visited)
    return Manual(entries)
  }

  private init(_ entries: [Entry]) { self.entries = entries }

  /// The entries of a name, or of a path, in which names of the author's choice may be left out or
  /// written.
  public func entries(named name: String) -> [Entry] {
    let exact = entries.filter { $0.path == name }
    if !exact.isEmpty { return exact }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return entries.filter { $0.name == name || (parts.count > 1 && $0.isAt(parts)) }
  }

  /// Every name once, in order.
  public var names: [String] {
    var seen: Set<String> = []
    return entries.map(\.name).filter { seen.insert($0).inserted }
  }

  private static func collect(
    _ section: SectionShape, prefix: String, condition: String?, into entries: inout [Entry],
    _ visited: inout Set<String>
  ) {
    guard visited.insert(prefix + section.name).inserted, visited.count < 500 else { return }
    for field in section.fields() {
      let path = prefix.isEmpty ? field.key : "\(prefix).\(field.key)"
      let isKnown = entries.contains { $0.path == path && $0.condition == condition }
      if !isKnown {
        entries.append(
          Entry(
            path: path, name: field.key, summary: field.summary, shape: field.shape,
            isRequired: field.isRequired, standard: field.standard, condition: condition))
      }
      collect(field.shape, prefix: path, into: &entries, &visited)
    }
  }

  private static func collect(
    _ shape: Shape, prefix: String, into entries: inout [Entry], _ visited: inout Set<String>
  ) {
    switch shape {
    case .number, .integer, .flag, .text: break
    case .word(let meanings): append(meanings, prefix: prefix, into: &entries)
    case .list(let element): collect(element, prefix: prefix, into: &entries, &visited)
    case .map(_, let value): collect(value, prefix: "\(prefix).NAME", into: &entries, &visited)
    case .section(let section):
      collect(section, prefix: prefix, condition: nil, into: &entries, &visited)
    case .variants(let tag, let variants):
      for variant in variants {
        let words = variant.words.map(\.word).joined(separator: " or ")
        collect(
          variant.section, prefix: prefix, condition: "\(tag): \(words)", into: &entries, &visited)
      }
    case .keyed(let variants):
      for variant in variants {
        append(variant.words, prefix: prefix, into: &entries)
        let word = variant.words.first?.word ?? ""
        collect(
          variant.section, prefix: "\(prefix).\(word)", condition: nil, into: &entries, &visited)
      }
    case .anyOf(let shapes):
      for shape in shapes { collect(shape, prefix: prefix, into: &entries, &visited) }
    }
  }

  private static func append(
    _ meanings: [Shape.Meaning], prefix: String, into entries: inout [Entry]
  ) {
    for meaning in meanings {
      let path = "\(prefix): \(meaning.word)"
      if entries.contains(where: { $0.path == path }) { continue }
      entries.append(
        Entry(
          path: path, name: meaning.word, summary: meaning.summary, shape: nil, isRequired: false,
          standard: nil, condition: nil))
    }
  }
}

extension Manual.Entry {
  /// Whether the entry stands at a path with any name, or none, for each `NAME`.
  fileprivate func isAt(_ parts: [Substring]) -> Bool {
    let own = path.split(separator: ".")
    if own.filter({ $0 != "NAME" }) == parts { return true }
    return own.count == parts.count && zip(own, parts).allSatisfy { $0 == "NAME" || $0 == $1 }
  }
}
