internal import Foundation
public import LinearAlgebra

/// A parametric model of times, fitted by maximum likelihood.
///
/// In an accelerated failure time model log t = βᵀx + σ ε, where ε has the distribution that is asked for;
/// exp(βⱼ) is the factor by which one more of covariate j stretches time. For the Weibull distribution −βⱼ/σ
/// is a log hazard ratio. In the generalised gamma model ε has a shape Q beside, 1 for Weibull and 0 for
/// log-normal times. Gompertz's model is one of hazards, exp(βᵀx + a t): exp(βⱼ) is a hazard ratio, and
/// where a < 0 a share never has the event. Kalbfleisch and Prentice 2002, chapter 3,
/// doi:10.1002/9781118032985; Prentice 1974, doi:10.1093/biomet/61.3.539.
public struct ParametricSurvival: Sendable {
  /// The distribution.
  public let distribution: ParametricDistribution
  /// The intercept, then one coefficient a column; nil for a collinear one.
  public let coefficients: [Double?]
  /// The logarithm of the scale σ; 0 where it is not estimated.
  public let logScale: Double
  /// The shape: Q of the generalised gamma distribution, a of Gompertz's in one over the unit of time; nil
  /// for the others.
  public let shape: Double?
  /// The variance of the coefficients, the log scale and the shape, in that order.
  ///
  /// It is 0 for what is not estimated; there is no place for a shape where the distribution has none.
  public let variance: Matrix
  /// The inverse information.
  public let modelVariance: Matrix
  /// The log likelihood, of times and not of their logarithms.
  public let logLikelihood: Double
  /// How many numbers were estimated.
  public let parameterCount: Int
  /// How many rows, or people where weights count them, were seen.
  public let rowCount: Double
  /// How many steps the search took.
  public let iterations: Int
  /// Why there is no estimate, where the search did not end.
  public let reason: NotEstimable?
  /// The confidence level.
  public let level: Double

  /// The influence of each row on what is estimated.
  let influence: Matrix

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights, clusters and delayed entry; strata are not used.
  ///   - covariates: One row a row of the data, without an intercept.
  ///   - distribution: The distribution of the times.
  ///   - variance: Where standard errors come from; by default what fits the data.
  ///   - level: The confidence level.
  /// - Complexity: O(n p²) a step, of which five to ten are needed; for the generalised gamma distribution
  ///   some fifty, in each of which a row that is censored or enters late takes a quadrature.
  /// - Throws: `.lengthsDiffer`, `.covariateNotFinite`, `.noEvents`, `.timeNotPositive` or `.invalidLevel`.
  public init(
    _ data: SurvivalData, covariates: Matrix, distribution: ParametricDistribution,
    variance: VarianceEstimator? = nil, level: Double = 0.95
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    let found = try ParametricSolution(data, covariates, distribution)
    self.distribution = distribution
    self.level = level
    (coefficients, logScale, shape) = (found.coefficients, found.logScale, found.shape)
    (logLikelihood, parameterCount) = (found.logLikelihood, found.parameterCount)
    (iterations, modelVariance, influence) = (
      found.iterations, found.modelVariance, found.influence
    )
    rowCount = data.peopleCount
    switch variance ?? data.defaultVariance {
    case _ where found.reason != nil: (self.variance, reason) = (modelVariance, found.reason)
    case .model: (self.variance, reason) = (modelVariance, nil)
    case .robust:
      let robust = InfluenceSum.crossProduct(found.influence, data: data)
      let isFinite = robust.storage.allSatisfy(\.isFinite)
      self.variance = isFinite ? robust : modelVariance
      reason = isFinite ? nil : .outOfScale
    }
  }

  /// A coefficient with limits and Wald test; 0 is the intercept.
  public func coefficient(_ j: Int) -> SurvivalEstimate {
    if let reason { return SurvivalEstimate(reason: reason) }
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: .collinear) }
    return .normal(value, max(variance[j, j], 0).squareRoot(), level: level)
  }

  /// The logarithm of the hazard ratio of a column in exponential, Weibull and Gompertz models, with limits and
  /// Wald test; of other distributions, hazards are not proportional.
  public func logHazardRatio(_ j: Int) -> SurvivalEstimate {
    if let reason { return SurvivalEstimate(reason: reason) }
    guard coefficients.indices.contains(j), let value = coefficients[j] else {
      return SurvivalEstimate(reason: .collinear)
    }
    switch distribution {
    case .gompertz: return coefficient(j)
    case .exponential, .weibull: break
    case .logNormal, .logLogistic, .generalizedGamma: return SurvivalEstimate()
    }
    // −β/σ, whose derivatives are −1/σ in β and β/σ in log σ.
    let (rate, last) = (exp(-logScale), coefficients.count)
    let square =
      variance[j, j] - 2 * value * variance[j, last] + value * value * variance[last, last]
    return .normal(-value * rate, rate * max(square, 0).squareRoot(), level: level)
  }

  /// The scale σ, its standard error on the log scale.
  public var scale: SurvivalEstimate {
    if let reason { return SurvivalEstimate(reason: reason) }
    guard distribution.hasScale else { return SurvivalEstimate(1) }
    let j = coefficients.count
    var result = SurvivalEstimate.normal(
      logScale, max(variance[j, j], 0).squareRoot(), level: level
    ).exponentiated
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  /// The shape with its limits: Q of the generalised gamma distribution, a of Gompertz's.
  ///
  /// Its test is that it is 0. It is absent for the others.
  public var shapeEstimate: SurvivalEstimate {
    if let reason { return SurvivalEstimate(reason: reason) }
    guard let shape else { return SurvivalEstimate() }
    let j = coefficients.count + 1
    return .normal(shape, max(variance[j, j], 0).squareRoot(), level: level)
  }

  /// Twice the number of parameters less twice the log likelihood.
  public var akaikeCriterion: Double? {
    reason == nil ? 2 * Double(parameterCount) - 2 * logLikelihood : nil
  }

  /// The number of parameters times the logarithm of the number of rows, less twice the log likelihood.
  public var bayesianCriterion: Double? {
    reason == nil ? Double(parameterCount) * log(rowCount) - 2 * logLikelihood : nil
  }
}

extension SurvivalData {
  /// How many people there are: of weights that are no counts, rows above 0.
  var peopleCount: Double {
    rowWeights.reduce(0) { $0 + ($1 > 0 ? countsCopies ? $1 : 1 : 0) }
  }
}
