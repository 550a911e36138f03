import Diagnostics
import Foundation
import Registry
import Studies
import Tables
import TestSupport
import Testing
import Workflow

struct QualityPropertyTests {
  private static let tables = [
    "patient", "diagnosis", "lab", "cytogenetics", "transplant", "treatment", "dose", "response",
    "progression", "ae", "death", "followup",
  ]

  /// The rows of a table below its heading, put in another order.
  private static func reorder(_ name: String, in folder: String, seed: Int) throws {
    let file = URL(fileURLWithPath: "\(folder)/\(name).csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let rows = lines.dropFirst().enumerated().sorted { a, b in
      ((a.offset * 7919 + seed) % 101, a.offset) < ((b.offset * 7919 + seed) % 101, b.offset)
    }
    let text = ([lines[0]] + rows.map(\.element)).map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: file)
  }

  @Test(arguments: [3, 17, 55]) func `the order of the rows of the files changes no count`(
    seed: Int
  ) throws {
    func counts(_ rows: [QualityRow]) -> [[String]] {
      rows.map { row in
        [row.rule, row.status, "\(row.checked)", "\(row.failing)", "\(row.unknown)"]
          + row.patients.sorted()
      }
    }
    let plain = try counts(DirtyRegistry.rows())
    try DirtyRegistry.inCopy { folder in
      for table in Self.tables { try Self.reorder(table, in: folder, seed: seed) }
      let shuffled = try counts(RegistryQuality(RegistryData(folder: folder)).rows)
      #expect(shuffled == plain)
    }
  }

  @Test func `the number of threads changes nothing`() throws {
    try DirtyRegistry.inCopy { folder in
      let registry = try RegistryData(folder: folder)
      let one = try RegistryQuality(registry, threads: 1).results
      let four = try RegistryQuality(registry, threads: 4).results
      #expect(one == four)
    }
  }

  @Test func `groups add up to the whole, and shares are of what can be told`() throws {
    for row in try DirtyRegistry.rows() {
      #expect(row.failing + row.unknown <= row.checked)
      if let share = row.share {
        #expect(share == Double(row.failing) / Double(row.checked - row.unknown))
      }
      guard !row.groups.isEmpty else { continue }
      #expect(row.groups.map(\.checked).reduce(0, +) == row.checked)
      #expect(row.groups.map(\.failing).reduce(0, +) == row.failing)
    }
  }

  @Test func `a rule that allows as many as fail holds, and one fewer does not`() throws {
    for (allow, status) in [(2, "passed"), (1, "failed")] {
      let rows = try DirtyRegistry.rows(replacing: [
        (
          file: "myeloma-quality.yaml", text: "    fails: count(death) > 1\n",
          with: "    fails: count(death) > 0\n    where: birth_year < 1952\n    allow: \(allow)\n"
        )
      ])
      let row = try #require(rows.first { $0.rule == "one-death" })
      // Of P01, P02, P05, P07, P08, P11 and P12, three died: P05, P08 and P12.
      #expect(row.failing == 3)
      #expect(row.status == "failed")
      let other = try DirtyRegistry.rows(replacing: [
        (
          file: "myeloma-quality.yaml", text: "    fails: count(death) > 1\n",
          with:
            "    fails: count(death) > 0\n    where: birth_year < 1951\n    allow: \(allow)\n"
        )
      ])
      // Without P12, two.
      #expect(other.first { $0.rule == "one-death" }?.status == status)
    }
  }

  @Test func `included rules can be left out, and a name that none has is a fault`() throws {
    let without = try DirtyRegistry.rows(replacing: [
      (file: "registry.yaml", text: "  rules:", with: "  without: [one-death]\n  rules:")
    ])
    #expect(!without.contains { $0.rule == "one-death" })
    #expect(without.count == (try DirtyRegistry.rows().count) - 1)
    let failure = #expect(throws: RegistryFailure.self) {
      _ = try DirtyRegistry.rows(replacing: [
        (file: "registry.yaml", text: "  rules:", with: "  without: [one-deaths]\n  rules:")
      ])
    }
    #expect(failure?.faults.diagnostics.map(\.id) == ["unknown-rule"])
  }

  @Test func `a table that is said to be absent passes over the rules that read it`() throws {
    let rows = try DirtyRegistry.rows(replacing: [
      (
        file: "registry.yaml",
        text:
          "  progression: {file: progression.csv, time: date, columns: {date: {partial: true}}}",
        with: "  progression: false"
      )
    ])
    let row = try #require(rows.first { $0.rule == "progression-before-therapy" })
    #expect(row.status == "notApplicable")
    #expect(row.reason == "the registry has no table 'progression'")
  }

  @Test func `rows of a centre belong to its patients`() throws {
    try DirtyRegistry.inCopy(replacing: [
      (
        file: "registry.yaml", text: "tables:\n",
        with: "tables:\n  policy: {file: policy.csv, by: centre, time: from}\n"
      )
    ]) { folder in
      let text =
        "from,centre,drug\n2012-01-01,B,x\n2010-05-01,A,x\n2009-01-01,B,y\n2011-01-01,C,x\n"
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/policy.csv"))
      let registry = try RegistryData(folder: folder)
      let policy = try #require(registry.tables.events["policy"])
      #expect(policy.rowCount == 6 + 6 * 2)
      #expect(policy.rows(of: 0).map { policy.fileRows[$0] } == [1])
      #expect(policy.rows(of: 6).map { policy.fileRows[$0] } == [2, 0])
      #expect(registry.tables.findings.isEmpty)
    }
  }

  @Test func `keys and references of tables are rules`() throws {
    let rows = try DirtyRegistry.rows(replacing: [
      (
        file: "registry.yaml", text: "treatment: {file: treatment.csv,",
        with: "treatment: {file: treatment.csv, key: treatment_id,"
      ),
      (
        file: "registry.yaml", text: "dose: {file: dose.csv,",
        with: "dose: {file: dose.csv, references: {treatment_id: treatment},"
      ),
    ])
    let key = try #require(rows.first { $0.rule == "treatment-key" })
    #expect((key.checked, key.failing) == (16, 2))
    #expect(key.severity == "fatal")
    let reference = try #require(rows.first { $0.rule == "dose-treatment_id" })
    #expect((reference.checked, reference.failing) == (4, 2))
  }

  @Test func `visits at different intervals are told by arm`() throws {
    let rule = """
          visits:
            category: plausibility
            severity: warning
            check: visitGap
            rows: lab
            by: centre
            allowShare: 0.25
            means: one centre sees its patients more often

      """
    let rows = try DirtyRegistry.rows(replacing: [
      (file: "registry.yaml", text: "    fish-missing:", with: rule + "    fish-missing:")
    ])
    let row = try #require(rows.first { $0.rule == "visits" })
    // P01: 46, 42, 92, 122 days, median 69; P05: 30, 651, median 340.5; P12: 31, 30, median 30.5.
    #expect(row.groups.map(\.median) == [204.75, 30.5])
    #expect(row.difference == 204.75 / 30.5 - 1)
    #expect(row.status == "failed")
  }
}
