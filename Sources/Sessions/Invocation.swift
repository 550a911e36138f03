internal import Diagnostics

/// A command as it was typed: its words with their places.
struct Invocation {
  /// A word with its place.
  struct Word {
    var text: String
    var place: Place
  }

  /// What diagnostics call the text of a command.
  static let source = "command"

  let text: String
  let name: Word
  /// The words after the name that are no options.
  private(set) var arguments: [Word] = []
  /// The options, with their values where they take one.
  private(set) var options: [(name: Word, value: Word?)] = []
  /// How many characters stand before what follows the name.
  let restOffset: Int
  /// What follows the name.
  let rest: String

  /// Cuts a command into words; `nil` where there is none.
  ///
  /// - Throws: `Faults` for a quote that is not closed.
  init?(_ text: String) throws(Faults) {
    self.text = text
    let (words, isClosed) = Self.words(text)
    guard let name = words.first else { return nil }
    self.name = name
    let scalars = Array(text.unicodeScalars)
    let end = name.place.column - 1 + name.text.unicodeScalars.count
    restOffset = end
    var rest = String.UnicodeScalarView()
    rest.append(contentsOf: scalars[min(end, scalars.count)...])
    self.rest = String(rest)
    guard let command = SessionCommand.named(name.text) else { return }
    if command.takesText { return }
    if !isClosed {
      throw Faults([SessionFault.unclosedQuote.diagnostic(at: words.last?.place)])
    }
    try read(words.dropFirst(), command)
  }

  private mutating func read(
    _ words: ArraySlice<Word>, _ command: SessionCommand
  ) throws(Faults) {
    var words = words
    while let word = words.popFirst() {
      guard word.text.hasPrefix("--") else {
        arguments.append(word)
        continue
      }
      guard let option = command.options.first(where: { "--\($0.name)" == word.text }) else {
        throw Faults([
          SessionFault.unknownOption(word.text, command: command.name, usage: command.usage)
            .diagnostic(at: word.place)
        ])
      }
      if let value = option.value {
        guard let given = words.popFirst() else {
          throw Faults([
            SessionFault.missingArgument(
              command: word.text, usage: command.usage, needs: "a \(value.lowercased())"
            ).diagnostic(at: word.place)
          ])
        }
        options.append((word, given))
      } else {
        options.append((word, nil))
      }
    }
    let required = command.arguments.filter { !$0.isOptional }
    if arguments.count < required.count {
      let missing = required[arguments.count]
      throw Faults([
        SessionFault.missingArgument(
          command: command.name, usage: command.usage, needs: missing.kind.phrase
        ).diagnostic(at: name.place)
      ])
    }
    if arguments.count > command.arguments.count {
      throw Faults([
        SessionFault.tooMuch(command: command.name, usage: command.usage)
          .diagnostic(at: arguments[command.arguments.count].place)
      ])
    }
  }

  /// Whether an option was given.
  func has(_ option: String) -> Bool { options.contains { $0.name.text == "--\(option)" } }

  /// The value of an option.
  func value(of option: String) -> Word? {
    options.last { $0.name.text == "--\(option)" }?.value
  }

  /// The argument of that number.
  subscript(index: Int) -> Word? { arguments.indices.contains(index) ? arguments[index] : nil }

  /// Words between spaces; a word in double quotes may hold spaces.
  private static func words(_ text: String) -> ([Word], isClosed: Bool) {
    var words: [Word] = []
    var word = String.UnicodeScalarView()
    var start: Int?
    var isQuoted = false
    var line = 1
    var column = 0
    func finish() {
      guard let begin = start else { return }
      let length = max(1, column - begin)
      words.append(
        Word(
          text: String(word),
          place: Place(file: source, line: line, column: begin + 1, length: length)))
      word = String.UnicodeScalarView()
      start = nil
    }
    for scalar in text.unicodeScalars {
      if scalar == "\"" {
        isQuoted.toggle()
        start = start ?? column
      } else if scalar.properties.isWhitespace, !isQuoted {
        finish()
      } else {
        start = start ?? column
        word.append(scalar)
      }
      column += 1
      if scalar == "\n" {
        line += 1
        column = 0
      }
    }
    finish()
    return (words, !isQuoted)
  }
}
