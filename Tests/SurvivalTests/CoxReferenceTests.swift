import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct CoxReferenceTests {
  private let transforms: [TimeTransform] = [.km, .rank, .identity, .log]

  /// Compares a fit with every number that R gave for it.
  private func check(
    _ fit: Cox, _ key: String, robust: Bool = false, residuals: Bool = false, zph: Bool = true
  ) {
    #expect(fit.status == .converged)
    #expect(agrees(fit.coefficients, expected("\(key).coef"), relative: 1e-9), "\(key)")
    #expect(
      agrees(elements(fit.variance), expected("\(key).var"), relative: 1e-8), "\(key)")
    #expect(
      agrees(elements(fit.modelVariance), expected("\(key).naive"), relative: 1e-8), "\(key)")
    #expect(
      agrees(
        [fit.nullLogLikelihood, fit.logLikelihood], expected("\(key).loglik"), relative: 1e-12),
      "\(key)")
    #expect(agrees([fit.waldTest.statistic], expected("\(key).wald"), relative: 1e-8), "\(key)")
    #expect(
      agrees(
        [fit.scoreTest.statistic], expected("\(key).\(robust ? "rscore" : "score")"),
        relative: 1e-9), "\(key)")
    if zph {
      for transform in transforms {
        let test = ProportionalHazardsTest(fit, transform: transform)
        #expect(
          agrees(
            test.terms.map(\.statistic) + [test.global.statistic],
            expected("\(key).zph.\(transform.rawValue)"), relative: 1e-7, absolute: 1e-9),
          "\(key) \(transform)")
        #expect(test.global.degreesOfFreedom == fit.coefficients.count)
      }
    }
    guard residuals else { return }
    #expect(
      agrees(
        fit.martingaleResiduals, expected("\(key).martingale"), relative: 1e-8, absolute: 1e-11))
    let lists = [
      ("scoreres", fit.scoreResiduals), ("dfbeta", fit.dfbeta),
      ("schoenfeld", fit.schoenfeldResiduals.values),
    ]
    for (name, values) in lists {
      let scale = values.storage.map(abs).max() ?? 0
      #expect(
        agrees(
          elements(values), expected("\(key).\(name)"), relative: 1e-8, absolute: 1e-9 * scale),
        "\(key) \(name)")
    }
  }

  private func veteran(_ weighted: Bool) throws -> SurvivalData {
    let frame = try DataFrame("veteran")
    let cluster = frame.integers("prior").indices.map {
      frame.integers("prior")[$0] * 100 + frame.integers("age")[$0]
    }
    return try SurvivalData(
      time: frame["time"], event: frame.flags("status"),
      weights: weighted ? Weights(frame["karno"].map { $0 / 30 }, kind: .sampling) : nil,
      cluster: weighted ? cluster : nil, strata: weighted ? frame.integers("celltype") : nil)
  }

  private func heart(weighted: Bool = false, strata: Bool = false) throws -> SurvivalData {
    let frame = try DataFrame("heart")
    let weights = Weights(numbers(expected("km.heart.weights")), kind: .sampling)
    return try SurvivalData(
      time: frame["stop"], event: frame.flags("event"), entry: frame["start"],
      weights: weighted ? weights : nil, cluster: weighted ? frame.integers("id") : nil,
      strata: strata ? frame.integers("surgery") : nil)
  }

  @Test(
    .agrees(
      "Cox, Efron and Breslow, residuals, robust variance",
      with: "maxima at 220 bits (Python mpmath); R survival 3.5-3 `coxph` at eps 1e-12",
      within: 1e-7, detail: "most 1e-8"), arguments: approximateTies)
  func `many covariates, strata, weights and clusters agree with R`(ties: TieMethod) throws {
    let frame = try DataFrame("veteran")
    let all = frame.matrix([
      "trt", "karno", "diagtime", "age", "prior", "smallcell", "adeno", "large",
    ])
    let fit = try Cox(veteran(false), covariates: all, ties: ties)
    check(fit, "cox.veteran.\(ties.rawValue)", residuals: true)
    if ties == .efron {
      let test = ProportionalHazardsTest(fit, terms: [[0], [1], [2], [3], [4], [5, 6, 7]])
      #expect(
        agrees(
          test.terms.map(\.statistic) + [test.global.statistic],
          expected("cox.veteran.efron.zph.terms"), relative: 1e-7))
      #expect(test.terms[5].degreesOfFreedom == 3)
      #expect(isClose(test.terms[5].statistic ?? 0, 15.2273639, relative: 4e-9))
    }
    check(
      try Cox(
        veteran(true), covariates: frame.matrix(["trt", "karno", "age"]), ties: ties),
      "cox.veteran.weighted.\(ties.rawValue)", robust: true, residuals: true)
  }

  @Test(
    .agrees(
      "Cox, Efron and Breslow, residuals, robust variance",
      with: "maxima at 220 bits (Python mpmath); R survival 3.5-3 `coxph` at eps 1e-12",
      within: 1e-7, detail: "most 1e-8"), arguments: approximateTies)
  func `delayed entry agrees with R`(ties: TieMethod) throws {
    let frame = try DataFrame("heart")
    let four = frame.matrix(["age", "year", "surgery", "transplant"])
    check(
      try Cox(heart(), covariates: four, ties: ties), "cox.heart.\(ties.rawValue)",
      residuals: true)
    check(
      try Cox(heart(weighted: true), covariates: four, ties: ties),
      "cox.heart.weighted.\(ties.rawValue)", robust: true, residuals: true)
    let three = frame.matrix(["age", "year", "transplant"])
    let stratified = try Cox(heart(strata: true), covariates: three, ties: ties)
    let key = "cox.heart.strata.\(ties.rawValue)"
    check(stratified, key)
    let curve = try #require(stratified.curve(covariates: [5, 2, 1], stratum: 1))
    #expect(agrees(curve.time, expected("\(key).curve.time")))
    #expect(agrees(curve.cumulativeHazard, expected("\(key).curve.cumhaz")))
    #expect(agrees(curve.standardError, expected("\(key).curve.se")))
  }

  @Test(arguments: approximateTies)
  func `an offset agrees with R`(ties: TieMethod) throws {
    let frame = try DataFrame("lung")
    check(
      try Cox(
        SurvivalData(time: frame["time"], event: frame.flags("status")),
        covariates: frame.matrix(["age", "sex"]), offset: frame["ecog"].map { $0 / 2 }, ties: ties),
      "cox.lung.offset.\(ties.rawValue)", residuals: true)
  }

  @Test(
    .agrees(
      "Cox, Efron and Breslow, residuals, robust variance",
      with: "maxima at 220 bits (Python mpmath); R survival 3.5-3 `coxph` at eps 1e-12",
      within: 1e-7, detail: "coefficients 1e-12",
      but: "Efron's ties under frequency weights, see below"), arguments: approximateTies)
  func `maxima found in 220 bits`(ties: TieMethod) throws {
    let truth = Reference("survival-cox-truth.txt")
    for (name, time, event, columns) in [
      ("lung", "time", "status", ["age", "sex", "ecog"]), ("aml", "time", "status", ["group"]),
      (
        "gbsg", "rfstime", "status",
        ["hormon", "age", "meno", "size", "grade", "nodes", "pgr", "er"]
      ),
    ] {
      let frame = try DataFrame(name)
      let fit = try Cox(
        SurvivalData(time: frame[time], event: frame.flags(event)),
        covariates: frame.matrix(columns), ties: ties)
      let key = "\(name).\(ties.rawValue)"
      #expect(agrees(fit.coefficients, truth["\(key).coef"], relative: 1e-12), "\(key)")
      let errors = columns.indices.map { fit.coefficient($0).standardError }
      #expect(agrees(errors, truth["\(key).se"], relative: 1e-12), "\(key)")
      #expect(
        agrees(
          [fit.nullLogLikelihood, fit.logLikelihood], truth["\(key).loglik"], relative: 1e-13),
        "\(key)")
    }
  }

  @Test func `published values of aml, lung and heart`() throws {
    let aml = try DataFrame("aml")
    let two = try Cox(
      SurvivalData(time: aml["time"], event: aml.flags("status")),
      covariates: aml.matrix(["group"]), variance: .robust)
    #expect(isClose(two.iterate[0], 0.9155325750, relative: 1e-9))
    #expect(isClose(two.modelVariance[0, 0].squareRoot(), 0.5119342752, relative: 1e-9))
    #expect(isClose(two.variance[0, 0].squareRoot(), 0.464509204, relative: 1e-8))
    #expect(
      isClose(
        ProportionalHazardsTest(two).global.statistic ?? 0, 0.00787507772, relative: 1e-8))
    let lung = try DataFrame("lung")
    let three = try Cox(
      SurvivalData(time: lung["time"], event: lung.flags("status")),
      covariates: lung.matrix(["age", "sex", "ecog"]))
    check(three, "cox.lung")
    let heart = try Cox(
      heart(), covariates: DataFrame("heart").matrix(["age", "year", "surgery", "transplant"]))
    #expect(
      isClose(
        heart.iterate, [0.0271666410, -0.1463463457, -0.6372098900, -0.0102507724],
        relative: 1e-8))
  }

  @Test(
    .agrees("proportional hazards", with: "R survival 3.5-3 `cox.zph`", within: 1e-7),
    arguments: approximateTies)
  func `the matched cohort agrees with R`(ties: TieMethod) throws {
    let frame = try DataFrame("rotterdam-matched")
    let arm = frame.matrix(["arm"])
    let fit = try Cox(
      SurvivalData(
        time: frame["rfs_days"], event: frame.flags("rfs_event"), cluster: frame.integers("pair")),
      covariates: arm, ties: ties)
    check(fit, "cox.matched.\(ties.rawValue)", robust: true)
    guard ties == .efron else { return }
    let ratio = fit.hazardRatio(0)
    #expect(isClose(fit.iterate[0], -0.22093190, relative: 3e-8))
    #expect(isClose(fit.modelVariance[0, 0].squareRoot(), 0.096513916, relative: 6e-9))
    #expect(isClose(ratio.standardError ?? 0, 0.088240601, relative: 6e-9))
    #expect(isClose(ratio.lower ?? 0, 0.67443478, relative: 8e-9))
    #expect(isClose(ratio.upper ?? 0, 0.95314952, relative: 8e-9))
    #expect(
      isClose(ProportionalHazardsTest(fit).global.statistic ?? 0, 7.1328053, relative: 1e-8))
    check(
      try Cox(
        SurvivalData(
          time: frame["rfs_days"], event: frame.flags("rfs_event"), strata: frame.integers("pair")),
        covariates: arm), "cox.matched.pairs", zph: false)
  }

  @Test func `the weighted cohort agrees with R`() throws {
    let frame = try DataFrame("rotterdam-weighted")
    for (name, weights) in PropensityWeights.all(frame) {
      let fit = try Cox(
        SurvivalData(
          time: frame["rfs_days"], event: frame.flags("rfs_event"),
          weights: Weights(weights, kind: .sampling)),
        covariates: frame.matrix(["arm"]))
      check(fit, "cox.\(name)", robust: true, zph: name == "ate")
      guard name == "ate" else { continue }
      #expect(isClose(fit.iterate[0], -0.16152814, relative: 4e-8))
      #expect(isClose(fit.variance[0, 0].squareRoot(), 0.12351847, relative: 4e-8))
      #expect(isClose(fit.modelVariance[0, 0].squareRoot(), 0.036066945, relative: 2e-8))
    }
  }
}

/// The weights of three target populations from a propensity score.
enum PropensityWeights {
  static func all(_ frame: DataFrame) -> [(String, [Double])] {
    let (arm, score) = (frame["arm"], frame["ps"])
    let rows = arm.indices
    return [
      ("ate", rows.map { arm[$0] == 1 ? 1 / score[$0] : 1 / (1 - score[$0]) }),
      ("att", rows.map { arm[$0] == 1 ? 1 : score[$0] / (1 - score[$0]) }),
      ("overlap", rows.map { arm[$0] == 1 ? 1 - score[$0] : score[$0] }),
    ]
  }
}
