private import Distributions
public import LinearAlgebra

/// A Cox model in which the rows of a cluster share an unobserved factor of their hazards, gamma
/// distributed with mean 1.
///
/// At a variance θ = 1/ν the coefficients β and log frailties ω maximise the log partial likelihood
/// plus ν Σ (ω − e^ω), which gives the same as the EM algorithm. With d_c events in cluster c the
/// likelihood integrated over the frailties is then, up to the likelihood of the events' times,
/// l(β, ω) + Σ_c [ν ω_c + Σ_{k<d_c} log(1 + k/ν) − (ν + d_c) log(1 + d_c/ν) + d_c], which tends to l as
/// θ tends to 0; θ maximises it. The variance is that of β at the given θ, from the whole second
/// derivative in β and ω. Klein 1992, doi:10.2307/2532345; Therneau, Grambsch and Pankratz 2003,
/// doi:10.1198/1061860031365.
public struct FrailtyCox: Sendable {
  /// The coefficients; nil for collinear columns or where the search did not converge.
  public let coefficients: [Double?]
  /// Why a coefficient is nil.
  public let reasons: [NotEstimable?]
  /// θ, the variance of the frailties; 0 where no positive one is more likely.
  public let frailtyVariance: Double
  /// The clusters, in ascending order.
  public let clusters: [Int]
  /// The log frailty of each cluster.
  public let logFrailties: [Double]
  /// The variance of the coefficients at θ.
  public let variance: Matrix
  /// The log likelihood integrated over the frailties.
  public let integratedLogLikelihood: Double
  /// The log partial likelihood at coefficients and frailties.
  public let partialLogLikelihood: Double
  /// ν Σ (e^ω − 1 − ω).
  public let penalty: Double
  /// The log partial likelihood of the same model without frailties, at its maximum.
  public let logLikelihoodWithoutFrailty: Double
  /// The confidence level of limits.
  public let level: Double
  private let isVarianceGiven: Bool

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up with its clusters; weights must be frequencies.
  ///   - covariates: One row a row of the data.
  ///   - frailtyVariance: θ, above 0; the most likely one if nil.
  ///   - offset: A known part of the linear predictor.
  ///   - ties: Efron's or Breslow's method.
  ///   - level: The confidence level of limits.
  ///   - threads: The most threads to use in the model without frailties.
  /// - Complexity: O(n p) for each of some tens of products in each of some steps, for each of some
  ///   fifteen values of θ.
  /// - Throws: What ``Cox`` throws, `.frailtyNeedsClusters`, `.frailtyNeedsFrequencies`,
  ///   `.frailtyNotExact` or `.invalidStrength`.
  public init(
    _ data: SurvivalData, covariates: Matrix, frailtyVariance: Double? = nil,
    offset: [Double]? = nil, ties: TieMethod = .efron, level: Double = 0.95, threads: Int = 1
  ) throws(SurvivalError) {
    guard let codes = data.clusterCodes else { throw .frailtyNeedsClusters }
    guard data.weights == nil || data.countsCopies else { throw .frailtyNeedsFrequencies }
    guard ties != .exact else { throw .frailtyNotExact }
    if let given = frailtyVariance, !(given > 0 && given.isFinite) {
      throw .invalidStrength(given)
    }
    let start = try Cox(
      data, covariates: covariates, offset: offset, ties: ties, variance: .model, level: level,
      threads: threads)
    let sets = start.sets
    let held = start.newton.isCollinear
    var profile = FrailtyProfile(
      sets, FrailtyClusters(sets, codes), holding: held,
      from: start.status == .converged ? start.newton.point.beta : held.map { _ in 0 })
    let theta = frailtyVariance ?? profile.mostLikely()
    let fit = theta.flatMap { $0 > 0 ? profile.fit(variance: $0) : nil }
    self.level = level
    isVarianceGiven = frailtyVariance != nil
    clusters = codes.distinct
    logLikelihoodWithoutFrailty = start.logLikelihood
    self.frailtyVariance = theta ?? 0
    guard let fit else {
      let failed = theta != 0
      coefficients = failed ? held.map { _ in nil } : start.coefficients
      reasons = failed ? held.map { _ in .notConverged } : start.reasons
      logFrailties = codes.distinct.map { _ in 0 }
      variance = start.modelVariance
      integratedLogLikelihood = start.logLikelihood
      partialLogLikelihood = start.logLikelihood
      penalty = 0
      return
    }
    // The penalty does not hold what the partial likelihood drives to infinity.
    let infinite = start.reasons.map { $0 == .infiniteCoefficient }
    reasons = held.indices.map { j in
      held[j]
        ? sets.absence[j] ?? .collinear
        : infinite[j] ? .infiniteCoefficient : fit.isConverged ? nil : .notConverged
    }
    coefficients = held.indices.map {
      held[$0] || infinite[$0] || !fit.isConverged ? nil : fit.values[$0] * sets.scale[$0]
    }
    logFrailties = Array(fit.frailties)
    variance = sets.unscaled(variance: fit.variance)
    integratedLogLikelihood = profile.integrated(fit)
    partialLogLikelihood = fit.scan.logLikelihood
    penalty = fit.frailties.reduce(0) { $0 + fit.precision * (exponential($1) - 1 - $1) }
  }

  /// A coefficient with limits and Wald test, as if θ were known.
  public func coefficient(_ j: Int) -> SurvivalEstimate {
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: reasons[j]) }
    return .normal(value, max(variance[j, j], 0).squareRoot(), level: level)
  }

  /// The likelihood-ratio test of a variance of 0, which lies at the edge: half the p-value of χ²₁;
  /// nil where the variance was given.
  public var frailtyTest: SurvivalEstimate? {
    guard !isVarianceGiven else { return nil }
    if reasons.contains(.notConverged) { return SurvivalEstimate(reason: .notConverged) }
    let rise = max(0, 2 * (integratedLogLikelihood - logLikelihoodWithoutFrailty))
    var result = SurvivalEstimate.chiSquared(rise, degreesOfFreedom: 1)
    result.p = result.p.map { frailtyVariance > 0 ? $0 / 2 : 1 }
    return result
  }
}

/// The likelihood integrated over frailties as a function of their variance.
private struct FrailtyProfile {
  private let sets: CoxRiskSets
  private let clusters: FrailtyClusters
  private let held: [Bool]
  private var last: [Double]

  init(_ sets: CoxRiskSets, _ clusters: FrailtyClusters, holding held: [Bool], from beta: [Double])
  {
    (self.sets, self.clusters, self.held) = (sets, clusters, held)
    last = beta + [Double](repeating: 0, count: clusters.count)
  }

  /// The fit at a variance, begun where the one before ended.
  mutating func fit(variance: Double) -> FrailtyNewton? {
    guard
      var newton = FrailtyNewton(
        sets, clusters, precision: 1 / variance, from: last, holding: held)
    else { return nil }
    newton.run()
    if newton.isConverged { last = newton.values }
    return newton
  }

  func integrated(_ fit: FrailtyNewton) -> Double {
    var sum = fit.scan.logLikelihood
    for (c, frailty) in fit.frailties.enumerated() {
      let d = clusters.events[c]
      sum += fit.precision * frailty + d
      sum -= (fit.precision + d) * logarithmOfOnePlus(d / fit.precision)
      for k in 0..<Int(d) { sum += logarithmOfOnePlus(Double(k) / fit.precision) }
    }
    return sum
  }

  /// The derivative of the integrated likelihood in log θ; that in β and ω is 0.
  private func slope(_ fit: FrailtyNewton) -> Double {
    let precision = fit.precision
    var sum = 0.0
    for (c, frailty) in fit.frailties.enumerated() {
      let d = clusters.events[c]
      sum += frailty - exponential(frailty) + 1
      sum += d / precision - logarithmOfOnePlus(d / precision)
      for k in 0..<Int(d) { sum -= Double(k) / (precision * (precision + Double(k))) }
    }
    return -precision * sum
  }

  private mutating func slope(atLog value: Double) -> Double? {
    guard let fit = fit(variance: exponential(value)), fit.isConverged else { return nil }
    return slope(fit)
  }

  /// The variance at which the likelihood stops to rise: 0 if it falls from the start, nil if none
  /// is found.
  mutating func mostLikely() -> Double? {
    var low = logarithm(1e-4)
    guard var lowSlope = slope(atLog: low) else { return nil }
    if lowSlope <= 0 { return 0 }
    var high = low
    var highSlope = lowSlope
    while highSlope > 0 {
      (low, lowSlope) = (high, highSlope)
      high += 1
      guard high < logarithm(1e4), let slope = slope(atLog: high) else { return nil }
      highSlope = slope
    }
    // The rule of Illinois: a chord, with the weight of an end that stays halved.
    for _ in 0..<100 where high - low > 1e-11 {
      let next = (low * highSlope - high * lowSlope) / (highSlope - lowSlope)
      guard let slope = slope(atLog: next) else { return nil }
      if slope == 0 { return exponential(next) }
      if slope > 0 {
        if low == next { break }
        (low, lowSlope) = (next, slope)
        highSlope /= 2
      } else {
        if high == next { break }
        (high, highSlope) = (next, slope)
        lowSlope /= 2
      }
      if abs(slope) < 1e-11 { return exponential(next) }
    }
    return exponential((low + high) / 2)
  }
}
