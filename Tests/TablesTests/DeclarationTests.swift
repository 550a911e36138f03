import Diagnostics
import Tables
import TestSupport
import Testing

struct DeclarationTests {
  private let asked = Place(file: "study.yaml", line: 6, column: 5, length: 4)

  private func options(_ name: String, _ type: ColumnType?, levels: [String]? = nil) -> CSVOptions {
    CSVOptions(columns: [name: ColumnDeclaration(type: type, levels: levels, at: asked)])
  }

  @Test func `declared levels fix the order and may be unused`() throws {
    let text = "i,size\n1,20-50\n2,<=20\n3,\n"
    let size = try column("size", of: text, options("size", nil, levels: ["<=20", "20-50", ">50"]))
    guard case .category(let values)? = size?.values else {
      Issue.record("no category")
      return
    }
    #expect(values.levels == ["<=20", "20-50", ">50"])
    #expect(values.codes == [1, 0, -1])
  }

  @Test func `a value outside the declared levels points at the data and at the study`() {
    let marks = Marks("i,size\n1,<=20\n2,1️⃣\"<=2O\"\n")
    let found = faults(in: marks.bytes, options("size", .category, levels: ["<=20", ">20"]))
    #expect(ids(found) == ["unknown-level"])
    #expect(found.first?.place == marks.place(file: file, length: 6))
    #expect(found.first?.notes.map(\.place) == [asked])
    #expect(found.first?.help == "did you mean '<=20'?")
  }

  @Test(arguments: [
    (ColumnType.number, "1,5"), (.number, "0x10"), (.number, "inf"), (.number, "1e999"),
    (.integer, "1.5"), (.integer, "9223372036854775808"), (.flag, "yes"), (.flag, "2"),
    (.date, "2011-02-29"), (.date, "31.01.2010"),
  ])
  func `a value that a declared type cannot hold is an error`(type: ColumnType, bad: String) {
    let marks = Marks("i,x\n1,1️⃣\"\(bad)\"\n")
    let found = faults(in: marks.bytes, options("x", type))
    #expect(ids(found) == ["bad-\(type.rawValue)"])
    #expect(found.first?.place == marks.place(file: file, length: bad.count + 2))
    #expect(found.first?.notes == [Diagnostic.Note("declared here", at: asked)])
  }

  @Test func `of a column five bad values are shown and the rest counted`() {
    let text = "i,x\n" + (0..<20).map { "\($0),\($0 % 2 == 0 ? "1" : "no")\n" }.joined()
    let found = faults(in: Array(text.utf8), options("x", .number))
    #expect(found.map { $0.place?.line } == [3, 5, 7, 9, 11])
    #expect(found.last?.notes.last?.message == "5 more values of this column are at fault")
  }

  @Test func `faults of all columns are reported together`() {
    let both = CSVOptions(columns: [
      "a": ColumnDeclaration(type: .number), "b": ColumnDeclaration(type: .date),
    ])
    #expect(ids(faults(in: Array("a,b\nx,y\n".utf8), both)) == ["bad-number", "bad-date"])
  }

  @Test func `declared integers may be whole decimals, flags 1 and 0, numbers have zeros`() throws {
    #expect(
      try column("x", of: "i,x\n1,3.0\n2,1e3\n", options("x", .integer))?.cells == ["3", "1000"])
    #expect(
      try column("x", of: "i,x\n1,1\n2,0\n3,TRUE\n", options("x", .flag))?.cells
        == ["true", "false", "true"])
    #expect(try column("x", of: "i,x\n1,007\n", options("x", .number))?.cells == ["7.0"])
    #expect(
      try column("x", of: "i,x\n1,9223372036854775808\n", options("x", .number))?.cells
        == ["9.223372036854776e+18"])
  }

  @Test func `a number column declared a category or text keeps its spelling`() throws {
    #expect(try column("x", of: "i,x\n1,1.0\n2,1\n", options("x", .text))?.cells == ["1.0", "1"])
    #expect(try column("x", of: "i,x\n1,2\n2,10\n", options("x", .category))?.type == .category)
  }

  @Test func `a declared column that is not there is named with its nearest`() {
    let found = faults(in: Array("age,size\n1,2\n".utf8), options("sise", .number))
    #expect(ids(found) == ["unknown-column"])
    #expect(found.first?.place == asked)
    #expect(found.first?.help == "did you mean 'size'?")
  }

  @Test func `levels need a category and must differ`() {
    let text = Array("i,x\n1,a\n".utf8)
    #expect(
      ids(faults(in: text, options("x", .number, levels: ["a"]))) == ["levels-without-category"])
    #expect(ids(faults(in: text, options("x", nil, levels: ["a", "a"]))) == ["repeated-level"])
  }

  @Test func `declarations are reported in the order of the study`() {
    func declaration(_ line: Int) -> ColumnDeclaration {
      ColumnDeclaration(type: .number, at: Place(file: "study.yaml", line: line, column: 1))
    }
    let options = CSVOptions(columns: [
      "q": declaration(3), "r": declaration(1), "s": declaration(2),
    ])
    #expect(faults(in: Array("a\n1\n".utf8), options).map { $0.place?.line } == [1, 2, 3])
  }
}
