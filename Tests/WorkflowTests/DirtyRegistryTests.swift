import Diagnostics
import Foundation
import Studies
import TestSupport
import Testing
import Workflow

struct DirtyRegistryTests {
  private static func found(_ rows: [QualityRow]) -> [DirtyRegistry.Expected] {
    rows.map { row in
      DirtyRegistry.Expected(
        rule: row.rule, counts: [row.checked, row.failing, row.unknown].map(String.init),
        status: row.status, patients: row.patients)
    }
  }

  @Test func `every rule finds what was counted by hand`() throws {
    let found = try Self.found(DirtyRegistry.rows())
    let expected = try DirtyRegistry.expected("expected")
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(found == expected) }
  }

  @Test func `every rule finds what an independent program counts`() throws {
    let found = try Self.found(DirtyRegistry.rows())
    let counted = try DirtyRegistry.expected("pandas")
    #expect(counted.count >= 25)
    for row in counted {
      let same = try #require(found.first { $0.rule == row.rule })
      #expect(same.counts == row.counts && same.patients == row.patients, "\(row.rule)")
    }
  }

  @Test func `fatal rules stop a run and point at the rows, the rule and the study`() throws {
    try DirtyRegistry.inCopy { folder in
      let failure = try #require(throws: StudyFailure.self) {
        _ = try CheckedStudy(StudyFile(path: folder))
      }
      let faults = failure.faults.diagnostics
      #expect(faults.count == 13)
      #expect(Set(faults.map(\.id)) == ["quality-fatal"])
      let death = try #require(faults.first { $0.message.hasPrefix("'one-death'") })
      #expect(death.place?.file.hasSuffix("patient.csv") == true)
      #expect(death.place?.line == 6)
      let stop = try #require(
        faults.first { $0.message.hasPrefix("'treatment-stops-before-start'") })
      #expect(stop.place.map { ($0.line) } == 4)
      #expect(stop.notes.map(\.message).contains("the rule is stated here"))
      #expect(stop.notes.map(\.message).contains("the registry is asked for here"))
      #expect(stop.notes.first { $0.message == "and here" }?.place?.line == 6)
    }
  }

  private static let harmless = [
    (file: "myeloma-quality.yaml", text: "severity: fatal", with: "severity: warning")
  ]

  @Test func `a gate that the cohort breaks withholds every estimate`() throws {
    try DirtyRegistry.inCopy(replacing: Self.harmless) { folder in
      let run = try StudyRun(CheckedStudy(StudyFile(path: folder)))
      #expect(!run.results.estimates.isEmpty)
      #expect(run.results.estimates.allSatisfy { $0.status == .withheld && $0.estimate == nil })
      #expect(run.results.curves.isEmpty)
      let reason = try #require(run.results.estimates.first?.reason)
      #expect(reason.contains("fish-missing"))
      let gates = run.results.quality.filter(\.isFailedGate).map(\.rule)
      #expect(gates == ["fish-missing", "last-contact-old", "progression-day-unknown"])
    }
  }

  @Test func `only the patients of the cohort are counted for the cohort`() throws {
    try DirtyRegistry.inCopy(replacing: Self.harmless) { folder in
      let run = try StudyRun(CheckedStudy(StudyFile(path: folder)))
      func row(_ rule: String) throws -> QualityRow {
        try #require(run.results.quality.first { $0.rule == rule && $0.scope == .cohort })
      }
      // P06 is a child, P08 has no day of diagnosis, P11 no follow-up: nine patients are left.
      let age = try row("age-at-diagnosis")
      #expect((age.checked, age.failing) == (9, 0))
      let stops = try row("treatment-stops-before-start")
      #expect((stops.checked, stops.failing, stops.unknown) == (7, 2, 1))
      let fish = try row("fish-missing")
      #expect((fish.checked, fish.failing) == (8, 3))
      #expect(fish.groups.map(\.failing) == [2, 1])
    }
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `gates without the severity of one let estimates through`() throws {
    let open =
      Self.harmless + [
        (file: "myeloma-quality.yaml", text: "severity: gate", with: "severity: warning"),
        (file: "registry.yaml", text: "severity: gate", with: "severity: warning"),
      ]
    try DirtyRegistry.inCopy(replacing: open) { folder in
      let run = try StudyRun(CheckedStudy(StudyFile(path: folder)))
      #expect(run.results.estimates.contains { $0.status == .estimated })
      #expect(run.results.findings.count { $0.id == "quality-warning" } == 26)
      let schema = try String(
        contentsOfFile: "\(Fixtures.repository())/docs/results.schema.json", encoding: .utf8)
      let results = try #require(run.files().first { $0.path == "results.json" }).text
      var walker = try SchemaWalker(root: json(schema))
      try walker.walk(json(results), json(schema), at: "results")
      #expect(walker.faults == [])
    }
  }
}
