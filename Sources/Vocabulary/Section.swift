private import Diagnostics

/// A part of a study that is written as keys with values, declared as a table of fields.
public protocol Section: NodeCodable {
  /// Its name in documentation, in lower camel case.
  static var name: String { get }
  /// What it holds, as a noun phrase.
  static var summary: String { get }
  /// Its fields, in the order they are written.
  static var fields: [Field<Self>] { get }
  /// The key that a bare scalar or list sets, for sections with a short form.
  static var shorthand: String? { get }

  /// The section with every default.
  init()
}

extension Section {
  /// Most sections have no short form.
  public static var shorthand: String? { nil }

  /// The fields without the Swift type.
  public static var sectionShape: SectionShape {
    SectionShape(name: name, summary: summary, shorthand: shorthand) {
      fields.map(\.fieldShape)
    }
  }

  /// The section, or the short form's value.
  public static var shape: Shape {
    if let shorthand, let field = fields.first(where: { $0.key == shorthand }) {
      return .anyOf([field.shape, .section(sectionShape)])
    }
    return .section(sectionShape)
  }

  /// Reads the keys of a mapping, or the short form.
  ///
  /// Unknown and repeated keys and missing required keys are faults; all are reported.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    guard let entries = node.entries else { return readShorthand(node, key: key, &reader) }
    var section = Self()
    section.read(entries, of: key, in: node, ignoring: [], &reader)
    return section
  }

  private static func readShorthand(
    _ node: Node, key: String, _ reader: inout NodeReader
  ) -> Self? {
    guard let shorthand, !node.isEmpty else {
      reader.report(
        .badValue(key: key, expected: shape.phrase, found: node, keys: fields.map(\.key)),
        at: node.place)
      return nil
    }
    var section = Self()
    let entry = Node.Entry(shorthand, at: node.place, node)
    section.read([entry], of: key, in: node, ignoring: [], calling: [shorthand: key], &reader)
    return section
  }

  /// Reads entries into this section.
  ///
  /// - Parameters:
  ///   - entries: the keys with values.
  ///   - key: what the section is written under, for messages.
  ///   - node: the mapping, for the place of missing keys.
  ///   - ignored: keys read elsewhere.
  ///   - names: what messages call the value of a key, where that is not the key.
  ///   - reader: collects the faults.
  public mutating func read(
    _ entries: [Node.Entry], of key: String, in node: Node, ignoring ignored: Set<String>,
    calling names: [String: String] = [:], _ reader: inout NodeReader
  ) {
    var seen: Set<String> = []
    var misspelt: Set<String> = []
    let torn = node.isFlow ? Self.torn(entries) : [:]
    for (index, entry) in entries.enumerated() where !ignored.contains(entry.key) {
      if let isStart = torn[index] {
        seen.insert(entry.key)
        if isStart {
          let text = entry.value.scalarText ?? ""
          reader.report(.cutAtComma(text, key: entry.key), at: entry.value.place)
        }
        continue
      }
      guard let field = Self.fields.first(where: { $0.key == entry.key }) else {
        let known = Self.fields.map(\.key) + ignored.sorted()
        let fault: VocabularyFault =
          node.isFlow && entry.value.isEmpty
          ? .tornExpression(entry.key, in: key) : .unknownKey(entry.key, in: key, known: known)
        reader.report(fault, at: entry.keyPlace)
        // The key that was most likely meant is not missed as well.
        if let meant = Suggestion.nearest(to: entry.key, in: known) { misspelt.insert(meant) }
        continue
      }
      guard seen.insert(entry.key).inserted else {
        reader.report(.repeatedKey(entry.key), at: entry.keyPlace)
        continue
      }
      field.read(entry.value, names[entry.key] ?? entry.key, &self, &reader)
    }
    for field in Self.fields
    where field.isRequired && !seen.contains(field.key) && !misspelt.contains(field.key) {
      reader.report(.missingKey(field.key, in: key, summary: field.summary), at: node.place)
    }
  }

  /// Entries that are parts of an expression cut at its commas; true for the first part of each.
  private static func torn(_ entries: [Node.Entry]) -> [Int: Bool] {
    var torn: [Int: Bool] = [:]
    for (index, entry) in entries.enumerated() where entry.value.opensMoreThanItCloses {
      let rest = entries[(index + 1)...].prefix { $0.value.isEmpty }
      guard rest.contains(where: { $0.key.contains(")") }) else { continue }
      torn[index] = true
      for part in rest.indices { torn[part] = false }
    }
    return torn
  }

  /// The section as keys with values, every default visible, in the order of its fields.
  public var node: Node { .mapping(fieldEntries) }

  /// The entries of ``node``.
  public var fieldEntries: [Node.Entry] {
    Self.fields.compactMap { field in field.write(self).map { Node.Entry(field.key, $0) } }
  }
}
