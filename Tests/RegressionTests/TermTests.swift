import Diagnostics
import Regression
import Testing
import Vocabulary

struct TermTests {
  private let start = Place(file: "study.yaml", line: 3, column: 11)

  private func products(_ text: String) throws -> [String] {
    try Term(text).products.map(\.text)
  }

  @Test(
    arguments: [
      ("age", ["age"]),
      (" age ", ["age"]),
      ("GNP.deflator", ["GNP.deflator"]),
      ("größe_2", ["größe_2"]),
      ("`tumour size (mm)`", ["`tumour size (mm)`"]),
      ("`age`", ["age"]),
      ("log(pgr)", ["log(pgr)"]),
      ("log( pgr+1 )", ["log(pgr + 1)"]),
      ("log(pgr - 0.5)", ["log(pgr - 0.5)"]),
      ("sqrt(er)", ["sqrt(er)"]),
      ("age^2", ["age^2"]),
      ("age ^ -0.5", ["age^-0.5"]),
      ("age^1", ["age"]),
      ("poly(age,3)", ["poly(age, 3)"]),
      ("rcs(nodes, 4)", ["rcs(nodes, 4)"]),
      ("rcs(nodes,[1,5,  20])", ["rcs(nodes, [1, 5, 20])"]),
      ("ns(age, 3)", ["ns(age, 3)"]),
      ("ns(age, [40, 60.5])", ["ns(age, [40, 60.5])"]),
      ("log", ["log"]),
    ])
  func `a factor has a standard spelling`(text: String, expected: [String]) throws {
    #expect(try products(text) == expected)
  }

  @Test func `a colon multiplies and a star adds the factors by themselves`() throws {
    #expect(try products("age:meno") == ["age:meno"])
    #expect(try products("age*meno") == ["age", "meno", "age:meno"])
    #expect(
      try products("a*b*c") == ["a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"])
    #expect(try products("a*b:c") == ["a", "b:c", "a:b:c"])
    #expect(try products("rcs(age, 3) : meno : log(er + 1)") == ["rcs(age, 3):meno:log(er + 1)"])
    #expect(try products("a*a") == ["a"])
  }

  @Test func `terms are equal when they stand for the same`() throws {
    #expect(try Term("rcs( age,3 )") == Term("rcs(age, 3)", at: start))
    #expect(try Term("age") != Term("age^2"))
  }

  @Test func `columns are named once with their places`() throws {
    let term = try Term("rcs(age, 3)*meno:age*`a b`", at: start)
    #expect(term.columns.map(\.value) == ["age", "meno", "a b"])
    #expect(term.columns.map(\.place?.column) == [15, 23, 33])
    #expect(term.columns.map(\.place?.length) == [3, 4, 3])
  }

  /// Each text, the id of its fault, and where it starts and how long it is.
  @Test(
    arguments: [
      ("", "bad-term", 0, 1),
      ("age:", "bad-term", 4, 1),
      ("age meno", "bad-term", 4, 1),
      ("age + meno", "bad-term", 4, 1),
      ("2x", "bad-term", 0, 1),
      ("``", "bad-term", 0, 1),
      ("`age", "bad-term", 0, 4),
      ("rcs(age", "bad-term", 0, 7),
      ("rcs(age, 4", "bad-term", 0, 10),
      ("exp(age)", "unknown-function", 0, 4),
      ("age:lgo(er)", "unknown-function", 4, 4),
      ("rcs(age)", "bad-term-argument", 0, 8),
      ("poly(age, 2, 3)", "bad-term-argument", 0, 13),
      ("rcs(age, 2)", "bad-term-argument", 9, 1),
      ("rcs(age, 8)", "bad-term-argument", 9, 1),
      ("rcs(age, 4.5)", "bad-term-argument", 9, 3),
      ("rcs(age, [1, 2])", "bad-term-argument", 9, 6),
      ("rcs(age, [1, 3, 2])", "bad-term-argument", 9, 9),
      ("ns(age, 0)", "bad-term-argument", 8, 1),
      ("ns(age, [5, 5])", "bad-term-argument", 8, 6),
      ("poly(age, 0)", "bad-term-argument", 10, 1),
      ("poly(age, three)", "bad-term-argument", 10, 5),
      ("age^0", "bad-term-argument", 4, 1),
      ("age^x", "bad-term-argument", 4, 1),
      ("age^1.2.3", "bad-term-argument", 4, 5),
      ("age:age", "repeated-factor", 4, 3),
      ("a*b*c*d*e*f*g", "bad-term", 0, 13),
    ])
  func `a fault is named at its place`(text: String, id: String, offset: Int, length: Int) {
    let found = faults { () throws(Faults) in try Term(text, at: start) }
    #expect(found.map(\.id) == [id])
    #expect(found.first?.place == start.advanced(by: offset, length: length))
  }

  @Test func `a fault that does not stop reading does not hide the next one`() {
    let found = faults { () throws(Faults) in try Term("rcs(age, 9):poly(er, 0)") }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.place == nil })
  }

  @Test func `a misspelt function is corrected`() {
    let found = faults { () throws(Faults) in try Term("lgo(er)") }
    #expect(found.first?.help == "did you mean 'log'?")
  }

  @Test func `terms are read from a study and written as they were`() throws {
    var reader = NodeReader()
    let node = Node.list([.scalar("age"), .text("rcs(nodes, 4)")])
    let terms = try #require([Term].read(node, key: "terms", &reader))
    #expect(terms == [try Term("age"), try Term("rcs(nodes, 4)")])
    #expect(terms.node == node)
    #expect(reader.diagnostics.isEmpty)
  }

  @Test func `a term cut in two by a comma asks for quotes, at its place`() {
    var reader = NodeReader()
    let place = Place(file: "study.yaml", line: 3, column: 11, length: 9)
    #expect([Term].read(.list([.scalar("rcs(nodes", at: place)]), key: "terms", &reader) == [])
    #expect(reader.diagnostics.map(\.place) == [place])
    #expect(reader.diagnostics.first?.help?.contains("quotes") == true)
  }
}
