import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

/// A row as the file has it; days are intervals, none where nobody wrote one down.
private struct PlanEvent {
  var date: ClosedRange<Int>?
  var stop: ClosedRange<Int>?
  var kind: String?
  var drugs: String?
  var value: Double?
}

private struct PlanPatient {
  var entry: Int?
  var tables: [String: [PlanEvent]] = [:]

  /// A patient; `isKnown` has every day and every value.
  init(_ random: inout RuleGenerator, isKnown: Bool) {
    entry = !isKnown && random.number(0...5) == 0 ? nil : random.number(3...9)
    var open = isKnown ? 0 : 2
    for (name, most) in [("lab", 3), ("visit", 2)] {
      tables[name] = (0..<random.number(0...most)).map { _ in
        let day = random.number(0...12)
        var event = PlanEvent(date: day...day)
        let stop = day + random.number(0...6)
        event.stop = stop...stop
        if !isKnown {
          let state = random.number(0...9)
          if state < 4, open > 0 {
            open -= 1
            event.date = state == 0 ? nil : day...day + random.number(1...2)
          } else if state == 5, open > 0 {
            open -= 1
            event.stop = stop...stop + random.number(1...2)
          } else if state == 6 {
            event.stop = nil
          }
        }
        let isThere = { (random: inout RuleGenerator) in isKnown || random.number(0...9) > 0 }
        if isThere(&random) { event.kind = ["a", "b"][random.number(0...1)] }
        if isThere(&random) { event.drugs = ["a", "b", "a+b", "c"][random.number(0...3)] }
        if isThere(&random) { event.value = Double(random.number(-3...5)) }
        return event
      }
    }
  }

  /// Every way in which the days that are not known can be.
  var worlds: [PlanWorld] {
    var worlds = [PlanWorld(entry: entry.map(Double.init), tables: ["lab": [], "visit": []])]
    for (name, events) in tables.sorted(by: { $0.key < $1.key }) {
      for (file, event) in events.enumerated() {
        let ranks = event.date.map { Array($0) } ?? [-9, 0, 3, 6, 9, 12, 25]
        let stops: [Int?] = event.stop.map { $0.map { $0 } } ?? [nil]
        worlds = worlds.flatMap { world in
          ranks.flatMap { rank in
            stops.map { stop in
              var world = world
              world.tables[name]?.append(
                PlanRow(
                  date: event.date == nil ? nil : Double(rank), rank: Double(rank),
                  stop: stop.map(Double.init), kind: event.kind, drugs: event.drugs,
                  value: event.value, file: file))
              return world
            }
          }
        }
      }
    }
    return worlds
  }
}

struct PlanOracleTests {
  private func registry(_ patients: [PlanPatient]) throws -> (Table, EventStore) {
    let ids = patients.indices.map { "p\($0)" }
    let entries = patients.map(\.entry)
    let table = Table(
      name: "patients",
      columns: [
        Column("pid", .text(ids)),
        Column(
          "entry", .date(entries.map { Int32(Rule.origin + ($0 ?? 0)) }),
          missing: Missingness(entries.map { $0 == nil })),
      ])
    func source(_ name: String) -> EventSource {
      var owners: [String] = []
      var rows: [PlanEvent] = []
      for round in 0..<4 {
        for (index, patient) in patients.enumerated() {
          guard let events = patient.tables[name], round < events.count else { continue }
          owners.append(ids[index])
          rows.append(events[round])
        }
      }
      func dates(_ day: (PlanEvent) -> ClosedRange<Int>?) -> PartialDates {
        PartialDates(
          earliest: rows.map { day($0).map { Int32(Rule.origin + $0.lowerBound) } ?? .max },
          latest: rows.map { day($0).map { Int32(Rule.origin + $0.upperBound) } ?? .min })
      }
      func levels(_ levels: [String], _ value: (PlanEvent) -> String?) -> (
        ColumnValues, Missingness
      ) {
        let codes = rows.map { row in
          value(row).flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
        }
        return (
          .category(CategoryValues(levels: levels, codes: codes)), Missingness(codes.map { $0 < 0 })
        )
      }
      let (kinds, noKind) = levels(["a", "b"], \.kind)
      let (drugs, noDrug) = levels(["a", "b", "a+b", "c"], \.drugs)
      return EventSource(
        name: name,
        table: Table(
          name: name,
          columns: [
            Column("pid", .text(owners)), Column("date", .text(owners)),
            Column("stop", .text(owners)), Column("kind", kinds, missing: noKind),
            Column("drugs", drugs, missing: noDrug),
            Column(
              "value", .number(rows.map { $0.value ?? 0 }),
              missing: Missingness(rows.map { $0.value == nil })),
          ]),
        patientColumn: "pid", timeColumn: "date",
        partialDates: ["date": dates(\.date), "stop": dates(\.stop)])
    }
    let store = try EventStore(
      patients: Column("pid", .text(ids)), sources: [source("lab"), source("visit")])
    return (table, store)
  }

  private func possible(_ column: Column, _ row: Int) -> Possible {
    guard !column.missing[row] else { return .missing }
    return switch column.values {
    case .number(let values): .number(values[row])
    case .date(let values): .number(Double(Int(values[row]) - Rule.origin))
    case .flag(let values): .flag(values[row])
    case .integer, .category, .text: .missing
    }
  }

  /// How many values were decided, open, and given up.
  private struct Tally {
    var decided = 0
    var open = 0
    var skipped = 0
  }

  private func compare(
    _ rules: [Rule], _ patients: [PlanPatient], isKnown: Bool
  ) throws -> Tally {
    let (table, store) = try registry(patients)
    let schema = Schema(table, events: store)
    let worlds = patients.map(\.worlds)
    var tally = Tally()
    for rule in rules {
      let evaluation = try Expression(rule.text).typed(against: schema)
        .evaluate(on: table, events: store, name: "x")
      for (row, worlds) in worlds.enumerated() {
        guard let truth = possible(rule, in: worlds) else {
          tally.skipped += 1
          continue
        }
        let found = possible(evaluation.column, row)
        if evaluation.undecided.contains(row) {
          tally.open += 1
          if isKnown, truth.count == 1 {
            Issue.record("open: \(rule.text) \(patients[row]) \(truth)")
          }
        } else {
          tally.decided += 1
          #expect(truth == [found], "\(rule.text) \(patients[row])")
        }
      }
    }
    return tally
  }

  /// All values in all worlds; `nil` where there are too many ways.
  private func possible(_ rule: Rule, in worlds: [PlanWorld]) -> Values? {
    var truth: Values = []
    do {
      for world in worlds { truth = unique(truth + (try rule.values([:], world))) }
      return truth
    } catch {
      return nil
    }
  }

  private func rule(_ generator: inout RuleGenerator, _ index: Int) -> Rule {
    switch index % 3 {
    case 0: generator.flag([], 3)
    case 1: generator.date([], 3)
    default: generator.amount([], 2)
    }
  }

  @Test(arguments: 0..<8)
  func `what a plan of nested readings says holds in every world`(seed: Int) throws {
    var generator = RuleGenerator(seed: UInt64(seed) + 4_000)
    var tally = Tally()
    for _ in 0..<25 {
      let patients = (0..<6).map { _ in PlanPatient(&generator, isKnown: false) }
      let rules = (0..<12).map { rule(&generator, $0) }
      let found = try compare(rules, patients, isKnown: false)
      tally.decided += found.decided
      tally.skipped += found.skipped
      tally.open += found.open
    }
    #expect(tally.decided > 900)
    #expect(tally.skipped * 5 < tally.decided)
  }

  @Test(arguments: 0..<4)
  func `with every day and value known all is decided`(seed: Int) throws {
    var generator = RuleGenerator(seed: UInt64(seed) + 9_000)
    for _ in 0..<25 {
      let patients = (0..<10).map { _ in PlanPatient(&generator, isKnown: true) }
      let rules = (0..<14).map { rule(&generator, $0) }
      _ = try compare(rules, patients, isKnown: true)
    }
  }
}
