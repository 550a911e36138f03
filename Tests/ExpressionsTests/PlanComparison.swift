import Diagnostics
import Expressions
import Tables
import Testing

/// Compares what plans say of patients with what the oracle says of each of their worlds.
struct PlanComparison {
  /// Tables that are derived, in order, and definitions; both may be read by the rules.
  var tables: [DerivedRule] = []
  var definitions: [DefinedRule] = []
  /// How many values were decided, open, and given up.
  private(set) var decided = 0
  private(set) var open = 0
  private(set) var skipped = 0

  /// Compares rules; with all known, what can be only one value must be decided.
  mutating func compare(_ rules: [Rule], _ patients: [PlanPatient], isKnown: Bool) throws {
    let registry = try OracleRegistry(
      entries: patients.map(\.entry),
      tables: ["lab", "visit"].map { name in (name, patients.map { $0.tables[name] ?? [] }) })
    let (schema, store) = try read(registry)
    let worlds = patients.map { self.worlds(of: $0) }
    for rule in rules {
      let evaluation = try Expression(rule.text).typed(against: schema)
        .evaluate(on: registry.table, events: store, name: "x")
      for (row, worlds) in worlds.enumerated() {
        guard let worlds, let truth = Self.possible(rule, in: worlds) else {
          skipped += 1
          continue
        }
        if evaluation.undecided.contains(row) {
          open += 1
          if isKnown, truth.count == 1, !worlds.contains(where: \.isSampled) {
            Issue.record("open: \(rule.text) \(text) \(patients[row]) \(truth)")
          }
        } else {
          decided += 1
          let found = OracleRegistry.possible(evaluation.column, row)
          #expect(truth == [found], "\(rule.text) \(text) \(patients[row])")
        }
      }
    }
  }

  private var text: String {
    (tables.map(\.text) + definitions.map { "\($0.head): \($0.body.text)" })
      .joined(separator: "; ")
  }

  /// The tables as the program derives them, and all that may be named.
  private func read(_ registry: OracleRegistry) throws -> (Schema, EventStore) {
    var schema = Schema(registry.table, events: registry.store)
    var store = registry.store
    schema.definitions = try Definitions(
      definitions.map { try Definition(Located($0.head), Located($0.body.text)) })
    for table in tables {
      let derived = try DerivedTable(table.source, schema: schema)
      store = store.adding([try derived.make(patients: registry.table, events: store).table])
      schema.events.append(derived.schema)
    }
    return (schema, store)
  }

  /// Every world of a patient with every way in which its derived tables can be; `nil` for too many.
  private func worlds(of patient: PlanPatient) -> [PlanWorld]? {
    do {
      var worlds = patient.worlds
      for table in tables {
        var next: [PlanWorld] = []
        for world in worlds { next += try table.worlds(from: world) }
        guard next.count <= 3_000 else { return nil }
        worlds = next
      }
      return worlds
    } catch {
      return nil
    }
  }

  /// All values in all worlds; `nil` where there are too many ways.
  private static func possible(_ rule: Rule, in worlds: [PlanWorld]) -> Values? {
    var truth: Values = []
    do {
      for world in worlds { truth = unique(truth + (try rule.values([:], world))) }
      return truth
    } catch {
      return nil
    }
  }
}
