import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct ExplainerTests {
  private func registry() throws -> Registry {
    try Registry(
      patients: "pid,age,entry\np1,60,2010-05-20\np2,,2010-05-20\n",
      [
        EventText(
          name: "lab",
          text: """
            pid,date,analyte,value
            p1,2010-05-01,hb,10
            p2,2010-05,hb,7
            p1,2010-04-01,hb,12
            p1,2010-05-03,ca,2
            p1,2010-05-09,hb,
            """),
        EventText(name: "death", text: "pid,date\np1,2012-01-01\n"),
      ])
  }

  private func explain(_ text: String, patient: Int = 0) throws -> Explanation {
    let registry = try registry()
    return try Explainer(
      patient: patient, of: registry.table, events: registry.store, schema: registry.schema
    ).explain(Expression(text))
  }

  /// The rows of the file that decide, counted from 0.
  private func rows(_ text: String, patient: Int = 0) throws -> [Int] {
    let store = try registry().store
    return try explain(text, patient: patient).decidingRows.compactMap { table, read in
      store[table]?.fileRows[read.row]
    }.sorted()
  }

  @Test func `the rows for which a condition holds decide any`() throws {
    #expect(try rows("any(lab where analyte == 'hb' and date < entry)") == [0, 2, 4])
    #expect(try rows("any(lab where value > 100)").isEmpty == false)
    #expect(try rows("any(lab where date > entry)").isEmpty)
  }

  @Test func `the row that is picked decides first, last and nearest`() throws {
    #expect(try rows("first(lab.value where analyte == 'hb')") == [2])
    #expect(try rows("last(lab.value)") == [4])
    #expect(try rows("nearest(lab.value to entry within -30d..0d where value > 5)") == [0, 4])
    #expect(try rows("nearest(lab.value to entry within -30d..-12d where value > 5)") == [0])
  }

  @Test func `the rows with the value decide the least and the greatest`() throws {
    #expect(try rows("max(lab.value where analyte == 'hb' and value is not missing)") == [2])
    #expect(try rows("earliest(lab.date, death.date)") == [0, 2])
    #expect(try rows("death.date") == [0])
  }

  @Test func `where a condition is open, the rows that leave it open and their columns are told`()
    throws
  {
    let open = try explain("any(lab where date < 2010-05-15)", patient: 1)
    #expect(open.value == .undecided)
    let row = try #require(open.reading?.deciding.first)
    #expect(row.counts == .undecided && row.unknown == ["date"])
    let missing = try explain("any(lab where analyte == 'hb' and value > 20)")
    #expect(missing.value == .missing)
    #expect(missing.reading?.deciding.map(\.unknown) == [["value"]])
  }

  @Test func `conditions are explained by their parts`() throws {
    let all = try explain("age >= 18 and not (any(death) or age is missing)")
    #expect(all.form == .and && all.value == .flag(false) && all.parts.count == 2)
    #expect(all.parts[0].columns.map(\.value) == [.number(60)])
    #expect(all.parts[1].form == .not && all.parts[1].parts[0].form == .or)
    let choice = try explain(
      "if age > 50 then last(lab.value) else death.date - entry > 3d", patient: 1)
    #expect(choice.form == .choice && choice.parts.count == 1)
  }

  @Test func `what a condition needs of another table is explained inside it`() throws {
    let nested = try explain("any(death where date > first(lab.date where analyte == 'ca') + 1y)")
    #expect(nested.parts.map(\.value) == [.date(14732)])
    #expect(nested.decidingRows.map(\.table) == ["death", "lab"])
  }

  @Test func `what a condition reads of another table for a row is explained under the row`() throws
  {
    let text = "any(death where any(lab where lab.date < death.date and analyte == 'ca'))"
    let explanation = try explain(text)
    let row = try #require(explanation.reading?.deciding.first)
    #expect(row.parts.map(\.value) == [.flag(true)])
    #expect(explanation.decidingRows.map(\.table) == ["death", "lab"])
    #expect(try rows(text) == [0, 3])
    let none = try explain("any(death where not any(lab where lab.date > death.date))")
    #expect(none.reading?.deciding.first?.parts.map(\.value) == [.flag(false)])
    #expect(none.decidingRows.map(\.table) == ["death"])
    let own = try explain("any(death where death.date > first(lab.date where lab.value > 0))")
    #expect(own.parts.map(\.text) == ["first(lab.date where lab.value > 0)"])
    #expect(own.parts.first?.parts.isEmpty == true)
  }

  @Test func `a definition is explained by what it stands for`() throws {
    let definition = try Definition(
      Located("recent(kind)"), Located("last(lab.value where analyte == kind)"))
    let registry = try registry()
    var schema = registry.schema
    schema.definitions = try Definitions([definition])
    let explainer = try Explainer(
      patient: 0, of: registry.table, events: registry.store, schema: schema)
    let explanation = try explainer.explain(Expression("recent('ca') > 1"))
    #expect(explanation.value == .flag(true))
    #expect(explanation.parts.map(\.form) == [.definition])
    #expect(explanation.parts[0].parts[0].text == "last(lab.value where analyte == 'ca')")
    #expect(explanation.decidingRows.map(\.row.row) == [2])
  }

  @Test func `a patient of a table without events is explained by the columns`() throws {
    let table = Table(
      name: "t", columns: [Column("a", .integer([1, 2])), Column("b", .number([0.5, 1.5]))])
    let explainer = try Explainer(patient: 1, of: table, events: nil, schema: Schema(table))
    let explanation = try explainer.explain(Expression("a > 1 or b == 0.5"))
    #expect(explanation.value == .flag(true))
    #expect(explanation.parts.map(\.value) == [.flag(true), .flag(false)])
    #expect(explanation.parts[1].columns.map(\.value) == [.number(1.5)])
  }

  /// The patients with their events, those of a row given up where `keeps` says so.
  private func store(
    _ patients: [OraclePatient], keeps: (String, Int) -> Bool = { _, _ in true }
  ) throws -> (Table, EventStore) {
    let registry = try OracleRegistry(
      entries: patients.map(\.entry),
      tables: [("lab", patients.map(\.lab)), ("visit", patients.map(\.visit))], keeps: keeps)
    return (registry.table, registry.store)
  }

  @Test(arguments: 0..<4)
  func `the value is that of the evaluation, and the deciding rows alone give it`(seed: Int) throws
  {
    var generator = SeededGenerator(seed: UInt64(seed) + 900)
    var (decided, dropped) = (0, 0)
    for _ in 0..<12 {
      let patients = (0..<10).map { _ in OraclePatient.random(&generator) }
      let (table, events) = try store(patients)
      let schema = Schema(table, events: events)
      for index in 0..<20 {
        let rule = PatientRule.random(&generator, dated: index % 3 == 0)
        let expression = try Expression(rule.text)
        let typed = try expression.typed(against: schema)
        let whole = try typed.evaluate(on: table, events: events, name: "x")
        var kept: Set<String> = []
        for patient in patients.indices {
          let explanation = try Explainer(
            patient: patient, of: table, events: events, schema: schema
          ).explain(expression)
          let isOpen = whole.undecided.contains(patient)
          #expect((explanation.value == .undecided) == isOpen, "\(rule.text) \(patients[patient])")
          #expect(explanation.value.isKnown == (whole.column.text(patient) != nil), "\(rule.text)")
          for (name, read) in explanation.decidingRows {
            kept.insert("\(name) \(events[name]?.fileRows[read.row] ?? -1)")
          }
          decided += explanation.value.isKnown ? 1 : 0
        }
        let (_, fewer) = try store(patients) { kept.contains("\($0) \($1)") }
        dropped += events.tables.reduce(0) { $0 + $1.rowCount } - kept.count
        let again = try typed.evaluate(on: table, events: fewer, name: "x")
        for patient in patients.indices {
          #expect(
            again.column.text(patient) == whole.column.text(patient),
            "\(rule.text) \(patients[patient])")
        }
      }
    }
    #expect(decided > 800 && dropped > 3_000)
  }
}
