import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct CoxEdgeTests {
  private func data(_ time: [Double], _ event: [Bool], strata: [Int]? = nil) throws -> SurvivalData
  {
    try SurvivalData(time: time, event: event, strata: strata)
  }

  @Test func `a likelihood that rises for ever is named`() throws {
    let time = (1...12).map(Double.init)
    let event = time.map { [1, 3, 5].contains($0) }
    let alternating = time.indices.map { $0 % 2 == 0 ? 0.0 : 1 }
    let late = time.indices.map { $0 < 6 ? 0.0 : 1 }
    let fit = try Cox(
      data(time, event), covariates: Matrix(columns: [alternating, late]))
    #expect(fit.status == .monotoneLikelihood)
    #expect(fit.coefficients == [nil, nil])
    #expect(fit.reasons == [.infiniteCoefficient, .infiniteCoefficient])
    #expect(fit.iterate.allSatisfy { $0 < -20 })
    #expect(isClose(fit.nullLogLikelihood, -6.8669, relative: 1e-5))
    #expect(isClose(fit.logLikelihood, -logarithm(6), relative: 1e-10))
    #expect(fit.coefficient(0).reason == .infiniteCoefficient)
    #expect(fit.hazardRatio(1).upper == nil)
    #expect(fit.waldTest.reason == .infiniteCoefficient)
    #expect(fit.likelihoodRatioTest.degreesOfFreedom == 2)
    #expect(isClose(fit.likelihoodRatioTest.statistic ?? 0, 2 * (6.8669 - 1.7918), relative: 1e-4))
  }

  @Test func `an arm without events, beside a covariate with a maximum`() throws {
    let frame = try DataFrame("lung")
    let arm = frame["time"].indices.map { frame["status"][$0] == 0 && $0 % 3 == 0 ? 1.0 : 0 }
    let fit = try Cox(
      data(frame["time"], frame.flags("status")),
      covariates: Matrix(columns: [arm, frame["age"]]))
    #expect(fit.status == .monotoneLikelihood)
    #expect(fit.reasons == [.infiniteCoefficient, nil])
    let rest = frame["time"].indices.filter { arm[$0] == 0 }
    let without = try Cox(
      data(rest.map { frame["time"][$0] }, rest.map { frame.flags("status")[$0] }),
      covariates: Matrix(columns: [rest.map { frame["age"][$0] }]))
    let (with, alone) = (fit.coefficient(1), without.coefficient(0))
    #expect(isClose(with.estimate ?? 0, alone.estimate ?? 1, relative: 1e-7))
    #expect(isClose(with.standardError ?? 0, alone.standardError ?? 1, relative: 1e-7))
  }

  @Test func `the later of two collinear columns is named`() throws {
    let frame = try DataFrame("lung")
    let (age, sex) = (frame["age"], frame["sex"])
    let sum = age.indices.map { 2 * age[$0] - 3 * sex[$0] + 1 }
    let constant = age.map { _ in 0.1 }
    let survival = try data(frame["time"], frame.flags("status"))
    let fit = try Cox(survival, covariates: Matrix(columns: [age, constant, sex, sum]))
    #expect(fit.status == .converged)
    #expect(fit.reasons == [nil, .collinear, nil, .collinear])
    let two = try Cox(survival, covariates: Matrix(columns: [age, sex]))
    #expect(isClose(numbers(fit.coefficients), two.iterate, relative: 1e-10))
    #expect(isClose(fit.modelVariance[2, 2], two.modelVariance[1, 1], relative: 1e-10))
    #expect(fit.modelVariance[3, 3] == 0)
    #expect(fit.waldTest.degreesOfFreedom == 2)
    #expect(isClose(fit.waldTest.statistic ?? 0, two.waldTest.statistic ?? 1, relative: 1e-9))
    let zph = ProportionalHazardsTest(fit)
    #expect(zph.terms[1].reason == .collinear)
    #expect(
      isClose(
        zph.global.statistic ?? 0, ProportionalHazardsTest(two).global.statistic ?? 1,
        relative: 1e-8))
  }

  @Test func `a column that is constant within every stratum is collinear`() throws {
    let survival = try data(
      [1, 2, 3, 1, 2, 3], [true, true, true, true, true, false], strata: [0, 0, 0, 1, 1, 1])
    let fit = try Cox(
      survival,
      covariates: Matrix(columns: [[0.1, 0.1, 0.1, 0.7, 0.7, 0.7], [1, 2, 1, 2, 1, 1]]))
    #expect(fit.reasons == [.collinear, nil])
  }

  @Test func `no events is an error, and everyone dying at once has no information`() throws {
    #expect(throws: SurvivalError.noEvents) {
      try Cox(data([1, 2], [false, false]), covariates: Matrix(columns: [[0, 1]]))
    }
    let breslow = try Cox(
      data([2, 2, 2], [true, true, true]), covariates: Matrix(columns: [[0, 1, 0]]), ties: .breslow)
    #expect(breslow.status == .converged)
    #expect(isClose(breslow.logLikelihood, -3 * logarithm(3), relative: 1e-12))
    let one = try Cox(data([5], [true]), covariates: Matrix(columns: [[3]]))
    #expect(one.coefficients == [nil])
    #expect(one.reasons == [.collinear])
    #expect(one.scoreTest.reason == .noVariation)
    #expect(one.logLikelihood == 0)
  }

  @Test func `no covariates at all give the Nelson-Aalen hazard`() throws {
    let frame = try DataFrame("aml")
    let survival = try data(frame["time"], frame.flags("status"))
    let fit = try Cox(
      survival, covariates: Matrix(rows: survival.count, columns: 0), ties: .breslow)
    let curve = try #require(fit.curve(covariates: []))
    let direct = try KaplanMeier(survival)
    let events = direct.time.indices.filter { direct.eventCount[$0] > 0 }
    #expect(curve.time == events.map { direct.time[$0] })
    #expect(
      isClose(
        curve.cumulativeHazard, events.map { direct.cumulativeHazard[$0] }, relative: 1e-13))
    #expect(
      agrees(
        curve.standardError, events.map { direct.cumulativeHazardStandardError[$0] },
        relative: 1e-13))
  }

  @Test func `a search that is cut short says so`() throws {
    let frame = try DataFrame("lung")
    let fit = try Cox(
      data(frame["time"], frame.flags("status")), covariates: frame.matrix(["age"]),
      control: CoxControl(maximumIterations: 1))
    #expect(fit.status == .iterationLimit)
    #expect(fit.coefficients == [nil])
    #expect(fit.coefficient(0).reason == .notConverged)
    #expect(fit.likelihoodRatioTest.reason == .notConverged)
    #expect(ProportionalHazardsTest(fit).global.reason == .notConverged)
  }

  @Test func `the logarithm of an event at time 0 has a reason`() throws {
    let fit = try Cox(
      data([0, 1, 2, 3], [true, true, true, false]), covariates: Matrix(columns: [[0, 1, 0, 1]]))
    #expect(
      ProportionalHazardsTest(fit, transform: .log).terms.map(\.reason) == [.transformNotFinite])
    #expect(ProportionalHazardsTest(fit, transform: .identity).global.statistic != nil)
  }

  @Test func `covariates and offsets are checked`() throws {
    let survival = try data([1, 2], [true, true])
    #expect(throws: SurvivalError.covariateNotFinite(row: 1, column: 0)) {
      try Cox(survival, covariates: Matrix(columns: [[0, .nan]]))
    }
    #expect(throws: SurvivalError.lengthsDiffer(.covariates, expected: 2, found: 3)) {
      try Cox(survival, covariates: Matrix(columns: [[0, 1, 2]]))
    }
    #expect(throws: SurvivalError.offsetNotFinite(row: 0)) {
      try Cox(survival, covariates: Matrix(columns: [[0, 1]]), offset: [.infinity, 0])
    }
    #expect(throws: SurvivalError.offsetOutOfRange) {
      try Cox(survival, covariates: Matrix(columns: [[0, 1]]), offset: [1e9, 0])
    }
    #expect(throws: SurvivalError.invalidLevel(1)) {
      try Cox(survival, covariates: Matrix(columns: [[0, 1]]), level: 1)
    }
  }

  @Test func `a large risk that leaves does not take the digits of those who stay`() throws {
    let time = [5.0, 6, 10, 11, 12, 13]
    let event = [true, true, true, true, true, false]
    let entry = [0.0, 0, 6, 6, 6, 6]
    let x = [30.0, 60, 1, 0, 0.5, 2]
    let control = CoxControl(initial: [1], maximumIterations: 0)
    let together = try Cox(
      SurvivalData(time: time, event: event, entry: entry), covariates: Matrix(columns: [x]),
      control: control)
    let late = try Cox(
      SurvivalData(
        time: Array(time[2...]), event: Array(event[2...]), entry: Array(entry[2...])),
      covariates: Matrix(columns: [Array(x[2...])]), control: control)
    let early = try Cox(
      SurvivalData(time: [5, 6], event: [true, true]), covariates: Matrix(columns: [[30, 60]]),
      control: control)
    #expect(
      isClose(together.logLikelihood, early.logLikelihood + late.logLikelihood, relative: 1e-13))
    #expect(isClose(together.score[0], early.score[0] + late.score[0], relative: 1e-12))
  }

  @Test func `columns that separate only together are named by their direction`() throws {
    let noise = [0.3, -1.1, 0.7, 2, -0.4, 0.9, -2, 1.5]
    let first = noise.indices.map { Double(8 - $0) / 2 + noise[$0] }
    let other = noise.indices.map { Double($0 % 3) }
    let survival = try data((1...8).map(Double.init), noise.indices.map { $0 < 6 })
    for entry in [nil, noise.map { _ in 0.5 }] {
      let late = try SurvivalData(time: survival.time, event: survival.event, entry: entry)
      let fit = try Cox(late, covariates: Matrix(columns: [first, noise.map { 10 * $0 }]))
      #expect(fit.status == .monotoneLikelihood)
      #expect(fit.reasons == [.infiniteCoefficient, .infiniteCoefficient])
      let direction = try #require(fit.recessionDirection)
      let risk = noise.indices.map { direction[0] * first[$0] + direction[1] * 10 * noise[$0] }
      for i in 0..<6 { #expect(risk[i] >= (risk[i...].max() ?? 0) - 1e-4) }
      #expect(direction[0] > 0 && direction[1] < 0)
    }
    let plain = try Cox(survival, covariates: Matrix(columns: [other]))
    #expect(plain.recessionDirection == nil)
  }

  @Test func `one separated column beside one that is not`() throws {
    let frame = try DataFrame("lung")
    let arm = frame["time"].indices.map { frame["status"][$0] == 0 && $0 % 3 == 0 ? 1.0 : 0 }
    let fit = try Cox(
      data(frame["time"], frame.flags("status")),
      covariates: Matrix(columns: [arm, frame["age"]]))
    let direction = try #require(fit.recessionDirection)
    #expect(direction[0] < 0)
    #expect(direction[1] == 0)
  }

  @Test(arguments: [1e-300, 1e-160, 1e160, 1e300, 1.7e308])
  func `columns of absurd size have a reason and leave the others alone`(size: Double) throws {
    let frame = try DataFrame("lung")
    let survival = try data(frame["time"], frame.flags("status"))
    let huge = frame["ecog"].map { ($0 - 1) / 4 * size }
    let fit = try Cox(survival, covariates: Matrix(columns: [huge, frame["age"]]))
    let alone = try Cox(survival, covariates: Matrix(columns: [frame["age"]]))
    #expect(fit.reasons == [.outOfScale, nil])
    #expect(isClose(fit.iterate[1], alone.iterate[0], relative: 1e-10))
    #expect(isClose(fit.variance[1, 1], alone.variance[0, 0], relative: 1e-10))
    #expect((fit.variance.storage + fit.iterate + fit.score).allSatisfy { $0.isFinite })
    #expect(fit.waldTest.degreesOfFreedom == 1)
    #expect(ProportionalHazardsTest(fit).terms[0].reason == .outOfScale)
    let ridge = try RidgeCox(
      survival, covariates: Matrix(columns: [huge, frame["age"]]), strength: 1)
    #expect(ridge.reasons == [.outOfScale, nil])
    let firth = try FirthCox(survival, covariates: Matrix(columns: [huge, frame["age"]]))
    #expect(firth.reasons == [.outOfScale, nil])
  }

  @Test(arguments: [1e-100, 1e100])
  func `columns of large and small size scale their coefficients`(size: Double) throws {
    let frame = try DataFrame("lung")
    let survival = try data(frame["time"], frame.flags("status"))
    let plain = try Cox(survival, covariates: frame.matrix(["age", "ecog"]))
    let scaled = try Cox(
      survival, covariates: Matrix(columns: [frame["age"].map { $0 * size }, frame["ecog"]]))
    #expect(isClose(scaled.iterate[0] * size, plain.iterate[0], relative: 1e-10))
    let (a, b) = (plain.coefficient(0).p ?? 0, scaled.coefficient(0).p ?? 1)
    #expect(isClose(a, b, relative: 1e-9))
  }

  @Test func `weights of absurd size are refused`() throws {
    for size in [1e-300, 1e300] {
      #expect(throws: SurvivalError.self) {
        try Cox(
          SurvivalData(
            time: [1, 2, 3], event: [true, true, false],
            weights: Weights([size, size, size], kind: .sampling)),
          covariates: Matrix(columns: [[0, 1, 0]]))
      }
    }
  }

  @Test func `every kind of model answers to everybody dying at once, at time 0`() throws {
    let survival = try SurvivalData(
      time: [0, 0, 0, 0], event: [true, true, true, true], cluster: [1, 1, 2, 2])
    let x = Matrix(columns: [[0, 1, 2, 4]])
    for ties in TieMethod.allCases {
      let fit = try Cox(survival, covariates: x, ties: ties, variance: .model)
      for residual in CoxResidual.allCases {
        let values = try fit.residuals(residual).values.storage
        #expect(values.allSatisfy { $0.isFinite })
      }
      #expect(fit.concordance()?.value.reason == .noPairs)
      let profile = fit.profile(0)
      #expect(profile.reason != nil || profile.lower != nil)
    }
    let exact = try Cox(survival, covariates: x, ties: .exact, variance: .model)
    #expect(exact.logLikelihood == 0)
    #expect(exact.reasons == [.collinear])
    let frailty = try FrailtyCox(survival, covariates: x)
    #expect(frailty.frailtyVariance >= 0)
    let ridge = try RidgeCox(survival, covariates: x, strength: 1)
    #expect(ridge.coefficients[0]?.isFinite == true)
    let varying = try VaryingCox(
      survival, covariates: x, varying: [VaryingCoefficient(column: 0, .piecewise([1]))])
    #expect(varying.reasons[1] == .collinear)
  }

  @Test func `no events is an error of every model`() throws {
    let survival = try SurvivalData(time: [1, 2], event: [false, false], cluster: [1, 2])
    let x = Matrix(columns: [[0, 1]])
    #expect(throws: SurvivalError.noEvents) { try FirthCox(survival, covariates: x) }
    #expect(throws: SurvivalError.noEvents) { try RidgeCox(survival, covariates: x, strength: 1) }
    #expect(throws: SurvivalError.noEvents) { try FrailtyCox(survival, covariates: x) }
    #expect(throws: SurvivalError.noEvents) {
      try VaryingCox(survival, covariates: x, varying: [])
    }
  }
}
