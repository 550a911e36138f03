import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct FindingTests {
  private func check(
    _ marked: String, on text: String, _ id: String, length: Int = 1, message: String,
    _ expected: [String?]
  ) throws {
    let marks = Marks(marked)
    let result = try evaluate(marks.text, on: table(text))
    #expect(result.column.cells == expected)
    #expect(result.findings.map(\.id) == [id])
    #expect(result.findings.first?.severity == .warning)
    #expect(result.findings.first?.place == place(marks, length: length))
    #expect(result.findings.first?.message == message)
  }

  @Test func `a division by 0 is missing and counted`() throws {
    try check(
      "1 1️⃣/ x", on: "x,i\n2,1\n0,1\n,1\n0,1\n", "division-by-zero",
      message: "a division by 0 in 2 rows, first in row 2; the value is missing there",
      ["0.5", nil, nil, nil])
    try check(
      "0 1️⃣/ x", on: "x,i\n0,1\n", "division-by-zero",
      message: "a division by 0 in row 1; the value is missing there", [nil])
    try check(
      "x 1️⃣^ -1", on: "x,i\n0,1\n", "division-by-zero",
      message: "a division by 0 in row 1; the value is missing there", [nil])
  }

  @Test func `logarithms and roots outside their domain are missing and counted`() throws {
    try check(
      "1️⃣log(x)", on: "x,i\n1,1\n0,1\n-1,1\n", "logarithm-of-nonpositive", length: 3,
      message: "a logarithm of a number that is not above 0 in 2 rows, first in row 2; "
        + "the value is missing there", ["0", nil, nil])
    try check(
      "2 * 1️⃣sqrt(x)", on: "x,i\n-4,1\n4,1\n", "root-of-negative", length: 4,
      message: "a square root of a negative number in row 1; the value is missing there",
      [nil, "4"])
    try check(
      "x 1️⃣^ 0.5", on: "x,i\n-4,1\n4,1\n", "power-undefined",
      message:
        "a negative number to a power that is not whole in row 1; the value is missing there",
      [nil, "2"])
  }

  @Test func `numbers too large and dates too far are missing and counted`() throws {
    try check(
      "x 1️⃣* 10", on: "x,i\n1e308,1\n1,1\n", "number-too-large",
      message: "a number too large to hold in row 1; the value is missing there", [nil, "10"])
    try check(
      "1️⃣exp(x)", on: "x,i\n1000,1\n0,1\n", "number-too-large", length: 3,
      message: "a number too large to hold in row 1; the value is missing there", [nil, "1"])
    try check(
      "d 1️⃣+ 9000y", on: "d,i\n2010-01-01,1\n0900-01-01,1\n", "date-out-of-range",
      message: "a date outside the years 1 to 9999 in row 1; the value is missing there",
      [nil, "9900-03-10"])
  }

  @Test func `each operation is counted for itself`() throws {
    let data = try table("x\n0\n-1\n")
    let result = try evaluate("1 / x + log(x) + 1 / (x + 1)", on: data)
    #expect(
      result.findings.map(\.id)
        == ["division-by-zero", "logarithm-of-nonpositive", "division-by-zero"])
  }

  @Test(arguments: [
    "if x > 0 then log(x) else 0", "if x <= 0 then 0 else log(x)", "x > 0 and log(x) > 1",
    "x <= 0 or log(x) > 1", "if x > 0 and 1 / x > 0.1 then sqrt(x) else abs(x)",
    "if x <= 0 then 0 else if x > 3 then log(x) else sqrt(x)",
    "(if x > 0 then log(x) else 1) is missing", "if x > 0 then log(x) > 1 else x == 0",
    "if (if x > 0 then log(x) > 1 else false) then 'a' else 'b'",
  ])
  func `a branch that is not taken is no finding`(text: String) throws {
    let data = try table("x\n-1\n0\n5\n")
    let result = try evaluate(text, on: data)
    #expect(result.findings.isEmpty)
    #expect(!result.column.missing.any)
  }

  @Test func `a branch behind a missing condition is no finding`() throws {
    let data = try table("x,f\n0,\n0,true\n")
    let result = try evaluate("if f then 1 / x else 2 / x", on: data)
    #expect(
      result.findings.map(\.message)
        == ["a division by 0 in row 2; the value is missing there"])
  }

  @Test func `no value is ever NaN or infinite unless it is missing`() throws {
    let data = try table("a,b\n1e308,1e308\n-1e308,1e308\n0,0\n-1,0.5\n,1\n5,1e9\n")
    for text in ["a + b", "a - b", "a * b", "a / b", "a ^ b", "exp(a)", "log(a)", "sqrt(a)"] {
      guard case .number(let values) = try evaluate(text, on: data).column.values else { continue }
      let column = try evaluate(text, on: data).column
      for row in values.indices { #expect(values[row].isFinite != column.missing[row]) }
    }
  }

  @Test func `a table that changed since types were checked is refused`() throws {
    let before = try table("age,sex\n1,2\n")
    let typed = try Expression("age + sex > 1", at: origin).typed(against: Schema(before))
    #expect(try typed.evaluate(on: before, name: "x").column.cells == ["true"])
    #expect {
      try typed.evaluate(on: table("age\n1.5\n"), name: "x")
    } throws: { error in
      (error as? Faults)?.diagnostics.map(\.message) == [
        "column 'age' was checked as integer and is number",
        "column 'sex' was checked as integer and is not there",
      ]
    }
  }
}
