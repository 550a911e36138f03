import Diagnostics
import Regression
import Tables
import Testing

struct DesignFaultTests {
  private func place(_ line: Int) -> Place { Place(file: "study.yaml", line: line, column: 5) }

  private func sample() throws -> Table {
    table(
      number("age", [0, 20, 30, 40]), number("ldh", [1, 1, 2, 2]),
      number("iss", [.infinity, 1, 2, 3]),
      Column("meno", .flag([true, false, true, true])),
      Column("note", .text(["a", "b", "c", "d"])),
      Column("entry", .date([1, 2, 3, 4])),
      try category("size", ["S", "M", "L"], ["M", "S", "M", "M"]),
      try category("site", ["A", "B"], ["B", "B", "B", "B"]))
  }

  private func faultsOf(
    _ texts: [String], references: [String: String] = [:]
  ) throws -> [Diagnostic] {
    let terms = try texts.enumerated().map { try Term($1, at: place($0 + 1)) }
    let data = try sample()
    return faults { () throws(Faults) in
      try DesignMatrix(terms: terms, table: data, references: references)
    }
  }

  @Test(
    arguments: [
      ("agee", "unknown-column", 5, 4),
      ("rcs(agee, 3)", "unknown-column", 9, 4),
      ("note", "wrong-column-type", 5, 4),
      ("age:entry", "wrong-column-type", 9, 5),
      ("log(size)", "wrong-column-type", 5, 9),
      ("poly(meno, 1)", "wrong-column-type", 5, 13),
      ("log(age)", "undefined-covariate", 5, 8),
      ("sqrt(age - 1)", "undefined-covariate", 5, 13),
      ("age^-1", "undefined-covariate", 5, 6),
      ("iss", "undefined-covariate", 5, 3),
      ("rcs(ldh, 3)", "too-few-values", 5, 11),
      ("poly(ldh, 2)", "too-few-values", 5, 12),
      ("ns(ldh, 4)", "too-few-values", 5, 10),
      ("ns(age, [0, 10])", "too-few-values", 5, 16),
      ("site", "single-level", 5, 4),
    ])
  func `a term that does not fit the data is named at its place`(
    text: String, id: String, column: Int, length: Int
  ) throws {
    let found = try faultsOf([text])
    #expect(found.map(\.id) == [id])
    #expect(
      found.first?.place == Place(file: "study.yaml", line: 1, column: column, length: length))
  }

  @Test func `all faults are reported together`() throws {
    let found = try faultsOf(["agee", "note", "log(age)", "site", "log(age)", "rcs(ldh, 4)"])
    #expect(
      found.map(\.id) == [
        "unknown-column", "wrong-column-type", "duplicate-term", "undefined-covariate",
        "single-level", "too-few-values",
      ])
    #expect(found[0].help == "did you mean 'age'?")
    #expect(found[2].place?.line == 5)
    #expect(found[2].notes.map(\.place?.line) == [3])
  }

  @Test func `the message tells how many rows and which is the first`() throws {
    let found = try faultsOf(["log(age)"])
    #expect(
      found.first?.message
        == "'log(age)' needs a column above 0, which does not hold in 1 row, first in row 1")
    #expect(found.first?.help == "add a number first, as in log(x + 1)")
  }

  @Test func `reference levels are checked`() throws {
    let found = try faultsOf(["size", "age"], references: ["size": "L", "age": "1", "sise": "S"])
    #expect(found.map(\.id) == ["bad-reference-level", "unknown-column", "bad-reference-level"])
    #expect(found[0].message.contains("'age'"))
    #expect(found[2].message == "the reference level 'L' of 'size' does not occur")
  }

  @Test func `an unused level is left out and told`() throws {
    let design = try DesignMatrix(terms: try terms("size"), table: try sample())
    #expect(design.columns.map(\.level) == [nil, "M"])
    #expect(design.findings.map(\.value) == [.unusedLevel(column: "size", level: "L")])
    #expect(design.findings.first?.value.diagnostic(at: nil).severity == .note)
  }

  @Test func `terms can be checked against column types alone`() throws {
    let columns: [(name: String, type: ColumnType)] = [("age", .number), ("entry", .date)]
    let found = DesignMatrix.diagnose(
      try terms("age", "entry", "sex", "age"), columns: columns)
    #expect(found.map(\.id) == ["wrong-column-type", "unknown-column", "duplicate-term"])
  }

  @Test func `an empty table has no rows to fit`() throws {
    let found = faults { () throws(Faults) in
      try DesignMatrix(terms: [try Term("age")], table: table(number("age", [])))
    }
    #expect(found.map(\.id) == ["no-complete-rows"])
  }
}
