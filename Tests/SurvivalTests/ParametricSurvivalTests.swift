import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

struct ParametricSurvivalTests {
  private static let reference = Reference("survival-parametric.txt")
  private static let all: [(ParametricDistribution, String)] = [
    (.exponential, "exponential"), (.weibull, "weibull"), (.logNormal, "lognormal"),
    (.logLogistic, "loglogistic"),
  ]
  private static let names = ["karno", "age", "trt"]

  private func veteran(
    weighted: Bool = false
  ) throws -> (frame: DataFrame, data: SurvivalData) {
    let frame = try DataFrame("veteran")
    let weights = frame["age"].map { 0.5 + $0.truncatingRemainder(dividingBy: 4) / 2 }
    let data = try SurvivalData(
      time: frame["time"], event: frame.flags("status"),
      weights: weighted ? Weights(weights, kind: .sampling) : nil,
      cluster: weighted ? frame.integers("diagtime") : nil)
    return (frame, data)
  }

  @Test(
    .agrees(
      "exponential, Weibull, log-normal, log-logistic",
      with: "R survival 3.5-3 `survreg`",
      within: 1e-6,
      detail: "coefficients 1e-8"),
    arguments: all)
  func `models agree with survreg`(distribution: ParametricDistribution, name: String) throws {
    let (frame, data) = try veteran()
    let fit = try ParametricSurvival(
      data, covariates: frame.matrix(Self.names), distribution: distribution)
    #expect(agrees(fit.coefficients, Self.reference["\(name).coef"], relative: 1e-8))
    #expect(agrees([fit.scale.estimate], Self.reference["\(name).scale"], relative: 1e-8))
    #expect(agrees([fit.logLikelihood], Self.reference["\(name).loglik"], relative: 1e-11))
    let width = distribution == .exponential ? 4 : 5
    let variance = (0..<width).flatMap { j in (0..<width).map { fit.variance[$0, j] as Double? } }
    #expect(agrees(variance, Self.reference["\(name).var"], relative: 1e-6, absolute: 1e-12))
    let person: [Double] = [60, 55, 1]
    #expect(
      agrees(
        [0.25, 0.5].map { fit.quantile($0, covariates: person).estimate },
        Self.reference["\(name).quantile"], relative: 1e-7))
    #expect(
      agrees(
        [fit.survival(at: 100, covariates: person).estimate],
        Self.reference["\(name).survival"], relative: 1e-7))
    #expect(
      agrees(
        [fit.restrictedMean(to: 300, covariates: person).estimate],
        Self.reference["\(name).rmst"], relative: 1e-7))
    let median = fit.quantile(0.5, covariates: person)
    #expect(
      agrees(
        [median.estimate, median.standardError], Self.reference["\(name).median"], relative: 1e-6))
  }

  @Test(
    .agrees(
      "exponential, Weibull, log-normal, log-logistic: robust errors under weights",
      with: "residuals of R survival 3.5-3 `survreg`, times the weights",
      within: 1e-5,
      detail: "coefficients 1e-8",
      but: "survreg 3.5-3 adds residuals up without the weights"),
    arguments: all)
  func `weighted models with robust errors agree with survreg`(
    distribution: ParametricDistribution, name: String
  ) throws {
    let (frame, data) = try veteran(weighted: true)
    let fit = try ParametricSurvival(
      data, covariates: frame.matrix(Self.names), distribution: distribution)
    let found = fit.coefficients + [fit.scale.estimate]
    #expect(agrees(found, Self.reference["\(name).weighted.coef"], relative: 1e-8))
    let width = distribution == .exponential ? 4 : 5
    let variance = (0..<width).flatMap { j in (0..<width).map { fit.variance[$0, j] as Double? } }
    #expect(
      agrees(variance, Self.reference["\(name).weighted.var"], relative: 1e-5, absolute: 1e-11))
  }

  @Test func `without covariates the exponential rate is events over time`() throws {
    let data = try SurvivalData(
      time: [2, 3, 5, 10], event: [true, false, true, true], entry: [0, 1, 0, 4])
    let fit = try ParametricSurvival(
      data, covariates: Matrix(rows: 4, columns: 0), distribution: .exponential)
    // Three events in 2 + 2 + 5 + 6 = 15.
    #expect(isClose(exp(-(fit.coefficients[0] ?? 0)), 0.2, relative: 1e-12))
    #expect(isClose(fit.variance[0, 0], 1.0 / 3, relative: 1e-10))
    #expect(isClose(fit.mean(covariates: []).estimate ?? 0, 5, relative: 1e-12))
    #expect(isClose(fit.logLikelihood, 3 * log(0.2) - 3, relative: 1e-12))
  }

  @Test func `a Weibull model of scale 1 is the exponential one, and its slopes are hazard ratios`()
    throws
  {
    let (frame, data) = try veteran()
    let weibull = try ParametricSurvival(
      data, covariates: frame.matrix(["karno"]), distribution: .weibull)
    let cox = try Cox(data, covariates: frame.matrix(["karno"]))
    let slope = -(weibull.coefficients[1] ?? 0) / (weibull.scale.estimate ?? 1)
    #expect(isClose(slope, cox.iterate[0], relative: 0.05))
    let powers = try SurvivalData(
      time: frame["time"].map { pow($0, 1 / (weibull.scale.estimate ?? 1)) },
      event: frame.flags("status"))
    let turned = try ParametricSurvival(
      powers, covariates: frame.matrix(["karno"]), distribution: .exponential)
    #expect(isClose(-(turned.coefficients[1] ?? 0), slope, relative: 1e-7))
  }

  @Test(arguments: all)
  func `units of time and covariates change what they should and no more`(
    distribution: ParametricDistribution, name: String
  ) throws {
    let (frame, data) = try veteran()
    let base = try ParametricSurvival(
      data, covariates: frame.matrix(Self.names), distribution: distribution)
    let scaled = try ParametricSurvival(
      SurvivalData(time: frame["time"].map { $0 / 30 }, event: frame.flags("status")),
      covariates: Matrix(columns: Self.names.map { n in frame[n].map { $0 * 1e6 + 7 } }),
      distribution: distribution)
    for j in 1...3 {
      #expect(
        isClose((scaled.coefficients[j] ?? 0) * 1e6, base.coefficients[j] ?? 1, relative: 1e-7))
      #expect(isClose(scaled.coefficient(j).p ?? 0, base.coefficient(j).p ?? 1, relative: 1e-6))
    }
    let person: [Double] = [60, 55, 1]
    #expect(
      isClose(
        scaled.quantile(0.3, covariates: person.map { $0 * 1e6 + 7 }).estimate ?? 0,
        (base.quantile(0.3, covariates: person).estimate ?? 1) / 30, relative: 1e-7))
  }

  @Test func `late entries are conditioned on`() throws {
    // The likelihood of log-normal times beyond their entries, searched by hand on a grid around it.
    let times: [Double] = [3, 5, 8, 13, 21, 34]
    let entries: [Double] = [1, 0, 2, 6, 3, 20]
    let event = [true, true, false, true, true, false]
    let data = try SurvivalData(time: times, event: event, entry: entries)
    let fit = try ParametricSurvival(
      data, covariates: Matrix(rows: 6, columns: 0), distribution: .logLogistic)
    func likelihood(_ location: Double, _ scale: Double) -> Double {
      var sum = 0.0
      for i in times.indices {
        let z = (log(times[i]) - location) / scale
        sum -= log1p(exp(z))
        if event[i] { sum += z - log1p(exp(z)) - log(scale) - log(times[i]) }
        if entries[i] > 0 { sum += log1p(exp((log(entries[i]) - location) / scale)) }
      }
      return sum
    }
    let (location, scale) = (fit.coefficients[0] ?? 0, fit.scale.estimate ?? 1)
    #expect(isClose(fit.logLikelihood, likelihood(location, scale), relative: 1e-12))
    for (a, b) in [(1e-3, 0), (-1e-3, 0), (0, 1e-3), (0, -1e-3)] {
      #expect(likelihood(location + a, scale + b) < likelihood(location, scale))
    }
  }

  @Test func `means of each distribution, and one that is infinite`() throws {
    let (_, data) = try veteran()
    for (distribution, _) in Self.all {
      let fit = try ParametricSurvival(
        data, covariates: Matrix(rows: data.count, columns: 0), distribution: distribution)
      let long = fit.restrictedMean(to: 1e5, covariates: [])
      let mean = fit.mean(covariates: [])
      if let value = mean.estimate {
        #expect(
          isClose(long.estimate ?? 0, value, relative: distribution == .logLogistic ? 0.5 : 1e-2))
      }
    }
    let wide = try SurvivalData(
      time: [0.01, 0.1, 1, 10, 1000, 100_000, 3, 0.5], event: [Bool](repeating: true, count: 8))
    let fit = try ParametricSurvival(
      wide, covariates: Matrix(rows: 8, columns: 0), distribution: .logLogistic)
    #expect(fit.mean(covariates: []).reason == .meanIsInfinite)
  }

  @Test func `a collinear column is left out, and bad input is named`() throws {
    let (frame, data) = try veteran()
    let doubled = Matrix(columns: [frame["karno"], frame["karno"].map { 2 * $0 + 1 }, frame["age"]])
    let fit = try ParametricSurvival(data, covariates: doubled, distribution: .weibull)
    let plain = try ParametricSurvival(
      data, covariates: frame.matrix(["karno", "age"]), distribution: .weibull)
    #expect(fit.coefficients[2] == nil)
    #expect(fit.coefficient(2).reason == .collinear)
    #expect(isClose(fit.coefficients[3] ?? 0, plain.coefficients[2] ?? 1, relative: 1e-8))
    #expect(throws: SurvivalError.timeNotPositive(row: 1)) {
      try ParametricSurvival(
        SurvivalData(time: [1, 0], event: [true, true]), covariates: Matrix(rows: 2, columns: 0),
        distribution: .weibull)
    }
    #expect(throws: SurvivalError.noEvents) {
      try ParametricSurvival(
        SurvivalData(time: [1, 2], event: [false, false]), covariates: Matrix(rows: 2, columns: 0),
        distribution: .weibull)
    }
  }

  @Test func `the truth is recovered with the coverage that is said`() throws {
    var covered = 0
    var errors: [Double] = []
    for seed in 1...200 {
      var stream = UniformStream(seed: UInt64(seed))
      var (time, event, x) = ([Double](), [Bool](), [Double]())
      for _ in 0..<200 {
        let value = stream.next() < 0.5 ? 1.0 : 0
        let t = exp(1 + 0.4 * value) * pow(-log(stream.next()), 0.7)
        let end = 8 * stream.next()
        x.append(value)
        time.append(min(t, end))
        event.append(t <= end)
      }
      let fit = try ParametricSurvival(
        SurvivalData(time: time, event: event), covariates: Matrix(columns: [x]),
        distribution: .weibull)
      let slope = fit.coefficient(1)
      errors.append((slope.estimate ?? 0) - 0.4)
      if (slope.lower ?? 1) <= 0.4, 0.4 <= (slope.upper ?? 0) { covered += 1 }
    }
    let mean = errors.reduce(0, +) / 200
    let spread = (errors.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    #expect(abs(mean) < 3.5 * spread / 200.0.squareRoot())
    #expect((180...199).contains(covered))
  }
}
