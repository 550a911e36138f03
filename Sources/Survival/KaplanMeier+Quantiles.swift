extension KaplanMeier {
  /// The median time, with limits read off the pointwise band.
  public var median: SurvivalEstimate { quantile(0.5) }

  /// The time by which a share of the people has had the event.
  ///
  /// The limits are the same quantile of the lower and of the upper band, so that the band's scale
  /// matters for them; they are those of Brookmeyer and Crowley's test of S(t) = q on that scale,
  /// 1982, doi:10.2307/2530286.
  ///
  /// - Parameters:
  ///   - share: 1 − q, strictly between 0 and 1.
  ///   - rule: Which time it is where curve or band stay at q.
  /// - Returns: Estimate and limits; `.notReached` where the curve does not fall that far.
  /// - Complexity: O(n).
  public func quantile(_ share: Double, rule: QuantileRule = .rPrint) -> SurvivalEstimate {
    guard !isEmpty else { return SurvivalEstimate(reason: .emptyGroup) }
    guard share > 0, share < 1 else { return SurvivalEstimate(reason: .invalidProbability) }
    let q = 1 - share
    var result = SurvivalEstimate(
      crossing(q, rule) { survival[$0] }, lower: crossing(q, rule) { lower[$0] },
      upper: crossing(q, rule) { upper[$0] })
    if result.estimate == nil {
      result.reason = .notReached
    } else if result.lower == nil || result.upper == nil {
      result.reason = .limitNotReached
    }
    return result
  }

  private func crossing(
    _ q: Double, _ rule: QuantileRule, _ value: (Int) -> Double?
  ) -> Double? {
    var hit: (time: Double, value: Double)?
    for k in time.indices {
      guard let y = value(k) else { continue }
      if let hit {
        if y < hit.value { return hit.time / 2 + time[k] / 2 }
      } else if y < q + MergedTimes.tolerance {
        if rule == .firstAtOrBelow || abs(y - q) >= MergedTimes.tolerance { return time[k] }
        hit = (time[k], y)
      }
    }
    guard let hit, let last = time.last else { return nil }
    switch rule {
    case .rPrint, .firstAtOrBelow: return hit.time
    case .rQuantile: return hit.time / 2 + last / 2
    case .sas: return nil
    }
  }
}
