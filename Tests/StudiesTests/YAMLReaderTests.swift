import Diagnostics
import Studies
import Testing
import Vocabulary

struct YAMLReaderTests {
  private func read(_ text: String) throws -> Node { try YAMLReader.read(text, name: "s.yaml") }

  @Test func `scalars are kept as they are written`() throws {
    let node = try read("a: no\nb: 007\nc: 0.10\nd: 'true'\ne: ~\nf:\n")
    #expect(node["a"] == .scalar("no"))
    #expect(node["b"] == .scalar("007"))
    #expect(node["c"] == .scalar("0.10"))
    guard case .scalar("true", isQuoted: true)? = node["d"]?.content else {
      Issue.record("a quoted scalar is text")
      return
    }
    #expect(node["e"]?.isEmpty == true)
    #expect(node["f"]?.isEmpty == true)
  }

  @Test func `the place of a scalar is where its content starts`() throws {
    let node = try read("plain: abc\nquoted: 'abc'\nblock: |\n  first\n  second\n")
    #expect(node["plain"]?.place == Place(file: "s.yaml", line: 1, column: 8, length: 3))
    #expect(node["quoted"]?.place == Place(file: "s.yaml", line: 2, column: 10, length: 3))
    #expect(node["block"]?.place == Place(file: "s.yaml", line: 4, column: 3, length: 5))
    #expect(node["block"]?.scalarText == "first\nsecond")
  }

  @Test func `columns count scalars, not bytes`() throws {
    let node = try read("{é: 1, ü: x}")
    #expect(node.entries?[1].keyPlace?.column == 8)
  }

  @Test func `what is no YAML is a fault with a place`() {
    let failure = #expect(throws: Faults.self) { try self.read("a: [1, 2\nb: 3\n") }
    #expect(failure?.diagnostics.first?.id == "yaml-syntax")
    #expect(failure?.diagnostics.first?.place == Place(file: "s.yaml", line: 1, column: 4))
  }

  @Test func `a repeated key is there as often as it is written, at its places`() throws {
    let node = try read("a: 1\nb: {é: 1, 'é': 2, é: 3}\na: 2\n")
    let entries = node.entries ?? []
    #expect(entries.map(\.key) == ["a", "b", "a"])
    #expect(entries.map { $0.keyPlace?.line } == [1, 2, 3])
    #expect(node["b"]?.entries?.map(\.key) == ["é", "é", "é"])
    #expect(node["b"]?.entries?.map { $0.keyPlace?.column } == [5, 12, 19])
  }

  @Test func `a bracket that is not closed is shown, not what comes after it`() {
    let failure = #expect(throws: Faults.self) { try self.read("a: 1\nb: [1, {c: 2}\nd: 3\n") }
    #expect(failure?.diagnostics.first?.place == Place(file: "s.yaml", line: 2, column: 4))
  }

  @Test func `two documents are a fault`() {
    let failure = #expect(throws: Faults.self) { try self.read("a: 1\n---\nb: 2\n") }
    #expect(failure?.diagnostics.first?.id == "several-documents")
  }

  @Test func `aliases that multiply are stopped`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let alias = "*a\(level - 1)"
      let list = [String](repeating: alias, count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let failure = #expect(throws: Faults.self) { try self.read(text) }
    #expect(failure?.diagnostics.first?.id == "study-too-large")
  }

  @Test func `what is written is what is read`() throws {
    let text = """
      study: x
      levels: ["<=20", "20-50", no, "null", ""]
      nested: {a: [1, 2], b: {c: "d: e", f: "# g"}}
      long: if a == 1 and b == "x" then 'y' else "z # not a comment"
      """
    let node = try read(text)
    let again = try read(YAMLWriter.write(node))
    #expect(again == node)
  }
}
