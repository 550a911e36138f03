import Foundation
import Studies
import TestSupport
import Testing
import Workflow

/// Rows that tell of an event and not of its day, added to the bundled study on a registry.
struct UndatedEventTests {
  private func study(adding row: String, to table: String) throws -> StudyRun {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      atPath: "\(Fixtures.repository())/studies/landmark-registry", toPath: folder.path)
    let file = folder.appendingPathComponent("registry/\(table).csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data((text + row + "\n").utf8).write(to: file)
    return try StudyRun(CheckedStudy(StudyFile(path: folder.path)))
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
