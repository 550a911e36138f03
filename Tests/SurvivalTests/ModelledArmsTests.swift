import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

/// What models say of arms, and means beyond what was seen.
struct ModelledArmsTests {
  private func veteran(_ names: [String]) throws -> (SurvivalData, Matrix) {
    let frame = try DataFrame("veteran")
    let data = try SurvivalData(time: frame["time"], event: frame.flags("status"))
    let arm = frame["trt"].map { $0 - 1 }
    return (data, Matrix(columns: [arm] + names.map { frame[$0] }))
  }

  @Test(
    .agrees(
      "unrestricted means of Royston–Parmar splines of one degree of freedom",
      with: "the closed forms of the Weibull, log-logistic and log-normal models",
      within: 1e-5,
      detail: "means 1e-7"),
    arguments: zip(
      [SplineScale.hazard, .odds, .normal],
      [ParametricDistribution.weibull, .logLogistic, .logNormal]))
  func `the mean of a straight line is that of its model`(
    scale: SplineScale, distribution: ParametricDistribution
  ) throws {
    let (data, columns) = try veteran(["karno"])
    let line = try RoystonParmar(data, covariates: columns, scale: scale, degreesOfFreedom: 1)
    let model = try ParametricSurvival(data, covariates: columns, distribution: distribution)
    let (a, b) = (line.mean(covariates: [1, 60]), model.mean(covariates: [1, 60]))
    #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-7))
    #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 1e-5))
    #expect(isClose(line.akaikeCriterion ?? 0, model.akaikeCriterion ?? 1, relative: 1e-9))
    #expect(isClose(line.bayesianCriterion ?? 0, model.bayesianCriterion ?? 1, relative: 1e-9))
  }

  @Test func `the mean of a spline is the limit of its restricted means`() throws {
    let (data, columns) = try veteran([])
    for scale in [SplineScale.hazard, .normal] {
      let fit = try RoystonParmar(data, covariates: columns, scale: scale)
      let (mean, far) = (
        fit.mean(covariates: [1]), fit.restrictedMean(to: 2e5, covariates: [1])
      )
      #expect(isClose(mean.estimate ?? 0, far.estimate ?? 1, relative: 1e-4))
      #expect(fit.restrictedMean(to: 1000, covariates: [1]).estimate ?? 1e9 < mean.estimate ?? 0)
    }
  }

  @Test func `odds that rise too slowly have no mean`() throws {
    let wide = try SurvivalData(
      time: [0.01, 0.1, 1, 10, 1000, 100_000, 3, 0.5], event: [Bool](repeating: true, count: 8))
    let none = Matrix(rows: 8, columns: 0)
    let fit = try RoystonParmar(wide, covariates: none, scale: .odds, degreesOfFreedom: 1)
    #expect(fit.mean(covariates: []).reason == .meanIsInfinite)
    let arms = ModelledArms(fit, wide, covariates: none, arms: 1)
    #expect(arms.mean(0).reason == .meanIsInfinite)
  }

  @Test(arguments: ParametricDistribution.allCases)
  func `with the arm alone an arm is one person`(distribution: ParametricDistribution) throws {
    let (data, columns) = try veteran([])
    let fit = try ParametricSurvival(data, covariates: columns, distribution: distribution)
    let arms = ModelledArms(fit, data, covariates: columns, arms: 2)
    for arm in 0...1 {
      let person = [Double(arm)]
      let (a, b) = (arms.survival(arm, at: 90), fit.survival(at: 90, covariates: person))
      #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-12))
      #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 1e-9))
      #expect(isClose(a.lower ?? 0, b.lower ?? 1, relative: 1e-9))
      let (c, d) = (
        arms.restrictedMean(arm, to: 200), fit.restrictedMean(to: 200, covariates: person)
      )
      #expect(isClose(c.estimate ?? 0, d.estimate ?? 1, relative: 1e-12))
      #expect(isClose(c.standardError ?? 0, d.standardError ?? 1, relative: 1e-9))
      let (e, f) = (arms.mean(arm), fit.mean(covariates: person))
      #expect(e.reason == f.reason)
      #expect(isClose(e.estimate ?? 0, f.estimate ?? 0, relative: 1e-12))
    }
    let difference = arms.survivalDifference(1, minus: 0, at: 90).estimate ?? 9
    let (one, zero) = (
      arms.survival(1, at: 90).estimate ?? 0, arms.survival(0, at: 90).estimate ?? 0
    )
    #expect(isClose(difference, one - zero, relative: 1e-10))
  }

  @Test func `with covariates an arm is the average of everybody in it`() throws {
    let (data, columns) = try veteran(["karno", "age"])
    let fit = try ParametricSurvival(data, covariates: columns, distribution: .weibull)
    let arms = ModelledArms(fit, data, covariates: columns, arms: 2)
    let people = (0..<data.count).map { [1, columns[$0, 1], columns[$0, 2]] }
    func average(_ said: ([Double]) -> SurvivalEstimate) -> Double {
      people.reduce(0) { $0 + (said($1).estimate ?? .nan) } / Double(people.count)
    }
    #expect(
      isClose(
        arms.survival(1, at: 90).estimate ?? 0,
        average { fit.survival(at: 90, covariates: $0) }, relative: 1e-10))
    #expect(
      isClose(arms.mean(1).estimate ?? 0, average { fit.mean(covariates: $0) }, relative: 1e-10))
    // The model's errors and those of influence are of one size where the model is not far off.
    let robust = ModelledArms(
      try ParametricSurvival(
        data, covariates: columns, distribution: .weibull, variance: .robust), data,
      covariates: columns, arms: 2, variance: .robust)
    let (a, b) = (
      arms.survivalDifference(1, minus: 0, at: 90), robust.survivalDifference(1, minus: 0, at: 90)
    )
    #expect(a.estimate == b.estimate)
    #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 0.2))
  }

  @Test func `errors of averages are those seen in repeated samples`() throws {
    var (values, errors) = ([Double](), [Double]())
    for seed in 1...300 {
      var stream = UniformStream(seed: UInt64(seed))
      var (time, event, arm, x) = ([Double](), [Bool](), [Double](), [Double]())
      for _ in 0..<150 {
        let (own, group) = (2 * stream.next() - 1, stream.next() < 0.5 ? 1.0 : 0)
        let t = exp(1 + 0.4 * group + 1.5 * own) * pow(-log(stream.next()), 0.6)
        let end = 30 * stream.next()
        arm.append(group)
        x.append(own)
        time.append(min(t, end))
        event.append(t <= end)
      }
      let data = try SurvivalData(time: time, event: event)
      let columns = Matrix(columns: [arm, x])
      let fit = try ParametricSurvival(data, covariates: columns, distribution: .weibull)
      let mean = ModelledArms(fit, data, covariates: columns, arms: 2).mean(1)
      values.append(mean.estimate ?? .nan)
      errors.append(mean.standardError ?? .nan)
    }
    let mean = values.reduce(0, +) / 300
    let spread = (values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 299).squareRoot()
    #expect(isClose(errors.reduce(0, +) / 300, spread, relative: 0.12))
    // The mean of exp(1.4 + 1.5 x) over x even on −1…1, times Γ(1.6).
    let truth = exp(1.4) * sinh(1.5) / 1.5 * tgamma(1.6)
    #expect(abs(mean - truth) < 4 * spread / 300.0.squareRoot())
  }
}
