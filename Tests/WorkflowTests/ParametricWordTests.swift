import Foundation
import TestSupport
import Testing
import Workflow

/// Parametric and spline models that a study asks for, held to the numbers of
/// `scripts/reference/effects-parametric-words.R`.
struct ParametricWordTests {
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

  private func limits(_ row: Estimate?) -> [Double] {
    [row?.estimate, row?.lower, row?.upper].compactMap(\.self)
  }

  private func estimates(_ measure: String, _ results: Results) -> [Double] {
    rows(measure, results).compactMap(\.estimate)
  }

  @Test(
    .agrees(
      "`parametric` in a study: ratios, survival and means by arm, AIC and BIC",
      with: "R survival 3.5-3 `survreg`",
      within: 1e-6,
      detail: "criteria 1e-9"))
  func `a Weibull model is that of R`() throws {
    let results = try run(
      "{parametric: {distribution: weibull, at: 1826.25, rmst: 10000, mean: true}}")
    #expect(
      isClose(
        limits(rows("accelerationFactor", results).first),
        [0.697600734976129, 0.611822574795130, 0.795405082269463], relative: 1e-7))
    #expect(
      isClose(
        limits(rows("hazardRatio", results).first),
        [1.57831598005449, 1.33561963943108, 1.86511283553487], relative: 1e-7))
    func check(_ measure: String, _ expected: [Double]) {
      let found =
        estimates(measure, results) + estimates("\(measure)Difference", results)
        + [rows("\(measure)Difference", results).first?.standardError ?? .nan]
      #expect(isClose(found, expected, relative: 1e-6), "\(measure) \(found)")
    }
    check(
      "survival", [0.6756180261005429, 0.7800114264365315, -0.1043934003359887, 0.0218185491358217])
    check("rmst", [3474.185919546502, 4685.908453534549, -1211.722533988047, 213.053697370421])
    check("meanTime", [3549.610732488004, 5088.312776232197, -1538.702043744193, 255.371427959781])
    #expect(isClose(estimates("akaikeCriterion", results), [24625.6538744756], relative: 1e-9))
    #expect(isClose(estimates("bayesianCriterion", results), [24643.6549229616], relative: 1e-9))
    #expect(results.estimates.allSatisfy { $0.method == "Weibull model" })
    #expect(rows("meanTime", results).allSatisfy { $0.unit == "days" })
  }

  @Test(
    .agrees(
      "`parametric` and `spline` in a study: Gompertz's and Royston and Parmar's models",
      with: "their likelihoods in R 4.2.2",
      within: 1e-4,
      detail: "AIC 1e-9"))
  func `Gompertz's and spline models are where their likelihoods say`() throws {
    let results = try run(
      "{parametric: {distribution: gompertz, mean: true}}, {spline: {at: 1826.25, mean: true}}")
    let ratios = rows("hazardRatio", results)
    #expect(
      isClose(
        limits(ratios.first), [1.54144126399809, 1.30390804892094, 1.82224595693104],
        relative: 1e-5))
    #expect(isClose(ratios.last?.estimate ?? 0, 1.51520226460162, relative: 1e-4))
    #expect(
      isClose(
        estimates("survival", results), [0.657389878827432, 0.758171082627059], relative: 1e-4))
    #expect(
      isClose(
        estimates("akaikeCriterion", results), [24683.3125974699, 24549.6009142133],
        relative: 1e-9))
    let means = rows("meanTime", results).suffix(2).compactMap(\.estimate)
    #expect(isClose(means, [4020.41046853848, 5909.43755403301], relative: 1e-4))
  }

  @Test func `the generalised gamma fits no worse than what it contains, and says its method`()
    throws
  {
    let results = try run(
      """
      {parametric: {distribution: weibull}}, {parametric: {distribution: logNormal}},
            {parametric: {distribution: generalizedGamma, mean: true}}
      """)
    let criteria = estimates("akaikeCriterion", results)
    #expect(criteria.count == 3 && criteria[2] <= 2 + min(criteria[0], criteria[1]))
    #expect(rows("accelerationFactor", results).last?.method == "generalised gamma model")
    #expect(rows("meanTime", results).count == 2)
  }

  @Test
  func `an adjusted ratio is conditional, curves stay marginal, and weights have robust errors`()
    throws
  {
    let results = try run(
      "{parametric: {distribution: logLogistic, adjust: [age, nodes], at: 1826.25}}")
    let ratio = rows("accelerationFactor", results).first
    #expect(ratio?.marginal == false)
    #expect(ratio?.method == "log-logistic model, adjusted for age + nodes")
    let crude = try run("{parametric: {distribution: logLogistic, at: 1826.25}}")
    #expect(rows("accelerationFactor", crude).first?.marginal == true)
    let weighted = try run(
      "{spline: {degreesOfFreedom: 2, at: 1826.25}}, {survival: 1826.25}", "design: weighted, ")
    let survival = rows("survival", weighted)
    #expect(survival.count == 4 && survival.allSatisfy { $0.variance == "robust" })
    let found = survival.compactMap(\.estimate)
    #expect(
      isClose(found[0], found[2], relative: 0.05) && isClose(found[1], found[3], relative: 0.05))
  }

  @Test(arguments: [
    ("{parametric: {at: 5}}", "distribution"), ("{spline: {degreesOfFreedom: 11}}", "10"),
    ("{parametric: {distribution: gamma}}", "generalizedGamma"),
    ("{parametric: {distribution: weibull, rmst: -1}}", "rmst"),
  ])
  func `what a model cannot be is said at its place`(estimate: String, part: String) throws {
    let faults = try StudyRunner.faults(
      Self.study(estimate), table: "pid,hormon,age,nodes,dtime,death\n1,1,1,1,1,1\n2,0,2,1,1,0\n")
    #expect(faults.contains { $0.contains(part) }, "\(faults)")
  }
}
