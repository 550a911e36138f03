import Expressions
import Tables
import Testing

struct PrecedenceTests {
  @Test(arguments: [
    ("2 + 3 * 4", "2 + (3 * 4)"), ("2 - 3 - 4", "(2 - 3) - 4"), ("8 / 4 / 2", "(8 / 4) / 2"),
    ("-2 ^ 2", "-(2 ^ 2)"), ("2 ^ 3 ^ 2", "2 ^ (3 ^ 2)"), ("2 ^ -1", "2 ^ (-1)"),
    ("-2 * 3", "(-2) * 3"), ("2 * -3 + 1", "(2 * (-3)) + 1"),
    ("if true then 1 else 2 + 3", "if true then 1 else (2 + 3)"),
    ("1 + if false then 1 else 2", "1 + (if false then 1 else 2)"),
    ("if false then 1 else if true then 2 else 3", "if false then 1 else (if true then 2 else 3)"),
  ])
  func `arithmetic groups as in mathematics`(text: String, grouped: String) throws {
    #expect(try value(text) == value(grouped))
  }

  @Test func `a minus before a power is applied last`() throws {
    #expect(try value("-2 ^ 2") == "-4")
    #expect(try value("2 ^ 3 ^ 2") == "512")
  }

  private static let flags =
    "a,b,c\n"
    + ["true", "false"].flatMap { a in
      ["true", "false"].flatMap { b in ["true", "false"].map { c in "\(a),\(b),\(c)\n" } }
    }.joined()

  @Test(arguments: [
    ("a or b and c", "a or (b and c)"), ("a and b or c", "(a and b) or c"),
    ("not a and b", "(not a) and b"), ("not a or b", "(not a) or b"),
    ("not a == b", "not (a == b)"), ("a and not b", "a and (not b)"),
    ("not not a", "a"), ("a == b or c", "(a == b) or c"),
    ("not a is missing", "not (a is missing)"),
  ])
  func `or is looser than and, and than not, not than comparisons`(
    text: String, grouped: String
  ) throws {
    let data = try table(Self.flags)
    #expect(try values(of: text, on: data) == values(of: grouped, on: data))
  }

  @Test func `or and and differ where they should`() throws {
    let data = try table(Self.flags)
    #expect(
      try values(of: "a or b and c", on: data) != values(of: "(a or b) and c", on: data))
    #expect(try values(of: "not (a and b)", on: data) != values(of: "not a and b", on: data))
  }

  @Test func `comparisons are looser than ranges, ranges than sums`() throws {
    #expect(try value("5 in 2 + 2..3 * 2") == "true")
    #expect(try value("7 not in 2 + 2..3 * 2") == "true")
    #expect(try value("1 + 1 == 2 and 2 < 1 + 2") == "true")
  }

  @Test func `line breaks and tabs are spaces`() throws {
    #expect(try value("1\n+\t2\r\n* 3") == "7")
  }
}
