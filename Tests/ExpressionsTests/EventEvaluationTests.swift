import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct EventEvaluationTests {
  private let registry: Registry

  init() throws {
    registry = try Registry(
      patients: "pid,entry,age\np1,2010-01-10,60\np2,2010-01-10,70\np3,,50\n",
      [
        EventText(
          name: "treatment",
          text: """
            pid,start,drug,intent,dose
            p1,2010-02-01,len,maintenance,10
            p1,2009-12-01,bor,induction,1.5
            p2,2009-12-05,bor,induction,
            p2,,len,maintenance,15
            p3,2009-11-01,thal,induction,100

            """,
          time: "start", dates: ["start"]),
        EventText(
          name: "lab",
          text: """
            pid,date,analyte,value
            p1,2010-01-09,ldh,200
            p1,2010-01-11,ldh,300
            p1,2010-01-01,ldh,400
            p1,2010-01-10,hb,9
            p2,2010-01-04,ldh,150
            p2,2010-01-04,ldh,160

            """),
        EventText(
          name: "death", text: "pid,date\np2,2012-06-15\n"),
        EventText(
          name: "progression", text: "pid,date\np1,2011-05\np1,2011-05-20\np2,2013-01-01\n"),
        EventText(
          name: "patient", text: "pid,sex,born\np1,f,1950\np2,m,1940\n", time: nil, dates: []),
      ])
  }

  private func check(_ text: String, _ expected: [String?]) throws {
    #expect(try registry.values(text) == expected, "\(text)")
  }

  private let t: String? = "true"
  private let f: String? = "false"

  @Test func `any, all and count follow three-valued logic over rows`() throws {
    try check("any(treatment)", [t, t, t])
    try check("any(lab)", [t, t, f])
    try check("any(treatment where drug == 'bor' and start < entry)", [t, t, f])
    try check("any(treatment where start < entry)", [t, t, nil])
    try check("any(treatment where drug == 'len' and start < entry)", [f, nil, f])
    try check("all(treatment where dose > 1)", [t, nil, t])
    try check("all(treatment where dose > 12)", [f, nil, t])
    try check("all(treatment where dose > 15)", [f, f, t])
    try check("all(lab where value > 8)", [t, t, t])
    try check("all(lab.value > 100 where analyte == 'ldh')", [t, t, t])
    try check("any(lab.value > 350 where analyte == 'ldh')", [t, f, f])
    try check("count(treatment)", ["2", "2", "1"])
    try check("count(lab where value > 250)", ["2", "0", "0"])
    try check("count(treatment where start < 2010-01-01)", ["1", nil, "1"])
    try check("count(treatment where start < 2010-01-01) >= 1", [t, t, t])
  }

  @Test func `first and last go by time, in one table`() throws {
    try check("first(treatment.drug)", ["bor", nil, "thal"])
    try check("first(treatment.start where drug == 'bor')", ["2009-12-01", "2009-12-05", nil])
    try check("last(treatment.drug where intent == 'maintenance')", ["len", "len", nil])
    try check("last(treatment.start where intent == 'maintenance')", ["2010-02-01", nil, nil])
    try check("first(lab.value where analyte == 'ldh')", ["400", "150", nil])
    try check("last(lab.value where analyte == 'ldh')", ["300", "160", nil])
    try check("first(lab.value * 2 where analyte == 'ldh')", ["800", "300", nil])
    try check("first(lab.value > 300)", [t, f, nil])
    let tied = try registry.evaluate("last(lab.value)").findings
    #expect(tied.map(\.id) == ["tied-events"])
    #expect(
      tied.first?.message
        == "events of one day have different values for patient 'p2', and 'last(lab.value)' goes by "
        + "their order in the file")
  }

  @Test func `nearest takes the earlier of two as near, within a window`() throws {
    try check("nearest(lab.value to entry)", ["9", "150", nil])
    try check("nearest(lab.value to entry where analyte == 'ldh')", ["200", "150", nil])
    try check(
      "nearest(lab.value to entry within 0d..3d where analyte == 'ldh')", ["300", nil, nil])
    try check("nearest(lab.value to entry within -60d..-2d)", ["400", "150", nil])
    try check(
      "nearest(lab.date to entry + 1d where analyte == 'ldh')", ["2010-01-11", "2010-01-04", nil])
    try check("nearest(lab.value to 2010-01-10 within 1d..-1d)", [nil, nil, nil])
  }

  @Test func `sums, extremes and earliest over rows and tables`() throws {
    try check("sum(lab.value where analyte == 'ldh')", ["900", "310", "0"])
    try check("sum(treatment.dose)", ["11.5", nil, "100"])
    try check("min(lab.value)", ["9", "150", nil])
    try check("max(treatment.dose)", ["10", nil, "100"])
    try check("latest(treatment.dose)", ["10", "15", "100"])
    try check("earliest(death.date, 2012-12-31)", ["2012-12-31", "2012-06-15", "2012-12-31"])
    try check(
      "earliest(death.date, treatment.start where drug == 'len')",
      ["2010-02-01", "2012-06-15", nil])
    try check("min(death.date, 2012-12-31)", [nil, "2012-06-15", nil])
    try check("max(death.date + 1d, entry)", [nil, "2012-06-16", nil])
  }

  @Test func `one row a patient is a value`() throws {
    try check("death.date", [nil, "2012-06-15", nil])
    try check("patient.sex", ["f", "m", nil])
    try check("patient.sex == 'f' and age > 50", [t, f, f])
    try check("year(entry) - patient.born", ["60", "70", nil])
    #expect(try registry.evaluate("patient.born").column.type == .integer)
    let faults = registry.faults("lab.value > 5")
    #expect(faults.map(\.id) == ["several-rows"])
    #expect(
      faults.first?.message == "'lab.value' is one value, and patient 'p1' has 4 rows of 'lab'")
    #expect(faults.first?.help == "write last(lab.value), or say which row with 'where'")
    #expect(faults.first?.place?.length == 9)
  }

  @Test func `partial dates decide what they can`() throws {
    try check("any(progression where date <= 2011-05-31)", [t, f, f])
    try check("any(progression where date < 2011-05-20)", [nil, f, f])
    try check("count(progression where date <= 2011-05-10)", [nil, "0", "0"])
    try check("earliest(progression.date)", [nil, "2013-01-01", nil])
    try check("year(earliest(progression.date))", ["2011", "2013", nil])
    try check("earliest(progression.date) <= 2011-05-20", [t, f, nil])
    try check("latest(progression.date) >= 2011-05-20", [t, t, nil])
    try check("first(progression.date) < 2011-05-21", [t, f, nil])
    try check("earliest(progression.date) is missing", [f, f, t])
    let open = try registry.evaluate("earliest(progression.date)").findings
    #expect(open.map(\.id) == ["undecided-value"])
    #expect(
      open.first?.message
        == "the value hangs on what is not known of the events of patient 'p1', and is missing there"
    )
  }

  @Test func `functions inside where read the patient`() throws {
    try check("any(lab where date > first(treatment.start))", [t, nil, f])
    try check("count(lab where date >= death.date)", [nil, "0", "0"])
    try check("any(treatment where start < earliest(death.date, entry))", [t, t, nil])
    try check("max(lab.value where date == latest(date, entry))", ["300", nil, nil])
  }

  @Test func `a subset of patients in any order reads its own rows`() throws {
    let rows = [2, 0, 0, 1]
    let table = registry.table.selecting(rows)
    for text in [
      "count(lab)", "first(lab.value)", "sum(treatment.dose where start < entry)", "patient.sex",
      "nearest(lab.value to entry within -60d..0d)", "earliest(progression.date) <= 2011-05-20",
    ] {
      let all = try registry.values(text)
      let some = try Expression(text).typed(against: registry.schema)
        .evaluate(on: table, events: registry.store, patients: rows, name: "x")
      #expect(some.column.cells == rows.map { all[$0] }, "\(text)")
    }
  }

  @Test func `what is read of events is said`() throws {
    let typed = try Expression(
      "any(lab where value > age and date <= first(treatment.start)) and death.date > entry",
      at: origin
    ).typed(against: registry.schema)
    #expect(Set(typed.columnReferences.map(\.value)) == ["age", "entry"])
    #expect(
      Set(typed.eventReferences.map(\.value)) == [
        EventReference(table: "lab"), EventReference(table: "lab", column: "value"),
        EventReference(table: "lab", column: "date"),
        EventReference(table: "treatment", column: "start"),
        EventReference(table: "death", column: "date"),
      ])
  }
}

struct EventFindingTests {
  @Test func `a failure in rows of events says of which table`() throws {
    let registry = try Registry(
      patients: "pid,x\np1,0\np2,1\n",
      [
        EventText(
          name: "lab", text: "pid,date,value\np2,2010-01-02,0\np1,2010-01-01,4\np2,2010-01-01,2\n")
      ])
    let result = try registry.evaluate("sum(1 / lab.value) + 1 / x")
    #expect(result.column.cells == [nil, nil])
    #expect(
      result.findings.map(\.message) == [
        "a division by 0 in row 1 of 'lab'; the value is missing there",
        "a division by 0 in row 1; the value is missing there",
      ])
  }

  @Test func `tables are checked again when they are read`() throws {
    let one = try Registry(
      patients: "pid\np1\n", [EventText(name: "lab", text: "pid,date,value\np1,2010-01-01,4\n")])
    let other = try Registry(
      patients: "pid\np1\n", [EventText(name: "lab", text: "pid,date,value\np1,2010-01-01,high\n")])
    let typed = try Expression("sum(lab.value)").typed(against: one.schema)
    for store in [other.store, nil] {
      let faults = #expect(throws: Faults.self) {
        try typed.evaluate(on: other.table, events: store, name: "x")
      }
      #expect(faults?.diagnostics.map(\.id) == ["column-changed"])
    }
  }

  @Test func `texts and flags of events are values too, decided where all candidates agree`() throws
  {
    let registry = try Registry(
      patients: "pid\np1\np2\np3\np4\n",
      [
        EventText(
          name: "visit",
          text: "pid,date,note,ok\np1,2010-05,same,true\np1,2010-05-20,same,true\n"
            + "p2,2010-05,one,true\np2,2010-05-20,two,false\np3,2010-05,,true\n",
          types: ["note": .text])
      ])
    #expect(try registry.values("first(visit.note)") == ["same", nil, nil, nil])
    #expect(try registry.values("first(visit.ok)") == ["true", nil, "true", nil])
    #expect(
      try registry.values("first(visit.note) is missing") == ["false", nil, "true", "true"])
    #expect(try registry.values("first(visit.note) == 'one'") == ["false", nil, nil, nil])
    #expect(
      try registry.values("if any(visit where ok) then first(visit.note) else 'none'")
        == ["same", nil, nil, "none"])
  }

  @Test func `patients and tables without rows give what nothing gives`() throws {
    let registry = try Registry(
      patients: "pid\np1\np2\n", [EventText(name: "lab", text: "pid,date,value\np9,2010-01-01,4\n")]
    )
    for (text, expected) in [
      ("any(lab)", "false"), ("all(lab where value > 3)", "true"), ("count(lab)", "0"),
      ("sum(lab.value)", "0"), ("first(lab.value)", nil), ("earliest(lab.date)", nil),
      ("max(lab.value)", nil), ("nearest(lab.value to 2010-01-01)", nil), ("lab.value", nil),
      ("(lab.value) is missing", "true"),
    ] {
      #expect(try registry.values(text) == [expected, expected], "\(text)")
    }
    let none = try Registry(
      patients: "pid,x\np1,1\n", [EventText(name: "lab", text: "pid,date,value\np1,2010-01-01,4\n")]
    )
    let empty = none.table.selecting([])
    let typed = try Expression("first(lab.value) + sum(lab.value)").typed(against: none.schema)
    let column = try typed.evaluate(on: empty, events: none.store, patients: [], name: "x").column
    #expect(column.count == 0)
  }
}
