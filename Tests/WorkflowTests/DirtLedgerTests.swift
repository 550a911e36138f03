import Diagnostics
import Foundation
import Registry
import Simulation
import Studies
import TestSupport
import Testing
import Vocabulary
import Workflow

/// The ledger of what a simulation made dirty, held against what the bundled rules find.
struct DirtLedgerTests {
  private struct Row: Hashable {
    let table: String
    let row: Int
  }

  private struct Entry {
    let row: Row
    let fault: String
    let clean: String
    let column: String
  }

  /// Which rules should find which faults of the ledger.
  private static let rules: [String: (table: String, faults: Set<String>)] = [
    "treatment-stops-before-start": ("treatment", ["stop-before-start"]),
    "adverse-event-ends-before-onset": ("ae", ["end-before-onset"]),
    "response-after-death": ("response", ["after-death"]),
    "laboratory-after-death": ("lab", ["after-death"]),
    "contact-after-death": ("followup", ["contact-after-death"]),
    "progression-before-therapy": ("progression", ["before-treatment"]),
    "engraftment-before-transplant": ("transplant", ["engrafted-before-transplant"]),
    "plasma-cells-above-all": ("diagnosis", ["more-than-all-cells"]),
    "age-at-diagnosis": ("patient", ["born-a-century-late"]),
    "dose-too-large": ("dose", ["dose-times-ten"]),
  ]

  private static func registry(dirty: Double) throws -> ([Entry], [QualityResult]) {
    var data = DataSection()
    data.simulate = Located("myeloma")
    data.patients = 400
    data.seed = 5
    data.dirty = dirty
    let registry = try #require(try RegistryData.of(data, folder: "."))
    let quality = try RegistryQuality(
      registry, rules: [Located("myeloma-quality.yaml")],
      of: "\(Fixtures.repository())/studies/definitions")
    let prepared = try SimulationRequest(data, folder: ".").prepared()
    let ledger = String(
      decoding: prepared.simulation.registry(threads: 4).ledger.rows, as: UTF8.self)
    let entries = ledger.split(separator: "\n").map { line -> Entry in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Entry(
        row: Row(table: cells[0], row: Int(cells[1]) ?? 0), fault: cells[4], clean: cells[5],
        column: cells[3])
    }
    return (entries, quality.results)
  }

  private static func found(_ rule: String, _ results: [QualityResult]) -> Set<Row> {
    let result = results.first { $0.rule.name == rule }
    let table = result?.rule.rule.rows?.name ?? "patient"
    return Set((result?.failing ?? []).map { Row(table: table, row: $0.fileRow + 1) })
  }

  @Test func `rules find what the ledger says, and nothing else`() throws {
    let (ledger, results) = try Self.registry(dirty: 0.05)
    #expect(ledger.count > 1000)
    for (rule, expected) in Self.rules.sorted(by: { $0.key < $1.key }) {
      let truth = Set(
        ledger.filter { $0.row.table == expected.table && expected.faults.contains($0.fault) }
          .map(\.row))
      let found = Self.found(rule, results)
      let hits = found.intersection(truth).count
      let recall = Double(hits) / Double(max(1, truth.count))
      let precision = Double(hits) / Double(max(1, found.count))
      #expect(!truth.isEmpty, "\(rule)")
      #expect(precision == 1, "\(rule): \(found.subtracting(truth).count) of \(found.count)")
      #expect(recall >= (rule == "dose-too-large" ? 0.7 : 0.9), "\(rule): \(recall)")
    }
  }

  @Test func `a clean registry breaks no fatal rule and has no value out of range`() throws {
    let (ledger, results) = try Self.registry(dirty: 0)
    #expect(ledger.isEmpty)
    let strict = results.filter {
      $0.rule.rule.severity == .fatal || $0.rule.name.hasSuffix("out-of-range")
        || Self.rules[$0.rule.name] != nil
    }
    #expect(strict.count > 20)
    for result in strict { #expect(result.failing.isEmpty, "\(result.rule.name)") }
  }

  @Test func `laboratory rules find slipped units and decimals`() throws {
    let (ledger, results) = try Self.registry(dirty: 0.05)
    let rules = results.map(\.rule.name).filter {
      $0.hasSuffix("out-of-range") || $0 == "m-protein-in-other-unit"
    }
    let found = rules.reduce(into: Set<Row>()) { $0.formUnion(Self.found($1, results)) }
    let truth = Set(ledger.filter { $0.row.table == "lab" && $0.column == "value" }.map(\.row))
    let hits = found.intersection(truth).count
    #expect(Double(hits) / Double(found.count) > 0.97)
    #expect(Double(hits) / Double(truth.count) > 0.7)
  }
}
