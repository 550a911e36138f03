import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct PenalizedCoxTests {
  private func lung() throws -> (SurvivalData, Matrix) {
    let frame = try DataFrame("lung")
    return (
      try SurvivalData(time: frame["time"], event: frame.flags("status")),
      frame.matrix(["age", "sex", "ecog"])
    )
  }

  private func bladder() throws -> (SurvivalData, Matrix) {
    let frame = try DataFrame("bladder")
    return (
      try SurvivalData(
        time: frame["stop"], event: frame.flags("event"), entry: frame["start"]),
      frame.matrix(["rx", "number", "size"])
    )
  }

  @Test(
    .agrees(
      "Cox: exact ties, ridge, Firth, frailty, changing coefficients, residuals, " + "concordance",
      with: "R survival 3.5-3, R coxphf", within: 1e-6))
  func `ridge coefficients and both variances agree with R`() throws {
    let (data, x) = try lung()
    for standardized in [true, false] {
      let fit = try RidgeCox(data, covariates: x, strength: 3, standardized: standardized)
      let key = "ridge.\(standardized ? "standardized" : "raw")"
      #expect(agrees(fit.coefficients, method("\(key).coef"), relative: 1e-9), "\(key)")
      #expect(agrees(elements(fit.variance), method("\(key).variance"), relative: 1e-8), "\(key)")
      #expect(
        agrees(elements(fit.posteriorVariance), method("\(key).posterior"), relative: 1e-8),
        "\(key)")
      #expect(agrees([fit.effectiveDegreesOfFreedom], method("\(key).df"), relative: 1e-9))
      #expect(
        agrees(
          [fit.nullLogLikelihood, fit.logLikelihood], method("\(key).loglik"), relative: 1e-12))
      #expect(isClose(fit.penalty, method("\(key).penalty")[0] ?? 0, relative: 1e-9))
    }
    let (tumours, columns) = try bladder()
    let part = try RidgeCox(
      tumours, covariates: columns, strength: 5, standardized: false,
      penalized: [true, true, false], ties: .breslow)
    #expect(agrees(part.coefficients, method("ridge.bladder.coef"), relative: 1e-8))
    #expect(
      agrees(elements(part.posteriorVariance), method("ridge.bladder.posterior"), relative: 1e-8))
  }

  @Test func `a ridge keeps separated and collinear columns finite`() throws {
    let data = try SurvivalData(
      time: [1, 2, 3, 4, 5, 6], event: [true, true, true, false, false, false])
    let x = [1.0, 1, 1, 0, 0, 0]
    let fit = try RidgeCox(data, covariates: Matrix(columns: [x, x]), strength: 0.5)
    #expect(isClose(fit.coefficients[0] ?? 0, fit.coefficients[1] ?? 1, relative: 1e-9))
    #expect((fit.coefficients[0] ?? 0) > 0)
    #expect(throws: SurvivalError.invalidStrength(0)) {
      try RidgeCox(data, covariates: Matrix(columns: [x]), strength: 0)
    }
    let flat = try RidgeCox(
      data, covariates: Matrix(columns: [x, [2, 2, 2, 2, 2, 2]]), strength: 1)
    #expect(flat.reasons == [nil, .collinear])
  }

  private func check(_ fit: FirthCox, _ key: String, columns: Range<Int>) {
    #expect(agrees(fit.coefficients, method("\(key).coef"), relative: 1e-7), "\(key)")
    #expect(agrees(elements(fit.variance), method("\(key).var"), relative: 1e-6), "\(key)")
    // coxphf takes the determinant in standardised columns, which adds a constant.
    let levels = numbers(method("\(key).loglik"))
    let rise = fit.likelihoodRatioTest.statistic ?? 0
    #expect(isClose(rise, 2 * (levels[1] - levels[0]), relative: 1e-10), "\(key)")
    for j in columns {
      let profile = fit.profile(j)
      #expect(
        agrees(
          [profile.lower, profile.upper], [method("\(key).lower")[j], method("\(key).upper")[j]],
          relative: 1e-6), "\(key) \(j)")
      let p = method("\(key).p")[j] ?? 0
      #expect(isClose(profile.p ?? 0, p, relative: 1e-6, absolute: 1e-16), "\(key) \(j)")
    }
  }

  @Test(
    .agrees(
      "Cox: exact ties, ridge, Firth, frailty, changing coefficients, residuals, " + "concordance",
      with: "R survival 3.5-3, R coxphf", within: 1e-6))
  func `Firth's penalty and its profile agree with coxphf`() throws {
    let veteran = try DataFrame("veteran")
    check(
      try FirthCox(
        SurvivalData(time: veteran["time"], event: veteran.flags("status")),
        covariates: veteran.matrix(["trt", "karno", "smallcell", "adeno"]), ties: .breslow),
      "firth.veteran", columns: 0..<4)
    let heart = try DataFrame("heart")
    check(
      try FirthCox(
        SurvivalData(
          time: heart["stop"], event: heart.flags("event"), entry: heart["start"]),
        covariates: heart.matrix(["age", "year", "surgery"]), ties: .breslow),
      "firth.heart", columns: 0..<3)
  }

  @Test func `Firth's penalty gives an arm without events a coefficient`() throws {
    let frame = try DataFrame("lung")
    let arm = frame["time"].indices.map { frame["status"][$0] == 0 && $0 % 3 == 0 ? 1.0 : 0 }
    let data = try SurvivalData(time: frame["time"], event: frame.flags("status"))
    let x = Matrix(columns: [arm, frame["age"]])
    check(
      try FirthCox(data, covariates: x, ties: .breslow), "firth.separated", columns: 0..<1)
  }

  @Test func `Firth's penalty with Efron's ties, by maximising its definition`() throws {
    let (lung, three) = try lung()
    let (bladder, columns) = try bladder()
    for (data, x, key) in [(lung, three, "lung"), (bladder, columns, "bladder")] {
      let fit = try FirthCox(data, covariates: x)
      #expect(agrees(fit.coefficients, method("firth.efron.\(key).coef"), relative: 1e-6))
      #expect(
        agrees(
          [fit.penalizedLogLikelihood], method("firth.efron.\(key).loglik"), relative: 1e-10))
    }
  }

  @Test func `two pairs by hand: Firth's coefficient in closed form`() throws {
    // Two strata, in each the exposed dies first: l = −2 log(1 + e^−β), I = 2p(1 − p).
    let data = try SurvivalData(
      time: [1, 2, 1, 2], event: [true, false, true, false], strata: [0, 0, 1, 1])
    let fit = try FirthCox(data, covariates: Matrix(columns: [[1, 0, 1, 0]]))
    #expect(isClose(fit.coefficients[0] ?? 0, logarithm(5), relative: 1e-9))
    #expect(isClose(fit.variance[0, 0], 18.0 / 5, relative: 1e-8))
    let penalized = 2 * logarithm(5.0 / 6) + logarithm(2 * 5.0 / 36) / 2
    #expect(isClose(fit.penalizedLogLikelihood, penalized, relative: 1e-12))
    #expect(throws: SurvivalError.penaltyNotExact) {
      try FirthCox(data, covariates: Matrix(columns: [[1, 0, 1, 0]]), ties: .exact)
    }
    let weighted = try data.weighted(by: Weights([1, 1.5, 1, 1], kind: .sampling))
    #expect(throws: SurvivalError.penaltyNeedsFrequencies) {
      try FirthCox(weighted, covariates: Matrix(columns: [[1, 0, 1, 0]]))
    }
  }

  @Test(arguments: TieMethod.allCases)
  func `limits of the profile agree with R`(ties: TieMethod) throws {
    let (data, x) = try lung()
    let fit = try Cox(data, covariates: x, ties: ties)
    for j in 0..<3 {
      let profile = fit.profile(j)
      #expect(
        agrees(
          [profile.lower, profile.upper], method("profile.lung.\(ties.rawValue).\(j + 1)"),
          relative: 1e-8), "\(j)")
      let without = try Cox(
        data, covariates: Matrix(columns: (0..<3).filter { $0 != j }.map { x.column($0) }),
        ties: ties)
      #expect(
        isClose(
          profile.statistic ?? 0, 2 * (fit.logLikelihood - without.logLikelihood), relative: 1e-9))
    }
  }

  @Test func `a coefficient without a maximum has one limit`() throws {
    let data = try SurvivalData(
      time: [1, 2, 1, 2], event: [true, false, true, false], strata: [0, 0, 1, 1])
    let fit = try Cox(data, covariates: Matrix(columns: [[1, 0, 1, 0]]))
    let profile = fit.profile(0)
    #expect(profile.estimate == nil && profile.upper == nil)
    #expect(profile.reason == .infiniteCoefficient)
    // −2 · −2 log(1 + e^−β) = 3.841458820694124 there.
    let lower = -logarithm(exponential(3.841458820694124 / 4) - 1)
    #expect(isClose(profile.lower ?? 0, lower, relative: 1e-7))
    #expect(isClose(profile.statistic ?? 0, 4 * logarithm(2), relative: 1e-8))
  }

  @Test func `what the partial likelihood drives to infinity is named where no penalty holds it`()
    throws
  {
    // All events in one group: the hazard ratio has no upper end.
    let group = (0..<40).map { Double($0 % 2) }
    let data = try SurvivalData(
      time: (0..<40).map { Double(1 + ($0 * 7) % 23) }, event: (0..<40).map { $0 % 2 == 1 },
      cluster: (0..<40).map { $0 / 4 })
    let x = Matrix(columns: [group, (0..<40).map { Double(($0 * 11) % 13) }])
    let ridge = try RidgeCox(data, covariates: x, strength: 2, penalized: [false, true])
    #expect(ridge.coefficient(0).reason == .infiniteCoefficient)
    #expect(ridge.coefficient(1).estimate != nil)
    let frailty = try FrailtyCox(data, covariates: x)
    #expect(frailty.coefficient(0).reason == .infiniteCoefficient)
  }
}
