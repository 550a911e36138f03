internal import Foundation
internal import LinearAlgebra

extension ParametricSurvival {
  /// What the model says of someone: location, and what moves it.
  private struct Person {
    let location: Double
    /// 1 and the covariates.
    let row: [Double]
  }

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
    let z = (log(time) - person.location) / exp(logScale)
    let value = exp(distribution.logSurvival(z).value)
    let density = exp(distribution.logDensity(z).value)
    let error = standardError(person, density / exp(logScale), density * z)
    let limits = Band(.logLog, level: level)
      .limits(value, logStandardError: value > 0 ? error / value : 0)
    return SurvivalEstimate(
      value, standardError: error, lower: limits.lower, upper: limits.upper, reason: limits.reason)
  }

  /// The time by which a share has had the event; the standard error is that of its logarithm.
  /// - Complexity: O(p²).
  public func quantile(_ share: Double, covariates: [Double]) -> SurvivalEstimate {
    guard let person = person(covariates) else { return absent }
    guard share > 0, share < 1 else { return SurvivalEstimate(reason: .invalidProbability) }
    let z = distribution.quantile(share)
    let scale = exp(logScale)
    return positive(person.location + scale * z, standardError(person, 1, scale * z))
  }

  /// The mean time, extrapolated beyond what was seen; the standard error is that of its logarithm.
  /// - Complexity: O(p²).
  public func mean(covariates: [Double]) -> SurvivalEstimate {
    guard let person = person(covariates) else { return absent }
    guard let part = distribution.logMean(scale: exp(logScale)) else {
      return SurvivalEstimate(reason: .meanIsInfinite)
    }
    return positive(person.location + part.value, standardError(person, 1, part.slope))
  }

  /// The mean time up to a horizon, extrapolated where it lies beyond what was seen.
  /// - Complexity: some hundred evaluations, and O(p²).
  public func restrictedMean(to horizon: Double, covariates: [Double]) -> SurvivalEstimate {
    guard let person = person(covariates) else { return absent }
    guard horizon.isFinite, horizon > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    let scale = exp(logScale)
    func area(_ height: (Double) -> Double) -> Double {
      AdaptiveQuadrature.integral(from: 0, to: horizon, tolerance: 1e-10 * horizon) { time in
        height((log(max(time, .leastNormalMagnitude)) - person.location) / scale)
      }
    }
    let value = area { exp(distribution.logSurvival($0).value) }
    let byLocation = area { exp(distribution.logDensity($0).value) / scale }
    let byScale = area { z in
      let density = exp(distribution.logDensity(z).value)
      return density > 0 ? density * z : 0
    }
    var result = SurvivalEstimate.normal(
      value, standardError(person, byLocation, byScale), level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  private var absent: SurvivalEstimate { SurvivalEstimate(reason: reason ?? .outOfScale) }

  private func person(_ covariates: [Double]) -> Person? {
    guard reason == nil, covariates.count + 1 == coefficients.count,
      covariates.allSatisfy(\.isFinite)
    else { return nil }
    let row = [1] + covariates
    let location = row.indices.reduce(0.0) { $0 + row[$1] * (coefficients[$1] ?? 0) }
    return location.isFinite ? Person(location: location, row: row) : nil
  }

  /// Of a number with these derivatives in the location and the log scale.
  private func standardError(_ person: Person, _ byLocation: Double, _ byLogScale: Double) -> Double
  {
    let gradient =
      person.row.indices.map { coefficients[$0] == nil ? 0 : byLocation * person.row[$0] }
      + [byLogScale]
    let product = variance.times(gradient)
    let square = gradient.indices.reduce(0.0) { $0 + gradient[$1] * product[$1] }
    return max(square, 0).squareRoot()
  }

  private func positive(_ logarithm: Double, _ error: Double) -> SurvivalEstimate {
    var result = SurvivalEstimate.normal(logarithm, error, level: level).exponentiated
    (result.statistic, result.p) = (nil, nil)
    return result
  }
}
