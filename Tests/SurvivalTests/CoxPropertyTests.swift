import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct CoxPropertyTests {
  private func heart(
    factor: Double = 1, kind: WeightKind = .sampling, unit: Double = 1, shift: Double = 0
  ) throws -> SurvivalData {
    let frame = try DataFrame("heart")
    let weights = numbers(expected("km.heart.weights")).map { $0 * factor }
    return try SurvivalData(
      time: frame["stop"].map { $0 * unit + shift }, event: frame.flags("event"),
      entry: frame["start"].map { $0 * unit + shift }, weights: Weights(weights, kind: kind),
      cluster: frame.integers("id"))
  }

  private func columns() throws -> Matrix {
    try DataFrame("heart").matrix(["age", "year", "surgery", "transplant"])
  }

  @Test(arguments: approximateTies)
  func `residuals sum to the score and to 0`(ties: TieMethod) throws {
    let data = try heart()
    let weights = numbers(expected("km.heart.weights"))
    let fit = try Cox(
      data, covariates: columns(), ties: ties,
      control: CoxControl(initial: [0.02, -0.1, 0.3, 0.1], maximumIterations: 0))
    let residuals = fit.scoreResiduals
    for j in 0..<4 {
      let sum = weights.indices.reduce(0.0) { $0 + weights[$1] * residuals[$1, j] }
      #expect(isClose(sum, fit.score[j], relative: 1e-10), "column \(j)")
    }
    let martingale = fit.martingaleResiduals
    let total = weights.indices.reduce(0.0) { $0 + weights[$1] * martingale[$1] }
    #expect(abs(total) < 1e-11)
    let maximum = try Cox(data, covariates: columns(), ties: ties)
    for j in 0..<4 {
      let scale = maximum.information[j, j].squareRoot()
      #expect(abs(maximum.score[j]) < 1e-12 * scale)
      let sum = maximum.dfbeta.column(j).reduce(0, +)
      #expect(abs(sum) < 1e-12)
    }
  }

  @Test(arguments: approximateTies)
  func `weights scaled by ten`(ties: TieMethod) throws {
    let base = try Cox(heart(), covariates: columns(), ties: ties)
    let tenfold = try Cox(heart(factor: 10), covariates: columns(), ties: ties)
    #expect(isClose(tenfold.iterate, base.iterate, relative: 1e-11))
    #expect(isClose(tenfold.variance.storage, base.variance.storage, relative: 1e-9))
    for j in 0..<4 {
      #expect(
        isClose(
          tenfold.modelVariance[j, j] * 10, base.modelVariance[j, j], relative: 1e-11))
    }
    let shift = 10 * base.events * logarithm(10)
    #expect(isClose(tenfold.logLikelihood, 10 * base.logLikelihood - shift, relative: 1e-12))
  }

  @Test func `time shifted and in another unit, rows in another order`() throws {
    let base = try Cox(heart(), covariates: columns())
    let moved = try Cox(heart(unit: 4, shift: 8), covariates: columns())
    #expect(moved.iterate == base.iterate)
    #expect(moved.variance == base.variance)
    let frame = try DataFrame("heart")
    let order = Array(frame["stop"].indices.reversed())
    let weights = numbers(expected("km.heart.weights"))
    let reversed = try Cox(
      SurvivalData(
        time: order.map { frame["stop"][$0] }, event: order.map { frame.flags("event")[$0] },
        entry: order.map { frame["start"][$0] },
        weights: Weights(order.map { weights[$0] }, kind: .sampling),
        cluster: order.map { frame.integers("id")[$0] }),
      covariates: Matrix(columns: (0..<4).map { j in try order.map { try columns()[$0, j] } }))
    #expect(isClose(reversed.iterate, base.iterate, relative: 1e-12))
    #expect(isClose(reversed.variance.storage, base.variance.storage, relative: 1e-10))
  }

  @Test(arguments: approximateTies)
  func `three strata with the same people give three times the likelihood`(ties: TieMethod) throws {
    let (time, event) = ([1.0, 1, 6, 6, 8, 9], [true, false, true, true, false, true])
    let x = [1.0, 1, 1, 0, 0, 0]
    let single = try Cox(
      SurvivalData(time: time, event: event), covariates: Matrix(columns: [x]), ties: ties)
    let triple = try Cox(
      SurvivalData(
        time: time + time.map { $0 + 3 } + time.map { $0 + 1 }, event: event + event + event,
        strata: (0..<18).map { $0 / 6 * 7 }),
      covariates: Matrix(columns: [x + x.map { $0 + 5 } + x]), ties: ties)
    #expect(isClose(triple.iterate, single.iterate, relative: 1e-12))
    #expect(isClose(triple.logLikelihood, 3 * single.logLikelihood, relative: 1e-13))
    #expect(isClose(triple.information[0, 0], 3 * single.information[0, 0], relative: 1e-12))
    let tripled = triple.martingaleResiduals
    #expect(isClose(Array(tripled[6..<12]), single.martingaleResiduals, relative: 1e-11))
    let curve = try #require(triple.curve(covariates: [5], stratum: 7))
    let reference = try #require(single.curve(covariates: [0]))
    #expect(isClose(curve.cumulativeHazard, reference.cumulativeHazard, relative: 1e-11))
    #expect(triple.curve(covariates: [0], stratum: 8) == nil)
  }

  @Test(arguments: approximateTies)
  func `frequencies are copies`(ties: TieMethod) throws {
    let copies = [1, 2, 3, 4, 3, 2, 1, 2, 1]
    func spread<Value>(_ values: [Value]) -> [Value] {
      zip(values, copies).flatMap { Array(repeating: $0, count: $1) }
    }
    let time = [1.0, 1, 2, 2, 2, 2, 3, 4, 5]
    let event = [true, false, true, true, true, false, false, true, false]
    let x = [2.0, 0, 1, 1, 0, 1, 0, 1, 0]
    for variance in VarianceEstimator.allCases {
      let weighted = try Cox(
        SurvivalData(
          time: time, event: event, weights: Weights(copies.map(Double.init), kind: .frequency)),
        covariates: Matrix(columns: [x]), ties: ties, variance: variance)
      let copied = try Cox(
        SurvivalData(time: spread(time), event: spread(event)),
        covariates: Matrix(columns: [spread(x)]), ties: ties, variance: variance)
      #expect(isClose(weighted.iterate, copied.iterate, relative: 1e-12))
      #expect(isClose(weighted.logLikelihood, copied.logLikelihood, relative: 1e-13))
      #expect(isClose(weighted.variance[0, 0], copied.variance[0, 0], relative: 1e-11))
      #expect(
        isClose(weighted.scoreTest.statistic ?? 0, copied.scoreTest.statistic ?? 1, relative: 1e-12)
      )
      for transform in TimeTransform.allCases {
        let a = ProportionalHazardsTest(weighted, transform: transform).global.statistic ?? 0
        let b = ProportionalHazardsTest(copied, transform: transform).global.statistic ?? 1
        #expect(isClose(a, b, relative: 1e-9), "\(transform)")
      }
    }
  }

  @Test func `units and origins of covariates do not matter`() throws {
    let base = try Cox(heart(), covariates: columns())
    let x = try columns()
    let factors = [1e6, 1e-6, -3, 1]
    let origins = [1e4, 2, 100, -5]
    let moved = Matrix(
      columns: (0..<4).map { j in x.column(j).map { factors[j] * $0 + origins[j] } })
    let fit = try Cox(heart(), covariates: moved)
    #expect(
      isClose((0..<4).map { fit.iterate[$0] * factors[$0] }, base.iterate, relative: 1e-9))
    #expect(isClose(fit.logLikelihood, base.logLikelihood, relative: 1e-12))
    #expect(
      isClose(
        (0..<4).map { fit.coefficient($0).p ?? 0 }, (0..<4).map { base.coefficient($0).p ?? 1 },
        relative: 1e-8))
  }

  @Test func `a known hazard ratio is recovered`() throws {
    var stream = UniformStream(seed: 2024)
    let n = 20_000
    let (beta, gamma) = (-0.7, 0.4)
    var (time, event, arm, x): ([Double], [Bool], [Double], [Double]) = ([], [], [], [])
    for _ in 0..<n {
      let treated = stream.next() < 0.5 ? 1.0 : 0
      let value = stream.next() * 2 - 1
      let death = -logarithm(stream.next()) / exponential(beta * treated + gamma * value)
      let end = stream.next() * 3
      time.append(min(death, end))
      event.append(death <= end)
      arm.append(treated)
      x.append(value)
    }
    let fit = try Cox(
      SurvivalData(time: time, event: event), covariates: Matrix(columns: [arm, x]))
    for (j, truth) in [beta, gamma].enumerated() {
      let result = fit.coefficient(j)
      let error = result.standardError ?? 0
      #expect(error < 0.04)
      #expect(abs((result.estimate ?? 0) - truth) < 3 * error)
    }
    #expect((ProportionalHazardsTest(fit).global.p ?? 0) > 0.001)
  }

  @Test func `dfbeta is the derivative with respect to a weight`() throws {
    let data = try heart()
    let fit = try Cox(data, covariates: columns())
    let weights = numbers(expected("km.heart.weights"))
    let dfbeta = fit.dfbeta
    for row in [0, 17, 80, 171] {
      let step = 1e-5
      let fits = try [-step, step].map { change in
        var moved = weights
        moved[row] *= 1 + change
        return try Cox(
          data.weighted(by: Weights(moved, kind: .sampling)), covariates: columns()
        ).iterate
      }
      for j in 0..<4 {
        let slope = (fits[1][j] - fits[0][j]) / (2 * step)
        #expect(isClose(dfbeta[row, j], slope, relative: 1e-4, absolute: 1e-8), "\(row) \(j)")
      }
    }
  }
}
