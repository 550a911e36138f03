internal import Distributions

extension KaplanMeierContrast {
  /// The median of the focal group less that of the reference group.
  public var medianDifference: SurvivalEstimate { quantileDifference(0.5) }

  /// The median of the focal group over that of the reference group.
  public var medianRatio: SurvivalEstimate { quantileRatio(0.5) }

  /// The time by which a share of the focal group has had the event, less that of the reference
  /// group.
  ///
  /// Limits and test need no density: with x the vector of S_f(m + Δ) − q and S_r(m) − q and V its
  /// variance at the two quantiles, the least of xᵀ V⁻¹ x over m is chi-squared with 1 degree of
  /// freedom if Δ is the difference, and the limits are the ends of the Δ that this test does not
  /// reject. Curves pass through all values of their jumps. The robust V has the covariance of
  /// members of the same cluster. Su and Wei 1993, Biometrics 49, 603–607, for independent groups.
  ///
  /// - Parameters:
  ///   - share: 1 − q, strictly between 0 and 1.
  ///   - rule: Which time is the quantile of a group.
  /// - Returns: Estimate, limits, and the test of no difference with 1 degree of freedom; no
  ///   standard error.
  /// - Complexity: O(n).
  public func quantileDifference(
    _ share: Double, rule: QuantileRule = .rPrint
  ) -> SurvivalEstimate {
    compareQuantiles(share, rule, estimate: { $0 - $1 }, distance: { $0 - $1 })
  }

  /// The time by which a share of the focal group has had the event, over that of the reference
  /// group; limits and test as for the difference.
  ///
  /// - Parameters:
  ///   - share: 1 − q, strictly between 0 and 1.
  ///   - rule: Which time is the quantile of a group.
  /// - Returns: Estimate, limits and the test of equal quantiles; no standard error.
  /// - Complexity: O(n).
  public func quantileRatio(_ share: Double, rule: QuantileRule = .rPrint) -> SurvivalEstimate {
    compareQuantiles(
      share, rule, estimate: { $1 > 0 ? $0 / $1 : nil }, distance: { $1 > 0 ? $0 / $1 : nil })
  }

  private func compareQuantiles(
    _ share: Double, _ rule: QuantileRule, estimate: (Double, Double) -> Double?,
    distance: (Double, Double) -> Double?
  ) -> SurvivalEstimate {
    let quantiles = [focal, reference].map { $0.quantile(share, rule: rule) }
    guard let a = quantiles[0].estimate, let b = quantiles[1].estimate else {
      return SurvivalEstimate(
        reason: quantiles[0].estimate == nil ? quantiles[0].reason : quantiles[1].reason)
    }
    guard let value = estimate(a, b) else { return SurvivalEstimate(reason: .meanIsZero) }
    var result = SurvivalEstimate(value)
    guard
      let ellipse = QuantileEllipse(
        variance(a, b, focal: [1, 0]), variance(a, b, focal: [0, 1]),
        variance(a, b, focal: [1, 1]), level: focal.level)
    else {
      result.reason = .noVariation
      return result
    }
    let q = 1 - share
    let limits = QuantileLimits(Steps(focal), Steps(reference), ellipse, q)
    (result.lower, result.upper) = (limits.lower(distance), limits.upper(distance))
    if result.lower == nil || result.upper == nil { result.reason = .limitNotReached }
    let statistic = limits.leastAtEqualTimes
    result.statistic = statistic
    result.degreesOfFreedom = 1
    result.p = ChiSquared(degreesOfFreedom: 1).upperTail(statistic)
    return result
  }

  /// The variance of the sum of the two curves at their quantiles, each times a scale.
  private func variance(_ a: Double, _ b: Double, focal scales: [Double]) -> Double {
    let times = [focal.timeOfVariation(a), reference.timeOfVariation(b)]
    let parts = [focal, reference].enumerated()
      .map { $1.survivalPart(at: times[$0], given: nil) }
    return jointVariance(parts, scales: scales)
  }
}

extension KaplanMeier {
  /// A time not after t at which the variance of S is that at t, or just before t if S is 0 there.
  fileprivate func timeOfVariation(_ t: Double) -> Double {
    guard var k = lastIndex(atOrBefore: t) else { return t }
    while k > 0, survival[k] <= 0 { k -= 1 }
    return survival[k] > 0 ? time[k] : 0
  }
}
