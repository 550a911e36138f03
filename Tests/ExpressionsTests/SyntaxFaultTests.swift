import Diagnostics
import Expressions
import TestSupport
import Testing

struct SyntaxFaultTests {
  private func check(
    _ marked: String, _ id: String, length: Int = 1, help: String? = nil, message: String? = nil
  ) {
    let marks = Marks(marked)
    let found = faults(marks.text)
    #expect(found.map(\.id) == [id], "\(marks.text)")
    #expect(found.first?.place == place(marks, length: length), "\(marks.text)")
    if let help { #expect(found.first?.help == help, "\(marks.text)") }
    if let message { #expect(found.first?.message == message, "\(marks.text)") }
  }

  @Test func `an empty expression`() {
    check("1️⃣", "empty-expression")
    #expect(faults("   ").map(\.id) == ["empty-expression"])
  }

  @Test func `operators of other languages are translated`() {
    check("recur 1️⃣= 1", "unknown-operator", help: "write ==", message: "'=' is no operator")
    check("a 1️⃣& b", "unknown-operator", help: "write and")
    check("a 1️⃣&& b", "unknown-operator", length: 2, help: "write and")
    check("a 1️⃣| b", "unknown-operator", help: "write or")
    check("a 1️⃣|| b", "unknown-operator", length: 2, help: "write or")
    check("1️⃣!a", "unknown-operator", help: "write not")
    check("a 1️⃣<> b", "unknown-operator", length: 2, help: "write !=")
    check("a 1️⃣=< b", "unknown-operator", length: 2, help: "write <=")
    check("a 1️⃣=> b", "unknown-operator", length: 2, help: "write >=")
    check("a 1️⃣=== b", "unknown-operator", length: 3, help: "write ==")
    check("a 1️⃣** b", "unknown-operator", length: 2, help: "write ^")
    check("a 1️⃣≤ b", "unknown-operator", help: "write <=")
    check("a 1️⃣%in% [1]", "unknown-operator", length: 4, help: "write in")
  }

  @Test func `every foreign operator is reported, not the first alone`() {
    let marks = Marks("a 1️⃣= 1 2️⃣& b 3️⃣= 2")
    let found = faults(marks.text)
    #expect(
      found.map(\.place) == ["1️⃣", "2️⃣", "3️⃣"].map { place(marks, $0, length: 1) })
  }

  @Test func `chained comparisons say what to write`() {
    check(
      "1️⃣1 < x < 5", "chained-comparison", length: 9, help: "write 1 < x and x < 5",
      message: "comparisons cannot be chained")
    check("a and 1️⃣1 <= x <= 5", "chained-comparison", length: 11, help: "write x in 1..5")
    check("1️⃣a == b == c", "chained-comparison", length: 11, help: "write a == b and b == c")
    #expect(faults("(a == b) == c").isEmpty)
  }

  @Test func `quotes that are never closed point at their opening`() {
    check("kind == 1️⃣\"auto", "unclosed-quote")
    check("kind == 1️⃣'auto\"", "unclosed-quote")
    check("1️⃣`her 2", "unclosed-quote")
  }

  @Test func `brackets that are never closed point at their opening`() {
    check("1️⃣(a + b", "unclosed-bracket")
    check("x in 1️⃣[1, 2", "unclosed-bracket")
    check("abs1️⃣(x", "unclosed-bracket")
    check("1️⃣(a + (b)", "unclosed-bracket")
    check("(a + 1️⃣(b", "unclosed-bracket")
  }

  @Test func `something unexpected is named with what was expected`() {
    check(
      "age 1️⃣sex", "unexpected-token", length: 3,
      message: "expected an operator or the end, found 'sex'")
    check("age +1️⃣", "unexpected-token", message: "expected a value, found the end")
    check("1️⃣* 2", "unexpected-token", message: "expected a value, found '*'")
    check("(a1️⃣]", "unexpected-token", message: "expected ',' or ')', found ']'")
    check("x in [1, 1️⃣]", "unexpected-token")
    check("a is 1️⃣5", "unexpected-token", message: "expected 'missing', found '5'")
    check("if a 1️⃣b", "unexpected-token", message: "expected 'then', found 'b'")
    check("if a then b1️⃣", "unexpected-token", message: "expected 'else', found the end")
    check("a 1️⃣)", "unexpected-token")
    check("a 1️⃣AND b", "unexpected-token", length: 3, help: "write and in small letters")
  }

  @Test func `a decimal comma and a list in parentheses say what to write`() {
    check("x > 11️⃣,5", "unexpected-token", help: "decimals are written with a point")
    check("x in (11️⃣, 2)", "unexpected-token", help: "write a list as [a, b]")
  }

  @Test func `characters that the language lacks`() {
    check("age 1️⃣# 5", "unexpected-character")
    check("kind == 1️⃣“auto", "unexpected-character", help: "write straight quotes")
    check("x in 11️⃣:5", "unexpected-character", help: "a range is written a..b")
  }

  @Test func `numbers, dates and durations that do not exist`() {
    check("x < 1️⃣1e999", "bad-number", length: 5)
    check("d < 1️⃣2011-02-29", "bad-date", length: 10, message: "'2011-02-29' is not in the calendar")
    check(
      "x < 1️⃣5m", "unknown-unit", length: 2,
      help: "durations are written 100d, 3w, 4.5mo or 2y")
    check("x < 1️⃣5days", "unknown-unit", length: 5)
  }

  @Test func `what is nested too deeply is refused, not read`() {
    let parentheses = String(repeating: "(", count: 100_000) + "1"
    #expect(faults(parentheses).map(\.id) == ["expression-too-deep"])
    #expect(
      faults(String(repeating: "not ", count: 100_000) + "a").map(\.id) == ["expression-too-deep"])
    #expect(
      faults(String(repeating: "-", count: 100_000) + "1").map(\.id) == ["expression-too-deep"])
    let sum = String(repeating: "1 + ", count: 100_000) + "1"
    #expect(faults(sum).map(\.id) == ["expression-too-deep"])
  }

  @Test func `900 rules in a row are evaluated`() throws {
    let data = try table("x\n7\n901\n")
    let text = (1...900).map { "x == \($0)" }.joined(separator: " or ")
    #expect(try values(of: text, on: data) == ["true", "false"])
  }
}
