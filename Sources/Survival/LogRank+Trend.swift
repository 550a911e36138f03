extension LogRank {
  /// The test against hazards that rise or fall along the groups.
  ///
  /// With scores s, z = Σ s (O − E)/√(sᵀ V s), above 0 where events are more than expected in groups
  /// of higher score. Tarone 1975, doi:10.1093/biomet/62.3.679.
  ///
  /// - Parameter scores: The score of each group, finite; its number from 0 where none are given.
  /// - Returns: The normal statistic and its two-sided p.
  /// - Complexity: O(k²).
  /// - Throws: `.invalidScores` where there is not one finite score a group.
  public func trend(scores: [Double]? = nil) throws(SurvivalError) -> SurvivalEstimate {
    let s = scores ?? observed.indices.map(Double.init)
    guard s.count == observed.count, s.allSatisfy(\.isFinite) else { throw .invalidScores }
    if let reason = Self.reasonNoTest(isActive) { return SurvivalEstimate(reason: reason) }
    let active = s.indices.filter { isActive[$0] }
    // Only differences of scores matter, so that scores far from 0 lose nothing by cancellation.
    let largest = active.reduce(0.0) { max($0, abs(s[$1] - s[active[0]])) }
    guard largest > 0, largest.isFinite else { return SurvivalEstimate(reason: .noVariation) }
    var (sum, square, size) = (0.0, 0.0, 0.0)
    for g in active {
      let own = (s[g] - s[active[0]]) / largest
      sum += own * (observed[g] - expected[g])
      for h in active {
        let term = own * (s[h] - s[active[0]]) / largest * covariance[g][h]
        square += term
        size += abs(term)
      }
    }
    guard square > size * TriangularFactor.relativeTolerance else {
      return SurvivalEstimate(reason: .noVariation)
    }
    return .normalTest(sum / square.squareRoot())
  }
}
