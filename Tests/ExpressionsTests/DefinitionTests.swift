import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct DefinitionTests {
  private let registry: Registry

  init() throws {
    registry = try Registry(
      patients: "pid,timeZero\np1,2010-03-01\np2,2010-03-01\n",
      [
        EventText(
          name: "treatment",
          text: """
            pid,start,stop,drug,mg
            p1,2010-01-01,2010-02-01,len,10
            p1,2010-06-01,2010-07-01,bor,2
            p2,2010-01-01,2010-03-01,bor,1

            """,
          time: "start", dates: ["start", "stop"]),
        EventText(name: "progression", text: "pid,date\np1,2010-07-20\np2,2010-05-20\n"),
      ])
  }

  private func definition(_ head: String, _ body: String, line: Int) throws(Faults) -> Definition {
    let place = Place(file: "myeloma.yaml", line: line, column: 3)
    return try Definition(
      Located(head, at: place),
      Located(body, at: Place(file: "myeloma.yaml", line: line, column: 30)))
  }

  private func schema(_ texts: [(String, String)]) throws(Faults) -> Schema {
    var definitions: [Definition] = []
    for (index, text) in texts.enumerated() {
      definitions.append(try definition(text.0, text.1, line: index + 1))
    }
    var schema = registry.schema
    schema.definitions = try Definitions(definitions)
    return schema
  }

  private func values(_ text: String, _ definitions: [(String, String)]) throws -> [String?] {
    try Expression(text, at: origin).typed(against: schema(definitions))
      .evaluate(on: registry.table, events: registry.store, name: "x").column.cells
  }

  private func faults(_ text: String, _ definitions: [(String, String)]) -> [Diagnostic] {
    do throws(Faults) {
      _ = try Expression(text, at: origin).typed(against: schema(definitions))
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test func `a definition stands for its expression`() throws {
    let all = [
      ("exposed(name)", "any(treatment where drug == name)"),
      ("early(name, days)", "exposed(name) and any(progression where date < timeZero + days)"),
      ("cutoff", "timeZero + 100d"),
      ("later(day)", "any(treatment where drug == 'bor' and start > day)"),
    ]
    #expect(try values("exposed('len')", all) == ["true", "false"])
    #expect(try values("exposed('bor') and not exposed('len')", all) == ["false", "true"])
    #expect(try values("early('bor', 90d)", all) == ["false", "true"])
    #expect(try values("cutoff", all) == ["2010-06-09", "2010-06-09"])
    #expect(try values("any(progression where date <= cutoff)", all) == ["false", "true"])
    #expect(try values("later(timeZero)", all) == ["true", "false"])
    #expect(try values("count(treatment where start > cutoff - 10d)", all) == ["1", "0"])
  }

  @Test func `an argument may be of the row around the mention`() throws {
    let all = [
      ("progressedBy(day)", "any(progression where date <= day)"),
      ("inside(first, last)", "any(progression where date in first..last)"),
    ]
    #expect(
      try values("count(treatment where progressedBy(stop + 30d))", all) == ["1", "0"])
    #expect(
      try values("any(treatment as t where inside(t.start, t.stop + 90d))", all) == [
        "true", "true",
      ])
  }

  @Test func `a definition may be given what it gives itself`() throws {
    let all = [
      ("unless(day)", "latest(treatment.stop where day is missing)"),
      ("after(day)", "first(treatment.stop where start > day)"),
    ]
    #expect(try values("unless(timeZero)", all) == [nil, nil])
    #expect(try values("unless(unless(timeZero))", all) == ["2010-07-01", "2010-03-01"])
    #expect(try values("unless(unless(unless(timeZero)))", all) == [nil, nil])
    #expect(try values("after(after(2009-01-01))", all) == ["2010-07-01", nil])
  }

  @Test func `each mention is computed with its own arguments`() throws {
    for word in ["latest", "earliest", "max", "min", "first", "last", "sum"] {
      let column = word == "sum" ? "mg" : "stop"
      let all = [("of(name)", "\(word)(treatment.\(column) where drug == name)")]
      let length = try values("of('bor') - of('len')", all)
      #expect(length == (word == "sum" ? ["-8", "1"] : ["150", nil]), "\(word)")
    }
    let all = [("until(name)", "latest(treatment.stop where drug == name)")]
    #expect(
      try values("count(progression where until('len') < date and date > until('bor'))", all) == [
        "1", nil,
      ])
  }

  @Test func `names in a definition are not those of the rows around the mention`() throws {
    let all = [("isLow", "mg < 5")]
    let found = faults("any(treatment where isLow)", all)
    #expect(found.map(\.id) == ["unknown-column"])
    #expect(found.first?.place == Place(file: "myeloma.yaml", line: 1, column: 30, length: 2))
    #expect(found.first?.notes.map(\.message) == ["'isLow' is asked for here"])
    #expect(found.first?.notes.first?.place?.file == origin.file)
  }

  @Test func `a fault in a definition is told once for each place, with the way there`() throws {
    let all = [
      ("outer(name)", "inner(name) or inner(name)"),
      ("inner(name)", "any(treatment where drug == name and nothing > 1)"),
    ]
    let found = faults("outer('len') and inner('bor')", all)
    #expect(found.allSatisfy { $0.id == "unknown-column" && $0.place?.line == 2 })
    #expect(
      found.first?.notes.map(\.message) == [
        "'inner' is asked for here", "'outer' is asked for here",
      ])
  }

  @Test func `a parameter is typed where it is used`() throws {
    let all = [("exposed(name)", "any(treatment where drug == name)")]
    #expect(faults("exposed(5)", all).map(\.id) == ["type-mismatch"])
    #expect(faults("exposed()", all).map(\.id) == ["argument-count"])
    #expect(faults("exposed", all).first?.help == "write exposed(name)")
    #expect(faults("expsed('len')", all).first?.help == "did you mean 'exposed'?")
    #expect(faults("exposed('lne')", all).map(\.id) == ["unknown-level"])
  }

  @Test func `a parameter is no level of what it is compared with by a definition`() throws {
    let all = [
      ("rank(word)", "if word == 'CR' then 2 else if word in ['PR', 'MR'] then 1 else 0"),
      ("best", "max(rank(treatment.drug))"),
    ]
    #expect(try values("rank('MR') + rank('CR')", all) == ["3", "3"])
    #expect(faults("best", all).map(\.id) == ["unknown-level", "unknown-level", "unknown-level"])
  }

  @Test func `a parameter must not have the name of a column it stands beside`() {
    let all = [("exposed(drug)", "any(treatment where treatment.drug == drug)")]
    let found = faults("exposed('len')", all)
    #expect(found.map(\.id) == ["parameter-hidden"])
  }

  @Test func `what is wrong with a definition is told where it stands`() {
    #expect(faults("1", [("a(x)", "1")]).map(\.id) == ["parameter-unused"])
    #expect(faults("1", [("first", "1")]).map(\.id) == ["bad-definition-name"])
    #expect(faults("1", [("a(x, x)", "x")]).map(\.id) == ["bad-definition-name"])
    #expect(faults("1", [("a(", "1")]).map(\.id) == ["bad-definition-name"])
    #expect(faults("1", [("a b", "1")]).map(\.id) == ["bad-definition-name"])
    #expect(faults("1", [("a", "1 +")]).map(\.id) == ["unexpected-token"])
    #expect(faults("1", [("a", "1"), ("a", "2")]).map(\.id) == ["definition-repeated"])
  }

  @Test func `a circle is a fault that names its members and their places`() {
    let all = [("a", "b + 1"), ("b", "c(2)"), ("c(x)", "x + a"), ("d", "a"), ("e", "e")]
    let found = faults("d", all)
    #expect(found.map(\.id) == ["definition-circle", "definition-circle"])
    #expect(found.first?.message == "definitions go in a circle: a → b → c → a")
    #expect(found.first?.notes.map(\.place?.line) == [1, 2, 3])
    #expect(found.last?.message == "'e' is defined by itself")
  }

  @Test func `a value that is asked for many times is computed once`() throws {
    var all = [("d0", "count(treatment)")]
    for index in 1...40 { all.append(("d\(index)", "d\(index - 1) + d\(index - 1)")) }
    #expect(try values("d40", all) == ["2199023255552", "1099511627776"])
    var deep = [("d0", "1")]
    for index in 1...200 { deep.append(("d\(index)", "d\(index - 1) + 1")) }
    #expect(faults("d200", deep).map(\.id) == ["expression-too-deep"])
    var wide = [("d0(x)", "x + 1")]
    for index in 1...40 { wide.append(("d\(index)(x)", "d\(index - 1)(x) + d\(index - 1)(x)")) }
    #expect(
      Set(faults("any(treatment where d40(mg) > 1)", wide).map(\.id)) == ["expression-too-deep"])
  }

  @Test func `a bound by a definition is seen through`() throws {
    let all = [
      ("cutoff", "timeZero - 10d"), ("progressed(day)", "any(progression where date <= day)"),
      ("ever", "any(progression)"),
    ]
    let schema = try schema(all)
    func later(_ text: String) throws -> [String] {
      try Expression(text).typed(against: schema).tablesReadAfter(["timeZero"], schema: schema)
    }
    #expect(try later("any(progression where date <= cutoff)") == [])
    #expect(try later("progressed(cutoff)") == [])
    #expect(try later("progressed(timeZero + 5d)") == ["progression"])
    #expect(try later("ever and progressed(timeZero)") == ["progression"])
    let nested = "any(treatment where start <= timeZero and any(progression where date <= "
    #expect(try later("\(nested)treatment.start))") == [])
    #expect(try later("\(nested)treatment.stop))") == ["progression"])
    #expect(
      try later("any(treatment where any(progression where date <= treatment.start))") == [
        "treatment", "progression",
      ])
  }
}
