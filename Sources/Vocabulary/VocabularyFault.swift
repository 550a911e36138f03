/// What can be wrong with what a person wrote, before it is known what it means.
public enum VocabularyFault: Sendable {
  /// A key that the section does not have.
  case unknownKey(String, in: String, known: [String])
  /// A key without a value between braces: most likely the rest of an expression with a comma.
  case tornExpression(String, in: String)
  /// A value between braces or brackets that YAML cut at a comma.
  case cutAtComma(String, key: String)
  /// A word that needs a value with it.
  case wordWithoutValue(String, summary: String)
  /// A key written twice.
  case repeatedKey(String)
  /// A key that must be there.
  case missingKey(String, in: String, summary: String)
  /// A value of the wrong kind or out of its limits; `keys` are those of the section it should be.
  case badValue(key: String, expected: String, found: Node, keys: [String] = [])
  /// A word that is none of those allowed.
  case unknownWord(String, key: String, known: [String])
  /// A word that the same key takes in another choice of the same kind of section.
  case wordOfAnotherVariant(String, key: String, known: [String], tag: String, fits: [String])
  /// A key that belongs to another choice of the same kind of section.
  case keyOfAnotherVariant(String, tag: String, word: String, fits: [String])
}
