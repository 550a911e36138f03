import Foundation
import TestSupport
import Testing
import Workflow

struct RecoveryTests {
  private static let designs = """
      weighted: {method: propensityWeights, estimand: ATE}
      overlap: {method: propensityWeights, estimand: ATO}
      matched: {method: nearest, estimand: ATT, on: logit, caliper: 0.2}
    """
  private static let analyses = """
      - {outcome: os, design: [weighted, overlap, matched], estimates: [cox, {survival: [5]}]}
      - {outcome: os, estimates: [cox, kaplanMeier, {survival: [5]}]}
    """

  private func run(_ cohort: SimulatedCohort) throws -> Results {
    try StudyRunner.run(
      SimulatedCohort.study(designs: Self.designs, analyses: Self.analyses), table: cohort.text
    ).results
  }

  @Test func `a known effect is found by weighting, and not without it`() throws {
    let cohort = SimulatedCohort(patients: 20_000, ratio: 0.6, seed: 20_261)
    let results = try run(cohort)
    let treated = cohort.survival(at: 5, isTreated: true)
    let control = cohort.survival(at: 5, isTreated: false)
    func z(_ measure: String, _ design: String?, _ truth: Double, arm: String) throws -> Double {
      let row = try #require(
        results.all(measure, outcome: "os", design: design, arm: arm).first)
      return (try #require(row.estimate) - truth) / (try #require(row.standardError))
    }
    let difference = treated - control
    #expect(abs(try z("survivalDifference", "weighted", difference, arm: "treated")) < 4)
    #expect(abs(try z("survival", "weighted", treated, arm: "treated")) < 4)
    #expect(abs(try z("survival", "weighted", control, arm: "control")) < 4)
    for curve in results.curves {
      #expect(curve.time.count > 900 && curve.time.count <= 1000)
      let k = try #require(curve.time.lastIndex { $0 <= 5 })
      let row = results.all("survival", outcome: "os", design: nil, arm: curve.arm).first
      #expect(curve.value[k] == row?.estimate)
      #expect(curve.lower[k] == row?.lower && curve.upper[k] == row?.upper)
    }
    #expect(results.curves.count == 2)
    #expect(abs(try z("survivalDifference", nil, difference, arm: "treated")) > 8)
    #expect(abs(try z("survival", nil, treated, arm: "treated")) > 8)
  }

  @Test func `no effect is found by weighting and matching where the crude arms differ`() throws {
    let results = try run(SimulatedCohort(patients: 20_000, ratio: 1, seed: 7))
    func z(_ design: String?) throws -> Double {
      let row = try #require(results.all("hazardRatio", outcome: "os", design: design).first)
      return log(try #require(row.estimate)) / (try #require(row.standardError))
    }
    for design in ["weighted", "overlap", "matched"] { #expect(abs(try z(design)) < 4) }
    #expect(try z(nil) > 15)
    for design in ["weighted", "overlap", "matched"] {
      let row = try #require(
        results.all("survivalDifference", outcome: "os", design: design).first)
      #expect(abs(try #require(row.statistic)) < 4)
    }
    let smd = try #require(results.designs["weighted"]).balance.compactMap(\.smdAfter)
    #expect(smd.allSatisfy { abs($0) < 0.01 })
    let before = try #require(results.designs["weighted"]).balance.compactMap(\.smdBefore)
    #expect(before.contains { abs($0) > 0.5 })
  }
}
