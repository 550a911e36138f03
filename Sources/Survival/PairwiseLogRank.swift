/// Log-rank tests of every two of the groups, with p-values adjusted for their number.
///
/// Each test sees only the rows of its two groups, so that its expected numbers are theirs.
public struct PairwiseLogRank: Sendable {
  /// The test of two groups.
  public struct Comparison: Sendable {
    /// The lower group.
    public let first: Int
    /// The higher group.
    public let second: Int
    /// Its test, with group 0 for the lower and 1 for the higher.
    public let logRank: LogRank
    /// The adjusted p-value; nil if there is no test.
    public let adjusted: Double?
  }

  /// The comparisons, by first and then second group.
  public let comparisons: [Comparison]
  /// How p-values are adjusted.
  public let adjustment: MultiplicityAdjustment

  /// Compares every two groups.
  ///
  /// - Parameters:
  ///   - data: The follow-up; its strata are used.
  ///   - groups: The group of each row.
  ///   - weight: How much each event time counts.
  ///   - adjustment: How p-values are adjusted.
  ///   - variance: Where variances come from; by default what fits the data.
  /// - Complexity: O(n k²).
  /// - Throws: `.lengthsDiffer` or `.invalidTestWeight`.
  public init(
    _ data: SurvivalData, by groups: Groups, weight: LogRankWeight = .logRank,
    adjustment: MultiplicityAdjustment = .holm, variance: VarianceEstimator? = nil
  ) throws(SurvivalError) {
    try SurvivalData.check(groups.codes.count, .groups, data.count)
    try SurvivalData.check(weight)
    let strata = data.strataOrders
    var tests: [(first: Int, second: Int, test: LogRank)] = []
    for first in 0..<groups.count {
      for second in first + 1..<max(groups.count, first + 1) {
        let isOther = groups.codes.map { $0 == first || $0 == second ? 0 : 1 }
        let two = try Groups(groups.codes.map { $0 == second ? 1 : 0 }, count: 2)
        let kept = strata.map { $0.split(by: isOther, count: 2)[0] }
        let test = LogRank(
          data, two, weight: weight, strata: kept, variance ?? data.defaultVariance)
        tests.append((first, second, test))
      }
    }
    let adjusted = adjustment.adjust(tests.map(\.test.test.p))
    comparisons = tests.indices.map { i in
      Comparison(
        first: tests[i].first, second: tests[i].second, logRank: tests[i].test,
        adjusted: adjusted[i])
    }
    self.adjustment = adjustment
  }
}
