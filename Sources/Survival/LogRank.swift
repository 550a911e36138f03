internal import LinearAlgebra

/// A weighted log-rank test of equal hazards in k groups, within strata.
///
/// At an event time with weights d of d events among n at risk, of whom n_g are in group g, the
/// events expected in g are d n_g/n. Observed less expected, times the weight W of the test, is
/// summed over event times and strata.
///
/// The model's variance is hypergeometric, W² d (n − d)/(n − 1) (diag(p) − p pᵀ) with p = n_g/n,
/// left out where n ≤ 1; a weight of a row counts as that many copies. With W = 1 it equals the
/// score test of a Cox model with exact ties. The robust one takes the score test of a weighted Cox
/// model with Breslow's ties, whose score is the same observed less expected: its variance is the
/// sum over clusters of the squared sum of the score residuals at equal hazards. It is the test for
/// inverse probability weights, and with a cluster a set the marginal one for matched sets. Mantel
/// 1966; Peto and Peto 1972, doi:10.2307/2344317; Lin and Wei 1989,
/// doi:10.1080/01621459.1989.10478874; Xie and Liu 2005, doi:10.1002/sim.2174.
public struct LogRank: Sendable {
  /// How much each event time counts.
  public let weight: LogRankWeight
  /// The weight of the events of each group, times that of the test.
  public let observed: [Double]
  /// The events expected in each group under equal hazards, times the weight of the test.
  public let expected: [Double]
  /// The variance of observed less expected.
  public let covariance: [[Double]]
  /// The test: chi-squared, its degrees of freedom and p.
  public let test: SurvivalEstimate
  /// Where the variance comes from.
  public let variance: VarianceEstimator

  /// Whether an event could have been seen in each group.
  let isActive: [Bool]

  /// Compares the groups.
  ///
  /// Groups in which no event could have been seen do not count among the degrees of freedom.
  ///
  /// - Parameters:
  ///   - data: The follow-up; its strata are used.
  ///   - groups: The group of each row.
  ///   - weight: How much each event time counts.
  ///   - variance: Where the variance comes from; by default what fits the data.
  /// - Complexity: O(n k) for the robust variance, O(n + e k²) for the model's with e event times.
  /// - Throws: `.lengthsDiffer` or `.invalidTestWeight`.
  public init(
    _ data: SurvivalData, by groups: Groups, weight: LogRankWeight = .logRank,
    variance: VarianceEstimator? = nil
  ) throws(SurvivalError) {
    try SurvivalData.check(groups.codes.count, .groups, data.count)
    try SurvivalData.check(weight)
    self.init(
      data, groups, weight: weight, strata: data.strataOrders, variance ?? data.defaultVariance)
  }

  init(
    _ data: SurvivalData, _ groups: Groups, weight: LogRankWeight, strata: [RowOrder],
    _ variance: VarianceEstimator
  ) {
    let sums = LogRankSums(data, groups, weights: [weight], strata: strata, variance)
    self.weight = weight
    observed = sums.observed
    expected = sums.expected
    isActive = sums.isActive
    self.variance = variance
    covariance = (0..<groups.count).map { i in
      (0..<groups.count).map { sums.covariance[i, $0] }
    }
    test = Self.test(sums)
  }

  private static func test(_ sums: LogRankSums) -> SurvivalEstimate {
    let active = sums.isActive.indices.filter { sums.isActive[$0] }
    if let reason = reasonNoTest(sums.isActive) { return SurvivalEstimate(reason: reason) }
    let kept = active.dropFirst()
    var matrix = Matrix(rows: kept.count, columns: kept.count)
    for (i, g) in kept.enumerated() {
      for (j, h) in kept.enumerated() { matrix[i, j] = sums.covariance[g, h] }
    }
    let factor = TriangularFactor(matrix)
    let difference = kept.map { sums.observed[$0] - sums.expected[$0] }
    return .chiSquared(factor.quadraticForm(difference), degreesOfFreedom: factor.rank)
  }

  /// Why groups cannot be compared; nil if at least two could have had events.
  static func reasonNoTest(_ isActive: [Bool]) -> NotEstimable? {
    let count = isActive.reduce(0) { $0 + ($1 ? 1 : 0) }
    return count == 0 ? .noEvents : count == 1 ? .fewerThanTwoGroups : nil
  }
}

extension SurvivalData {
  /// The rows of positive weight, by stratum.
  var strataOrders: [RowOrder] {
    stratumCodes.map { rows.split(by: $0.values, count: $0.count) } ?? [rows]
  }

  static func check(_ weight: LogRankWeight) throws(SurvivalError) {
    guard weight.isValid else { throw .invalidTestWeight }
  }
}
