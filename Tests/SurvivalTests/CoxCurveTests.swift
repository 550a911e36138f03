import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct CoxCurveTests {
  private func check(_ curve: CoxCurve?, _ key: String) throws {
    let curve = try #require(curve)
    #expect(agrees(curve.time, timed("\(key).time")))
    #expect(agrees(curve.cumulativeHazard, timed("\(key).hazard"), relative: 1e-9), "\(key)")
    #expect(agrees(curve.standardError, timed("\(key).error"), relative: 1e-8), "\(key)")
    #expect(agrees(curve.survival, timed("\(key).survival"), relative: 1e-9), "\(key)")
    #expect(agrees(curve.lower, timed("\(key).lower"), relative: 1e-7), "\(key)")
    #expect(agrees(curve.upper, timed("\(key).upper"), relative: 1e-7), "\(key)")
  }

  @Test(
    .agrees(
      "Cox: predicted curves with strata, weights, delayed entry",
      with: "R survival 3.5-3 `survfit.coxph`", within: 1e-7, detail: "most 1e-8"),
    arguments: approximateTies)
  func `curves with strata, weights, delayed entry and robust variance agree with R`(
    ties: TieMethod
  ) throws {
    let heart = try DataFrame("heart")
    let fit = try Cox(
      SurvivalData(
        time: heart["stop"], event: heart.flags("event"), entry: heart["start"],
        weights: Weights(numbers(expected("km.heart.weights")), kind: .sampling),
        cluster: heart.integers("id")), covariates: heart.matrix(["age", "transplant"]), ties: ties)
    try check(fit.curve(covariates: [4, 1]), "curve.heart.\(ties.rawValue)")
    let veteran = try DataFrame("veteran")
    for variance in VarianceEstimator.allCases {
      let fit = try Cox(
        SurvivalData(
          time: veteran["time"], event: veteran.flags("status"),
          weights: Weights(veteran["karno"].map { $0 / 30 }, kind: .sampling),
          strata: veteran.integers("celltype")),
        covariates: veteran.matrix(["trt", "karno"]), ties: ties, variance: variance)
      let name = variance == .robust ? "veteran.robust" : "veteran"
      try check(
        fit.curve(covariates: [2, 50], stratum: 1), "curve.\(name).\(ties.rawValue)")
    }
  }

  @Test func `an offset moves the curve`() throws {
    let veteran = try DataFrame("veteran")
    let fit = try Cox(
      SurvivalData(time: veteran["time"], event: veteran.flags("status")),
      covariates: veteran.matrix(["trt", "karno"]), offset: veteran["age"].map { $0 / 50 })
    try check(fit.curve(covariates: [1, 40], offset: 60.0 / 50), "curve.offset")
  }
}
