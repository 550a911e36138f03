import Foundation
import TestSupport
import Testing
import Workflow

/// What a study can ask of curves, tests and models beyond the usual ones, held to the numbers of
/// `scripts/reference/effects-survival-words.R` and to the engine's own where R has none.
struct SurvivalWordTests {
  private static func study(_ estimates: String, design: String = "") -> String {
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
    outcomes:
      os: {label: Overall survival, time: dtime, event: death == 1, unit: days}
    analyses:
      - {outcome: os, \(design)estimates: [\(estimates)]}
    """
  }

  private func table() throws -> String {
    let path = "\(Fixtures.repository())/studies/rotterdam-hormone/rotterdam.csv"
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  private func run(_ estimates: String, design: String = "") throws -> Results {
    try StudyRunner.run(Self.study(estimates, design: design), table: table()).results
  }

  private func only(_ measure: String, _ results: Results) throws -> Estimate {
    try #require(results.estimates.first { $0.measure == measure })
  }

  @Test(arguments: [
    ("{rho: 1}", 22.4636444147071), ("{rho: 0.5, gamma: 0}", 23.2393820032399),
  ])
  func `weighted log-rank tests are those of R`(powers: String, statistic: Double) throws {
    let results = try run("{logRank: {weight: {flemingHarrington: \(powers)}}}")
    let test = try only("logRank", results)
    #expect(isClose(try #require(test.statistic), statistic, relative: 1e-11))
    #expect(test.method?.hasPrefix("Fleming-Harrington(") == true)
  }

  @Test func `Peto and Peto's weights are nearly those of the curve of both arms`() throws {
    let peto = try #require(try only("logRank", run("{logRank: peto}")).statistic)
    #expect(isClose(peto, 22.4636444147071, relative: 1e-3))
  }

  @Test func `quartiles are those of R`() throws {
    let rows = try run("{quantile: 0.25}").estimates.filter { $0.measure == "quantile" }
    #expect(rows.map(\.arm) == ["treated", "control"])
    #expect(rows.map(\.estimate) == [1361, 1882])
    #expect(rows.map(\.lower) == [1140, 1742])
    #expect(rows.map(\.upper) == [1618, 1994])
    #expect(rows.allSatisfy { $0.at == 0.25 && $0.unit == "days" })
  }

  @Test func `the difference of medians is theirs, and its ratio too`() throws {
    let results = try run("median, medianDifference, {medianDifference: {method: inversion}}")
    let medians = results.estimates.filter { $0.measure == "median" }.compactMap(\.estimate)
    let differences = results.estimates.filter { $0.measure == "medianDifference" }
    #expect(differences.map(\.estimate) == [medians[0] - medians[1], medians[0] - medians[1]])
    #expect(try #require(differences[1].upper) > (try #require(differences[0].upper)))
    #expect(try only("medianRatio", results).estimate == medians[0] / medians[1])
  }

  @Test func `the ratio of survival is that of R's curves`() throws {
    let ratio = try only("survivalRatio", run("{survivalRatio: 1826.25}"))
    let numbers = [ratio.estimate, ratio.lower, ratio.upper].compactMap(\.self)
    #expect(
      isClose(
        numbers, [0.847624801353225, 0.778891360209843, 0.922423640282169], relative: 1e-10))
  }

  @Test func `profile limits are where R's likelihood says, and the test is its ratio`() throws {
    let ratio = try only("hazardRatio", run("{cox: {limits: profileLikelihood}}"))
    let numbers = [ratio.estimate, ratio.lower, ratio.upper].compactMap(\.self)
    #expect(
      isClose(
        numbers, [1.51054584877387, 1.27338079945093, 1.77973519528608], relative: 1e-8))
    #expect(isClose(try #require(ratio.p), 4.31080824650547e-06, relative: 1e-8))
    #expect(ratio.method == "efron, profile likelihood")
  }

  @Test func `Firth's penalty is at the maximum of its definition`() throws {
    let ratio = try only("hazardRatio", run("{cox: {penalty: firth}}"))
    #expect(isClose(try #require(ratio.estimate), 1.51455312656725, relative: 1e-6))
  }

  @Test func `Firth's penalty has a hazard ratio where an arm has no event`() throws {
    let table =
      "pid,hormon,age,nodes,dtime,death\n"
      + (1...12).map { i in
        "\(i),\(i % 2),\(40 + i * i % 17),\(i * 7 % 5),\(10 + i),\(i % 4 == 0 ? 1 : 0)"
      }.joined(separator: "\n") + "\n"
    let results = try StudyRunner.run(
      Self.study("cox, {cox: {penalty: firth}}"), table: table
    ).results
    let ratios = results.estimates.filter { $0.measure == "hazardRatio" }
    #expect(ratios[0].status == .notEstimable)
    #expect(try #require(ratios[1].estimate) > 0)
  }

  @Test func `the likelihood has no version for robust errors, and says so`() throws {
    let results = try run(
      "{cox: {penalty: firth}}, {cox: {limits: profileLikelihood}}", design: "design: matched, ")
    let ratios = results.estimates.filter { $0.measure == "hazardRatio" }
    #expect(ratios.count == 2)
    for ratio in ratios {
      #expect(ratio.status == .notEstimable)
      #expect(ratio.reason?.contains("counts people who are independent") == true)
    }
  }

  @Test func `the largest of one test is that test, and of several at least as much`() throws {
    let one = try run("logRank, {maxCombo: {weights: [logRank]}}, maxCombo")
    let test = try only("logRank", one)
    let combined = one.estimates.filter { $0.measure == "maxCombo" }
    let (statistic, first) = (try #require(test.statistic), try #require(combined[0].statistic))
    #expect(isClose(first * first, statistic, relative: 1e-10))
    #expect(isClose(try #require(combined[0].p), try #require(test.p), relative: 1e-6))
    #expect(try #require(combined[1].statistic) >= first * (1 - 1e-12))
  }

  @Test(arguments: ["[]", "[logRank, gehan, peto, taroneWare, modifiedPeto]"])
  func `one to four tests can be combined`(weights: String) throws {
    let faults = try StudyRunner.faults(
      Self.study("{maxCombo: {weights: \(weights)}}"),
      table: "pid,hormon,age,nodes,dtime,death\n1,1,1,1,1,1\n2,0,2,1,1,0\n")
    #expect(faults.contains { $0.contains("'weights' needs one to four tests") }, "\(faults)")
  }

  @Test func `an adjusted hazard ratio is not marginal`() throws {
    let ratio = try only("hazardRatio", run("{cox: {adjust: [age]}}"))
    #expect(ratio.marginal == false)
  }

  @Test func `adjusted curves stay marginal, and agree with weighted ones`() throws {
    let asked = "{at: 1826.25, adjust: [age, nodes]}"
    let adjusted = try run("{survival: \(asked)}, {rmst: \(asked)}, {survivalRatio: \(asked)}")
    let weighted = try StudyRunner.run(
      Self.study("{survival: 1826.25}, {rmst: 1826.25}", design: "design: weighted, ")
        .replacing(
          "matched: {method: nearest, estimand: ATT, caliper: 0.2}",
          with: "weighted: {method: propensityWeights, estimand: ATE}"), table: table()
    ).results
    for measure in ["survivalDifference", "rmstDifference"] {
      let (a, b) = (try only(measure, adjusted), try only(measure, weighted))
      let (value, other) = (try #require(a.estimate), try #require(b.estimate))
      #expect(abs(value - other) < (try #require(b.standardError)))
      #expect(a.method == "standardized, adjusted for age + nodes")
    }
    let arms = adjusted.estimates.filter { $0.measure == "survival" }.compactMap(\.estimate)
    let ratio = try only("survivalRatio", adjusted)
    #expect(isClose(try #require(ratio.estimate), arms[0] / arms[1], relative: 1e-12))
  }

  @Test func `augmented curves need propensities and no design`() throws {
    let asked = "{survival: {at: 1826.25, adjust: [age, nodes], by: augmented}}"
    let crude = try only("survivalDifference", run(asked))
    #expect(crude.status == .estimated)
    #expect(crude.variance == "robust")
    let matched = try run(asked, design: "design: matched, ").estimates
    #expect(matched.map(\.measure) == ["survival", "survival", "survivalDifference"])
    #expect(matched.allSatisfy { $0.status == .notEstimable })
    let faults = try StudyRunner.faults(
      Self.study(asked).replacing("propensity: {terms: [age, nodes]}", with: "")
        .replacing("designs:", with: "")
        .replacing("  matched: {method: nearest, estimand: ATT, caliper: 0.2}", with: ""),
      table: table())
    #expect(faults.contains { $0.contains("'by' needs a propensity model") }, "\(faults)")
  }
}
