import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct DerivedTableTests {
  private let registry: Registry

  init() throws {
    registry = try Registry(
      patients: "pid,entry\np1,2010-01-10\np2,2010-01-10\np3,2010-01-10\np4,2010-01-10\n",
      [
        EventText(
          name: "treatment",
          text: """
            pid,start,stop,drug
            p1,2010-01-01,2010-02-01,len
            p1,2010-02-20,2010-03-01,len
            p1,2010-06-01,2010-07-01,len
            p1,2010-01-01,2010-12-31,bor
            p2,2010-01-01,,len
            p2,2010-05-01,2010-06-01,len
            p3,2010-03,2010-05-01,len
            p3,2010-04-01,2010-06-01,len
            p4,2010-01-01,2010-02-01,
            p4,2010-06,2010-06-15,len
            p4,2010-06-20,2010-07-20,len

            """,
          time: "start", dates: ["start", "stop"],
          types: ["drug": .category]),
        EventText(
          name: "progression",
          text: """
            pid,date
            p1,2010-07-20
            p2,2010-05-20
            p3,2010-04

            """),
      ])
  }

  private func make(
    _ source: DerivedTable.Source, after others: [DerivedTable.Source] = []
  ) throws -> (EventStore, Schema) {
    var store = registry.store
    var schema = Schema(registry.table, events: store)
    for source in others + [source] {
      let derived = try DerivedTable(source, schema: schema)
      store = store.adding([try derived.make(patients: registry.table, events: store).table])
      schema.events.append(derived.schema)
    }
    return (store, schema)
  }

  private func source(
    _ name: String, from: String = "treatment", where condition: String? = nil,
    interval: String? = nil, gap: String? = nil, time: String? = nil,
    columns: [(String, String)] = []
  ) -> DerivedTable.Source {
    func located(_ text: String) -> Located<String> { Located(text, at: origin) }
    return DerivedTable.Source(
      name: located(name), from: located(from), condition: condition.map(located),
      interval: interval.map(located), gap: gap.map(located), time: time.map(located),
      columns: columns.map { (located($0.0), located($0.1)) })
  }

  private func values(_ text: String, _ made: (EventStore, Schema)) throws -> [String?] {
    var schema = made.1
    schema.add(Schema.Entry("timeZero", .date))
    return try Expression(text).typed(against: schema)
      .evaluate(on: registry.table, events: made.0, name: "x").column.cells
  }

  @Test func `a row for each row that the condition keeps`() throws {
    let made = try make(
      source(
        "len", where: "drug == 'len'",
        columns: [
          ("length", "days(stop - start)"),
          ("progressed", "first(progression.date where date >= len.start)"),
          ("isLong", "length > 20"),
        ]))
    #expect(try values("count(len)", made) == ["3", "2", "2", nil])
    #expect(try values("sum(len.length)", made) == ["70", nil, nil, nil])
    #expect(try values("last(len.progressed)", made) == ["2010-07-20", "2010-05-20", nil, nil])
    #expect(try values("all(len.isLong)", made) == ["false", nil, nil, nil])
    #expect(try values("year(last(len.progressed))", made) == ["2010", "2010", "2010", nil])
  }

  @Test func `a row that may be there may count`() throws {
    let made = try make(source("len", where: "drug == 'len'"))
    #expect(try values("count(len) in 2..3", made) == ["true", "true", "true", "true"])
    #expect(try values("count(len) >= 3", made) == ["true", "false", "false", nil])
    #expect(try values("any(len where start < 2010-02-01)", made).last == .some(nil))
    #expect(try values("any(len where start > 2010-02-01)", made).last == "true")
    #expect(try values("first(len.stop)", made).last == .some(nil))
  }

  @Test func `intervals that lie near become one`() throws {
    let made = try make(
      source(
        "eras", where: "drug == 'len'", interval: "start..stop", gap: "30d",
        columns: [("ever", "any(progression where date in eras.start..eras.stop + 30d)")]))
    #expect(try values("count(eras)", made)[0] == "2")
    #expect(try values("first(eras.stop)", made)[0] == "2010-03-01")
    #expect(try values("first(eras.rows)", made)[0] == "2")
    #expect(try values("last(eras.ever)", made)[0] == "true")
    #expect(try values("first(eras.ever)", made)[0] == "false")
    #expect(try values("count(eras)", made)[2] == "1")
    #expect(try values("last(eras.stop)", made)[2] == "2010-06-01")
    #expect(try values("year(first(eras.start))", made)[2] == "2010")
    #expect(try values("first(eras.start) <= 2010-03-31", made)[2] == "true")
    #expect(try values("at(eras.rows on 2010-02-10)", made)[0] == "2")
    #expect(try values("at(eras.rows on 2010-04-10)", made)[0] == .some(nil))
  }

  @Test func `a missing stop leaves open what becomes of an interval`() throws {
    let open = try make(
      source("eras", where: "drug == 'len'", interval: "start..stop", gap: "30d"))
    #expect(try values("count(eras)", open)[1] == .some(nil))
    #expect(try values("any(eras where 2010-05-15 in start..stop)", open)[1] == .some(nil))
    #expect(try values("count(eras) in 1..2", open)[1] == "true")
    let closed = try make(
      source(
        "eras", where: "drug == 'len'", interval: "start..earliest(stop, 2011-01-01)", gap: "30d"))
    #expect(try values("count(eras)", closed)[1] == "1")
    #expect(try values("last(eras.stop)", closed)[1] == "2011-01-01")
  }

  @Test func `a table is made of tables before it`() throws {
    let made = try make(
      source("second", from: "len", where: "any(len as other where other.stop < second.start)"),
      after: [source("len", where: "drug == 'len'", interval: "start..stop + 1d")])
    #expect(try values("count(second)", made)[0] == "2")
    #expect(try values("first(second.stop)", made)[0] == "2010-03-02")
  }

  private func faults(_ source: DerivedTable.Source) -> [String] {
    do throws(Faults) {
      _ = try DerivedTable(source, schema: Schema(registry.table, events: registry.store))
      return []
    } catch {
      return error.diagnostics.map(\.id)
    }
  }

  @Test func `what is wrong with a table is told`() {
    #expect(faults(source("x", from: "nothing")) == ["unknown-table"])
    #expect(faults(source("progression")) == ["name-is-a-column"])
    #expect(faults(source("x", where: "stop - start")) == ["type-mismatch"])
    #expect(faults(source("x", interval: "start")) == ["type-mismatch"])
    #expect(faults(source("x", gap: "30d")) == ["key-does-not-apply"])
    #expect(faults(source("x", interval: "start..stop", gap: "-3d")) == ["type-mismatch"])
    #expect(faults(source("x", interval: "start..stop", gap: "30")) == ["type-mismatch"])
    #expect(faults(source("x", time: "drug")) == ["type-mismatch"])
    #expect(faults(source("x", time: "day")) == ["unknown-column"])
    #expect(faults(source("x", columns: [("drug", "1")])) == ["name-is-a-column"])
    #expect(faults(source("x", columns: [("n", "count(x)")])) == ["unknown-table"])
    #expect(faults(source("x", where: "start > timeZero")) == ["unknown-column"])
  }

  @Test func `a table shows what it is made of and when that is known`() throws {
    let made = try make(
      source(
        "len", where: "drug == 'len' and not any(progression where date <= len.start)",
        columns: [
          ("before", "any(progression where date < len.start)"),
          ("after", "any(progression where date >= len.start)"), ("length", "stop - start"),
        ]))
    var schema = made.1
    schema.add(Schema.Entry("timeZero", .date))
    func later(_ text: String) throws -> [String] {
      try Expression(text).typed(against: schema).tablesReadAfter(["timeZero"], schema: schema)
    }
    #expect(try later("any(len where start <= timeZero)") == [])
    #expect(try later("any(len where start <= timeZero and before)") == [])
    #expect(try later("any(len where start <= timeZero and after)") == ["progression"])
    #expect(try later("count(len)") == ["len", "progression", "treatment"])
    #expect(
      try Expression("count(len)").typed(against: schema).tablesRead(schema: schema) == [
        "len", "progression", "treatment",
      ])
    let eras = try make(source("eras", interval: "start..stop", gap: "30d"))
    func erasLater(_ text: String) throws -> [String] {
      var schema = eras.1
      schema.add(Schema.Entry("timeZero", .date))
      return try Expression(text).typed(against: schema)
        .tablesReadAfter(["timeZero"], schema: schema)
    }
    #expect(try erasLater("any(eras where start <= timeZero)") == [])
    #expect(try erasLater("any(eras where start <= timeZero and stop > timeZero)") == ["treatment"])
    let early = try make(source("early", interval: "start - 30d..stop"))
    var schemaOfEarly = early.1
    schemaOfEarly.add(Schema.Entry("timeZero", .date))
    #expect(
      try Expression("any(early where start <= timeZero)").typed(against: schemaOfEarly)
        .tablesReadAfter(["timeZero"], schema: schemaOfEarly) == ["treatment"])
  }
}
