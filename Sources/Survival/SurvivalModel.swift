internal import Foundation
internal import LinearAlgebra

/// A number that a model says, and its derivatives in the parameters of the model.
struct ModelPoint {
  var value: Double
  var gradient: [Double]

  init(value: Double, gradient: [Double]) { (self.value, self.gradient) = (value, gradient) }

  /// The value, then its derivatives.
  init(_ all: [Double]) { (value, gradient) = (all.first ?? 0, Array(all.dropFirst())) }

  /// The value, then its derivatives.
  var all: [Double] { [value] + gradient }

  func standardError(_ variance: Matrix) -> Double {
    let product = variance.times(gradient)
    return max(zip(gradient, product).reduce(0.0) { $0 + $1.0 * $1.1 }, 0).squareRoot()
  }
}

/// A model that says how long someone of given covariates survives.
protocol SurvivalModel: Sendable {
  /// Why it says nothing.
  var absence: NotEstimable? { get }
  /// The confidence level.
  var level: Double { get }
  /// The variance of its parameters.
  var parameterVariance: Matrix { get }
  /// The influence of each row of the data on them.
  var parameterInfluence: Matrix { get }
  /// Survival at a time above 0.
  func survivalPoint(at time: Double, _ covariates: [Double]) -> ModelPoint
  /// The mean time up to a horizon.
  func restrictedMeanPoint(to horizon: Double, _ covariates: [Double]) -> ModelPoint
  /// The mean time; nil where it is infinite.
  func meanPoint(_ covariates: [Double]) -> ModelPoint?
}

/// A number and its standard error, with limits on the scale that fits it.
struct ModelledNumber {
  let value: Double
  let standardError: Double

  /// Of a probability of surviving, on the scale of log(−log S).
  func survival(level: Double) -> SurvivalEstimate {
    let limits = Band(.logLog, level: level)
      .limits(value, logStandardError: value > 0 ? standardError / value : 0)
    return SurvivalEstimate(
      value, standardError: standardError, lower: limits.lower, upper: limits.upper,
      reason: limits.reason
    ).checked
  }

  /// Of a mean, without a test.
  func plain(level: Double) -> SurvivalEstimate {
    var result = SurvivalEstimate.normal(value, standardError, level: level)
    (result.statistic, result.p) = (nil, nil)
    return result.estimate == nil ? SurvivalEstimate(reason: .outOfScale) : result
  }

  /// Of something positive, its standard error and limits those of its logarithm.
  func ofLogarithm(level: Double) -> SurvivalEstimate {
    guard value > 0, value.isFinite else { return SurvivalEstimate(reason: .outOfScale) }
    var result = SurvivalEstimate.normal(log(value), standardError / value, level: level)
      .exponentiated
    (result.statistic, result.p) = (nil, nil)
    return result.estimate == nil ? SurvivalEstimate(reason: .outOfScale) : result
  }

  /// Of something positive, its limits those of its logarithm and its standard error its own.
  func positive(level: Double) -> SurvivalEstimate {
    var result = ofLogarithm(level: level)
    if result.estimate != nil { result.standardError = standardError }
    return result.checked
  }
}

extension SurvivalEstimate {
  /// The same, or its absence where a number is none.
  fileprivate var checked: Self {
    let isNumber = (estimate?.isFinite ?? true) && (standardError?.isFinite ?? true)
    return isNumber ? withoutInfinities : SurvivalEstimate(reason: .outOfScale)
  }
}
