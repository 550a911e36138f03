import Diagnostics
import Expressions
import TestSupport
import Testing

struct PlaceTests {
  @Test func `every mention of a column has its place`() throws {
    let marks = Marks("if 1️⃣recur == 1 or 2️⃣`her 2` then abs(3️⃣rtime) else 4️⃣recur")
    let references = try Expression(marks.text, at: origin).columnReferences
    #expect(references.map(\.value) == ["recur", "her 2", "rtime", "recur"])
    #expect(
      references.map(\.place) == [
        place(marks, "1️⃣", length: 5), place(marks, "2️⃣", length: 7),
        place(marks, "3️⃣", length: 5), place(marks, "4️⃣", length: 5),
      ])
  }

  @Test func `columns count Unicode scalars`() throws {
    let marks = Marks("'e\u{301}👩‍⚕️' == 1️⃣stadium")
    #expect(
      try Expression(marks.text, at: origin).columnReferences.first?.place
        == place(marks, length: 7))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `below a line break columns start at the column of the place`(end: String) throws {
    let text = "age > 5 and\(end)  sex == 1"
    let references = try Expression(text, at: origin).columnReferences
    #expect(references.last?.place == Place(file: "study.yaml", line: 8, column: 13, length: 3))
  }

  @Test func `what spans lines is underlined to the end of its first`() {
    let found = faults("1 <\n2 < 3")
    #expect(found.first?.place == Place(file: "study.yaml", line: 7, column: 11, length: 3))
  }

  @Test func `an expression made in code has no places`() throws {
    #expect(try Expression("a + b").columnReferences.map(\.place) == [nil, nil])
    #expect(throws: Faults.self) { try Expression("a +") }
  }

  @Test func `expressions are equal when their texts are`() throws {
    #expect(try Expression("a", at: origin) == Expression("a"))
    #expect(try Expression("a") != Expression("b"))
  }

  @Test func `an expression that only names a column says which`() throws {
    #expect(try Expression("rfs_days").columnName == "rfs_days")
    #expect(try Expression("(`her 2`)").columnName == "her 2")
    #expect(try Expression("rfs_days + 0").columnName == nil)
  }
}
