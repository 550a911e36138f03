import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Models whose distribution has a shape: the generalised gamma and Gompertz's.
struct ParametricShapeTests {
  private static let reference = Reference("survival-parametric-shapes.txt")
  private static let names = ["karno", "age", "trt"]
  private static let both: [(ParametricDistribution, String)] = [
    (.generalizedGamma, "gamma"), (.gompertz, "gompertz"),
  ]

  private func veteran(_ kind: String) throws -> (frame: DataFrame, data: SurvivalData) {
    let frame = try DataFrame("veteran")
    let isWeighted = kind == "weighted"
    let weights = frame["age"].map { 0.5 + $0.truncatingRemainder(dividingBy: 4) / 2 }
    let entry = frame["time"].enumerated().map { ($0.offset + 1) % 3 == 0 ? $0.element * 0.4 : 0 }
    let data = try SurvivalData(
      time: frame["time"], event: frame.flags("status"), entry: kind == "late" ? entry : nil,
      weights: isWeighted ? Weights(weights, kind: .sampling) : nil,
      cluster: isWeighted ? frame.integers("diagtime") : nil)
    return (frame, data)
  }

  /// Coefficients, log scale where there is one, and shape; and the places of these in the variance.
  private func estimates(_ fit: ParametricSurvival) -> ([Double?], [Int]) {
    let count = fit.coefficients.count
    return fit.distribution == .gompertz
      ? (fit.coefficients + [fit.shape], Array(0..<count) + [count + 1])
      : (fit.coefficients + [fit.logScale, fit.shape], Array(0...count + 1))
  }

  @Test(
    .agrees(
      "generalised gamma and Gompertz models, late entry, robust errors under weights",
      with: "their likelihoods in R 4.2.2, searched and differentiated by differences",
      within: 1e-5,
      detail: "estimates 1e-7, log likelihood 1e-11"),
    arguments: both, ["plain", "late", "weighted"])
  func `models agree with their likelihoods in R`(
    model: (ParametricDistribution, String), kind: String
  ) throws {
    let (frame, data) = try veteran(kind)
    let fit = try ParametricSurvival(
      data, covariates: frame.matrix(Self.names), distribution: model.0)
    let key = "\(model.1).\(kind)"
    let (found, places) = estimates(fit)
    #expect(fit.reason == nil)
    #expect(agrees([fit.logLikelihood], Self.reference["\(key).loglik"], relative: 1e-11))
    #expect(agrees(found, Self.reference["\(key).par"], relative: 1e-7))
    let variance = places.flatMap { j in places.map { fit.variance[$0, j] as Double? } }
    #expect(agrees(variance, Self.reference["\(key).var"], relative: 1e-5, absolute: 1e-11))
    guard kind == "plain" else { return }
    let person: [Double] = [60, 55, 1]
    let survival = fit.survival(at: 100, covariates: person)
    #expect(
      agrees(
        [survival.estimate, survival.standardError], Self.reference["\(key).survival"],
        relative: 1e-6))
    let area = fit.restrictedMean(to: 300, covariates: person)
    #expect(
      agrees([area.estimate, area.standardError], Self.reference["\(key).rmst"], relative: 1e-6))
    let median = fit.quantile(0.5, covariates: person)
    #expect(
      agrees(
        [median.estimate.map { log($0) }, median.standardError],
        Self.reference["\(key).logmedian"], relative: 1e-6))
    let mean = fit.mean(covariates: person)
    if model.0 == .gompertz {
      #expect(fit.shape ?? 0 < 0)
      #expect(mean.reason == .meanIsInfinite)
    } else {
      #expect(
        agrees(
          [mean.estimate.map { log($0) }, mean.standardError],
          Self.reference["\(key).logmean"], relative: 1e-6))
    }
  }

  @Test func `times that vary as much as their mean have no growth of the hazard`() throws {
    // At a = 0 the slope in a is Σt − λ Σt²/2 with λ = 3/Σt: 0 where 2 (Σt)² = 3 Σt², as for 1, 1, 4 + √18.
    let long = 4 + 18.0.squareRoot()
    let data = try SurvivalData(time: [1, 1, long], event: [true, true, true])
    let none = Matrix(rows: 3, columns: 0)
    let fit = try ParametricSurvival(data, covariates: none, distribution: .gompertz)
    let rate = 3 / (2 + long)
    #expect(abs(fit.shape ?? 1) < 1e-9)
    #expect(isClose(fit.coefficients[0] ?? 0, log(rate), relative: 1e-9))
    #expect(isClose(fit.logLikelihood, 3 * log(rate) - 3, relative: 1e-12))
    #expect(isClose(fit.akaikeCriterion ?? 0, 4 + 6 - 6 * log(rate), relative: 1e-12))
    #expect(
      isClose(fit.bayesianCriterion ?? 0, 2 * log(3) + 6 - 6 * log(rate), relative: 1e-12))
    #expect(isClose(fit.quantile(0.5, covariates: []).estimate ?? 0, log(2) / rate, relative: 1e-7))
    #expect(
      isClose(fit.survival(at: 2, covariates: []).estimate ?? 0, exp(-2 * rate), relative: 1e-8))
  }

  @Test func `a growing hazard has a finite mean, and a falling one a share without the event`()
    throws
  {
    let data = try SurvivalData(
      time: [3, 4, 5, 6, 7], event: [true, true, false, true, true], entry: [0, 1, 0, 2, 0])
    let fit = try ParametricSurvival(
      data, covariates: Matrix(rows: 5, columns: 0), distribution: .gompertz)
    #expect(fit.shape ?? 0 > 0)
    let (mean, area) = (fit.mean(covariates: []), fit.restrictedMean(to: 40, covariates: []))
    #expect(isClose(mean.estimate ?? 0, area.estimate ?? 1, relative: 1e-8))
    #expect(
      isClose(
        (mean.standardError ?? 0) * (mean.estimate ?? 0), area.standardError ?? 1, relative: 1e-6))
    let early = try SurvivalData(
      time: [1, 2, 3, 50, 60, 70], event: [true, true, true, false, false, false])
    let cured = try ParametricSurvival(
      early, covariates: Matrix(rows: 6, columns: 0), distribution: .gompertz)
    #expect(cured.shape ?? 0 < 0)
    #expect(cured.mean(covariates: []).reason == .meanIsInfinite)
    #expect(cured.quantile(0.9, covariates: []).reason == .notReached)
    #expect(isClose(cured.survival(at: 1e6, covariates: []).estimate ?? 0, 0.5, relative: 0.05))
  }

  @Test func `Gompertz's hazard ratios do not change with the unit of time or of covariates`()
    throws
  {
    let (frame, data) = try veteran("plain")
    let base = try ParametricSurvival(
      data, covariates: frame.matrix(Self.names), distribution: .gompertz)
    for unit in [1e-3, 1 / 30.0, 1e150] {
      let scaled = try ParametricSurvival(
        SurvivalData(time: frame["time"].map { $0 * unit }, event: frame.flags("status")),
        covariates: Matrix(columns: Self.names.map { n in frame[n].map { $0 * 1e6 + 7 } }),
        distribution: .gompertz)
      for j in 1...3 {
        #expect(
          isClose((scaled.coefficients[j] ?? 0) * 1e6, base.coefficients[j] ?? 1, relative: 1e-7))
      }
      #expect(isClose((scaled.shape ?? 0) * unit, base.shape ?? 1, relative: 1e-7))
    }
  }

  @Test func `the generalised gamma contains Weibull, log-normal and exponential times`() throws {
    let (frame, data) = try veteran("plain")
    let columns = frame.matrix(["karno"])
    let fit = try ParametricSurvival(data, covariates: columns, distribution: .generalizedGamma)
    for inner in [ParametricDistribution.weibull, .logNormal, .exponential] {
      let other = try ParametricSurvival(data, covariates: columns, distribution: inner)
      #expect(other.logLikelihood < fit.logLikelihood)
      #expect(other.parameterCount < fit.parameterCount)
    }
    // Half of the likelihood ratio is about half the squared distance in standard errors.
    let shape = fit.shapeEstimate
    let normal = try ParametricSurvival(data, covariates: columns, distribution: .logNormal)
    let ratio = 2 * (fit.logLikelihood - normal.logLikelihood)
    #expect(isClose(ratio.squareRoot(), abs(shape.statistic ?? 0), relative: 0.1))
  }

  @Test func `where log-normal quantiles are the data, the shape is found to be 0`() throws {
    // A sample that is symmetric on the log scale has its score in Q at 0 where Q = 0:
    // −E w³/6 vanishes.
    let logs = [-1.8, -1, -0.6, -0.2, 0.2, 0.6, 1, 1.8]
    let data = try SurvivalData(time: logs.map { exp($0) }, event: logs.map { _ in true })
    let none = Matrix(rows: 8, columns: 0)
    let fit = try ParametricSurvival(data, covariates: none, distribution: .generalizedGamma)
    let normal = try ParametricSurvival(data, covariates: none, distribution: .logNormal)
    #expect(abs(fit.shape ?? 1) < 1e-8)
    #expect(isClose(fit.logLikelihood, normal.logLikelihood, relative: 1e-12))
    #expect(isClose(fit.logScale, normal.logScale, relative: 1e-7))
    let (a, b) = (fit.mean(covariates: []), normal.mean(covariates: []))
    #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-7))
  }

  @Test func `no maximum, and an arm without events, have reasons`() throws {
    let same = try SurvivalData(time: [2, 2, 2], event: [true, true, true])
    for (distribution, _) in Self.both {
      let fit = try ParametricSurvival(
        same, covariates: Matrix(rows: 3, columns: 0), distribution: distribution)
      #expect(fit.reason != nil)
      #expect(fit.coefficients == [nil])
      #expect(fit.mean(covariates: []).reason == fit.reason)
    }
    let time = (1...20).map { Double($0 * $0 % 23 + 1) }
    let data = try SurvivalData(time: time, event: (0..<20).map { $0 < 10 && $0 % 3 != 0 })
    let arm = Matrix(columns: [(0..<20).map { $0 < 10 ? 0 : 1 }])
    for distribution in ParametricDistribution.allCases {
      let fit = try ParametricSurvival(data, covariates: arm, distribution: distribution)
      #expect(fit.reason == .infiniteCoefficient, "\(distribution)")
    }
  }

  @Test(arguments: [-0.5, 0.8])
  func `the shape and an effect are recovered with the coverage that is said`(shape: Double) throws
  {
    let variable = LogGammaVariable(shape: shape)
    var (covered, shapes, errors) = (0, 0, [Double]())
    let runs = 40
    for seed in 1...runs {
      var stream = UniformStream(seed: UInt64(seed))
      var (time, event, x) = ([Double](), [Bool](), [Double]())
      for _ in 0..<150 {
        let arm = stream.next() < 0.5 ? 1.0 : 0
        let t = exp(1 + 0.4 * arm + 0.7 * variable.quantile(stream.next()))
        let end = 20 * stream.next()
        x.append(arm)
        time.append(min(t, end))
        event.append(t <= end)
      }
      let fit = try ParametricSurvival(
        SurvivalData(time: time, event: event), covariates: Matrix(columns: [x]),
        distribution: .generalizedGamma)
      let (slope, own) = (fit.coefficient(1), fit.shapeEstimate)
      errors.append((slope.estimate ?? 9) - 0.4)
      if (slope.lower ?? 1) <= 0.4, 0.4 <= (slope.upper ?? 0) { covered += 1 }
      if (own.lower ?? 9) <= shape, shape <= (own.upper ?? -9) { shapes += 1 }
    }
    let mean = errors.reduce(0, +) / Double(runs)
    let spread = (errors.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(runs - 1))
      .squareRoot()
    #expect(abs(mean) < 3.5 * spread / Double(runs).squareRoot())
    #expect((34...40).contains(covered))
    #expect((34...40).contains(shapes))
  }

  @Test(arguments: [-0.15, 0, 0.3])
  func `a hazard ratio and the growth of hazards are recovered`(growth: Double) throws {
    var (covered, shapes, errors) = (0, 0, [Double]())
    for seed in 1...200 {
      var stream = UniformStream(seed: UInt64(seed))
      var (time, event, x) = ([Double](), [Bool](), [Double]())
      for _ in 0..<200 {
        let arm = stream.next() < 0.5 ? 1.0 : 0
        let y = -log(stream.next()) / (0.3 * exp(-0.5 * arm))
        let t = growth == 0 ? y : 1 + growth * y > 0 ? log1p(growth * y) / growth : 1e9
        let end = 8 * stream.next()
        x.append(arm)
        time.append(min(t, end))
        event.append(t <= end)
      }
      let fit = try ParametricSurvival(
        SurvivalData(time: time, event: event), covariates: Matrix(columns: [x]),
        distribution: .gompertz)
      let (slope, own) = (fit.coefficient(1), fit.shapeEstimate)
      errors.append((slope.estimate ?? 9) + 0.5)
      if (slope.lower ?? 1) <= -0.5, -0.5 <= (slope.upper ?? -9) { covered += 1 }
      if (own.lower ?? 9) <= growth, growth <= (own.upper ?? -9) { shapes += 1 }
    }
    let mean = errors.reduce(0, +) / 200
    let spread = (errors.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    #expect(abs(mean) < 3.5 * spread / 200.0.squareRoot())
    #expect((180...199).contains(covered))
    #expect((180...199).contains(shapes))
  }
}
