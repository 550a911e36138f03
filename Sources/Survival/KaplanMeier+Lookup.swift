extension KaplanMeier {
  /// S at a time, with its standard error and limits.
  ///
  /// After the last time S is known only if it has reached 0.
  /// - Complexity: O(log n).
  public func survival(at t: Double) -> SurvivalEstimate {
    if let reason = reasonNotKnown(at: t) { return SurvivalEstimate(reason: reason) }
    let k = lastIndex(atOrBefore: t)
    let (s, variance) = k.map { (survival[$0], logVariance[$0]) } ?? (1, 0)
    let limits = Band(confidence, level: level)
      .limits(s, logStandardError: max(variance, 0).squareRoot())
    return SurvivalEstimate(
      s, standardError: limits.standardError, lower: limits.lower, upper: limits.upper,
      reason: limits.reason)
  }

  /// The weight and the number of rows at risk just before a time: entry < t ≤ time.
  /// - Complexity: O(log n), O(n) with delayed entry.
  public func atRisk(at t: Double) -> (weight: Double, count: Int) {
    var (weight, count) = (0.0, 0)
    let k = firstIndex(atOrAfter: t)
    if k < time.count { (weight, count) = (table.remaining[k], table.remainingCount[k]) }
    guard let entry = data.entry else { return (weight, count) }
    for row in order.entries.reversed() {
      guard entry[row] >= t else { break }
      weight -= data.rowWeights[row]
      count -= 1
    }
    return count == 0 ? (0, 0) : (weight, count)
  }

  /// Why the curve says nothing about a time; nil if it does.
  func reasonNotKnown(at t: Double) -> NotEstimable? {
    guard let last = time.last, let final = survival.last else { return .emptyGroup }
    guard t.isFinite, t >= 0 else { return .invalidTime }
    return t > last && final > 0 ? .afterFollowUp : nil
  }

  /// The index of the last time not after t.
  func lastIndex(atOrBefore t: Double) -> Int? { time.lastIndex(atOrBefore: t) }

  /// The index of the first time not before t, or the number of times.
  private func firstIndex(atOrAfter t: Double) -> Int {
    var (low, high) = (0, time.count)
    while low < high {
      let middle = (low + high) / 2
      if time[middle] < t { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension [Double] {
  /// The index of the last of ascending values that is not above t.
  /// - Complexity: O(log n).
  func lastIndex(atOrBefore t: Double) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= t { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
