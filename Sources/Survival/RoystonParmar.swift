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
  /// Why there is no estimate, where there is none.
  public let reason: NotEstimable?
  /// The confidence level.
  public let level: Double

  let theta: [Double]
  let thetaVariance: Matrix
  let frame: SplineFrame?

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
    let frame = SplineFrame(data, covariates, scale, start, degrees: self.degreesOfFreedom)
    var search = frame.flatMap { ConcaveSearch($0.likelihood, from: $0.start, holding: $0.held) }
    search?.run()
    guard let frame, let search, search.isConverged else {
      reason = start.reason ?? (frame == nil ? .knotsCoincide : .notConverged)
      coefficients = [Double?](repeating: nil, count: covariates.columns)
      (self.variance, thetaVariance) = (Matrix(rows: 0, columns: 0), Matrix(rows: 0, columns: 0))
      (logLikelihood, parameterCount, theta, self.frame) = (0, 0, [], nil)
      return
    }
    let inverse = search.factor.inverse
    switch variance ?? data.defaultVariance {
    case .model: thetaVariance = inverse
    case .robust:
      let influence = frame.likelihood.scores(at: search.beta).times(inverse)
      thetaVariance = InfluenceSum.crossProduct(influence, cluster: data.cluster)
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

  /// Survival at a time, with limits on the scale of log(−log S).
  /// - Complexity: O(p²).
  public func survival(at time: Double, covariates: [Double]) -> SurvivalEstimate {
    guard let frame, reason == nil else { return SurvivalEstimate(reason: reason) }
    guard time.isFinite, time >= 0 else { return SurvivalEstimate(reason: .invalidTime) }
    guard time > 0 else { return SurvivalEstimate(1, standardError: 0, lower: 1, upper: 1) }
    let row = frame.row(log(time), covariates)
    let z = frame.dot(row, theta)
    let value = exp(scale.standard.logSurvival(z).value)
    let error = exp(scale.standard.logDensity(z).value) * standardError(row)
    let limits = Band(.logLog, level: level)
      .limits(value, logStandardError: value > 0 ? error / value : 0)
    return SurvivalEstimate(
      value, standardError: error, lower: limits.lower, upper: limits.upper, reason: limits.reason)
  }

  /// The mean time up to a horizon, extrapolated where it lies beyond what was seen.
  /// - Complexity: some hundred evaluations a coefficient.
  public func restrictedMean(to horizon: Double, covariates: [Double]) -> SurvivalEstimate {
    guard let frame, reason == nil else { return SurvivalEstimate(reason: reason) }
    guard horizon.isFinite, horizon > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    func area(_ height: (Double, [Double]) -> Double) -> Double {
      AdaptiveQuadrature.integral(from: 0, to: horizon, tolerance: 1e-9 * horizon) { time in
        let row = frame.row(log(max(time, .leastNormalMagnitude)), covariates)
        return height(frame.dot(row, theta), row)
      }
    }
    let value = area { z, _ in exp(scale.standard.logSurvival(z).value) }
    let gradient = theta.indices.map { j in
      area { z, row in
        let density = exp(scale.standard.logDensity(z).value)
        return density > 0 ? density * row[j] : 0
      }
    }
    var result = SurvivalEstimate.normal(value, standardError(gradient), level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  private func standardError(_ gradient: [Double]) -> Double {
    let product = thetaVariance.times(gradient)
    let square = gradient.indices.reduce(0.0) { $0 + gradient[$1] * product[$1] }
    return max(square, 0).squareRoot()
  }
}
