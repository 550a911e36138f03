import Diagnostics
import Testing

@Suite struct TextRendererTests {
  private func render(
    _ text: String, line: Int = 1, column: Int, length: Int = 1, help: String? = nil
  ) -> String {
    var sources = SourceTexts()
    sources.add(SourceText(name: "study.yaml", text: text))
    let place = Place(file: "study.yaml", line: line, column: column, length: length)
    return TextRenderer(sources: sources).render(
      Diagnostic("an-id", "a message", at: place, help: help))
  }

  @Test func `a diagnostic quotes its line, underlines its place and says what to do`() {
    let text = "study: x\ndesigns:\n  a: {method: neerest}\n"
    #expect(
      render(text, line: 3, column: 15, length: 7, help: "did you mean 'nearest'?") == """
        error[an-id]: a message
         --> study.yaml:3:15
          |
        3 |   a: {method: neerest}
          |               ^^^^^^^
          = help: did you mean 'nearest'?

        """)
  }

  @Test func `a wide line number moves the margin`() {
    let text = String(repeating: "\n", count: 99) + "key: value"
    #expect(
      render(text, line: 100, column: 1, length: 3) == """
        error[an-id]: a message
         --> study.yaml:100:1
            |
        100 | key: value
            | ^^^

        """)
  }

  @Test func `without a place there is only the message`() {
    let diagnostic = Diagnostic("an-id", severity: .warning, "a message", help: "do this")
    #expect(
      TextRenderer().render(diagnostic) == """
        warning[an-id]: a message
          = help: do this

        """)
  }

  @Test func `a place in a text that is not known is named`() {
    let diagnostic = Diagnostic("an-id", "a message", at: Place(file: "b.csv", line: 7, column: 2))
    #expect(
      TextRenderer().render(diagnostic) == """
        error[an-id]: a message
         --> b.csv:7:2

        """)
  }

  @Test func `a line beyond the text is named, not quoted`() {
    #expect(
      render("one line", line: 5, column: 1) == """
        error[an-id]: a message
         --> study.yaml:5:1

        """)
  }

  @Test func `notes have places of their own`() {
    var sources = SourceTexts()
    sources.add(SourceText(name: "a.yaml", text: "first: 1\nfirst: 2"))
    let note = Diagnostic.Note(
      "the first is here", at: Place(file: "a.yaml", line: 1, column: 1, length: 5))
    let diagnostic = Diagnostic(
      "repeated-key", "written twice", at: Place(file: "a.yaml", line: 2, column: 1, length: 5),
      notes: [note, Diagnostic.Note("a note without a place")], help: "keep one of the two")
    #expect(
      TextRenderer(sources: sources).render(diagnostic) == """
        error[repeated-key]: written twice
         --> a.yaml:2:1
          |
        2 | first: 2
          | ^^^^^
          = note: the first is here
         --> a.yaml:1:1
          |
        1 | first: 1
          | ^^^^^
          = note: a note without a place
          = help: keep one of the two

        """)
  }

  @Test func `several diagnostics are separated by blank lines`() {
    let diagnostics = [Diagnostic("one", "first"), Diagnostic("two", severity: .note, "second")]
    #expect(
      TextRenderer().render(diagnostics) == "error[one]: first\n\nnote[two]: second\n")
    #expect(TextRenderer().render([]) == "")
  }

  @Test func `colours surround what they colour`() {
    var sources = SourceTexts()
    sources.add(SourceText(name: "a", text: "key"))
    let renderer = TextRenderer(sources: sources, usesColor: true)
    let place = Place(file: "a", line: 1, column: 1, length: 3)
    #expect(
      renderer.render(Diagnostic("x", severity: .warning, "m", at: place, help: "h"))
        == "\u{1B}[1;33mwarning[x]\u{1B}[0m: m\n --> a:1:1\n  |\n1 | key\n"
        + "  | \u{1B}[1;33m^^^\u{1B}[0m\n  = \u{1B}[1;32mhelp\u{1B}[0m: h\n")
  }

  /// The line that is quoted and the line of carets, without their margins.
  private func quoted(_ text: String, column: Int, length: Int = 1) -> (
    line: String, carets: String
  ) {
    let lines = render(text, column: column, length: length).split(
      separator: "\n", omittingEmptySubsequences: false)
    return (String(lines[3].dropFirst(4)), String(lines[4].dropFirst(4)))
  }

  @Test func `columns count characters, not bytes`() {
    let (line, carets) = quoted("naïve ≤ größe: x", column: 9, length: 5)
    #expect(line == "naïve ≤ größe: x")
    #expect(carets == "        ^^^^^")
  }

  @Test func `a wide character takes two columns of a terminal`() {
    let (line, carets) = quoted("名前: 値 x", column: 5, length: 1)
    #expect(line == "名前: 値 x")
    #expect(carets == "      ^^")
  }

  @Test func `a combining accent takes no column`() {
    let (line, carets) = quoted("e\u{301}te\u{301}: x", column: 8, length: 1)
    #expect(line == "e\u{301}te\u{301}: x")
    #expect(carets == "     ^")
  }

  @Test func `a tab is shown as one space`() {
    let (line, carets) = quoted("\tkey:\tvalue", column: 7, length: 5)
    #expect(line == " key: value")
    #expect(carets == "      ^^^^^")
  }

  @Test func `control characters are shown, not obeyed`() {
    let (line, carets) = quoted("a\u{1B}[31mb: x", column: 7, length: 1)
    #expect(line == "a\\u{1b}[31mb: x")
    #expect(carets == "           ^")
    let (_, marked) = quoted("a\u{7}b", column: 2, length: 1)
    #expect(marked == " ^^^^^")
  }

  @Test func `text that changes its direction is shown, in messages and file names too`() {
    #expect(
      TextRenderer.printable("a\u{202E}b\u{200B}c\u{2028}d") == "a\\u{202e}b\\u{200b}c\\u{2028}d")
    let place = Place(file: "a\u{1B}]0;x\u{7}.yaml", line: 1, column: 1)
    let text = TextRenderer().render(
      Diagnostic("id", "m\u{1B}[2J", at: place, notes: [.init("n\u{9B}")], help: "h\u{8}"))
    #expect(
      text == """
        error[id]: m\\u{1b}[2J
         --> a\\u{1b}]0;x\\u{7}.yaml:1:1
          = note: n\\u{9b}
          = help: h\\u{8}

        """)
  }

  @Test func `a message of several lines keeps them`() {
    #expect(TextRenderer().render(Diagnostic("id", "one\ntwo")) == "error[id]: one\\u{a}two\n")
  }

  @Test(arguments: [(1, 3), (61, 3), (150, 3), (298, 3)])
  func `a long line is cut around the place`(column: Int, length: Int) {
    let text = (0..<100).map { String(format3: $0) }.joined()
    let (line, carets) = quoted(text, column: column, length: length)
    #expect(line.count <= 122)
    let characters = Array(text)
    let marked = zip(line, carets).filter { $0.1 == "^" }.map(\.0)
    #expect(String(marked) == String(characters[column - 1..<column + 2]))
  }

  @Test func `a place at the end of its line is marked after it`() {
    let (line, carets) = quoted("key:", column: 5, length: 1)
    #expect(line == "key:")
    #expect(carets == "    ^")
  }

  @Test func `a place that spans more than its line stops at its end`() {
    #expect(quoted("key: value", column: 6, length: 400).carets == "     ^^^^^")
    #expect(quoted("key", column: 400, length: 2).carets == "   ^")
    #expect(quoted("", column: 1, length: 0).carets == "^")
    #expect(quoted("key", column: 0, length: -3).carets == "^")
    #expect(quoted("key", column: 2, length: .max).carets == " ^^")
    #expect(quoted("key", column: .min, length: 1).carets == "^")
  }
}

extension String {
  /// Three digits.
  fileprivate init(format3 number: Int) {
    self = String(repeating: "0", count: 3 - String(number).count) + String(number)
  }
}
