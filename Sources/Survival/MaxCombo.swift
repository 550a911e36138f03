internal import LinearAlgebra
public import Vocabulary

/// The largest of several weighted log-rank tests of two groups, judged by their joint distribution.
///
/// Each test gives z = (O − E)/√V for the second group, and the tests together are normal with the
/// correlations of their sums, Σ W_a W_b V or the products of their score residuals. The p-value is
/// that of the largest |z|, or of the largest z in one direction, among so correlated normals. It
/// is found by quadrature and does not depend on random numbers. Lin et al.
/// 2020, doi:10.1080/19466315.2019.1697738.
public struct MaxCombo: Sendable {
  /// The direction in which the groups may differ.
  public enum Alternative: String, Word, Sendable {
    /// Either group may have more events.
    case twoSided
    /// The second group has fewer events.
    case fewer
    /// The second group has more events.
    case more

    /// What the word means, in one line.
    public var summary: String {
      switch self {
      case .twoSided: "either group may have more events"
      case .fewer: "the second group has fewer events than expected"
      case .more: "the second group has more events than expected"
      }
    }
  }

  /// One of the tests.
  public struct Component: Sendable {
    /// How much each event time counts.
    public let weight: LogRankWeight
    /// Observed less expected of the second group, times the weight, over its standard error.
    public let statistic: Double
  }

  /// Weights for hazards that differ at all times, late, early and in the middle.
  public static let standardWeights: [LogRankWeight] = [
    .flemingHarrington(rho: 0, gamma: 0), .flemingHarrington(rho: 0, gamma: 1),
    .flemingHarrington(rho: 1, gamma: 0), .flemingHarrington(rho: 1, gamma: 1),
  ]
  /// The most weights of a combination.
  public static let largestNumberOfWeights = 4

  /// The tests, those without variation left out.
  public let components: [Component]
  /// Their correlations.
  public let correlation: [[Double]]
  /// The number of the component with the largest statistic.
  public let strongest: Int?
  /// The largest statistic, in the direction of the alternative, and its p-value.
  public let test: SurvivalEstimate

  /// Compares the second group with the first.
  ///
  /// - Parameters:
  ///   - data: The follow-up; its strata are used.
  ///   - groups: The group of each row, of two.
  ///   - weights: The tests that are combined, at most four.
  ///   - alternative: The direction in which the groups may differ.
  ///   - variance: Where variances come from; by default what fits the data.
  /// - Complexity: O(n), and some 10⁵ normal probabilities.
  /// - Throws: `.lengthsDiffer`, `.invalidTestWeight`, `.numberOfTestWeights` or `.twoGroupsNeeded`.
  public init(
    _ data: SurvivalData, by groups: Groups, weights: [LogRankWeight] = standardWeights,
    alternative: Alternative = .twoSided, variance: VarianceEstimator? = nil
  ) throws(SurvivalError) {
    try SurvivalData.check(groups.codes.count, .groups, data.count)
    guard groups.count == 2 else { throw .twoGroupsNeeded(found: groups.count) }
    guard 1...Self.largestNumberOfWeights ~= weights.count else {
      throw .numberOfTestWeights(found: weights.count, limit: Self.largestNumberOfWeights)
    }
    for weight in weights { try SurvivalData.check(weight) }
    let sums = LogRankSums(
      data, groups, weights: weights, strata: data.strataOrders, variance ?? data.defaultVariance)
    let second = weights.indices.map { $0 * 2 + 1 }
    let used = weights.indices.filter { sums.covariance[second[$0], second[$0]] > 0 }
    let errors = used.map { sums.covariance[second[$0], second[$0]].squareRoot() }
    var matrix = Matrix(rows: used.count, columns: used.count)
    for (i, a) in used.enumerated() {
      for (j, b) in used.enumerated() {
        matrix[i, j] =
          i == j ? 1 : sums.covariance[second[a], second[b]] / (errors[i] * errors[j])
      }
    }
    components = used.enumerated().map { i, c in
      Component(
        weight: weights[c],
        statistic: (sums.observed[second[c]] - sums.expected[second[c]]) / errors[i])
    }
    correlation = used.indices.map { i in used.indices.map { matrix[i, $0] } }
    let directed = components.map { alternative.directed($0.statistic) }
    strongest = directed.indices.max { directed[$0] < directed[$1] }
    if let reason = LogRank.reasonNoTest(sums.isActive) {
      test = SurvivalEstimate(reason: reason)
    } else if let strongest {
      let tail = LargestNormal(matrix, isTwoSided: alternative == .twoSided)
      test = SurvivalEstimate(
        statistic: directed[strongest], p: tail.upperTail(directed[strongest]))
    } else {
      test = SurvivalEstimate(reason: .noVariation)
    }
  }
}

extension MaxCombo.Alternative {
  /// The statistic, larger the more it speaks for the alternative.
  fileprivate func directed(_ z: Double) -> Double {
    switch self {
    case .twoSided: abs(z)
    case .fewer: -z
    case .more: z
    }
  }
}
