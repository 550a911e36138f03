import Foundation
import Notebooks
import TestSupport
import Testing

struct NotebookTests {
  static let small = """
    Prose

        indented prose

        equipoise> help set
        set PATH = VALUE

          Changes a value of the study: keys joined by dots, [n] or [name=x] into lists.

    More prose
        equipoise> set a =
        ........>   b
        ........>
        error[nothing-open]: no study is open
          = help: 'open PATH' opens a study, or a table to begin a study on

    """

  @Test func `prose, commands and answers are told apart`() {
    let notebook = Notebook(Self.small)
    #expect(notebook.steps.map(\.command) == ["help set", "set a =\n  b\n"])
    #expect(notebook.steps.map(\.line) == [5, 11])
    #expect(notebook.steps[0].answer.count == 3)
    #expect(notebook.steps[0].answer[1] == "")
    #expect(notebook.parts[2] == .prose("    indented prose"))
    #expect(NotebookRun(notebook).differences.isEmpty)
  }

  @Test(arguments: 0..<200)
  func `what is read is written`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "", "prose", "    equipoise> show", "    equipoise>", "    ........> x", "    answer",
      "      deeper", "    ", "equipoise> prose", "    equipoise>x", "  two spaces", "\ttab",
    ]
    let lines = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }
    let text = lines.map { $0 + "\n" }.joined()
    let notebook = Notebook(text)
    func trimmed(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var line = line
        while line.last == " " { line.removeLast() }
        return String(line)
      }
    }
    #expect(trimmed(notebook.text) == trimmed(text))
    #expect(Notebook(notebook.text).steps == notebook.steps)
    let answers = notebook.steps.map { _ in ["an answer", "", "  of lines"] }
    let updated = notebook.answering(answers)
    #expect(Notebook(updated.text).steps.map(\.answer) == answers)
    #expect(Notebook(updated.text).steps.map(\.command) == notebook.steps.map(\.command))
  }

  @Test func `an update writes answers once, and keeps prose`() {
    let stale = Notebook(Self.small.replacing("Changes a value", with: "Changed something"))
    let updated = NotebookRun(stale).updated
    #expect(updated.text == Self.small)
    #expect(NotebookRun(updated).updated == updated)
  }

  @Test(arguments: [
    ("hazard ratio 0.80 (0.67 to 0.95)", "hazard ratio 0.81 (0.67 to 0.95)", false),
    ("n 2,982", "n 2,983", false), ("deviance 1234567.0", "deviance 1234567.5", true),
    ("deviance 1234567.0", "deviance 1234569.0", false),
    ("value −0.5", "value 0.5", false), ("value −0.500001", "value -0.5000011", true),
    ("a  b", "a     b", true), ("p <0.001", "p 0.001", false), ("0.20", "0.2", true),
    ("1e-12", "2e-12", true), ("treated", "trated", false), ("a b", "a b c", false),
    ("v2x 3", "v3x 3", false), ("100%", "100", false), ("1,2", "12", false),
    ("noise 1.1e-17", "noise -3.0e-16", true),
  ])
  func `numbers agree within the tolerance of verify, words exactly`(
    old: String, new: String, agrees: Bool
  ) throws {
    let step = try #require(Notebook("    equipoise> x\n    \(old)\n").steps.first)
    #expect((NotebookDifference(step, found: [new]) == nil) == agrees)
  }

  @Test func `a difference names the line, and shows what was and what is`() throws {
    let notebook = Notebook("Prose\n\n    equipoise> help quit\n    quit\n\n      Starts it.\n")
    let difference = try #require(NotebookRun(notebook).differences.first)
    #expect(difference.firstLine == 6)
    #expect(difference.text == "    quit\n\n  -   Starts it.\n  +   Ends the session.\n")
  }

  @Test func `commands after the end of a session are differences`() {
    let notebook = Notebook("    equipoise> quit\n    equipoise> help\n")
    #expect(NotebookRun(notebook).differences.map(\.step.command) == ["help"])
  }

  @Test func `the session of the README stands in the first notebook`() throws {
    let root = Fixtures.repository()
    let readme = try String(contentsOfFile: "\(root)/README.md", encoding: .utf8)
    let first = try String(
      contentsOfFile: "\(root)/notebooks-txt/01-first-session.txt", encoding: .utf8)
    let blocks = readme.split(separator: "```\n").filter { $0.hasPrefix("equipoise> ") }
    let shown = blocks.flatMap { block in
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      return Notebook(lines.map { "    \($0)\n" }.joined()).steps
    }
    let written = Notebook(first).steps
    #expect(shown.count >= 4)
    for step in shown {
      #expect(written.contains { $0.command == step.command && $0.answer == step.answer })
    }
  }
}
