import Diagnostics
import Tables
import Testing

struct TypeInferenceTests {
  private func type(_ values: [String]) throws -> ColumnType? {
    let text = "i,x\n" + values.map { "1,\($0)\n" }.joined()
    return try column("x", of: text)?.type
  }

  @Test func `all whole numbers are integers, all numbers numbers`() throws {
    #expect(try type(["1", "-2", "+3", "", "0"]) == .integer)
    #expect(try type(["9223372036854775807", "-9223372036854775808"]) == .integer)
    #expect(try type(["1", "2.5"]) == .number)
    #expect(try type(["1.0", "2.0"]) == .number)
    #expect(try type(["1e3", "2"]) == .number)
    #expect(try type([".5", "5.", "-0.25", "1E-07"]) == .number)
  }

  @Test func `true and false in three spellings are flags`() throws {
    #expect(try type(["true", "false", "NA"]) == .flag)
    #expect(try type(["TRUE", "FALSE"]) == .flag)
    #expect(try type(["True", "False"]) == .flag)
    #expect(try type(["true", "tRUE", "true"]) == .category)
    #expect(try type(["0", "1"]) == .integer)
  }

  @Test func `all ISO dates are dates, and a day must be in the calendar`() throws {
    #expect(try type(["2010-01-31", "", "1969-12-31"]) == .date)
    #expect(try type(["2010-02-30", "2010-02-28"]) == .text)
    #expect(try type(["2010-1-31", "2010-02-28"]) == .text)
  }

  @Test func `digits behind a leading zero are kept as text`() throws {
    let ids = try column("x", of: "i,x\n1,007\n2,008\n3,007\n")
    #expect(ids?.type == .category)
    #expect(ids?.cells == ["007", "008", "007"])
    #expect(try type(["007", "123"]) == .text)
    #expect(try type(["-01", "5"]) == .text)
    #expect(try type(["0.5", "0"]) == .number)
  }

  @Test func `whole numbers beyond 64 bits are kept as text`() throws {
    let big = try column("x", of: "i,x\n1,9223372036854775808\n2,5\n")
    #expect(big?.type == .text)
    #expect(big?.cells == ["9223372036854775808", "5"])
  }

  @Test(arguments: ["1,5", "1.234,5", "0x10", "inf", "nan", "1_000", "1e", "1e+", ".", "-", "1 2"])
  func `what is no finite decimal number makes no number column`(text: String) throws {
    #expect(try type(["\"\(text)\"", "3", "4"]) == .text)
  }

  @Test func `a number too large for a Double is no number`() throws {
    #expect(try type(["1e400", "3", "4"]) == .text)
    #expect(try type(["1e-400", "3", "4"]) == .number)
  }

  @Test func `few values that repeat are a category, its levels sorted by scalars`() throws {
    let stage = try column("x", of: "i,x\n1,b\n2,a\n3,B\n4,\u{E4}\n5,b\n6,\n")
    guard case .category(let values)? = stage?.values else {
      Issue.record("no category")
      return
    }
    #expect(values.levels == ["B", "a", "b", "\u{E4}"])
    #expect(values.codes == [2, 1, 0, 3, 2, -1])
    #expect(stage?.missing.count == 1)
  }

  @Test func `values that never repeat, or are more than 50, are text`() throws {
    #expect(try type(["a", "b", "c"]) == .text)
    let fifty = (0..<50).map { "v\($0)" }
    #expect(try type(fifty + ["v0"]) == .category)
    #expect(try type(fifty + ["v50", "v0"]) == .text)
  }

  @Test func `levels that differ in Unicode form only are one level`() throws {
    let names = try column("x", of: "i,x\n1,\u{E9}\n2,e\u{301}\n")
    guard case .category(let values)? = names?.values else {
      Issue.record("no category")
      return
    }
    #expect(values.levels.count == 1)
    #expect(values.codes == [0, 0])
  }

  @Test func `a column without values is a number column, with a warning`() throws {
    let result = try read("a,b\n1,\n2,NA\n")
    #expect(result.table["b"]?.type == .number)
    #expect(result.table["b"]?.missing.count == 2)
    #expect(ids(result.diagnostics) == ["column-all-missing"])
    #expect(result.diagnostics.first?.severity == .warning)
    #expect(result.diagnostics.first?.place?.column == 3)
  }

  @Test func `a column of numbers with a few words is text, with a warning at the first`() throws {
    let rows = (1...20).map { $0 == 7 ? "unk" : "\($0)" }
    let result = try read("x\n" + rows.joined(separator: "\n"))
    #expect(result.table["x"]?.type == .text)
    #expect(ids(result.diagnostics) == ["mixed-column"])
    #expect(result.diagnostics.first?.place?.line == 8)
    #expect(
      result.diagnostics.first?.message
        == "column 'x' is read as text: 1 of its 20 values is not a number, the first 'unk'")
  }

  @Test func `identifiers with leading zeros get no warning`() throws {
    let rows = (90...200).map { $0 < 100 ? "0\($0)" : "\($0)" }
    #expect(try read("x\n" + rows.joined(separator: "\n")).diagnostics.isEmpty)
  }

  @Test func `quotes do not make a number a text`() throws {
    #expect(try type(["\"1\"", "\"2\""]) == .integer)
  }
}
