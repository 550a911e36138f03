extension KaplanMeier {
  /// Survival to a time of those who are free of the event at an earlier one, S(t)/S(s).
  ///
  /// The model's variance of its logarithm is Greenwood's sum over (s, t]; the robust one is the
  /// infinitesimal jackknife of the quotient, by cluster.
  ///
  /// - Parameters:
  ///   - t: Not before the landmark.
  ///   - landmark: The time s from which survival counts.
  /// - Returns: S(t)/S(s) with standard error and limits on the scale of the band.
  /// - Complexity: O(n) for the robust variance, O(log n) for the model's.
  public func survival(at t: Double, given landmark: Double) -> SurvivalEstimate {
    if let reason = reasonNotKnown(at: t, given: landmark) {
      return SurvivalEstimate(reason: reason)
    }
    let part = survivalPart(at: t, given: landmark)
    guard part.value > 0 else { return SurvivalEstimate(0, reason: .survivalIsZero) }
    let square =
      variance == .model ? part.variance : data.clusterVariance(influence(part.multiplier))
    let limits = Band(confidence, level: level)
      .limits(part.value, logStandardError: max(square, 0).squareRoot() / part.value)
    return SurvivalEstimate(
      part.value, standardError: limits.standardError, lower: limits.lower, upper: limits.upper,
      reason: limits.reason)
  }

  /// Why survival from a landmark to a time is not known; nil if it is.
  func reasonNotKnown(at t: Double, given landmark: Double?) -> NotEstimable? {
    guard let landmark else { return reasonNotKnown(at: t) }
    if let reason = reasonNotKnown(at: landmark) ?? reasonNotKnown(at: t) { return reason }
    if t < landmark { return .invalidTime }
    return survivalValue(at: landmark) > 0 ? nil : .nobodyAtLandmark
  }

  /// S just after a time within the curve.
  func survivalValue(at t: Double) -> Double {
    lastIndex(atOrBefore: t).map { survival[$0] } ?? 1
  }

  /// S(t)/S(s) with its model's variance and the multipliers of its influence.
  func survivalPart(at t: Double, given landmark: Double?) -> Part {
    let first = landmark.flatMap(lastIndex(atOrBefore:))
    let last = lastIndex(atOrBefore: t)
    let value = survivalValue(at: t) / (first.map { survival[$0] } ?? 1)
    var multiplier: [Double] = []
    if variance == .robust {
      multiplier = [Double](repeating: 0, count: time.count)
      if let last {
        for k in (first.map { $0 + 1 } ?? 0)..<max(last + 1, first.map { $0 + 1 } ?? 0) {
          multiplier[k] = value
        }
      }
    }
    let square = (last.map { greenwood[$0] } ?? 0) - (first.map { greenwood[$0] } ?? 0)
    return Part(
      curve: self, value: value, variance: value * value * max(square, 0), multiplier: multiplier)
  }

  /// A functional of one curve, as contrasts need it.
  struct Part {
    let curve: KaplanMeier
    let value: Double
    /// The model's variance.
    let variance: Double
    /// What ``KaplanMeier/influence(_:)`` takes; used for the robust variance only.
    let multiplier: [Double]
  }
}
