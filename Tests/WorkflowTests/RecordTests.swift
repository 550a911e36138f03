import Foundation
import Platform
import TestSupport
import Testing
import Workflow

struct RecordTests {
  @Test func `a written run records time and memory of every stage`() throws {
    let run = try Rotterdam.study.get()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "equipoise-record-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try OutputFolder.replace(folder.path) { output in
      try run.write(to: output) { [(path: "report.html", contents: "<p>")] }
    }
    let data = try Data(contentsOf: folder.appendingPathComponent("run.json"))
    let record = try JSONDecoder().decode(RunRecord.self, from: data)
    #expect(
      record.stages.map(\.stage) == [
        "reading", "cohort", "propensity", "designs", "estimates", "descriptions", "results",
        "report", "writing",
      ])
    #expect(record.stages.allSatisfy { $0.seconds >= 0 })
    #expect((record.peakSince == nil) == (record.stages[0].peakMegabytes == nil))
    for stage in record.stages { #expect(stage.peakMegabytes.map { $0 > 1 && $0 < 1e6 } ?? true) }
    if record.peakSince == .process {
      let peaks = record.stages.compactMap(\.peakMegabytes)
      #expect(zip(peaks, peaks.dropFirst()).allSatisfy { $0 <= $1 })
    }
    for file in try run.files() where file.path != "run.json" {
      let written = try String(
        contentsOf: folder.appendingPathComponent(file.path), encoding: .utf8)
      #expect(written == file.text, "\(file.path)")
    }
  }

  @Test func `a record from before memory was recorded stays readable`() throws {
    let text = #"{"stage": "reading", "seconds": 1.5}"#
    let stage = try JSONDecoder().decode(RunRecord.Stage.self, from: Data(text.utf8))
    #expect(stage == RunRecord.Stage(stage: "reading", seconds: 1.5))
  }
}
