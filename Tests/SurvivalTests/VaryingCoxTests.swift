import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct VaryingCoxTests {
  private func check(_ fit: VaryingCox, _ key: String, order: [Int]? = nil) {
    let order = order ?? Array(fit.terms.indices)
    #expect(
      agrees(order.map { fit.coefficients[$0] }, timed("\(key).coef"), relative: 1e-8), "\(key)")
    func picked(_ matrix: Matrix) -> [Double?] {
      order.flatMap { b in order.map { a in matrix[a, b] } }
    }
    #expect(agrees(picked(fit.modelVariance), timed("\(key).var"), relative: 1e-7), "\(key)")
    #expect(
      agrees([fit.nullLogLikelihood, fit.logLikelihood], timed("\(key).loglik"), relative: 1e-11),
      "\(key)")
    guard let robust = fit.robustVariance else { return }
    #expect(agrees(picked(robust), timed("\(key).robust"), relative: 1e-7), "\(key)")
  }

  private func veteran(weighted: Bool = false) throws -> SurvivalData {
    let frame = try DataFrame("veteran")
    return try SurvivalData(
      time: frame["time"], event: frame.flags("status"),
      weights: weighted ? Weights(frame["karno"].map { $0 / 30 }, kind: .sampling) : nil)
  }

  private func heart(strata: Bool) throws -> SurvivalData {
    let frame = try DataFrame("heart")
    return try SurvivalData(
      time: frame["stop"], event: frame.flags("event"), entry: frame["start"],
      weights: Weights(numbers(expected("km.heart.weights")), kind: .sampling),
      cluster: frame.integers("id"), strata: strata ? frame.integers("surgery") : nil)
  }

  @Test(
    .agrees(
      "Cox: exact ties, ridge, Firth, frailty, changing coefficients, residuals, " + "concordance",
      with: "R survival 3.5-3, R coxphf", within: 1e-6), arguments: approximateTies)
  func `functions of time agree with R's tt`(ties: TieMethod) throws {
    let frame = try DataFrame("veteran")
    for transform in [TimeTransform.log, .identity] {
      let fit = try VaryingCox(
        veteran(), covariates: frame.matrix(["trt", "karno", "age"]),
        varying: [VaryingCoefficient(column: 1, .function(transform))], ties: ties, threads: 2)
      #expect(fit.terms.map(\.column) == [0, 1, 1, 2])
      #expect(fit.terms[2].factor == .function(transform))
      check(fit, "varying.\(transform.rawValue).\(ties.rawValue)")
    }
    let columns = try DataFrame("heart").matrix(["age", "transplant"])
    check(
      try VaryingCox(
        heart(strata: false), covariates: columns,
        varying: [VaryingCoefficient(column: 0, .function(.log))], ties: ties),
      "varying.heart.log.\(ties.rawValue)")
  }

  @Test(
    .agrees(
      "Cox: exact ties, ridge, Firth, frailty, changing coefficients, residuals, " + "concordance",
      with: "R survival 3.5-3, R coxphf", within: 1e-6), arguments: approximateTies)
  func `pieces agree with rows that R splits`(ties: TieMethod) throws {
    let frame = try DataFrame("veteran")
    let fit = try VaryingCox(
      veteran(weighted: true), covariates: frame.matrix(["trt", "karno"]),
      varying: [VaryingCoefficient(column: 1, .piecewise([60, 120]))], ties: ties)
    #expect(fit.terms[1].factor == .piece(after: nil, to: 60))
    #expect(fit.terms[3].factor == .piece(after: 120, to: nil))
    check(fit, "varying.piecewise.\(ties.rawValue)")
    check(
      try VaryingCox(
        heart(strata: true), covariates: DataFrame("heart").matrix(["age", "transplant"]),
        varying: [VaryingCoefficient(column: 0, .piecewise([30, 90, 300]))], ties: ties),
      "varying.heart.\(ties.rawValue)")
  }

  @Test(arguments: approximateTies)
  func `without change it is the ordinary model`(ties: TieMethod) throws {
    let columns = try DataFrame("heart").matrix(["age", "year", "transplant"])
    for strata in [false, true] {
      let fit = try VaryingCox(heart(strata: strata), covariates: columns, varying: [], ties: ties)
      let plain = try Cox(heart(strata: strata), covariates: columns, ties: ties)
      #expect(isClose(numbers(fit.coefficients), plain.iterate, relative: 1e-9))
      #expect(isClose(fit.variance.storage, plain.variance.storage, relative: 1e-8))
      #expect(isClose(fit.modelVariance.storage, plain.modelVariance.storage, relative: 1e-9))
      #expect(isClose(fit.logLikelihood, plain.logLikelihood, relative: 1e-12))
    }
  }

  @Test func `every named function of time can be fitted, on any scale`() throws {
    let frame = try DataFrame("veteran")
    for transform in TimeTransform.allCases {
      let fit = try VaryingCox(
        veteran(), covariates: frame.matrix(["karno"]),
        varying: [VaryingCoefficient(column: 0, .function(transform))])
      let scaled = try VaryingCox(
        SurvivalData(time: frame["time"].map { $0 * 1024 }, event: frame.flags("status")),
        covariates: Matrix(columns: [frame["karno"].map { $0 * 1e6 }]),
        varying: [VaryingCoefficient(column: 0, .function(transform))])
      #expect(isClose(fit.logLikelihood, scaled.logLikelihood, relative: 1e-10))
      #expect(isClose(fit.coefficient(1).p ?? 0, scaled.coefficient(1).p ?? 1, relative: 1e-6))
    }
  }

  @Test func `what cannot change with time is refused or named`() throws {
    let frame = try DataFrame("veteran")
    let x = frame.matrix(["karno"])
    func fit(_ varying: [VaryingCoefficient], _ data: SurvivalData) throws -> VaryingCox {
      try VaryingCox(data, covariates: x, varying: varying)
    }
    let data = try veteran()
    #expect(throws: SurvivalError.invalidVaryingColumn(0)) {
      try fit([VaryingCoefficient(column: 1, .piecewise([]))], data)
    }
    #expect(throws: SurvivalError.invalidVaryingColumn(1)) {
      let twice = VaryingCoefficient(column: 0, .piecewise([10]))
      return try fit([twice, twice], data)
    }
    #expect(throws: SurvivalError.invalidCuts(0)) {
      try fit([VaryingCoefficient(column: 0, .piecewise([20, 10]))], data)
    }
    #expect(throws: SurvivalError.varyingNotExact) {
      try VaryingCox(data, covariates: x, varying: [], ties: .exact)
    }
    let empty = try fit([VaryingCoefficient(column: 0, .piecewise([0.5, 100]))], data)
    #expect(empty.reasons == [.collinear, nil, nil])
    let early = try SurvivalData(
      time: frame["time"].map { $0 - 1 }, event: frame.flags("status"))
    #expect(throws: SurvivalError.transformNotFinite(.log)) {
      try fit([VaryingCoefficient(column: 0, .function(.log))], early)
    }
  }
}
