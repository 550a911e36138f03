internal import Distributions

extension KaplanMeierContrast {
  /// The median of the focal group less that of the reference group.
  public var medianDifference: SurvivalEstimate { quantileDifference(0.5) }

  /// The median of the focal group over that of the reference group.
  public var medianRatio: SurvivalEstimate { quantileRatio(0.5) }

  /// The time by which a share of the focal group has had the event, less that of the reference
  /// group.
  ///
  /// - Parameters:
  ///   - share: 1 − q, strictly between 0 and 1.
  ///   - rule: Which time is the quantile of a group.
  ///   - method: Where limits and test come from.
  /// - Returns: Estimate, limits and the test of no difference; no standard error.
  /// - Complexity: O(n), O(n log n) by inversion.
  public func quantileDifference(
    _ share: Double, rule: QuantileRule = .rPrint, method: QuantileContrastMethod = .squareAndAdd
  ) -> SurvivalEstimate {
    switch method {
    case .inversion: invert(share, rule, isRatio: false).withoutInfinities
    case .squareAndAdd: squareAndAdd(share, rule, isRatio: false).withoutInfinities
    }
  }

  /// The time by which a share of the focal group has had the event, over that of the reference
  /// group.
  ///
  /// - Parameters:
  ///   - share: 1 − q, strictly between 0 and 1.
  ///   - rule: Which time is the quantile of a group.
  ///   - method: Where limits and test come from.
  /// - Returns: Estimate, limits and the test of equal quantiles; no standard error.
  /// - Complexity: O(n), O(n log n) by inversion.
  public func quantileRatio(
    _ share: Double, rule: QuantileRule = .rPrint, method: QuantileContrastMethod = .squareAndAdd
  ) -> SurvivalEstimate {
    switch method {
    case .inversion: invert(share, rule, isRatio: true).withoutInfinities
    case .squareAndAdd: squareAndAdd(share, rule, isRatio: true).withoutInfinities
    }
  }

  private func quantiles(
    _ share: Double, _ rule: QuantileRule, isRatio: Bool
  ) -> (focal: SurvivalEstimate, reference: SurvivalEstimate, contrast: SurvivalEstimate) {
    let (a, b) = (focal.quantile(share, rule: rule), reference.quantile(share, rule: rule))
    guard let x = a.estimate, let y = b.estimate else {
      return (a, b, SurvivalEstimate(reason: a.estimate == nil ? a.reason : b.reason))
    }
    guard isRatio else { return (a, b, SurvivalEstimate(x - y)) }
    return (a, b, y > 0 ? SurvivalEstimate(x / y) : SurvivalEstimate(reason: .meanIsZero))
  }

  private func invert(_ share: Double, _ rule: QuantileRule, isRatio: Bool) -> SurvivalEstimate {
    let found = quantiles(share, rule, isRatio: isRatio)
    var result = found.contrast
    guard result.estimate != nil else { return result }
    guard let ellipse = ellipse(found.focal, found.reference) else {
      result.reason = .noVariation
      return result
    }
    let limits = QuantileLimits(Steps(focal), Steps(reference), ellipse, 1 - share)
    func distance(_ x: Double, _ y: Double) -> Double? {
      isRatio ? (y > 0 ? x / y : nil) : x - y
    }
    (result.lower, result.upper) = (limits.lower(distance), limits.upper(distance))
    if result.lower == nil || result.upper == nil { result.reason = .limitNotReached }
    let statistic = limits.leastAtEqualTimes
    result.statistic = statistic
    result.degreesOfFreedom = 1
    result.p = ChiSquared(degreesOfFreedom: 1).upperTail(statistic)
    return result
  }

  private func squareAndAdd(
    _ share: Double, _ rule: QuantileRule, isRatio: Bool
  ) -> SurvivalEstimate {
    let found = quantiles(share, rule, isRatio: isRatio)
    var result = found.contrast
    guard result.estimate != nil else { return result }
    guard let ellipse = ellipse(found.focal, found.reference) else {
      result.reason = .noVariation
      return result
    }
    func scaled(_ value: Double?) -> Double? {
      isRatio ? value.flatMap { $0 > 0 ? logarithm($0) : nil } : value
    }
    guard let x = scaled(found.focal.estimate), let y = scaled(found.reference.estimate) else {
      result.reason = .meanIsZero
      return result
    }
    func width(_ a: Double?, _ b: Double?) -> Double? {
      guard let a = scaled(a), let b = scaled(b) else { return nil }
      let size = max(abs(a - x), abs(b - y))
      guard size > 0 else { return 0 }
      let (own, other) = (abs(a - x) / size, abs(b - y) / size)
      let square = own * own + other * other - 2 * ellipse.correlation * own * other
      return size * max(square, 0).squareRoot()
    }
    let below = width(found.focal.lower, found.reference.upper)
    let above = width(found.focal.upper, found.reference.lower)
    let centre = x - y
    result.lower = below.map { isRatio ? exponential(centre - $0) : centre - $0 }
    result.upper = above.map { isRatio ? exponential(centre + $0) : centre + $0 }
    if result.lower == nil || result.upper == nil { result.reason = .limitNotReached }
    if let towardsNone = centre > 0 ? below : above, towardsNone > 0 {
      let test = SurvivalEstimate.normalTest(
        centre / towardsNone * Normal.quantile((1 + focal.level) / 2))
      (result.statistic, result.p) = (test.statistic, test.p)
    }
    return result
  }

  /// The variances of the curves at their quantiles; nil where one is 0.
  private func ellipse(_ a: SurvivalEstimate, _ b: SurvivalEstimate) -> QuantileEllipse? {
    guard let a = a.estimate, let b = b.estimate else { return nil }
    let parts = [(focal, a), (reference, b)]
      .map { $0.survivalPart(at: $0.timeOfVariation($1), given: nil) }
    return QuantileEllipse(
      jointVariance(parts, scales: [1, 0]), jointVariance(parts, scales: [0, 1]),
      jointVariance(parts, scales: [1, 1]), level: focal.level)
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
