public import Diagnostics

extension VocabularyFault {
  /// The fault in words.
  public func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .unknownKey(let key, let section, let known):
      Diagnostic(
        "unknown-key", "'\(section)' has no key '\(key)'", at: place,
        help: Suggestion.help(for: key, in: known))
    case .tornExpression(let key, let section):
      Diagnostic(
        "torn-expression", "'\(section)' has no key '\(key)', and nothing follows it", at: place,
        help: Self.quoting)
    case .cutAtComma(let text, let key):
      Diagnostic(
        "torn-expression", "'\(key)' is cut at a comma: it reads '\(text)'", at: place,
        help: Self.quoting)
    case .wordWithoutValue(let word, let summary):
      Diagnostic(
        "missing-key", "'\(word)' needs \(summary)", at: place,
        help: "write the value with it, as in {\(word): 365}")
    case .repeatedKey(let key):
      Diagnostic(
        "repeated-key", "the key '\(key)' is written twice", at: place,
        help: "keep one of the two")
    case .missingKey(let key, let section, let summary):
      Diagnostic(
        "missing-key", "'\(section)' needs the key '\(key)'", at: place,
        help: "\(key): \(summary)")
    case .badValue(let key, let expected, let found, let keys):
      Diagnostic(
        "bad-value", "'\(key)' expects \(expected), found \(found.phrase)", at: place,
        help: found.help(where: expected, keys))
    case .unknownWord(let word, let key, let known):
      Diagnostic(
        "unknown-word",
        "'\(key)' expects one of \(known.joined(separator: ", ")), found '\(word)'", at: place,
        help: Self.wordMeant(by: word, in: known).map { "did you mean '\($0)'?" })
    case .wordOfAnotherVariant(let word, let key, let known, let tag, let fits):
      Diagnostic(
        "unknown-word",
        "'\(key)' expects one of \(known.joined(separator: ", ")), found '\(word)'", at: place,
        help: "\(key): \(word) goes with \(tag) \(fits.joined(separator: ", "))")
    case .keyOfAnotherVariant(let key, let tag, let word, let fits):
      Diagnostic(
        "key-does-not-apply", "'\(key)' does not apply where '\(tag)' is '\(word)'", at: place,
        help: "it goes with \(tag) \(fits.joined(separator: ", "))")
    }
  }

  /// The word most likely meant; acronyms that differ in a letter, such as ATE and ATT, are different
  /// things.
  private static func wordMeant(by word: String, in known: [String]) -> String? {
    guard let nearest = Suggestion.nearest(to: word, in: known) else { return nil }
    let isOtherAcronym =
      nearest == nearest.uppercased() && nearest.count == word.count
      && nearest != word.uppercased()
    return isOtherAcronym ? nil : nearest
  }

  private static let quoting = """
    an expression with a comma, brace, quote or ' #' inside {…} or […] must be quoted or written \
    in block style
    """
}

extension Node {
  /// What was found, as it reads after "found".
  var phrase: String {
    switch content {
    case .empty: "nothing"
    case .scalar(let text, _): "'\(text.count > 60 ? text.prefix(60) + "…" : text)'"
    case .sequence(let elements): elements.isEmpty ? "an empty list" : "a list"
    case .mapping: "a mapping"
    }
  }

  /// What to write instead, where that can be told from what was found.
  fileprivate func help(where expected: String, _ keys: [String]) -> String? {
    guard case .scalar(let text, let isQuoted) = content else { return nil }
    if isQuoted, Double(text) != nil,
      [Double.shape, Int.shape].contains(where: { expected.hasPrefix($0.phrase) })
    {
      return "write \(text) without quotes"
    }
    if expected == Bool.shape.phrase {
      switch text.lowercased() {
      case "true", "t", "yes", "y", "on": return "write true"
      case "false", "f", "no", "n", "off": return "write false"
      default: return nil
      }
    }
    if let key = keys.first(where: { text.hasPrefix($0 + ":") }) {
      return "write a space after '\(key):'"
    }
    return (1...6).contains(keys.count) ? "its keys are \(keys.joined(separator: ", "))" : nil
  }
}
