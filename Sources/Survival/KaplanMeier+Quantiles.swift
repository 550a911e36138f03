extension KaplanMeier {
  /// The median time, with limits read off the pointwise band.
  public var median: SurvivalEstimate { quantile(0.5) }

  /// The time by which a share of the people has had the event.
  ///
  /// With q = 1 − share, it is the first time t at which S < q + √ε. If S(t) equals q within √ε and
  /// the curve falls later, it is the mean of t and the first time of a lower value; if the curve
  /// stays at q to its end, it is t. The same rule on the lower band gives the lower limit, on the
  /// upper band the upper one.
  ///
  /// - Parameter share: Strictly between 0 and 1.
  /// - Returns: Estimate and limits; `.notReached` where the curve does not fall that far.
  /// - Complexity: O(n).
  public func quantile(_ share: Double) -> SurvivalEstimate {
    guard !isEmpty else { return SurvivalEstimate(reason: .emptyGroup) }
    guard share > 0, share < 1 else { return SurvivalEstimate(reason: .invalidProbability) }
    let q = 1 - share
    var result = SurvivalEstimate(
      crossing(q) { survival[$0] }, lower: crossing(q) { lower[$0] },
      upper: crossing(q) { upper[$0] })
    if result.estimate == nil {
      result.reason = .notReached
    } else if result.lower == nil || result.upper == nil {
      result.reason = .limitNotReached
    }
    return result
  }

  private func crossing(_ q: Double, _ value: (Int) -> Double?) -> Double? {
    var hit: (time: Double, value: Double)?
    for k in time.indices {
      guard let y = value(k) else { continue }
      if let hit {
        if y < hit.value { return (hit.time + time[k]) / 2 }
      } else if y < q + MergedTimes.tolerance {
        if abs(y - q) >= MergedTimes.tolerance { return time[k] }
        hit = (time[k], y)
      }
    }
    return hit?.time
  }
}
