internal import LinearAlgebra

/// The log-rank test of equal hazards in k groups, within strata.
///
/// At an event time with weights d of d events among n at risk, of whom n_g are in group g, the
/// events expected in g are d n_g/n. Observed less expected is summed over event times and strata.
///
/// The model's variance is hypergeometric, d (n − d)/(n − 1) (diag(p) − p pᵀ) with p = n_g/n, left
/// out where n ≤ 1; a weight counts as that many copies. It equals the score test of a Cox model
/// with exact ties. The robust one takes the score test of a weighted Cox model with Breslow's
/// ties, whose score is the same observed less expected: its variance is the sum over clusters of
/// the squared sum of the score residuals at equal hazards. Mantel 1966; Peto and Peto 1972,
/// doi:10.2307/2344317; Lin and Wei 1989, doi:10.1080/01621459.1989.10478874.
public struct LogRank: Sendable {
  /// The weight of the events of each group.
  public let observed: [Double]
  /// The events expected in each group under equal hazards.
  public let expected: [Double]
  /// The variance of observed less expected.
  public let covariance: [[Double]]
  /// The test: chi-squared, its degrees of freedom and p.
  public let test: SurvivalEstimate
  /// Where the variance comes from.
  public let variance: VarianceEstimator

  /// Compares the groups.
  ///
  /// Groups in which no event could have been seen do not count among the degrees of freedom.
  ///
  /// - Parameters:
  ///   - data: The follow-up; its strata are used.
  ///   - groups: The group of each row.
  ///   - variance: Where the variance comes from; by default what fits the data.
  /// - Complexity: O(n k) for the robust variance, O(n + e k²) for the model's with e event times.
  /// - Throws: `.lengthsDiffer`.
  public init(
    _ data: SurvivalData, by groups: Groups, variance: VarianceEstimator? = nil
  ) throws(SurvivalError) {
    try SurvivalData.check(groups.codes.count, .groups, data.count)
    let estimator = variance ?? data.defaultVariance
    var sums = LogRankSums(data, groups)
    let strata = data.stratumCodes.map { data.rows.split(by: $0.values, count: $0.count) }
    for order in strata ?? [data.rows] {
      sums.add(order, estimator)
    }
    if estimator == .robust { sums.squareScores() }
    observed = sums.observed
    expected = sums.expected
    self.variance = estimator
    let squares = sums.covariance
    covariance = (0..<groups.count).map { i in (0..<groups.count).map { squares[i, $0] } }
    test = Self.test(sums)
  }

  private static func test(_ sums: LogRankSums) -> SurvivalEstimate {
    let active = sums.expected.indices.filter { sums.expected[$0] > 0 }
    if active.isEmpty { return SurvivalEstimate(reason: .noEvents) }
    if active.count < 2 { return SurvivalEstimate(reason: .fewerThanTwoGroups) }
    let kept = active.dropFirst()
    var matrix = Matrix(rows: kept.count, columns: kept.count)
    for (i, g) in kept.enumerated() {
      for (j, h) in kept.enumerated() { matrix[i, j] = sums.covariance[g, h] }
    }
    let factor = TriangularFactor(matrix)
    let difference = kept.map { sums.observed[$0] - sums.expected[$0] }
    return .chiSquared(factor.quadraticForm(difference), degreesOfFreedom: factor.rank)
  }
}
