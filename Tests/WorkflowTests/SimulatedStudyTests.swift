import Diagnostics
import Foundation
import Platform
import Studies
import Testing
import Workflow

/// Studies on registries that are made up.
struct SimulatedStudyTests {
  private static func study(_ data: String) -> String {
    """
    study: simulated
    data: \(data)
    covariates:
      age: year(entry) - birth_year
      day100: last(response.category where date <= timeZero)
    cohort:
      entry: first(transplant.date)
      timeZero: entry + 100d
      eligible:
        - {name: no progression, where: not any(progression where date <= timeZero)}
      arms:
        treated:
          where: any(treatment where drug == "lenalidomide" and intent == "maintenance" and start in entry..timeZero)
        control:
          where: not any(treatment where intent == "maintenance" and start in entry..timeZero)
    propensity: {terms: [age], missing: completeCases}
    designs:
      weighted: {method: propensityWeights, estimand: ATO}
    outcomes:
      pfs:
        event: earliest(progression.date, death.date)
        censor: followup.last_contact
        unit: months
    analyses:
      - {outcome: pfs, design: weighted, estimates: [median, cox]}
    """
  }

  private func inFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  private func run(_ study: String, in folder: String) throws -> StudyRun {
    let path = "\(folder)/study.yaml"
    try Data(study.utf8).write(to: URL(fileURLWithPath: path))
    return try StudyRun(CheckedStudy(StudyFile(path: path)), RunOptions())
  }

  @Test func `a made-up registry gives what its folder gives`() throws {
    try inFolder { folder in
      var request = SimulationRequest()
      request.patients = 400
      request.seed = 3
      request.isNull = true
      let registry = try SimulatedRegistry(request, threads: 2)
      let rows = try OutputFolder.replace("\(folder)/registry") { try registry.write(to: $0) }
      #expect(rows > 10_000)
      let read = try run(Self.study("{registry: registry/}"), in: folder)
      let made = try run(
        Self.study("{simulate: myeloma, patients: 400, seed: 3, null: true}"), in: folder)
      #expect(made.results.estimates == read.results.estimates)
      #expect(made.results.attrition == read.results.attrition)
      #expect(made.results.estimates.contains { $0.estimate != nil })
      #expect(made.record.inputs.map(\.path) == ["study.yaml"])
    }
  }

  @Test(arguments: [0, 0.05])
  func `every byte of the results is that of the folder read back`(dirty: Double) throws {
    try inFolder { folder in
      var request = SimulationRequest()
      request.patients = 2500
      request.seed = 4
      request.dirty = dirty
      let registry = try SimulatedRegistry(request, threads: 4)
      _ = try OutputFolder.replace("\(folder)/simulated") { try registry.write(to: $0) }
      func files(_ data: String) throws -> [String: String] {
        let run = try run(
          Self.study(data).replacing(
            "day100:", with: "ldh: last(lab.value where analyte == \"ldh\")\n  day100:"),
          in: folder)
        let files = try run.files().filter { $0.path != "run.json" && $0.path != "study.yaml" }
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
      }
      let read = try files("{registry: simulated/}")
      let made = try files(
        "{simulate: myeloma, patients: 2500, seed: 4, dirty: \(dirty)}")
      #expect(read["results.json"]?.contains("hazardRatio") == true)
      #expect(Set(made.keys) == Set(read.keys))
      for (path, text) in made { #expect(text == read[path], "\(path)") }
    }
  }

  @Test func `a study with parameters of its own records their file`() throws {
    try inFolder { folder in
      let path = "\(folder)/mine.yaml"
      try Data("effects: {maintenanceOn: 0.2}\n".utf8).write(to: URL(fileURLWithPath: path))
      let study = Self.study("{simulate: myeloma, patients: 300, parameters: mine.yaml}")
      let run = try run(study, in: folder)
      #expect(run.record.inputs.map(\.path) == ["study.yaml", "mine.yaml"])
    }
  }

  @Test(arguments: [
    ("{simulate: mieloma}", "unknown-model"),
    ("{simulate: myeloma, registry: here}", "key-does-not-apply"),
    ("{simulate: myeloma, table: here.csv}", "key-does-not-apply"),
    ("{simulate: myeloma, id: pid}", "key-does-not-apply"),
    ("{registry: here, patients: 10}", "key-does-not-apply"),
    ("{simulate: myeloma, patients: 0}", "bad-value"),
    ("{simulate: myeloma, dirty: 2}", "bad-value"),
    ("{simulate: myeloma, parameters: nowhere.yaml}", "input-not-found"),
  ])
  func `what cannot be made up is told at its place`(data: String, id: String) throws {
    try inFolder { folder in
      do {
        _ = try run(Self.study(data), in: folder)
        Issue.record("the study ran")
      } catch let failure as StudyFailure {
        let fault = failure.faults.diagnostics.first { $0.id == id }
        #expect(fault?.place?.line == 2, "\(failure.faults.diagnostics.map(\.id))")
      }
    }
  }

  @Test func `a folder is made anew in place of an older one, and of nothing else`() throws {
    try inFolder { folder in
      var request = SimulationRequest()
      request.patients = 5
      let registry = try SimulatedRegistry(request, threads: 1)
      let out = "\(folder)/out"
      _ = try OutputFolder.replace(out) { try registry.write(to: $0) }
      _ = try OutputFolder.replace(out) { try registry.write(to: $0) }
      let files = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
      #expect(files.contains("registry.yaml") && files.contains("README.md"))
      let readme = try String(contentsOfFile: "\(out)/README.md", encoding: .utf8)
      #expect(readme.contains("Nobody in these tables exists"))
      #expect(throws: OutputError.self) {
        try OutputFolder.replace(folder) { try registry.write(to: $0) }
      }
    }
  }
}
