import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct EvaluationTests {
  @Test func `relapse-free survival of the Rotterdam patients is as in R`() throws {
    let path = Fixtures.path("rotterdam-variables.csv")
    let read = try CSVReader.read(path: path).table
    let bare = ["pid", "recur", "death", "rtime", "dtime"].compactMap { read[$0] }
    var data = Table(name: "rotterdam", columns: bare)
    for (name, text) in [
      ("ignored", "recur == 0 and death == 1 and rtime < dtime"),
      ("rfs_days", "if recur == 1 or ignored then rtime else dtime"),
      ("rfs_event", "recur == 1 or (death == 1 and not ignored)"),
    ] {
      let typed = try Expression(text, at: origin).typed(against: Schema(data))
      let result = try typed.evaluate(on: data, name: name)
      #expect(result.findings.isEmpty)
      #expect(result.column.cells == read[name]?.cells)
      #expect(
        result.column.place
          == Place(
            file: origin.file, line: origin.line, column: origin.column, length: text.count))
      data = data.adding(result.column)
    }
    #expect(data["ignored"]?.type == .flag)
    #expect(data["rfs_days"]?.type == .number)
  }

  @Test func `arithmetic is of Doubles`() throws {
    let data = try table("a,b\n7,2\n-7,2\n0.1,0.2\n,1\n")
    #expect(try values(of: "a + b", on: data) == ["9", "-5", "0.30000000000000004", nil])
    #expect(try values(of: "a - b", on: data) == ["5", "-9", "-0.1", nil])
    #expect(try values(of: "a * b", on: data) == ["14", "-14", "0.020000000000000004", nil])
    #expect(try values(of: "a / b", on: data) == ["3.5", "-3.5", "0.5", nil])
    #expect(try values(of: "-a", on: data) == ["-7", "7", "-0.1", nil])
    #expect(try value("2 ^ 10") == "1024")
    #expect(try value("(-2) ^ 3") == "-8")
  }

  @Test func `a power with a missing side is missing`() throws {
    let data = try table("x,y\n,0\n1,\n")
    #expect(try values(of: "x ^ y", on: data) == [nil, nil])
  }

  @Test(arguments: [
    ("abs(-3)", "3"), ("abs(-3d)", "3"), ("sqrt(16)", "4"), ("log(1)", "0"), ("log10(1000)", "3"),
    ("log2(8)", "3"), ("exp(0)", "1"), ("round(2.5)", "3"), ("round(-2.5)", "-3"),
    ("round(2.4)", "2"), ("floor(-2.5)", "-3"), ("ceiling(-2.5)", "-2"), ("min(3, 1, 2)", "1"),
    ("max(3, 1, 2)", "3"), ("earliest(2010-01-02, 2010-01-01)", "2010-01-01"),
    ("latest(1d, 2d)", "2"), ("year(2010-03-31)", "2010"), ("month(2010-03-31)", "3"),
    ("day(2010-03-31)", "31"), ("days(2w)", "14"), ("weeks(14d)", "2"), ("months(1y)", "12"),
    ("years(18mo)", "1.5"), ("year(1969-12-31)", "1969"),
  ])
  func `functions give what their name says`(text: String, expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test func `every function has a word, a meaning and a signature`() {
    for function in ExpressionFunction.allCases {
      #expect(!function.summary.isEmpty)
      #expect(function.signature.hasPrefix("\(function.rawValue)("))
    }
  }

  @Test func `min and max are missing where one is, earliest and latest where all are`() throws {
    let data = try table("a,b\n2010-01-05,2010-01-03\n,2010-01-03\n2010-01-05,\n,\n")
    let (third, fifth): (String?, String?) = ("2010-01-03", "2010-01-05")
    #expect(try values(of: "min(a, b)", on: data) == [third, nil, nil, nil])
    #expect(try values(of: "max(a, b)", on: data) == [fifth, nil, nil, nil])
    #expect(try values(of: "earliest(a, b)", on: data) == [third, third, fifth, nil])
    #expect(try values(of: "latest(b, a)", on: data) == [fifth, third, fifth, nil])
  }

  @Test func `dates move by durations to the nearest day, halves up`() throws {
    #expect(try value("2010-01-31 + 1mo") == "2010-03-02")
    #expect(try value("2010-01-01 + 0.5d") == "2010-01-02")
    #expect(try value("2010-01-01 + 0.4d") == "2010-01-01")
    #expect(try value("2010-01-01 - 0.5d") == "2010-01-01")
    #expect(try value("1960-01-01 + 0.5d") == "1960-01-02")
    #expect(try value("100d + 2010-01-01") == "2010-04-11")
    #expect(try value("2010-01-01 + 1y") == "2011-01-01")
    #expect(try value("2012-03-01 - 2012-02-28") == "2")
    #expect(try value("days(2012-03-01 - 2012-02-28) == 2") == "true")
    #expect(try value("30d / 2") == "15")
    #expect(try value("30d / 15d") == "2")
    #expect(try value("2 * 30d - 1w") == "53")
    let data = try table("dx,rtime\n2010-01-31,365\n,5\n")
    #expect(try values(of: "dx + rtime * 1d", on: data) == ["2011-01-31", nil])
    #expect(try evaluate("dx + 1d", on: data).column.type == .date)
  }

  @Test func `texts are compared by level, by text and across columns`() throws {
    let data = try table(
      "s,t,free\nI,II,a\nII,II,II\nI,I,c\n,I,d\n",
      CSVOptions(columns: [
        "s": ColumnDeclaration(levels: ["II", "I"]), "free": ColumnDeclaration(type: .text),
      ]))
    #expect(try values(of: "s == 'I'", on: data) == ["true", "false", "true", nil])
    #expect(try values(of: "s != 'I'", on: data) == ["false", "true", "false", nil])
    #expect(try values(of: "s == t", on: data) == ["false", "true", "true", nil])
    #expect(try values(of: "s == free", on: data) == ["false", "true", "false", nil])
    #expect(try values(of: "free == 'c'", on: data) == ["false", "false", "true", "false"])
    #expect(try values(of: "s in ['I', 'II']", on: data) == ["true", "true", "true", nil])
    #expect(try values(of: "free in ['a', t]", on: data) == ["true", "true", "false", "false"])
    #expect(
      try values(of: "free not in ['a', 'c']", on: data) == ["false", "true", "false", "true"])
    #expect(try values(of: "s is missing", on: data) == ["false", "false", "false", "true"])
    #expect(try values(of: "free is missing", on: data) == ["false", "false", "false", "false"])
  }

  @Test func `categories with different levels are compared by their texts`() throws {
    let data = try table("s,t\na,b\nb,b\na,c\na,a\n,c\nb,c\n")
    let declared = CSVOptions(columns: [
      "s": ColumnDeclaration(levels: ["b", "a"]), "t": ColumnDeclaration(levels: ["c", "b", "a"]),
    ])
    let again = try table(CSVWriter.text(of: data), declared)
    let (t, f): (String?, String?) = ("true", "false")
    for data in [data, again] {
      #expect(try values(of: "s == t", on: data) == [f, t, f, t, nil, f])
      #expect(try values(of: "t == s", on: data) == [f, t, f, t, nil, f])
      #expect(try values(of: "s in [t, 'b']", on: data) == [f, t, f, t, nil, t])
    }
  }

  @Test func `both ends of a range belong to it`() throws {
    let data = try table("x,d\n4,2010-01-01\n5,2010-01-02\n9,2010-01-03\n10,2010-01-04\n")
    let expected: [String?] = ["false", "true", "true", "false"]
    #expect(try values(of: "x in 5..9", on: data) == expected)
    #expect(try values(of: "d in 2010-01-02..2010-01-03", on: data) == expected)
    #expect(try values(of: "d - 2010-01-01 in 1d..2d", on: data) == expected)
    #expect(try values(of: "x in 9..5", on: data) == ["false", "false", "false", "false"])
  }

  @Test func `an if over texts makes a category, its levels in the order written`() throws {
    let data = try table("age,s,free\n40,b,x\n60,a,y\n80,b,z\n,a,w\n")
    let banded = try evaluate(
      "if age < 50 then 'young' else if age < 70 then 'middle' else 'old'", on: data)
    #expect(banded.column.levels == ["young", "middle", "old"])
    #expect(banded.column.cells == ["young", "middle", "old", nil])
    let kept = try evaluate("if age < 50 then s else 'other'", on: data)
    #expect(kept.column.levels == ["a", "b", "other"])
    #expect(kept.column.cells == ["b", "other", "other", nil])
    let free = try evaluate("if age < 70 then free else 'other'", on: data)
    #expect(free.column.type == .text)
    #expect(free.column.cells == ["x", "y", "other", nil])
    let gone = try evaluate("if age < 70 then missing else 'old'", on: data)
    #expect(gone.column.cells == [nil, nil, "old", nil])
    #expect(gone.column.levels == ["old"])
  }

  @Test func `missing can be a branch of any type`() throws {
    let data = try table("x,f,d\n-1,true,2010-01-01\n5,false,2010-01-02\n")
    #expect(try values(of: "if x < 0 then missing else x", on: data) == [nil, "5"])
    #expect(try values(of: "if x < 0 then f else missing", on: data) == ["true", nil])
    #expect(try values(of: "if x < 0 then d else missing", on: data) == ["2010-01-01", nil])
    #expect(try values(of: "if x < 0 then missing else 3d", on: data) == [nil, "3"])
  }

  @Test func `a name alone is the column as it is`() throws {
    let data = try table("n,s\n1,a\n2,b\n,a\n")
    let copy = try evaluate("n", on: data).column
    #expect(copy.type == .integer)
    #expect(copy.name == "x")
    #expect(copy.cells == ["1", "2", nil])
    #expect(try evaluate("(s)", on: data).column.levels == ["a", "b"])
  }

  @Test func `a range has bounds that can be evaluated`() throws {
    let data = try table("d\n2010-01-05\n")
    let era = try Expression("2007-01-01..d + 1d").typed(
      against: Schema(data), expecting: .range(.date))
    let bounds = try #require(era.bounds)
    #expect(bounds.lower.type == .date)
    #expect(try bounds.lower.evaluate(on: data, name: "x").column.cells == ["2007-01-01"])
    #expect(try bounds.upper.evaluate(on: data, name: "x").column.cells == ["2010-01-06"])
    #expect(throws: Faults.self) { try era.evaluate(on: data, name: "x") }
    #expect(try Expression("1").typed(against: Schema(data)).bounds == nil)
  }

  @Test func `a table without rows gives a column without rows`() throws {
    let empty = Table(
      name: "empty", columns: [Column("x", .number([])), Column("s", .text([]))])
    #expect(try values(of: "if x > 1 and s == 'a' then log(x) else 2", on: empty).isEmpty)
  }
}
