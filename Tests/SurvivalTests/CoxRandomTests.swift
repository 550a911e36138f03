import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Small, tied and degenerate data of every shape: no result may be other than a number or absent.
@Suite struct CoxRandomTests {
  private struct Draw {
    var stream: UniformStream
    let rows: Int
    let data: SurvivalData
    let x: Matrix

    init(seed: UInt64) throws {
      var stream = UniformStream(seed: seed)
      func pick(_ count: Int) -> Int { Int(stream.next() * Double(count)) }
      let n = 1 + pick(25)
      let grid = [1.0, 3, 10, 1e6][pick(4)]
      let entry = (0..<n).map { _ in (stream.next() * grid).rounded(.down) }
      let late = stream.next() < 0.3
      let time = entry.map { entry in
        (late ? entry : 0) + (stream.next() * grid).rounded(.down) + (late ? 1 : 0)
      }
      let share = stream.next()
      let event = time.map { _ in stream.next() < share }
      let kind = WeightKind.allCases[pick(3)]
      let values = time.map { _ in kind == .frequency ? Double(pick(4)) : 3 * stream.next() }
      let weights =
        stream.next() < 0.4 && values.contains { $0 > 0 } ? Weights(values, kind: kind) : nil
      let cluster = stream.next() < 0.4 ? time.map { _ in pick(1 + n / 2) } : nil
      let strata = stream.next() < 0.3 ? time.map { _ in pick(3) } : nil
      rows = n
      data = try SurvivalData(
        time: time, event: event, entry: late ? entry : nil, weights: weights, cluster: cluster,
        strata: strata)
      let columns: [[Double]] = (0..<(1 + pick(3))).map { _ in
        let form = pick(6)
        let size = [1, 1, 1e-8, 1e8, 1e-300, 1e300][pick(6)]
        return time.map { time in
          switch form {
          case 0: stream.next() < 0.5 ? 0 : size
          case 1: size
          case 2: size * time / grid
          case 3: -size * (stream.next() * 3).rounded()
          default: size * (stream.next() - 0.5)
          }
        }
      }
      x = Matrix(columns: columns)
      self.stream = stream
    }
  }

  private func check(_ values: [Double?], _ what: String, _ seed: UInt64) {
    #expect(values.allSatisfy { $0?.isFinite ?? true }, "\(what) of seed \(seed)")
  }

  private func check(_ estimate: SurvivalEstimate, _ what: String, _ seed: UInt64) {
    check(
      [
        estimate.estimate, estimate.standardError, estimate.lower, estimate.upper,
        estimate.statistic, estimate.p,
      ], what, seed)
    let complete = estimate.estimate != nil || estimate.statistic != nil
    #expect(complete || estimate.reason != nil, "\(what) of seed \(seed) has no reason")
  }

  private func checkPlain(_ draw: Draw, _ ties: TieMethod, _ seed: UInt64) throws {
    let fit: Cox
    do { fit = try Cox(draw.data, covariates: draw.x, ties: ties) } catch { return }
    check(fit.iterate, "iterate", seed)
    check(fit.variance.storage, "variance", seed)
    check([fit.logLikelihood, fit.nullLogLikelihood], "likelihood", seed)
    for j in 0..<draw.x.columns {
      check(fit.coefficient(j), "coefficient", seed)
      check(fit.hazardRatio(j), "ratio", seed)
      check(fit.profile(j), "profile", seed)
    }
    check(fit.waldTest, "Wald", seed)
    check(fit.scoreTest, "score", seed)
    check(fit.likelihoodRatioTest, "ratio test", seed)
    for kind in CoxResidual.allCases {
      check(try fit.residuals(kind, weighting: .weighted).values.storage, kind.rawValue, seed)
    }
    check(fit.scaledSchoenfeldResiduals().values.storage, "Schoenfeld", seed)
    for weighting in ConcordanceWeight.allCases {
      if let value = fit.concordance(weighting)?.value { check(value, "concordance", seed) }
    }
    for variance in VarianceEstimator.allCases {
      for transform in TimeTransform.allCases {
        let test = ProportionalHazardsTest(fit, transform: transform, variance: variance)
        check(test.global, "\(transform) \(variance)", seed)
      }
    }
    if let curve = fit.curve(covariates: draw.x.columns == 1 ? [0.5] : []) {
      check(curve.cumulativeHazard + curve.survival, "curve", seed)
      check(curve.standardError + curve.lower + curve.upper, "band", seed)
    }
  }

  private func checkOthers(_ draw: Draw, _ seed: UInt64) throws {
    if let fit = try? RidgeCox(draw.data, covariates: draw.x, strength: 0.5) {
      check(fit.coefficients + [fit.effectiveDegreesOfFreedom], "ridge", seed)
      for j in 0..<draw.x.columns { check(fit.coefficient(j), "ridge", seed) }
    }
    if let fit = try? FirthCox(draw.data, covariates: draw.x) {
      check(fit.coefficients, "Firth", seed)
      check(fit.profile(0), "Firth's profile", seed)
      check(fit.likelihoodRatioTest, "Firth's test", seed)
    }
    if let fit = try? FrailtyCox(draw.data, covariates: draw.x) {
      check(fit.coefficients + fit.logFrailties, "frailty", seed)
      check([fit.frailtyVariance, fit.integratedLogLikelihood], "frailty", seed)
    }
    for form in [VaryingCoefficient.Form.piecewise([2]), .function(.identity)] {
      let varying = [VaryingCoefficient(column: 0, form)]
      if let fit = try? VaryingCox(draw.data, covariates: draw.x, varying: varying) {
        check(fit.coefficients, "varying", seed)
        check(fit.variance.storage, "varying variance", seed)
      }
    }
  }

  @Test(arguments: 0..<8) func `random data give numbers or reasons`(part: UInt64) throws {
    for seed in (40 * part)..<(40 * part + 40) {
      let draw = try Draw(seed: seed)
      for ties in TieMethod.allCases { try checkPlain(draw, ties, seed) }
      try checkOthers(draw, seed)
    }
  }
}
