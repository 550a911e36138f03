import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct NestedEvaluationTests {
  private let registry: Registry

  init() throws {
    registry = try Registry(
      patients: "pid,entry\np1,2010-01-10\np2,2010-01-10\np3,2010-01-10\n",
      [
        EventText(
          name: "regimen",
          text: """
            pid,start,stop,drugs
            p1,2010-01-01,2010-02-01,len+dex
            p1,2010-06-01,2010-07-01,bor
            p2,2010-01-01,2010-03-01,bor+dex
            p2,2010-04-01,2010-05-01,len
            p3,2010-03,2010-05-01,len
            p3,2011-01-01,,bor

            """,
          time: "start", dates: ["start", "stop"]),
        EventText(
          name: "progression",
          text: """
            pid,date
            p1,2010-07-20
            p2,2010-05-20
            p2,2012-01-01
            p3,2010-03-15

            """),
      ])
  }

  private func check(_ text: String, _ expected: [String?]) throws {
    #expect(try registry.values(text) == expected, "\(text)")
  }

  @Test func `a condition inside another reads the row around it`() throws {
    let window = "any(progression where date in regimen.start..regimen.stop + 60d)"
    try check("any(regimen where \(window))", ["true", "true", nil])
    try check("any(regimen where includes(drugs, 'len') and \(window))", ["false", "true", nil])
    try check("count(regimen where not \(window))", ["1", "1", nil])
    try check(
      "first(regimen.drugs where any(progression where date > regimen.stop))",
      ["len+dex", "bor+dex", nil])
  }

  @Test func `a row around has another name where both tables are one`() throws {
    try check(
      "any(regimen as a where includes(drugs, 'len') and any(regimen where start > a.stop))",
      ["true", "false", "true"])
    try check(
      "any(regimen where any(regimen where start > regimen.stop))", ["false", "false", nil])
    try check(
      "count(regimen as a where not any(regimen as b where b.start < a.start))", ["1", "1", nil])
  }

  @Test func `three rows stand in each other`() throws {
    try check(
      """
      any(regimen as a where any(regimen as b where b.start > a.start
        and any(progression where date > b.stop and date < a.start + 1y)))
      """, ["true", "true", nil])
  }

  @Test func `values of a row are made of rows of another`() throws {
    try check(
      "last(regimen.start - first(progression.date) where includes(drugs, 'bor'))",
      ["-49", "-139", "292"])
    try check(
      "earliest(regimen.stop where not any(progression where date < regimen.stop))",
      ["2010-02-01", "2010-03-01", nil])
  }

  @Test func `at takes the last row to begin that holds a day`() throws {
    try check("at(regimen.drugs on 2010-01-15 during start..stop)", ["len+dex", "bor+dex", nil])
    try check("at(regimen.drugs on 2010-04-15 during start..stop)", [nil, "len", "len"])
    try check("at(regimen.drugs on 2010-08-01 during start..stop)", [nil, nil, nil])
    let ongoing = "start..earliest(stop, 9999-12-31)"
    try check("at(regimen.drugs on 2012-08-01 during \(ongoing))", [nil, nil, "bor"])
  }

  @Test func `overlap is the time that two ranges share`() throws {
    try check(
      "sum(overlap(regimen.start..regimen.stop, entry..entry + 90d))", ["22", "59", nil])
    try check("overlap(entry..entry + 5d, entry + 5d..entry + 9d)", ["0", "0", "0"])
    try check("overlap(entry..entry + 5d, entry + 7d..entry + 9d)", ["0", "0", "0"])
    try check("overlap(entry..entry + 5d, entry - 7d..entry + 3d)", ["3", "3", "3"])
  }

  @Test func `includes goes by whole names`() throws {
    try check("any(regimen where includes(drugs, 'le'))", ["false", "false", "false"])
    try check("count(regimen where includes(drugs, 'dex'))", ["1", "1", "0"])
    try check("includes(' a + b', 'b') and not includes('a', 'b')", ["true", "true", "true"])
  }

  @Test func `a day of which only a range is known decides what it can`() throws {
    try check("sometime(entry..entry + 20d) < 2010-02-01", ["true", "true", "true"])
    try check("sometime(entry..entry + 20d) < 2010-01-20", [nil, nil, nil])
    try check("sometime(entry..entry - 1d) is missing", ["true", "true", "true"])
  }
}
