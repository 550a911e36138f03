import Expressions
import Tables
import Testing

struct LiteralTests {
  @Test(arguments: [
    ("1", "1"), ("1.5", "1.5"), (".5", "0.5"), ("1e3", "1000"), ("2.5E-1", "0.25"), ("-3", "-3"),
    ("+3", "3"), ("007", "7"),
  ])
  func `numbers are decimal`(text: String, expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("100d", "100"), ("3w", "21"), ("4mo", "121.75"), ("4.5mo", "136.96875"), ("2y", "730.5"),
    ("1y == 12mo", "true"), ("1e2d", "100"), ("-60d", "-60"),
  ])
  func `durations are in days, a month 30.4375 and a year 365.25`(
    text: String, expected: String
  ) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("2010-01-31", "2010-01-31"), ("0001-01-01", "0001-01-01"), ("2000-02-29", "2000-02-29"),
    ("2010 - 01 - 31", "1978"), ("12010-01-31", "11978"),
  ])
  func `four, two and two digits are a date`(text: String, expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("\"a\"", "a"), ("'a'", "a"), ("'say \"a\"'", "say \"a\""), ("\"say \"\"a\"\"\"", "say \"a\""),
    ("'it''s'", "it's"), ("''", ""), ("\"日本\"", "日本"), ("\"a\nb\"", "a\nb"),
  ])
  func `texts are in quotes, a quote inside is written twice`(
    text: String, expected: String
  ) throws {
    #expect(try value(text) == expected)
  }

  @Test func `true and false are flags`() throws {
    #expect(try value("true") == "true")
    #expect(try value("not true") == "false")
  }

  @Test(arguments: ["age", "age.at.dx", "_x1", "größe", "年齢", "x.1", "e1", "d", "missing1"])
  func `letters, digits, underscores and inner points make names`(name: String) throws {
    let data = try table("\(name)\n5\n")
    #expect(try values(of: name, on: data) == ["5"])
    #expect(try values(of: "\(name)+1", on: data) == ["6"])
    #expect(Expression.written(name) == name)
  }

  @Test(arguments: ["her 2", "and", "is", "2nd", "a`b", "a-b", "", "missing", "`x`", "x."])
  func `other names go in backquotes`(name: String) throws {
    let written = Expression.written(name)
    #expect(written.first == "`")
    let schema = Schema([Schema.Entry(name, .number)])
    #expect(try Expression(written).typed(against: schema).type == .number)
    #expect(try Expression(written).columnName == name)
  }

  @Test func `a name in backquotes is never a call`() throws {
    let data = try table("abs\n-5\n")
    #expect(try values(of: "`abs`", on: data) == ["-5"])
    #expect(try values(of: "abs(abs)", on: data) == ["5"])
  }

  @Test func `ranges need no spaces`() throws {
    let data = try table("a,b,x\n1,5,3\n4,5,3\n")
    #expect(try values(of: "x in a..b", on: data) == ["true", "false"])
    #expect(try values(of: "x in 1..5", on: data) == ["true", "true"])
    #expect(try values(of: "x in 1.5..2.5", on: data) == ["false", "false"])
    #expect(try values(of: "x in .5...5", on: data) == ["false", "false"])
  }
}
