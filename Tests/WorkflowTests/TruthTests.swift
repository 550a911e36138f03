import Diagnostics
import Foundation
import Platform
import Simulation
import Studies
import Tables
import TestSupport
import Testing
import Workflow

/// A study on synthetic patients that says what its arms stand for.
private enum TrueStudy {
  static let text = """
    study: truth
    data: {simulate: myeloma, patients: 700, seed: 5}
    covariates:
      age: year(entry) - birth_year
    cohort:
      entry: first(transplant.date where kind == "auto")
      timeZero: entry + 100d
      eligible:
        - name: progression-free
          where: not any(progression where date <= timeZero)
      arms:
        treated:
          where: any(treatment where intent == "maintenance" and start in entry..timeZero)
        control:
          where: not any(treatment where intent == "maintenance" and start in entry..timeZero)
    propensity: {terms: [age, sex]}
    designs:
      everyone: {method: propensityWeights, estimand: ATE}
      treated: {method: propensityWeights, estimand: ATT}
    outcomes:
      os: {event: death.date, censor: followup.last_contact, unit: days}
    analyses:
      - {outcome: os, design: [everyone, treated], estimates: [cox, median, {survival: [1000]}, {rmst: 1000}]}
    truth: {treated: start, control: never}
    """

  static func run(_ changes: [String] = [], threads: Int = 4) throws -> StudyRun {
    let folder = NSTemporaryDirectory() + "/equipoise-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/study.yaml"))
    var options = RunOptions()
    options.changes = changes
    options.threads = threads
    return try StudyRun(CheckedStudy(StudyFile(path: folder, changes: changes)), options)
  }

  static func truth(
    _ run: StudyRun, _ measure: String, arm: String? = nil, design: String = "everyone"
  ) -> Double? {
    run.results.estimates.first {
      $0.measure == measure && $0.design == design && (arm == nil || $0.arm == arm)
    }?.truth
  }

  static func faults(_ changes: [String]) -> [String] {
    do {
      _ = try run(changes)
      return []
    } catch {
      return (error as? StudyFailure)?.faults.diagnostics.map(\.id) ?? ["\(error)"]
    }
  }
}

struct TruthTests {
  private let run = Result { try TrueStudy.run() }

  @Test func `true survival is the share of the cohort that lives on in each world`() throws {
    let run = try run.get()
    let rows = try #require(run.files().first { $0.path == "cohort.csv" }?.text).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let simulation = try MyelomaSimulation(
      try ParameterFile(path: nil).parameters, patients: 700, seed: 5)
    for (arm, world) in [("treated", "start"), ("control", "never")] {
      let intervention = try #require(SimulatedTruth.world(named: world))
      for (design, counts) in [
        ("everyone", { (_: [String]) in true }), ("treated", { $0[1] == "treated" }),
      ] {
        var (alive, all) = (0.0, 0.0)
        for row in rows where counts(row) {
          let number = try #require(Int(row[0].dropFirst(3))) - 1
          let zero = try #require(CalendarDate(iso: row[3])).daysSince1970
          let death = simulation.course(of: number, under: intervention).death
          guard death >= zero else { continue }
          all += 1
          alive += death > zero + 1000 ? 1 : 0
        }
        let found = try #require(TrueStudy.truth(run, "survival", arm: arm, design: design))
        #expect(all > 20 && isClose(found, alive / all, relative: 1e-12), "\(arm) \(design) \(found) \(alive) \(all)")
      }
    }
  }

  @Test func `a difference is that of the arms, and every number has its truth`() throws {
    let run = try run.get()
    for measure in ["survival", "rmst"] {
      let arms = ["treated", "control"].map { TrueStudy.truth(run, measure, arm: $0) ?? .nan }
      let difference = try #require(TrueStudy.truth(run, "\(measure)Difference"))
      #expect(isClose(difference, arms[0] - arms[1], relative: 1e-9))
    }
    #expect(
      run.results.estimates.allSatisfy {
        ($0.truth == nil) == ($0.measure == "proportionalHazards")
      })
  }

  @Test func `where treatments do nothing both worlds are one`() throws {
    let run = try TrueStudy.run(["data.null=true"])
    #expect(isClose(try #require(TrueStudy.truth(run, "hazardRatio")), 1, relative: 1e-9))
    #expect(TrueStudy.truth(run, "rmstDifference") == 0)
    #expect(
      TrueStudy.truth(run, "median", arm: "treated")
        == TrueStudy.truth(run, "median", arm: "control"))
  }

  @Test func `threads change nothing`() throws {
    #expect(try run.get().results == TrueStudy.run(threads: 1).results)
  }

  @Test func `worlds are known, of arms that there are, and of simulated patients`() {
    #expect(TrueStudy.faults(["truth.treated=strat"]) == ["unknown-world"])
    #expect(TrueStudy.faults(["truth.nobody=start"]) == ["unknown-arm"])
  }
}
