import Foundation
import TestSupport
import Testing
import Workflow

/// What a study can ask of hazards and their models, held to the numbers of
/// `scripts/reference/effects-survival-models.R`.
struct SurvivalModelWordTests {
  private static func study(_ estimates: String, _ options: String = "") -> String {
    """
    study: words
    data: {table: table.csv, id: pid}
    cohort:
      arms:
        treated: {label: Hormonal therapy, where: hormon == 1}
        control: {label: No hormonal therapy, where: hormon == 0}
    propensity: {terms: [age, nodes]}
    designs:
      matched: {method: nearest, estimand: ATT, caliper: 0.2}
      weighted: {method: propensityWeights, estimand: ATE}
    outcomes:
      os: {label: Overall survival, time: dtime, event: death == 1, unit: days}
    analyses:
      - {outcome: os, \(options)estimates: [\(estimates)]}
    """
  }

  private static func table() throws -> String {
    let path = "\(Fixtures.repository())/studies/rotterdam-hormone/rotterdam.csv"
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  private func run(_ estimates: String, _ options: String = "") throws -> Results {
    try StudyRunner.run(Self.study(estimates, options), table: Self.table()).results
  }

  private func rows(_ measure: String, _ results: Results) -> [Estimate] {
    results.estimates.filter { $0.measure == measure }
  }

  private func numbers(_ rows: [Estimate]) -> [Double] {
    rows.flatMap { [$0.estimate, $0.lower, $0.upper].compactMap(\.self) }
  }

  @Test(
    .agrees(
      "words of a study for hazards and models of them",
      with: "R survival 3.5-3: `scripts/reference/effects-survival-models.R`", within: 1e-6,
      detail: "most 1e-10"))
  func `cumulative hazards and survival from a landmark are those of R`() throws {
    let results = try run(
      "{cumulativeHazard: {at: 1826.25, estimator: flemingHarrington}}, "
        + "{survival: {at: 1826.25, given: 365}}")
    let hazards = rows("cumulativeHazard", results)
    #expect(
      isClose(
        hazards.flatMap { [$0.estimate ?? 0, $0.standardError ?? 0] },
        [0.4438656299485, 0.0416043995489, 0.279354349355, 0.011122432753], relative: 1e-10))
    let survival = rows("survival", results)
    #expect(
      isClose(
        numbers(survival),
        [
          0.658512558974, 0.608013983877, 0.713205291039, 0.770836066680, 0.754704542623,
          0.787312395960,
        ], relative: 1e-10))
    #expect(survival.allSatisfy { $0.method == "log, given 365.0" })
    let difference = try #require(rows("survivalDifference", results).first?.estimate)
    #expect(isClose(difference, 0.658512558974 - 0.770836066680, relative: 1e-9))
  }

  @Test(
    .agrees(
      "words of a study for hazards and models of them",
      with: "R survival 3.5-3: `scripts/reference/effects-survival-models.R`", within: 1e-6))
  func `tests, ridges, frailties and concordance are those of R`() throws {
    let results = try run(
      """
      {cox: {adjust: [age, nodes], tests: [likelihoodRatio, wald, score]}},
            {cox: {adjust: [age, nodes], penalty: ridge, strength: 50}},
            {concordance: {adjust: [age, nodes]}}
      """)
    let tests = ["likelihoodRatioTest", "waldTest", "scoreTest"].map { rows($0, results)[0] }
    #expect(
      isClose(
        tests.compactMap(\.statistic), [384.098707451, 521.04939363771, 563.305598936],
        relative: 1e-8))
    #expect(tests.allSatisfy { $0.df == 3 })
    let ridge = try #require(rows("hazardRatio", results).last)
    #expect(ridge.method?.contains("ridge of strength 50") == true)
    #expect(isClose(ridge.estimate ?? 0, 1.0163841726546, relative: 1e-6))
    let concordance = try #require(rows("concordance", results).first)
    #expect(isClose(concordance.estimate ?? 0, 0.66824577828821, relative: 1e-10))
    #expect(isClose(concordance.standardError ?? 0, 0.00830782520857, relative: 1e-8))
    let shared = try run("{cox: {frailty: gamma}}", "cluster: year, ")
    let ratio = try #require(rows("hazardRatio", shared).first)
    #expect(isClose(ratio.estimate ?? 0, 1.6122950436807, relative: 1e-6))
    #expect(isClose(ratio.standardError ?? 0, 0.0876503277352, relative: 1e-6))
    #expect(ratio.marginal == false && ratio.variance == "model")
    let variance = try #require(rows("frailtyVariance", shared).first)
    #expect(isClose(variance.estimate ?? 0, 0.0345118050419, relative: 1e-6))
    #expect((variance.p ?? 1) < 1e-4)
  }

  @Test(
    .agrees(
      "words of a study for hazards and models of them",
      with: "R survival 3.5-3: `scripts/reference/effects-survival-models.R`", within: 1e-6))
  func `ratios that change are those of R`() throws {
    let pieces = try run("{changingHazardRatio: {cuts: [730, 1826]}}")
    let ratios = rows("piecewiseHazardRatio", pieces)
    #expect(ratios.map(\.at) == [0, 730, 1826])
    #expect(
      isClose(
        numbers(ratios),
        [
          1.263047762979, 0.859153845247, 1.856814888733, 1.68681902855, 1.34065751753,
          2.12236040740, 1.40651346594, 1.02417897214, 1.93157659325,
        ], relative: 1e-8))
    let alike = try #require(rows("hazardRatioChange", pieces).first)
    #expect(isClose(alike.statistic ?? 0, 1.90646209992, relative: 1e-8))
    #expect(alike.df == 2)
    let smooth = try run("{changingHazardRatio: {at: [365, 1826.25], scale: log}}")
    #expect(
      isClose(
        numbers(rows("changingHazardRatio", smooth)),
        [
          1.47360597607, 1.05930245715, 2.04994764059, 1.52396093906, 1.25390375790, 1.85218118150,
        ], relative: 1e-7))
    let slope = try #require(rows("hazardRatioChange", smooth).first)
    #expect(isClose(slope.statistic ?? 0, 0.0292566765997, relative: 1e-6))
  }

  @Test func `an average hazard ratio lies between the pieces, in matched and weighted cohorts`()
    throws
  {
    let crude = try #require(
      rows("averageHazardRatio", run("{averageHazardRatio: 3652.5}")).first)
    #expect((1.26...1.69).contains(crude.estimate ?? 0))
    for design in ["matched", "weighted"] {
      let row = try #require(
        rows("averageHazardRatio", run("{averageHazardRatio: 3652.5}", "design: \(design), "))
          .first)
      #expect(row.variance == "robust" && row.p != nil && row.marginal == true)
    }
  }

  @Test func `bands hold the pointwise ones, and are in the curves`() throws {
    for (kind, options) in [("hallWellner", ""), ("equalPrecision", "design: matched, ")] {
      let results = try run("{kaplanMeier: {band: \(kind)}}", options)
      for curve in results.curves {
        let band = try #require(curve.band)
        #expect(band.kind == kind && band.reason == nil)
        #expect(band.lower.count == curve.time.count && band.upper.count == curve.time.count)
        #expect(band.lower[0] == nil)
        let middle = curve.time.count / 2
        let (lower, upper) = (try #require(band.lower[middle]), try #require(band.upper[middle]))
        #expect(try lower < #require(curve.lower[middle]))
        #expect(try upper > #require(curve.upper[middle]))
      }
    }
  }

  @Test func `pseudo-values and resamples agree with standardized curves and their errors`() throws
  {
    let results = try run(
      """
      {rmst: {at: 1826.25, adjust: [age]}},
            {rmst: {at: 1826.25, adjust: [age], by: pseudoValues}},
            {rmst: {at: 1826.25, adjust: [age], errors: bootstrap, draws: 200}}
      """)
    let found = rows("rmstDifference", results)
    let errors = found.compactMap(\.standardError)
    #expect(abs((found[1].estimate ?? 0) - (found[0].estimate ?? 0)) < errors[0])
    #expect((0.85...1.15).contains(errors[1] / errors[0]))
    #expect(found[2].estimate == found[0].estimate)
    #expect((0.85...1.15).contains(errors[2] / errors[0]))
    #expect(
      found.map { $0.method?.split(separator: ", ").prefix(2).joined(separator: ", ") } == [
        "standardized, adjusted for age", "pseudoValues, adjusted for age",
        "standardized, bootstrap",
      ])
    let repeated = try run(
      "{rmst: {at: 1826.25, adjust: [age], errors: bootstrap, draws: 200}}")
    #expect(rows("rmstDifference", repeated).first?.lower == found[2].lower)
  }

  @Test func `what does not go together says why`() throws {
    let shared = try run("{cox: {frailty: gamma}}")
    #expect(rows("hazardRatio", shared).first?.reason?.contains("name a cluster") == true)
    #expect(rows("frailtyVariance", shared).first?.status == .notEstimable)
    let weighted = try run(
      "{cox: {frailty: gamma}}, {cox: {tests: [likelihoodRatio, score]}}", "design: weighted, ")
    #expect(rows("hazardRatio", weighted).first?.status == .notEstimable)
    #expect(rows("likelihoodRatioTest", weighted).first?.status == .notEstimable)
    #expect(rows("scoreTest", weighted).first?.status == .estimated)
  }

  @Test(arguments: [
    ("{changingHazardRatio: {scale: log}}", "either 'cuts' or 'at'"),
    ("{changingHazardRatio: {cuts: [700, 300]}}", "times that ascend"),
    ("{cox: {penalty: ridge}}", "terms under 'adjust', which a ridge draws to 0"),
    ("{cox: {frailty: gamma, penalty: firth}}", "a model without 'penalty'"),
    ("{survival: {at: 300, given: 365}}", "times under 'at' that come after it"),
    ("{rmst: {at: 300, given: 100}}", "'survival' or 'survivalRatio'"),
    ("{rmst: {at: 300, errors: bootstrap}}", "terms under 'adjust'"),
    ("{survival: {at: 300, by: pseudoValues}}", "terms under 'adjust'"),
  ])
  func `options that need something beside them are faults`(request: String, words: String) throws {
    let faults = try StudyRunner.faults(Self.study(request), table: Self.table())
    #expect(faults.contains { $0.contains(words) }, "\(faults)")
  }
}
