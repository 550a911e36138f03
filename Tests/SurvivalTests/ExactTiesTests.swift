import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct ExactTiesTests {
  private func check(_ fit: Cox, _ key: String) {
    #expect(fit.status == .converged)
    #expect(agrees(fit.coefficients, method("\(key).coef"), relative: 1e-9), "\(key)")
    #expect(agrees(elements(fit.variance), method("\(key).var"), relative: 1e-8), "\(key)")
    #expect(
      agrees(
        [fit.nullLogLikelihood, fit.logLikelihood], method("\(key).loglik"), relative: 1e-12),
      "\(key)")
    #expect(
      agrees([fit.scoreTest.statistic], method("\(key).score"), relative: 1e-9), "\(key)")
    #expect(agrees([fit.waldTest.statistic], method("\(key).wald"), relative: 1e-8), "\(key)")
    #expect(
      agrees(fit.martingaleResiduals, method("\(key).martingale"), relative: 1e-8, absolute: 1e-10),
      "\(key)")
  }

  @Test(
    .agrees(
      "Cox: exact ties, ridge, Firth, frailty, changing coefficients, residuals, " + "concordance",
      with: "R survival 3.5-3, R coxphf", within: 1e-6, detail: "most 1e-9"))
  func `agreement with R, with strata and delayed entry`() throws {
    let aml = try DataFrame("aml")
    let two = try Cox(
      SurvivalData(time: aml["time"], event: aml.flags("status")),
      covariates: aml.matrix(["group"]), ties: .exact)
    check(two, "exact.aml")
    #expect(isClose(two.iterate[0], 0.9217608692, relative: 1e-10))
    let veteran = try DataFrame("veteran")
    let (time, event) = (veteran["time"], veteran.flags("status"))
    check(
      try Cox(
        SurvivalData(time: time, event: event),
        covariates: veteran.matrix(["trt", "karno", "age", "smallcell", "adeno", "large"]),
        ties: .exact), "exact.veteran")
    check(
      try Cox(
        SurvivalData(time: time, event: event, strata: veteran.integers("celltype")),
        covariates: veteran.matrix(["trt", "karno", "age"]), ties: .exact, threads: 3),
      "exact.veteran.strata")
    let heart = try DataFrame("heart")
    check(
      try Cox(
        SurvivalData(
          time: heart["stop"], event: heart.flags("event"), entry: heart["start"]),
        covariates: heart.matrix(["age", "year", "surgery", "transplant"]), ties: .exact),
      "exact.heart")
    let bladder = try DataFrame("bladder").rows { $0["id"] ?? 0 <= 25 }
    check(
      try Cox(
        SurvivalData(
          time: bladder["stop"], event: bladder.flags("event"), entry: bladder["start"]),
        covariates: bladder.matrix(["rx", "number", "size"]), ties: .exact), "exact.bladder")
  }

  @Test func `many tied events agree with R`() throws {
    let frame = try DataFrame("lung")
    check(
      try Cox(
        SurvivalData(
          time: frame["time"].map { ($0 / 91.3125).rounded(.up) }, event: frame.flags("status")),
        covariates: frame.matrix(["age", "sex", "ecog"]), ties: .exact), "exact.lung.quarters")
  }

  @Test func `the first set by hand: the likelihood rises to one in nine`() throws {
    let data = try SurvivalData(
      time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true])
    let x = Matrix(columns: [[1, 1, 1, 0, 0, 0]])
    let step = try Cox(
      data, covariates: x, ties: .exact, control: CoxControl(maximumIterations: 1))
    #expect(isClose(step.nullLogLikelihood, -logarithm(36), relative: 1e-14))
    #expect(isClose(step.nullLogLikelihood, -3.58351894, relative: 3e-9))
    #expect(isClose(step.nullInformation[0, 0], 0.5, relative: 1e-13))
    #expect(isClose(step.iterate[0], 2, relative: 1e-13))
    let fit = try Cox(data, covariates: x, ties: .exact)
    #expect(fit.status == .monotoneLikelihood)
    #expect(fit.reasons == [.infiniteCoefficient])
    #expect(isClose(fit.logLikelihood, -2 * logarithm(3), relative: 1e-9))
    let residuals: [Double] = [2.0 / 3, -1.0 / 3, -4.0 / 3, 1, 0, 0]
    #expect(isClose(fit.martingaleResiduals, residuals, relative: 1e-8, absolute: 1e-8))
  }

  @Test func `its score test at 0 is the log-rank test`() throws {
    for (name, group) in [("aml", "group"), ("veteran", "trt"), ("lung", "sex")] {
      let frame = try DataFrame(name)
      let data = try SurvivalData(time: frame["time"], event: frame.flags("status"))
      let fit = try Cox(data, covariates: frame.matrix([group]), ties: .exact)
      let base = Int(frame[group].min() ?? 0)
      let groups = try Groups(frame.integers(group).map { $0 - base }, count: 2)
      let logRank = try LogRank(data, by: groups)
      #expect(
        isClose(
          fit.scoreTest.statistic ?? 0, logRank.test.statistic ?? 1, relative: 1e-11), "\(name)")
    }
    let aml = try DataFrame("aml")
    let fit = try Cox(
      SurvivalData(time: aml["time"], event: aml.flags("status")),
      covariates: aml.matrix(["group"]), ties: .exact)
    #expect(isClose(fit.scoreTest.statistic ?? 0, 3.396388699, relative: 1e-9))
  }

  @Test func `every choice of the tied events, one by one`() throws {
    let x = [0.3, -1.2, 0.8, 2, -0.5, 1.1, 0, -2]
    let beta = 0.7
    var total = 0.0
    for a in 0..<8 {
      for b in 0..<a { for c in 0..<b { total += exponential(beta * (x[a] + x[b] + x[c])) } }
    }
    let fit = try Cox(
      SurvivalData(time: [1, 1, 1, 2, 2, 2, 2, 2], event: (0..<8).map { $0 < 3 }),
      covariates: Matrix(columns: [x]), ties: .exact,
      control: CoxControl(initial: [beta], maximumIterations: 0))
    #expect(
      isClose(
        fit.logLikelihood, beta * (x[0] + x[1] + x[2]) - logarithm(total), relative: 1e-13))
  }

  @Test func `five hundred tied events of a thousand neither overflow nor take all digits`() throws
  {
    var stream = UniformStream(seed: 3)
    let x = (0..<1000).map { _ in 8 * stream.next() - 4 }
    let event = x.map { stream.next() < 1 / (1 + exponential(-2 * $0)) }
    let fit = try Cox(
      SurvivalData(time: event.map { $0 ? 1 : 2 }, event: event),
      covariates: Matrix(columns: [x]), ties: .exact)
    #expect(fit.status == .converged)
    let estimate = fit.coefficient(0)
    #expect(abs((estimate.estimate ?? 0) - 2) < 3 * (estimate.standardError ?? 0))
    let mirrored = try Cox(
      SurvivalData(time: event.map { $0 ? 1 : 2 }, event: event),
      covariates: Matrix(columns: [x.map { 5 - 3 * $0 }]), ties: .exact)
    #expect(isClose(mirrored.iterate[0] * -3, fit.iterate[0], relative: 1e-9))
    #expect(isClose(mirrored.logLikelihood, fit.logLikelihood, relative: 1e-12))
  }

  @Test func `frequencies are copies, other weights and clusters are refused`() throws {
    let (time, event) = ([1.0, 2, 2, 3, 4], [true, true, false, true, false])
    let (x, copies) = ([0.5, 1, 0, 2, 1], [2, 1, 3, 2, 2])
    func spread<Value>(_ values: [Value]) -> [Value] {
      zip(values, copies).flatMap { Array(repeating: $0, count: $1) }
    }
    let few = try Cox(
      SurvivalData(
        time: time, event: event, weights: Weights(copies.map(Double.init), kind: .frequency)),
      covariates: Matrix(columns: [x]), ties: .exact)
    let many = try Cox(
      SurvivalData(time: spread(time), event: spread(event)),
      covariates: Matrix(columns: [spread(x)]), ties: .exact)
    #expect(isClose(few.iterate, many.iterate, relative: 1e-10))
    #expect(isClose(few.logLikelihood, many.logLikelihood, relative: 1e-12))
    #expect(isClose(few.variance[0, 0], many.variance[0, 0], relative: 1e-10))
    #expect(throws: SurvivalError.exactNeedsFrequencies) {
      try Cox(
        SurvivalData(time: time, event: event, weights: Weights(x.map { $0 + 1 }, kind: .sampling)),
        covariates: Matrix(columns: [x]), ties: .exact)
    }
    #expect(throws: SurvivalError.exactNotRobust) {
      try Cox(
        SurvivalData(time: time, event: event, cluster: [1, 1, 2, 2, 3]),
        covariates: Matrix(columns: [x]), ties: .exact)
    }
  }
}
