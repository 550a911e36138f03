import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct EventOracleTests {
  private func registry(_ patients: [OraclePatient]) throws -> (Table, EventStore) {
    let registry = try OracleRegistry(
      entries: patients.map(\.entry),
      tables: [("lab", patients.map(\.lab)), ("visit", patients.map(\.visit))])
    return (registry.table, registry.store)
  }

  /// Compares rules with every world of every patient; how many values were and were not decided.
  private func compare(
    _ rules: [PatientRule], _ patients: [OraclePatient], exactly: Bool = false
  ) throws -> (decided: Int, open: Int) {
    let (table, store) = try registry(patients)
    let schema = Schema(table, events: store)
    let worlds = patients.map(\.worlds)
    var (decided, open) = (0, 0)
    for rule in rules {
      let column = try Expression(rule.text).typed(against: schema)
        .evaluate(on: table, events: store, name: "x").column
      for (row, worlds) in worlds.enumerated() {
        let truth = worlds.reduce(into: Set<Possible>()) { $0.formUnion(rule.values($1)) }
        let found = OracleRegistry.possible(column, row)
        if found != .missing {
          #expect(truth == [found], "\(rule.text) \(patients[row])")
          decided += 1
        } else {
          open += 1
        }
        if exactly, truth.count == 1, let only = truth.first, only != .missing {
          #expect(found == only, "\(rule.text) \(patients[row])")
        }
      }
    }
    return (decided, open)
  }

  private func patients(_ count: Int, _ generator: inout SeededGenerator) -> [OraclePatient] {
    (0..<count).map { _ in OraclePatient.random(&generator) }
  }

  @Test(
    .agrees(
      "functions over events",
      with: "a row-at-a-time reading in every possible world of unknown days, 57,600 "
        + "random values", within: 0, detail: "equal; exact where a day is read once"),
    arguments: 0..<8)
  func `what a plan says of a patient holds in every world`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) + 100)
    var decided = 0
    for _ in 0..<25 {
      let patients = patients(12, &generator)
      let rules = (0..<24).map { index -> PatientRule in
        let rule = PatientRule.random(&generator, dated: index % 3 == 0)
        switch index % 6 {
        case 4:
          return PatientRule(text: "(\(rule.text)) is missing") { world in
            Set(rule.values(world).map { .flag($0 == .missing) })
          }
        case 3:
          let day = Int.random(in: 0...12, using: &generator)
          return PatientRule(text: "(\(rule.text)) <= \(OracleText.day(day))") { world in
            Set(rule.values(world).map { Possible($0.number.map { $0 <= Double(day) }) })
          }
        case 0:
          let other = PatientRule.random(&generator, dated: true)
          let word = Bool.random(using: &generator) ? "earliest" : "max"
          return PatientRule(text: "\(word)(\(rule.text), \(other.text))") { world in
            let others = other.values(world)
            return Set(
              rule.values(world).flatMap { a in
                others.map { b in
                  let both = [a.number, b.number].compactMap(\.self)
                  return word == "earliest"
                    ? Possible(both.min()) : Possible(both.count == 2 ? both.max() : nil)
                }
              })
          }
        default: return rule
        }
      }
      decided += try compare(rules, patients).decided
    }
    #expect(decided > 3_000)
  }

  @Test func `where no day is open every value is decided that can be`() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<60 {
      var patients = patients(12, &generator)
      for index in patients.indices {
        for event in patients[index].lab.indices {
          patients[index].lab[event].date =
            patients[index].lab[event].date.map {
              $0.lowerBound...$0.lowerBound
            } ?? 3...3
          patients[index].lab[event].value = patients[index].lab[event].value ?? 1
          patients[index].lab[event].kind = patients[index].lab[event].kind ?? "b"
        }
        patients[index].visit = []
        patients[index].entry = patients[index].entry ?? 5
      }
      let rules = (0..<40).map { PatientRule.random(&generator, dated: $0 % 2 == 0) }
      _ = try compare(rules, patients, exactly: true)
    }
  }

  @Test func `a date that is read once decides all that it can`() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<150 {
      var patients = patients(12, &generator)
      for index in patients.indices {
        patients[index].lab.removeAll { $0.date == nil }
        for event in patients[index].lab.indices {
          patients[index].lab[event].kind = patients[index].lab[event].kind ?? "b"
        }
      }
      let day = Int.random(in: 0...14, using: &generator)
      let bound = OracleText.day(day)
      let number = Double(Int.random(in: 0...3, using: &generator))
      func days(_ patient: WorldPatient) -> [Double] {
        patient.lab.filter { $0.kind == "a" }.compactMap(\.day)
      }
      let rules: [PatientRule] = [
        PatientRule(text: "any(lab where date < \(bound) and kind == 'a')") {
          [.flag(days($0).contains { $0 < Double(day) })]
        },
        PatientRule(text: "all(lab.date >= \(bound) where kind == 'a')") {
          [.flag(days($0).allSatisfy { $0 >= Double(day) })]
        },
        PatientRule(text: "count(lab where kind == 'a' and date <= \(bound)) >= \(number)") {
          [.flag(Double(days($0).filter { $0 <= Double(day) }.count) >= number)]
        },
        PatientRule(text: "first(lab.date where kind == 'a') <= \(bound)") {
          [Possible(days($0).min().map { $0 <= Double(day) })]
        },
        PatientRule(text: "last(lab.date where kind == 'a') - \(bound) > 2d") {
          [Possible(days($0).max().map { $0 - Double(day) > 2 })]
        },
        PatientRule(text: "earliest(lab.date where kind == 'a', \(bound)) < \(bound)") {
          [.flag(days($0).contains { $0 < Double(day) })]
        },
        PatientRule(text: "latest(lab.date where kind == 'a')") { [Possible(days($0).max())] },
      ]
      _ = try compare(rules, patients, exactly: true)
    }
  }

  @Test func `the order of the file does not matter where no order is asked for`() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<40 {
      let patients = patients(20, &generator)
      var shuffled = patients
      for index in shuffled.indices {
        shuffled[index].lab.shuffle(using: &generator)
        shuffled[index].visit.shuffle(using: &generator)
      }
      let (table, store) = try registry(patients)
      let (_, other) = try registry(shuffled)
      let schema = Schema(table, events: store)
      for _ in 0..<40 {
        let rule = PatientRule.random(&generator)
        let isOrdered = ["first", "last", "nearest"].contains { rule.text.contains($0) }
        guard !isOrdered else { continue }
        let typed = try Expression(rule.text).typed(against: schema)
        let a = try typed.evaluate(on: table, events: store, name: "x").column
        let b = try typed.evaluate(on: table, events: other, name: "x").column
        #expect(a.cells == b.cells, "\(rule.text)")
      }
    }
  }

  @Test func `a subset of patients and several threads give the same values`() throws {
    var generator = SeededGenerator(seed: 5)
    let patients = patients(9_000, &generator)
    let (table, store) = try registry(patients)
    let schema = Schema(table, events: store)
    let rows = (0..<2_000).map { _ in Int.random(in: 0..<9_000, using: &generator) }
    let some = table.selecting(rows)
    for _ in 0..<30 {
      let rule = PatientRule.random(&generator)
      let typed = try Expression(rule.text).typed(against: schema)
      let all = try typed.evaluate(on: table, events: store, name: "x").column.cells
      let again = try typed.evaluate(on: table, events: store, name: "x", threads: 4).column.cells
      let part = try typed.evaluate(on: some, events: store, patients: rows, name: "x").column.cells
      #expect(all == again)
      #expect(part == rows.map { all[$0] }, "\(rule.text)")
    }
  }
}
