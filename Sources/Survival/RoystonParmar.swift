internal import Foundation
public import LinearAlgebra
public import Vocabulary

/// The scale on which covariates act in a Royston–Parmar model.
public enum SplineScale: String, Word, Sendable {
  /// The logarithm of the cumulative hazard: proportional hazards.
  case hazard
  /// The logarithm of the odds of the event: proportional odds.
  case odds
  /// The normal quantile of the probability of the event.
  case normal

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .hazard: "the log cumulative hazard: coefficients are log hazard ratios"
    case .odds: "the log odds of the event: coefficients are log odds ratios"
    case .normal: "the normal quantile of the probability of the event"
    }
  }

  /// What the scale is a quantile of.
  var standard: StandardVariable { distribution.standard() }

  /// The distribution whose standard variable the scale is.
  var distribution: ParametricDistribution {
    switch self {
    case .hazard: .weibull
    case .odds: .logLogistic
    case .normal: .logNormal
    }
  }
}

/// A smooth survival model: a restricted cubic spline in log time on a scale on which covariates add.
///
/// With one degree of freedom it is the Weibull, log-logistic or log-normal model. Beyond the last event the
/// spline is straight, so that curves can be extrapolated. Knots are at the first and last event and at
/// equal shares of events between. Royston and Parmar 2002, doi:10.1002/sim.1203.
public struct RoystonParmar: Sendable {
  /// The scale on which covariates act.
  public let scale: SplineScale
  /// The degrees of freedom of the spline.
  public let degreesOfFreedom: Int
  /// One coefficient a column; nil for a collinear one.
  public let coefficients: [Double?]
  /// The variance of the coefficients; 0 for what is not estimated.
  public let variance: Matrix
  /// The log likelihood, of times and not of their logarithms.
  public let logLikelihood: Double
  /// How many numbers were estimated.
  public let parameterCount: Int
  /// How many rows, or people where weights count them, were seen.
  public let rowCount: Double
  /// Why there is no estimate, where there is none.
  public let reason: NotEstimable?
  /// The confidence level.
  public let level: Double

  let theta: [Double]
  let thetaVariance: Matrix
  let frame: SplineFrame?
  /// The influence of each row on the coefficients of spline and covariates.
  let influence: Matrix

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights, clusters and delayed entry; strata are not used.
  ///   - covariates: One row a row of the data, without an intercept.
  ///   - scale: The scale on which covariates act.
  ///   - degreesOfFreedom: Of the spline, 1 to 10; three to five are usual.
  ///   - variance: Where standard errors come from; by default what fits the data.
  ///   - level: The confidence level.
  /// - Complexity: O(n (p + df)²) a step, of which about ten are needed.
  /// - Throws: What ``ParametricSurvival`` throws.
  public init(
    _ data: SurvivalData, covariates: Matrix, scale: SplineScale = .hazard,
    degreesOfFreedom: Int = 3, variance: VarianceEstimator? = nil, level: Double = 0.95
  ) throws(SurvivalError) {
    let start = try ParametricSurvival(
      data, covariates: covariates, distribution: scale.distribution, variance: .model, level: level
    )
    self.scale = scale
    self.degreesOfFreedom = max(1, degreesOfFreedom)
    self.level = level
    rowCount = data.peopleCount
    let frame = SplineFrame(data, covariates, scale, start, degrees: self.degreesOfFreedom)
    var search = frame.flatMap { ConcaveSearch($0.likelihood, from: $0.start, holding: $0.held) }
    search?.run()
    guard let frame, let search, search.isConverged, !search.isDrifting else {
      reason =
        start.reason ?? (frame == nil ? .knotsCoincide : .notConverged)
      influence = Matrix(rows: 0, columns: 0)
      coefficients = [Double?](repeating: nil, count: covariates.columns)
      (self.variance, thetaVariance) = (Matrix(rows: 0, columns: 0), Matrix(rows: 0, columns: 0))
      (logLikelihood, parameterCount, theta, self.frame) = (0, 0, [], nil)
      return
    }
    let inverse = search.factor.inverse
    influence = frame.likelihood.scores(at: search.beta).times(inverse)
    switch variance ?? data.defaultVariance {
    case .model: thetaVariance = inverse
    case .robust: thetaVariance = InfluenceSum.crossProduct(influence, data: data)
    }
    reason = nil
    theta = search.beta
    self.frame = frame
    logLikelihood = search.expansion.value - frame.logTimes
    parameterCount = frame.held.count { !$0 }
    let (first, spread) = (frame.splineWidth, frame.spread)
    coefficients = spread.indices.map {
      frame.held[first + $0] ? nil : search.beta[first + $0] / spread[$0]
    }
    var own = Matrix(rows: spread.count, columns: spread.count)
    for j in spread.indices {
      for i in spread.indices {
        own[i, j] = thetaVariance[first + i, first + j] / (spread[i] * spread[j])
      }
    }
    self.variance = own
  }

  /// A coefficient with limits and Wald test.
  public func coefficient(_ j: Int) -> SurvivalEstimate {
    if let reason { return SurvivalEstimate(reason: reason) }
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: .collinear) }
    return .normal(value, max(variance[j, j], 0).squareRoot(), level: level)
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
