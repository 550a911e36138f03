internal import Foundation
internal import LinearAlgebra

extension RoystonParmar {
  /// Survival at a time, with limits on the scale of log(−log S).
  /// - Complexity: O(p²).
  public func survival(at time: Double, covariates: [Double]) -> SurvivalEstimate {
    guard fits(covariates) else { return SurvivalEstimate(reason: reason ?? .outOfScale) }
    guard time.isFinite, time >= 0 else { return SurvivalEstimate(reason: .invalidTime) }
    guard time > 0 else { return SurvivalEstimate(1, standardError: 0, lower: 1, upper: 1) }
    return said(survivalPoint(at: time, covariates)).survival(level: level)
  }

  /// The mean time up to a horizon, extrapolated where it lies beyond what was seen.
  /// - Complexity: some hundred evaluations of O(p).
  public func restrictedMean(to horizon: Double, covariates: [Double]) -> SurvivalEstimate {
    guard fits(covariates) else { return SurvivalEstimate(reason: reason ?? .outOfScale) }
    guard horizon.isFinite, horizon > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    return said(restrictedMeanPoint(to: horizon, covariates)).plain(level: level)
  }

  /// The mean time, extrapolated beyond what was seen along the straight end of the spline; the standard error
  /// is that of its logarithm.
  ///
  /// It is infinite where the end does not rise, and on the scale of odds where it rises by no more than 1.
  /// - Complexity: some hundred evaluations of O(p).
  public func mean(covariates: [Double]) -> SurvivalEstimate {
    guard fits(covariates) else { return SurvivalEstimate(reason: reason ?? .outOfScale) }
    guard let point = meanPoint(covariates) else {
      return SurvivalEstimate(reason: .meanIsInfinite)
    }
    return said(point).ofLogarithm(level: level)
  }

  private func fits(_ covariates: [Double]) -> Bool {
    reason == nil && covariates.count == coefficients.count && covariates.allSatisfy(\.isFinite)
  }

  private func said(_ point: ModelPoint) -> ModelledNumber {
    ModelledNumber(value: point.value, standardError: point.standardError(thetaVariance))
  }
}

extension RoystonParmar: SurvivalModel {
  var absence: NotEstimable? { reason }
  var parameterVariance: Matrix { thetaVariance }
  var parameterInfluence: Matrix { influence }

  private func point(_ logTime: Double, _ covariates: [Double], _ frame: SplineFrame) -> ModelPoint
  {
    let row = frame.row(logTime, covariates)
    let z = frame.dot(row, theta)
    let density = exp(scale.standard.logDensity(z).value)
    return ModelPoint(
      value: exp(scale.standard.logSurvival(z).value),
      gradient: row.map { density > 0 ? -density * $0 : 0 })
  }

  func survivalPoint(at time: Double, _ covariates: [Double]) -> ModelPoint {
    guard let frame else { return ModelPoint(value: 1, gradient: []) }
    return point(log(max(time, .leastNormalMagnitude)), covariates, frame)
  }

  func restrictedMeanPoint(to horizon: Double, _ covariates: [Double]) -> ModelPoint {
    ModelPoint(
      AdaptiveQuadrature.integrals(from: 0, to: horizon, tolerance: 1e-10 * horizon) {
        survivalPoint(at: $0, covariates).all
      })
  }

  func meanPoint(_ covariates: [Double]) -> ModelPoint? {
    guard let frame else { return nil }
    let slope = frame.dot(frame.slopeRow(frame.lastLog + 1), theta)
    guard slope > (scale == .odds ? 1 : 0) else { return nil }
    let last = exp(frame.lastLog)
    let seen = restrictedMeanPoint(to: last, covariates).all
    // Beyond, with t = T eᵘ, the integral of S(t) t in u.
    func beyond(_ u: Double) -> [Double] {
      point(frame.lastLog + u, covariates, frame).all.map { $0 == 0 ? 0 : $0 * exp(u) }
    }
    var end = 1.0
    while end < 1e6, beyond(end)[0] > 1e-13 { end *= 1.5 }
    let rest = AdaptiveQuadrature.integrals(from: 0, to: end, tolerance: 1e-11, beyond)
    return ModelPoint(zip(seen, rest).map { $0 + $1 * last })
  }
}
