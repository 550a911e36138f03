import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct TypeFaultTests {
  private let data: Table

  init() throws {
    data = try table(
      "age,flag,stage,name,dx,her 2,rtime\n61,true,I,x,2010-01-31,1,5\n62,false,II,y,2010-02-01,0,6\n"
        + "63,true,I,z,2010-02-02,0,7\n")
  }

  private func check(
    _ marked: String, _ id: String = "type-mismatch", length: Int = 1, _ message: String? = nil,
    help: String? = nil, expecting: ValueType? = nil
  ) {
    let marks = Marks(marked)
    let found = faults(marks.text, on: data, expecting: expecting)
    #expect(found.map(\.id) == [id], "\(marks.text)")
    #expect(found.first?.place == place(marks, length: length), "\(marks.text)")
    if let message { #expect(found.first?.message == message, "\(marks.text)") }
    #expect(found.first?.help == help, "\(marks.text)")
  }

  @Test func `an unknown column is named with its nearest`() {
    check(
      "1️⃣agee > 5", "unknown-column", length: 4, "there is no column 'agee'",
      help: "did you mean 'age'?")
    check("1️⃣her2 == 1", "unknown-column", length: 4, help: "did you mean '`her 2`'?")
    check("flag == 1️⃣TRUE", "unknown-column", length: 4, help: "write true")
    check("age == 1️⃣NA", "unknown-column", length: 2, help: "write is missing or is not missing")
    check(
      "(1️⃣zzz) + 1", "unknown-column", length: 3,
      help: "expected one of age, flag, stage, name, dx, her 2, rtime")
  }

  @Test(arguments: ["any", "all", "count", "first", "last", "nearest", "sum"])
  func `functions over event tables say that these data have none`(name: String) {
    check(
      "age == 1 and 1️⃣\(name)(treatment where drug == \"x\")", "event-function",
      length: name.count,
      "'\(name)' reads event tables, and these data have one row a patient")
    #expect(faults(name).isEmpty)
  }

  @Test func `where reads event tables too`() {
    check("max(age 1️⃣where rtime == 1)", "event-function", length: 5)
    check("abs(age 1️⃣where rtime == 1)", "event-function", length: 5)
  }

  @Test func `an unknown function is named with its nearest`() {
    check(
      "1️⃣sqr(age)", "unknown-function", length: 3, "there is no function 'sqr'",
      help: "did you mean 'sqrt'?")
  }

  @Test func `all faults are reported, in the order of the text`() {
    let marks = Marks("1️⃣agee > 5 and 2️⃣sqr(3️⃣x) == 4️⃣y and 5️⃣age")
    let found = faults(marks.text, on: data)
    let ids = [
      "unknown-column", "unknown-function", "unknown-column", "unknown-column", "type-mismatch",
    ]
    #expect(found.map(\.id) == ids)
    let columns: [Int] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"].map { place(marks, $0, length: 1).column }
    #expect(found.compactMap { $0.place?.column } == columns)
  }

  @Test func `a flag stands alone and a number does not`() {
    check(
      "flag 1️⃣== 1", length: 2, "'==' compares a flag with a number",
      help: "a flag stands alone: write flag or not flag")
    check(
      "1 1️⃣!= flag", length: 2, "'!=' compares a number with a flag",
      help: "a flag stands alone: write flag or not flag")
    check(
      "1️⃣age or flag", length: 3, "'or' needs a flag, and 'age' is a number",
      help: "compare it, as in age == 1")
    check(
      "not 1️⃣age", length: 3, "'not' needs a flag, and 'age' is a number",
      help: "compare it, as in age == 1")
    check("if 1️⃣age + 1 then 1 else 2", length: 7, "'if' needs a flag, and 'age + 1' is a number")
    check("flag 1️⃣+ 1", "type-mismatch", length: 1, "'+' cannot take a flag and a number")
    check("flag 1️⃣< true", length: 1, "'<' compares numbers, dates or durations, found a flag")
  }

  @Test func `numbers and texts do not mix`() {
    check(
      "age 1️⃣== '61'", length: 2, "'==' compares a number with text",
      help: "write 61 without quotes")
    check(
      "stage 1️⃣== 1", length: 2, "'==' compares text with a number",
      help: "levels are texts: write \"1\"")
    check("stage 1️⃣+ name", length: 1, "'+' cannot take text and text")
    check(
      "stage 1️⃣> 'I'", length: 1, "'>' compares numbers, dates or durations, found text",
      help: "write in [\"a\", \"b\"] for some of the levels")
  }

  @Test func `dates, durations and numbers do not mix`() {
    check(
      "dx 1️⃣+ 30", "type-mismatch", length: 1, "'+' cannot take a date and a number",
      help: "write 30d for days")
    check("dx 1️⃣+ rtime", length: 1, help: "write rtime * 1d where it counts days")
    check("dx 1️⃣+ dx", length: 1, "'+' cannot take a date and a date")
    check("30d 1️⃣- dx", length: 1, "'-' cannot take a duration and a date")
    check(
      "dx 1️⃣< 2010", length: 1, "'<' compares a date with a number",
      help: "dates are written 2010-01-31")
    check("dx 1️⃣== '2010-01-31'", length: 2, help: "write 2010-01-31 without quotes")
    check(
      "dx - dx 1️⃣> 30", length: 1, "'>' compares a duration with a number",
      help: "write 30d for days")
    check("dx 1️⃣* 2", length: 1, "'*' cannot take a date and a number")
    check("-1️⃣dx", length: 2, "a minus goes before a number or a duration, found a date")
    check("dx 1️⃣< 30d", length: 1, "'<' compares a date with a duration")
    check("2 1️⃣/ 30d", length: 1, "'/' cannot take a number and a duration")
    check("30d 1️⃣^ 2", length: 1, "'^' cannot take a duration and a number")
  }

  @Test func `a text that is none of the levels is named with its nearest`() {
    check(
      "stage == 1️⃣'III'", "unknown-level", length: 5, "'III' is none of the levels",
      help: "did you mean 'II'?")
    check("1️⃣'none' != stage", "unknown-level", length: 6, help: "expected one of I, II")
    check("stage in ['I', 1️⃣'IIl']", "unknown-level", length: 5, help: "did you mean 'II'?")
    check("stage not in [1️⃣'ii']", "unknown-level", length: 4, help: "did you mean 'II'?")
    check(
      "(if flag then 'a' else 'b') == 1️⃣'c'", "unknown-level", length: 3,
      help: "expected one of a, b")
    #expect(faults("name == 'anything'", on: data).isEmpty)
    #expect(faults("stage == name", on: data).isEmpty)
  }

  @Test func `in needs a range or a list of the type of its value`() {
    check(
      "age in 1️⃣rtime", length: 5, "'in' needs a range or a list, found a number",
      help: "write in 1..5 or in [\"a\", \"b\"]")
    check(
      "age in 1️⃣2010-01-01..2011-01-01", length: 22,
      "'in' compares a number with a range of dates")
    check("age in [1, 1️⃣'a']", length: 3, "'in' compares a number with text")
    check("flag in [1️⃣true]", length: 4, "'in' compares a flag with a flag")
    check("age in 1️⃣[]", "empty-list", length: 2)
    check(
      "age in 11️⃣..'a'", length: 2,
      "a range goes between two numbers, dates or durations, found a number and text")
    check("stage in 'a'1️⃣..'b'", length: 2)
    check("age in 1️⃣missing", length: 7)
  }

  @Test func `ranges and lists stand only behind in`() {
    check("1️⃣1..5", length: 4, "a range can only stand behind 'in'")
    check("1️⃣[1, 2]", length: 6, "a list can only stand behind 'in'")
    check("abs(1️⃣1..5)", length: 4)
    check("age == 1️⃣[1]", length: 3)
    check("if flag then 1️⃣1..2 else 3", length: 4)
    check("1️⃣1..2..3", length: 4)
  }

  @Test func `missing is asked for with is`() {
    check(
      "age == 1️⃣missing", "compared-with-missing", length: 7,
      "a comparison with missing is always missing", help: "write age is missing")
    check("1️⃣missing < age", "compared-with-missing", length: 7, help: "write age is missing")
    check("age + 1️⃣missing", length: 7)
    check(
      "1️⃣missing", length: 7,
      "'missing' can only be a branch of 'if' whose other branch is a value")
    check("1️⃣if flag then missing else missing", length: 33)
    check("1️⃣missing and flag", length: 7)
  }

  @Test func `branches have one type`() {
    check(
      "if flag then 1 else 1️⃣'a'", length: 3,
      "both branches of 'if' need one type, found a number and text")
    check("if flag then dx else 1️⃣30d", length: 3)
  }

  @Test func `functions take what they take`() {
    check(
      "1️⃣abs(1, 2)", "argument-count", length: 9, "'abs' takes one value, found 2",
      help: "write abs(number)")
    check(
      "1️⃣max(age)", "argument-count", length: 8, "'max' takes two values or more, found 1",
      help: "write max(value, value, …)")
    check("1️⃣year()", "argument-count", length: 6, help: "write year(date)")
    check("year(1️⃣age)", length: 3, "'year' takes a date, found a number", help: "write year(date)")
    check("days(1️⃣rtime)", length: 5, help: "write days(duration)")
    check("log(1️⃣dx)", length: 2, help: "write log(number)")
    check("sqrt(1️⃣30d)", length: 3, help: "write sqrt(number)")
    check("max(1, 1️⃣dx)", length: 2, "'max' takes values of one type, found a number and a date")
    check("min(age, 1️⃣stage)", length: 5, help: "write min(value, value, …)")
  }

  @Test func `a result of another type than is needed is refused`() {
    check(
      "1️⃣age", length: 3, "expected a flag, and 'age' is a number",
      help: "compare it, as in age == 1", expecting: .flag)
    check("1️⃣age + 1", length: 7, "expected a flag, and 'age + 1' is a number", expecting: .flag)
    check("1️⃣flag", length: 4, expecting: .number)
    check(
      "1️⃣5", length: 1, "expected a range of dates, and '5' is a number",
      expecting: .range(.date))
  }
}
