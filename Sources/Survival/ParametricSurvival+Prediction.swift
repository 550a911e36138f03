internal import Foundation
internal import LinearAlgebra

extension ParametricSurvival {
  /// Survival at a time, with limits on the scale of log(−log S).
  ///
  /// - Parameters:
  ///   - time: The time, 0 or above.
  ///   - covariates: One number a column.
  /// - Returns: Estimate, standard error and limits.
  /// - Complexity: O(p²).
  public func survival(at time: Double, covariates: [Double]) -> SurvivalEstimate {
    guard fits(covariates) else { return absent }
    guard time.isFinite, time >= 0 else { return SurvivalEstimate(reason: .invalidTime) }
    guard time > 0 else { return SurvivalEstimate(1, standardError: 0, lower: 1, upper: 1) }
    return said(survivalPoint(at: time, covariates)).survival(level: level)
  }

  /// The time by which a share has had the event; the standard error is that of its logarithm.
  /// - Complexity: O(p²).
  public func quantile(_ share: Double, covariates: [Double]) -> SurvivalEstimate {
    guard fits(covariates) else { return absent }
    guard share > 0, share < 1 else { return SurvivalEstimate(reason: .invalidProbability) }
    guard let point = curve.logQuantile(share, location: location(covariates)) else {
      return SurvivalEstimate(reason: .notReached)
    }
    return ofLogarithm(gradient(point, covariates))
  }

  /// The mean time, extrapolated beyond what was seen; the standard error is that of its logarithm.
  ///
  /// Where it is infinite there is none, which is so in Gompertz's model if a share never has the event.
  /// - Complexity: O(p²); for Gompertz's model some hundred evaluations.
  public func mean(covariates: [Double]) -> SurvivalEstimate {
    guard fits(covariates) else { return absent }
    guard let point = curve.logMean(location: location(covariates)) else {
      return SurvivalEstimate(reason: .meanIsInfinite)
    }
    return ofLogarithm(gradient(point, covariates))
  }

  /// The mean time up to a horizon, extrapolated where it lies beyond what was seen.
  /// - Complexity: some hundred evaluations, and O(p²).
  public func restrictedMean(to horizon: Double, covariates: [Double]) -> SurvivalEstimate {
    guard fits(covariates) else { return absent }
    guard horizon.isFinite, horizon > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    return said(restrictedMeanPoint(to: horizon, covariates)).plain(level: level)
  }

  /// What the model says of times.
  var curve: ParametricCurve {
    ParametricCurve(distribution: distribution, logScale: logScale, shape: shape ?? 0)
  }

  private var absent: SurvivalEstimate { SurvivalEstimate(reason: reason ?? .outOfScale) }

  private func fits(_ covariates: [Double]) -> Bool {
    reason == nil && covariates.count + 1 == coefficients.count
      && covariates.allSatisfy(\.isFinite) && location(covariates).isFinite
  }

  private func location(_ covariates: [Double]) -> Double {
    covariates.indices.reduce(coefficients[0] ?? 0) {
      $0 + covariates[$1] * (coefficients[$1 + 1] ?? 0)
    }
  }

  /// A number with its derivatives in all parameters.
  private func gradient(_ point: ParametricCurve.Point, _ covariates: [Double]) -> ModelPoint {
    let row = [1] + covariates
    return ModelPoint(
      value: point.value,
      gradient: row.indices.map { coefficients[$0] == nil ? 0 : point.byLocation * row[$0] }
        + [point.byLogScale] + (distribution.hasShape ? [point.byShape] : []))
  }

  private func said(_ point: ModelPoint) -> ModelledNumber {
    ModelledNumber(value: point.value, standardError: point.standardError(variance))
  }

  private func ofLogarithm(_ point: ModelPoint) -> SurvivalEstimate {
    var result = SurvivalEstimate.normal(
      point.value, point.standardError(variance), level: level
    ).exponentiated
    (result.statistic, result.p) = (nil, nil)
    if result.estimate == nil { result = SurvivalEstimate(reason: .outOfScale) }
    return result
  }
}

extension ParametricSurvival: SurvivalModel {
  var absence: NotEstimable? { reason }
  var parameterVariance: Matrix { variance }
  var parameterInfluence: Matrix { influence }

  func survivalPoint(at time: Double, _ covariates: [Double]) -> ModelPoint {
    gradient(curve.survival(at: time, location: location(covariates)), covariates)
  }

  func restrictedMeanPoint(to horizon: Double, _ covariates: [Double]) -> ModelPoint {
    let (curve, location) = (curve, location(covariates))
    let areas = AdaptiveQuadrature.integrals(from: 0, to: horizon, tolerance: 1e-10 * horizon) {
      let point = curve.survival(at: $0, location: location)
      return [point.value, point.byLocation, point.byLogScale, point.byShape]
    }
    return gradient(
      ParametricCurve.Point(
        value: areas[0], byLocation: areas[1],
        byLogScale: distribution.hasScale ? areas[2] : 0,
        byShape: distribution.hasShape ? areas[3] : 0), covariates)
  }

  func meanPoint(_ covariates: [Double]) -> ModelPoint? {
    guard let point = curve.logMean(location: location(covariates)) else { return nil }
    let value = exp(point.value)
    return ModelPoint(
      value: value, gradient: gradient(point, covariates).gradient.map { $0 * value })
  }
}
