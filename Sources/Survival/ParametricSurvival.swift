internal import Foundation
public import LinearAlgebra

/// An accelerated failure time model: log t = βᵀx + σ ε, fitted by maximum likelihood.
///
/// ε has the distribution that is asked for; exp(βⱼ) is the factor by which one more of covariate j
/// stretches time. For the Weibull distribution −βⱼ/σ is a log hazard ratio. Kalbfleisch and Prentice
/// 2002, chapter 3, doi:10.1002/9781118032985.
public struct ParametricSurvival: Sendable {
  /// The distribution.
  public let distribution: ParametricDistribution
  /// The intercept, then one coefficient a column; nil for a collinear one.
  public let coefficients: [Double?]
  /// The logarithm of the scale σ; 0 where it is not estimated.
  public let logScale: Double
  /// The variance of the coefficients and the log scale, in that order; 0 for what is not estimated.
  public let variance: Matrix
  /// The inverse information.
  public let modelVariance: Matrix
  /// The log likelihood, of times and not of their logarithms.
  public let logLikelihood: Double
  /// How many numbers were estimated.
  public let parameterCount: Int
  /// How many steps the search took.
  public let iterations: Int
  /// Why there is no estimate, where the search did not end.
  public let reason: NotEstimable?
  /// The confidence level.
  public let level: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights, clusters and delayed entry; strata are not used.
  ///   - covariates: One row a row of the data, without an intercept.
  ///   - distribution: The distribution of ε.
  ///   - variance: Where standard errors come from; by default what fits the data.
  ///   - level: The confidence level.
  /// - Complexity: O(n p²) a step, of which five to ten are needed.
  /// - Throws: `.lengthsDiffer`, `.covariateNotFinite`, `.noEvents`, `.timeNotPositive` or `.invalidLevel`.
  public init(
    _ data: SurvivalData, covariates: Matrix, distribution: ParametricDistribution,
    variance: VarianceEstimator? = nil, level: Double = 0.95
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    let frame = try ParametricFrame(data, covariates, distribution)
    var search = ConcaveSearch(frame.likelihood, from: frame.start, holding: frame.held)
    search?.run()
    self.distribution = distribution
    self.level = level
    parameterCount = frame.held.count { !$0 }
    guard let search, search.isConverged else {
      let width = frame.held.count
      (reason, logLikelihood, logScale) = (.notConverged, 0, 0)
      iterations = search?.iterations ?? 0
      coefficients = [Double?](repeating: nil, count: width - 1)
      modelVariance = Matrix(rows: width, columns: width)
      self.variance = modelVariance
      return
    }
    let theta = search.beta
    let estimates = frame.estimates(theta)
    reason = nil
    iterations = search.iterations
    logLikelihood = search.expansion.value - frame.logTimes
    coefficients = estimates.coefficients
    logScale = estimates.logScale
    let inverse = search.factor.inverse
    let change = frame.jacobian(theta)
    modelVariance = change.times(inverse).times(change.transposed)
    switch variance ?? data.defaultVariance {
    case .model: self.variance = modelVariance
    case .robust:
      let influence = frame.likelihood.scores(at: theta).times(inverse)
      let meat = InfluenceSum.crossProduct(influence, cluster: data.cluster)
      self.variance = change.times(meat).times(change.transposed)
    }
  }

  /// A coefficient with limits and Wald test; 0 is the intercept.
  public func coefficient(_ j: Int) -> SurvivalEstimate {
    if let reason { return SurvivalEstimate(reason: reason) }
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: .collinear) }
    return .normal(value, max(variance[j, j], 0).squareRoot(), level: level)
  }

  /// The scale σ, its standard error on the log scale.
  public var scale: SurvivalEstimate {
    if let reason { return SurvivalEstimate(reason: reason) }
    guard !distribution.hasFixedScale else { return SurvivalEstimate(1) }
    let j = coefficients.count
    var result = SurvivalEstimate.normal(
      logScale, max(variance[j, j], 0).squareRoot(), level: level
    ).exponentiated
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  /// Twice the number of parameters less twice the log likelihood.
  public var akaikeCriterion: Double? {
    reason == nil ? 2 * Double(parameterCount) - 2 * logLikelihood : nil
  }
}
