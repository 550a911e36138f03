internal import Diagnostics
internal import Yams

/// What can keep a text from being read as YAML.
enum YAMLFault {
  case syntax(problem: String, line: Int, column: Int)
  case unclosed(line: Int, column: Int, before: Int)
  case repeatedKey(String, line: Int, column: Int)
  case badCharacter(problem: String, offset: Int?)
  case severalDocuments(line: Int)
  case keyIsNoText
  case danglingAlias
  case tooLarge
  case other(String)

  /// Sorts an error of the YAML library.
  init(_ error: any Error) {
    switch error as? YamlError {
    case .parser(let context?, _, let mark, _)
    where context.text.contains("flow") && context.mark.line < mark.line:
      self = .unclosed(line: context.mark.line, column: context.mark.column, before: mark.line)
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self = .syntax(problem: problem, line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(let keys, let context):
      self = .repeatedKey(
        keys.first ?? "", line: context.mark.line, column: context.mark.column)
    case .reader(let problem, let offset, _, _):
      self = .badCharacter(problem: problem, offset: offset)
    default:
      self = .other(String(describing: error))
    }
  }
}

extension YAMLFault {
  /// The fault in words.
  func diagnostic(in source: SourceText, at place: Place? = nil) -> Diagnostic {
    func at(_ line: Int, _ column: Int, _ length: Int = 1) -> Place {
      let last = min(max(line, 1), source.lines.count)
      return Place(file: source.name, line: last, column: max(column, 1), length: length)
    }
    switch self {
    case .syntax("found undefined alias", let line, let column):
      return YAMLFault.danglingAlias.diagnostic(in: source, at: at(line, column))
    case .syntax(let problem, let line, let column):
      let text = source.line(line) ?? ""
      return Diagnostic(
        "yaml-syntax", Self.words(problem, text), at: at(line, column), help: Self.help(for: text))
    case .unclosed(let line, let column, let end):
      let bracket = source.line(line)?.unicodeScalars.dropFirst(column - 1).first ?? "["
      return Diagnostic(
        "yaml-syntax", "this '\(bracket)' is not closed before line \(end)", at: at(line, column),
        help: "close it with '\(bracket == "{" ? "}" : "]")'")
    case .repeatedKey(let key, let line, let column):
      return Diagnostic(
        "repeated-key", "the key '\(key)' is written twice",
        at: at(line, column, key.unicodeScalars.count), help: "keep one of the two")
    case .badCharacter(let problem, let offset):
      return Diagnostic(
        "yaml-character", "this is not YAML: \(problem)",
        at: Self.place(ofOffset: offset ?? 0, in: source),
        help: "remove the control character, or save the file as UTF-8")
    case .severalDocuments(let line):
      return Diagnostic(
        "several-documents", "a second YAML document begins here", at: at(line, 1, 3),
        help: "a study is one document: remove the lines that are only '---'")
    case .keyIsNoText:
      return Diagnostic("key-is-no-text", "a key must be a word", at: place)
    case .danglingAlias:
      return Diagnostic(
        "dangling-alias", "this alias refers to nothing", at: place,
        help: "the anchor that it names, as in '&name', must stand before it")
    case .tooLarge:
      return Diagnostic(
        "study-too-large", "the file expands to more than half a million values", at: at(1, 1),
        help: "look for aliases that repeat each other")
    case .other(let text):
      return Diagnostic("yaml-syntax", "this is not YAML: \(text)", at: at(1, 1))
    }
  }

  /// What the YAML library says, in the words of people who write studies.
  private static func words(_ problem: String, _ line: String) -> String {
    switch problem {
    case "found character that cannot start any token" where isIndentedByTab(line):
      "this line is indented with a tab"
    case "found character that cannot start any token": "a value cannot start with this character"
    case "did not find expected ',' or '}'": "expected ',' or '}' before this"
    case "did not find expected ',' or ']'": "expected ',' or ']' before this"
    case "did not find expected node content":
      "a value is missing, or a bracket is not closed"
    case "mapping values are not allowed in this context": "a ':' cannot stand here"
    case "could not find expected ':'": "expected ':' after a key"
    case "did not find expected key": "expected a key here: the indentation does not fit"
    case "found unexpected end of stream": "the file ends inside a quote that is not closed"
    case let text where text.hasPrefix("Maximum nesting"): "brackets are nested too deeply"
    default: "this is not YAML: \(problem)"
    }
  }

  private static func isIndentedByTab(_ line: String) -> Bool {
    line.unicodeScalars.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t")
  }

  private static func help(for line: String) -> String {
    if isIndentedByTab(line) {
      return "indent with spaces; YAML does not take tabs"
    }
    if line.contains("{") || line.contains("[") {
      return """
        an expression with a comma, brace, quote or ' #' inside {…} or […] must be quoted or \
        written in block style
        """
    }
    return "look for a missing ':' or space, a quote that is not closed, or uneven indentation"
  }

  private static func place(ofOffset offset: Int, in source: SourceText) -> Place {
    var left = offset
    for (index, line) in source.lines.enumerated() {
      let length = line.count + 1
      if left < length {
        return Place(file: source.name, line: index + 1, column: left + 1)
      }
      left -= length
    }
    return Place(file: source.name, line: max(1, source.lines.count), column: 1)
  }
}
