import Diagnostics
import Distributions
import Foundation
import Studies
import Testing
import Workflow

/// Registries drawn at random, dates known to the day, the month, the year or not at all.
struct RegistryPropertyTests {
  @Test(arguments: 0..<12)
  func `whoever is not excluded and not unknown remains, at every step and in every arm`(
    seed: UInt64
  ) throws {
    let run = try RandomRegistry(seed: seed).run()
    var previous: Results.AttritionStep?
    for step in run.results.attrition {
      if let previous {
        #expect(step.remaining + step.excluded + step.unknown == previous.remaining, "\(step.step)")
        for (arm, counts) in step.byArm {
          let before = try #require(previous.byArm[arm]).remaining
          #expect(counts.remaining + counts.excluded + counts.unknown == before, "\(arm)")
        }
      }
      previous = step
    }
    #expect(run.results.attrition.first?.remaining == RandomRegistry.patients)
    #expect(run.fates.count { $0.step == nil } == previous?.remaining)
    for step in run.results.attrition {
      let left = run.fates.filter { $0.step == step.step }
      #expect(left.count { $0.isUnknown } == step.unknown, "\(step.step)")
      #expect(left.count { !$0.isUnknown } == step.excluded, "\(step.step)")
    }
  }

  @Test func `the order of rows in the files does not matter`() throws {
    let registry = RandomRegistry(seed: 3)
    let (straight, reversed) = try (registry.run(), registry.run(isReversed: true))
    #expect(straight.results.attrition == reversed.results.attrition)
    #expect(straight.results.estimates == reversed.results.estimates)
  }
}

struct RegistryFormatTests {
  @Test func `decimal commas, other dates and semicolons are read as the registry says`() throws {
    let plain = try RandomRegistry(seed: 5).run()
    let other = try RandomRegistry(seed: 5).run { name, text in
      if name == "registry.yaml" {
        return text.replacingOccurrences(
          of: "patients: {table: patient.csv, id: id}",
          with: """
            delimiter: semicolon
            decimal: comma
            patients: {table: patient.csv, id: id, columns: {age: number}}
            """)
      }
      guard name.hasSuffix(".csv") else { return text }
      let semicolons = text.replacingOccurrences(of: ",", with: ";")
      guard name == "patient.csv" else { return semicolons }
      return semicolons.split(separator: "\n").map { $0.hasPrefix("id") ? "\($0)" : "\($0),0" }
        .joined(separator: "\n") + "\n"
    }
    #expect(plain.results.attrition == other.results.attrition)
    #expect(plain.results.estimates == other.results.estimates)
  }
}

private struct RandomRegistry {
  static let patients = 300
  let seed: UInt64

  func run(
    isReversed: Bool = false, changing: (String, String) -> String = { $1 }
  ) throws -> StudyRun {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files(isReversed) {
      try Data(changing(name, text).utf8).write(to: folder.appendingPathComponent(name))
    }
    return try StudyRun(CheckedStudy(StudyFile(path: folder.path)))
  }

  private func files(_ isReversed: Bool) -> [String: String] {
    var generator = CounterGenerator(seed: seed, task: 1)
    func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }
    func date(_ days: Int) -> String {
      let text = Date(timeIntervalSince1970: 86_400 * Double(15_000 + days))
        .formatted(.iso8601.year().month().day())
      if chance(0.03) { return "" }
      if chance(0.05) { return String(text.prefix(7)) }
      return chance(0.03) ? String(text.prefix(4)) : text
    }
    var rows: [String: [String]] = [:]
    for number in 1...Self.patients {
      let id = "q\(number)"
      rows["patient", default: []].append("\(id),\(Int.random(in: 40...70, using: &generator))")
      let entry = Int.random(in: 0..<1500, using: &generator)
      if chance(0.95) { rows["transplant", default: []].append("\(id),\(date(entry))") }
      if chance(0.5) {
        let start = entry + Int.random(in: -10...130, using: &generator)
        let drug = chance(0.05) ? "" : chance(0.85) ? "a" : "b"
        rows["drug", default: []].append("\(id),\(date(start)),\(drug)")
      }
      if chance(0.5) {
        let day = entry + Int.random(in: 20...1000, using: &generator)
        rows["relapse", default: []].append("\(id),\(date(day))")
      }
      let end = entry + Int.random(in: 60...1500, using: &generator)
      if chance(0.4) { rows["death", default: []].append("\(id),\(date(end))") }
      rows["followup", default: []].append("\(id),\(date(end + (chance(0.2) ? -5 : 0)))")
    }
    let heads = [
      "patient": "id,age", "transplant": "id,date", "drug": "id,date,name", "relapse": "id,date",
      "death": "id,date", "followup": "id,date",
    ]
    var files = ["study.yaml": Self.study, "registry.yaml": Self.description]
    for (name, head) in heads {
      let lines = rows[name] ?? []
      let ordered = isReversed && name != "patient" ? lines.reversed() : lines
      files["\(name).csv"] = ([head] + ordered).joined(separator: "\n") + "\n"
    }
    return files
  }

  private static let description = """
    registry: random
    patients: {table: patient.csv, id: id}
    tables:
      transplant: {file: transplant.csv, time: date, columns: {date: {partial: true}}}
      drug: {file: drug.csv, time: date, columns: {date: {partial: true}, name: {levels: [a, b]}}}
      relapse: {file: relapse.csv, time: date, columns: {date: {partial: true}}}
      death: {file: death.csv, time: date, columns: {date: {partial: true}}}
      followup: {file: followup.csv, time: date, columns: {date: {partial: true}}}
    followUp: {death: death.date, end: followup.date}

    """

  private static let study = """
    study: random
    data: {registry: .}
    cohort:
      entry: first(transplant.date)
      timeZero: entry + 100d
      eligible:
        - name: free of relapse
          where: not any(relapse where date <= timeZero)
        - name: not too old
          where: age < 68
      arms:
        treated:
          where: any(drug where name == "a" and date in entry..timeZero)
        control:
          where: not any(drug where date in entry..timeZero)
          era: 2011-01-26..2014-06-01
    propensity: {terms: [age]}
    designs:
      weighted: {method: propensityWeights, estimand: ATE}
    outcomes:
      rfs:
        event: earliest(relapse.date, death.date)
        censor: followup.date
        unit: years
    analyses:
      - {outcome: rfs, design: weighted, estimates: [kaplanMeier, cox]}

    """
}
