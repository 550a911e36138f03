import Diagnostics
import Foundation
import Studies
import TestSupport
import Testing
import Workflow

/// The bundled study on a registry, with other rows or another study file.
private enum ChangedRegistry {
  static func check(
    _ table: String, _ changing: (String) -> String, changes: [String] = []
  ) throws -> CheckedStudy {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      atPath: "\(Fixtures.repository())/studies/landmark-registry", toPath: folder.path)
    let file = folder.appendingPathComponent("registry/\(table).csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(changing(text).utf8).write(to: file)
    return try CheckedStudy(StudyFile(path: folder.path, changes: changes))
  }
}

/// Events after time zero that would choose who is compared.
struct LaterEventTests {
  @Test func `a column of events called timeZero is no time zero`() throws {
    let failure = #expect(throws: StudyFailure.self) {
      _ = try ChangedRegistry.check("spm") { text in
        text.split(separator: "\n").enumerated()
          .map { $1 + ($0 == 0 ? ",timeZero" : ",2099-01-01") }.joined(separator: "\n")
      }
    }
    #expect(failure?.faults.diagnostics.map(\.id) == ["outcome-in-design"])
  }

  @Test func `events that choose time zero are a finding, which a study must accept`() throws {
    let change =
      "cohort.timeZero=if any(progression where date > entry + 500d) then entry else entry + 1d"
    let failure = #expect(throws: StudyFailure.self) {
      _ = try ChangedRegistry.check("spm", { $0 }, changes: [change])
    }
    #expect(failure?.faults.diagnostics.contains { $0.id == "reads-after-time-zero" } == true)
    let plain = try ChangedRegistry.check("spm") { $0 }
    #expect(!plain.findings.contains { $0.message.contains("'timeZero'") })
  }
}

/// Rows that tell of an event and not of its day, added to the bundled study on a registry.
struct UndatedEventTests {
  private func study(adding row: String, to table: String) throws -> StudyRun {
    try StudyRun(ChangedRegistry.check(table) { $0 + row + "\n" })
  }

  @Test func `a death without a date leaves open whether follow-up had ended at time zero`() throws
  {
    let run = try study(adding: "P02,", to: "death")
    let fate = try #require(run.fates.first { $0.id == "P02" })
    #expect(fate.step == "alive and under follow-up at time zero")
    #expect(fate.isUnknown)
  }

  @Test func `a death without a date adds nothing where another has one by time zero`() throws {
    let run = try study(adding: "P33,", to: "death")
    let before = try StudyRunner.bundled("landmark-registry")
    #expect(run.fates.map(\.step) == before.fates.map(\.step))
  }

  @Test func `an event without a date leaves the outcome of the patient unknown`() throws {
    let run = try study(adding: "P02,", to: "spm")
    let fate = try #require(run.fates.first { $0.id == "P02" })
    guard fate.step == nil else {
      #expect(fate.isUnknown)
      return
    }
    let value = try #require(run.outcome("spm").first { $0.id == "P02" })
    #expect(value.time == nil)
    let before = try StudyRunner.bundled("landmark-registry").outcome("os")
    #expect(try run.outcome("os").map(\.time) == before.map(\.time))
  }
}
