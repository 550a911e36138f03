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
    guard let person = person(covariates) else { return absent }
    guard time.isFinite, time >= 0 else { return SurvivalEstimate(reason: .invalidTime) }
    guard time > 0 else { return SurvivalEstimate(1, standardError: 0, lower: 1, upper: 1) }
    let point = curve.survival(at: time, location: person.location)
    let error = standardError(person, point)
    let limits = Band(.logLog, level: level)
      .limits(point.value, logStandardError: point.value > 0 ? error / point.value : 0)
    return SurvivalEstimate(
      point.value, standardError: error, lower: limits.lower, upper: limits.upper,
      reason: limits.reason
    ).withoutInfinities
  }

  /// The time by which a share has had the event; the standard error is that of its logarithm.
  /// - Complexity: O(p²).
  public func quantile(_ share: Double, covariates: [Double]) -> SurvivalEstimate {
    guard let person = person(covariates) else { return absent }
    guard share > 0, share < 1 else { return SurvivalEstimate(reason: .invalidProbability) }
    guard let point = curve.logQuantile(share, location: person.location) else {
      return SurvivalEstimate(reason: .notReached)
    }
    return positive(point.value, standardError(person, point))
  }

  /// The mean time, extrapolated beyond what was seen; the standard error is that of its logarithm.
  ///
  /// Where it is infinite there is none, which is so in Gompertz's model if a share never has the event.
  /// - Complexity: O(p²); for Gompertz's model some hundred evaluations.
  public func mean(covariates: [Double]) -> SurvivalEstimate {
    guard let person = person(covariates) else { return absent }
    guard let point = curve.logMean(location: person.location) else {
      return SurvivalEstimate(reason: .meanIsInfinite)
    }
    return positive(point.value, standardError(person, point))
  }

  /// The mean time up to a horizon, extrapolated where it lies beyond what was seen.
  /// - Complexity: some hundred evaluations, and O(p²).
  public func restrictedMean(to horizon: Double, covariates: [Double]) -> SurvivalEstimate {
    guard let person = person(covariates) else { return absent }
    guard horizon.isFinite, horizon > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    func area(_ height: (ParametricCurve.Point) -> Double) -> Double {
      AdaptiveQuadrature.integral(from: 0, to: horizon, tolerance: 1e-10 * horizon) { time in
        height(curve.survival(at: time, location: person.location))
      }
    }
    let point = ParametricCurve.Point(
      value: area(\.value), byLocation: area(\.byLocation),
      byLogScale: distribution.hasScale ? area(\.byLogScale) : 0,
      byShape: distribution.hasShape ? area(\.byShape) : 0)
    var result = SurvivalEstimate.normal(point.value, standardError(person, point), level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  /// What the model says of times.
  var curve: ParametricCurve {
    ParametricCurve(distribution: distribution, logScale: logScale, shape: shape ?? 0)
  }

  private var absent: SurvivalEstimate { SurvivalEstimate(reason: reason ?? .outOfScale) }

  /// What the model says of someone: location, and what moves it.
  private struct Person {
    let location: Double
    /// 1 and the covariates.
    let row: [Double]
  }

  private func person(_ covariates: [Double]) -> Person? {
    guard reason == nil, covariates.count + 1 == coefficients.count,
      covariates.allSatisfy(\.isFinite)
    else { return nil }
    let row = [1] + covariates
    let location = row.indices.reduce(0.0) { $0 + row[$1] * (coefficients[$1] ?? 0) }
    return location.isFinite ? Person(location: location, row: row) : nil
  }

  private func standardError(_ person: Person, _ point: ParametricCurve.Point) -> Double {
    let gradient =
      person.row.indices.map { coefficients[$0] == nil ? 0 : point.byLocation * person.row[$0] }
      + [point.byLogScale] + (distribution.hasShape ? [point.byShape] : [])
    let product = variance.times(gradient)
    let square = gradient.indices.reduce(0.0) { $0 + gradient[$1] * product[$1] }
    return max(square, 0).squareRoot()
  }

  private func positive(_ logarithm: Double, _ error: Double) -> SurvivalEstimate {
    var result = SurvivalEstimate.normal(logarithm, error, level: level).exponentiated
    (result.statistic, result.p) = (nil, nil)
    if result.estimate == nil, result.reason == nil { result.reason = .outOfScale }
    return result
  }
}
