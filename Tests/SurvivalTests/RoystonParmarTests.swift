import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

struct RoystonParmarTests {
  private static let reference = Reference("survival-parametric.txt")

  private func veteran() throws -> (frame: DataFrame, data: SurvivalData) {
    let frame = try DataFrame("veteran")
    return (frame, try SurvivalData(time: frame["time"], event: frame.flags("status")))
  }

  @Test(
    .agrees(
      "Royston–Parmar splines",
      with: "a search of the likelihood in R 4.2.2",
      within: 1e-3,
      detail: "log likelihood 1e-9 and never below R's",
      but: "the search in R stops before the maximum"),
    arguments: [SplineScale.hazard, .odds, .normal])
  func `the maximum is where R's search ends`(scale: SplineScale) throws {
    let (frame, data) = try veteran()
    let fit = try RoystonParmar(data, covariates: frame.matrix(["karno", "trt"]), scale: scale)
    let key = "spline.\(scale.rawValue)"
    #expect(agrees([fit.logLikelihood], Self.reference["\(key).loglik"], relative: 1e-9))
    #expect(fit.logLikelihood >= (Self.reference["\(key).loglik"][0] ?? 0) - 1e-9)
    #expect(
      agrees(fit.coefficients, Self.reference["\(key).coef"], relative: 1e-3, absolute: 1e-5))
    #expect(fit.parameterCount == 6)
  }

  @Test(
    .agrees(
      "Royston–Parmar splines of one degree of freedom",
      with: "the Weibull, log-logistic and log-normal models",
      within: 1e-5,
      detail: "curves 1e-7"),
    arguments: zip(
      [SplineScale.hazard, .odds, .normal],
      [
        ParametricDistribution.weibull, .logLogistic, .logNormal,
      ]))
  func `one degree of freedom is the model of its scale`(
    scale: SplineScale, distribution: ParametricDistribution
  ) throws {
    let (frame, data) = try veteran()
    let columns = frame.matrix(["karno", "age"])
    let line = try RoystonParmar(data, covariates: columns, scale: scale, degreesOfFreedom: 1)
    let model = try ParametricSurvival(data, covariates: columns, distribution: distribution)
    #expect(isClose(line.logLikelihood, model.logLikelihood, relative: 1e-10))
    let person: [Double] = [60, 50]
    for time in [20.0, 100, 400] {
      let (a, b) = (
        line.survival(at: time, covariates: person), model.survival(at: time, covariates: person)
      )
      #expect(isClose(a.estimate ?? -1, b.estimate ?? 0, relative: 1e-7))
      #expect(isClose(a.standardError ?? -1, b.standardError ?? 0, relative: 1e-6))
    }
    let (a, b) = (
      line.restrictedMean(to: 300, covariates: person),
      model.restrictedMean(to: 300, covariates: person)
    )
    #expect(isClose(a.estimate ?? -1, b.estimate ?? 0, relative: 1e-7))
    #expect(isClose(a.standardError ?? -1, b.standardError ?? 0, relative: 1e-5))
  }

  @Test func `hazard ratios are close to Cox's, and errors too`() throws {
    let (frame, data) = try veteran()
    let columns = frame.matrix(["karno", "age", "trt"])
    let spline = try RoystonParmar(data, covariates: columns, degreesOfFreedom: 4)
    let cox = try Cox(data, covariates: columns)
    for j in 0..<3 {
      let (a, b) = (spline.coefficient(j), cox.coefficient(j))
      let error = b.standardError ?? 1
      #expect(abs((a.estimate ?? 9) - (b.estimate ?? 0)) < 0.3 * error)
      #expect(isClose(a.standardError ?? 0, error, relative: 0.05))
    }
  }

  @Test func `copies, units and clusters`() throws {
    let (frame, data) = try veteran()
    let columns = frame.matrix(["karno", "trt"])
    let base = try RoystonParmar(data, covariates: columns, variance: .robust)
    func twice<Value>(_ values: [Value]) -> [Value] { values + values }
    let copies = try RoystonParmar(
      SurvivalData(
        time: twice(frame["time"]).map { $0 / 7 }, event: twice(frame.flags("status")),
        cluster: twice(Array(0..<data.count))),
      covariates: Matrix(columns: [twice(frame["karno"]).map { $0 * 100 }, twice(frame["trt"])]))
    #expect(
      isClose((copies.coefficients[0] ?? 0) * 100, base.coefficients[0] ?? 1, relative: 1e-3))
    #expect(
      isClose(
        (copies.coefficient(1).standardError ?? 0), base.coefficient(1).standardError ?? 1,
        relative: 1e-2))
  }

  @Test func `curves fall, and go on beyond what was seen`() throws {
    let (frame, data) = try veteran()
    let fit = try RoystonParmar(data, covariates: frame.matrix(["karno"]), degreesOfFreedom: 4)
    let curve = [1.0, 10, 50, 100, 300, 999, 3000, 30_000].map {
      fit.survival(at: $0, covariates: [60]).estimate ?? -1
    }
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 > $1 })
    #expect(curve.last ?? 1 < 1e-4)
    #expect(fit.survival(at: 0, covariates: [60]).estimate == 1)
  }

  @Test func `too few event times for the knots are named`() throws {
    let data = try SurvivalData(time: [1, 1, 1, 2, 2], event: [true, true, true, true, false])
    let fit = try RoystonParmar(
      data, covariates: Matrix(columns: [[1, 0, 1, 0, 1]]), degreesOfFreedom: 4)
    #expect(fit.reason == .knotsCoincide)
    #expect(fit.coefficient(0).reason == .knotsCoincide)
    #expect(fit.survival(at: 1, covariates: [1]).reason == .knotsCoincide)
  }
}
