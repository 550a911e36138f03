private import Diagnostics

/// One of several kinds of section that may stand in the same place, with the words that choose it.
public struct Choice<Root: Sendable>: Sendable {
  /// The words that choose this kind, with their meanings.
  public let words: [Shape.Meaning]
  /// The section they choose.
  public let section: SectionShape

  let keys: [String]
  let read: @Sendable (Node, String, inout NodeReader) -> Root?

  /// A kind of section.
  ///
  /// - Parameters:
  ///   - words: the words that choose it.
  ///   - wrap: makes the value of a section that was read.
  public init<Value: Section>(
    _ words: [Shape.Meaning], _ wrap: @escaping @Sendable (Value) -> Root
  ) {
    self.words = words
    section = Value.sectionShape
    keys = Value.fields.map(\.key)
    read = { node, key, reader in Value.read(node, key: key, &reader).map(wrap) }
  }

  var variant: Shape.Variant { Shape.Variant(words, section) }

  /// The words that a key of this kind takes; `nil` where it takes no words.
  func words(of key: String) -> [String]? {
    guard let field = section.fields().first(where: { $0.key == key }),
      case .word(let meanings) = field.shape
    else { return nil }
    return meanings.map(\.word)
  }

  func isChosen(by word: String) -> Bool { words.contains { $0.word == word } }
}

/// A value written as a section whose kind depends on the word under one of its keys.
///
/// A key of another kind is a fault that says where the key belongs.
public protocol TaggedSections: NodeCodable {
  /// The key under which the kind stands.
  static var tag: String { get }
  /// The kinds.
  static var choices: [Choice<Self>] { get }
}

extension TaggedSections {
  /// A section that depends on its tag.
  public static var shape: Shape { .variants(tag: tag, choices.map(\.variant)) }

  /// Reads the kind, then the section of that kind.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    guard let entries = node.entries else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    guard let tagged = node[tag] else {
      reportMissingTag(entries, key, node.place, &reader)
      return nil
    }
    let word = tagged.scalarText ?? ""
    guard let choice = choices.first(where: { $0.isChosen(by: word) }) else {
      let known = choices.flatMap(\.words).map(\.word)
      reader.report(.unknownWord(word, key: tag, known: known), at: tagged.place)
      return nil
    }
    var kept: [Node.Entry] = []
    for entry in entries {
      let fits = choices.filter { $0.keys.contains(entry.key) }
      if choice.keys.contains(entry.key) || fits.isEmpty {
        if !reportWordOfAnother(choice, entry, &reader) { kept.append(entry) }
      } else {
        let words = fits.flatMap(\.words).map(\.word)
        reader.report(
          .keyOfAnotherVariant(entry.key, tag: tag, word: word, fits: words), at: entry.keyPlace)
      }
    }
    var section = node
    section.content = .mapping(kept)
    return choice.read(section, key, &reader)
  }

  /// Says which kinds take a word that this kind's key does not, if any do.
  private static func reportWordOfAnother(
    _ choice: Choice<Self>, _ entry: Node.Entry, _ reader: inout NodeReader
  ) -> Bool {
    guard entry.key != tag, let word = entry.value.scalarText,
      let known = choice.words(of: entry.key), !known.contains(word)
    else { return false }
    let fits = choices.filter { $0.words(of: entry.key)?.contains(word) ?? false }
      .flatMap(\.words).map(\.word)
    guard !fits.isEmpty else { return false }
    reader.report(
      .wordOfAnotherVariant(word, key: entry.key, known: known, tag: tag, fits: fits),
      at: entry.value.place)
    return true
  }

  /// Points at the key that was most likely meant to be the tag, else at the section.
  private static func reportMissingTag(
    _ entries: [Node.Entry], _ key: String, _ place: Place?, _ reader: inout NodeReader
  ) {
    let known = choices.flatMap(\.keys)
    let misspelt = entries.first { entry in
      !known.contains(entry.key) && Suggestion.nearest(to: entry.key, in: [tag]) != nil
    }
    if let misspelt {
      reader.report(
        .unknownKey(misspelt.key, in: key, known: [tag]), at: misspelt.keyPlace ?? place)
    } else {
      let words = choices.flatMap(\.words).map(\.word).joined(separator: ", ")
      reader.report(.missingKey(tag, in: key, summary: "one of \(words)"), at: place)
    }
  }
}

/// A value written as a word, or as a word with the options that go with it: `cox`, or
/// `{cox: {ties: breslow}}`.
public protocol WordWithOptions: NodeCodable {
  /// The words, each with its options.
  static var choices: [Choice<Self>] { get }
  /// The word of this value.
  var word: String { get }
  /// The options as written; empty where they are all standard.
  var options: Node { get }
}

extension WordWithOptions {
  /// A word, or a word with options.
  public static var shape: Shape { .keyed(choices.map(\.variant)) }

  /// Reads the word and its options.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self? {
    let known = choices.flatMap(\.words).map(\.word)
    func choice(_ word: String, at place: Place?) -> Choice<Self>? {
      if let choice = choices.first(where: { $0.isChosen(by: word) }) { return choice }
      reader.report(.unknownWord(word, key: key, known: known), at: place)
      return nil
    }
    switch node.content {
    case .scalar(let word, _):
      guard let choice = choice(word, at: node.place) else { return nil }
      let needed = choice.section.fields().first { field in
        field.isRequired && field.key == choice.section.shorthand
      }
      if let needed {
        reader.report(.wordWithoutValue(word, summary: needed.summary), at: node.place)
        return nil
      }
      return choice.read(Node(.mapping([]), at: node.place), word, &reader)
    case .mapping(let entries) where entries.count == 1:
      let entry = entries[0]
      return choice(entry.key, at: entry.keyPlace)?.read(entry.value, entry.key, &reader)
    default:
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
  }

  /// The word alone where its options are empty.
  public var node: Node {
    if let entries = options.entries, entries.isEmpty { return .scalar(word) }
    return .mapping([Node.Entry(word, options)])
  }
}
