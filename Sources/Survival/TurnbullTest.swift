internal import LinearAlgebra

/// A test of equal curves in k groups of which only bounds of the times are known.
///
/// With S the common curve, a row scores c = (S(l) log S(l) − S(u) log S(u)) / (S(l) − S(u)), the slope of
/// its likelihood under proportional hazards at equal hazards; for an exact time l is just before it. The
/// scores sum to 0. Their sums by group are compared with their distribution over all ways to deal
/// the rows to the groups: covariance Σ c²/(n − 1) (n_g δ_gh − n_g n_h/n). It holds where visits do not
/// depend on the group. Finkelstein 1986, doi:10.2307/2530698; Fay 1996, doi:10.2307/2532834.
public struct TurnbullTest: Sendable {
  /// The sum of the scores of each group; above 0 where events come earlier than in all.
  public let score: [Double]
  /// The covariance of the sums over all permutations.
  public let covariance: [[Double]]
  /// The test: chi-squared, its degrees of freedom and p.
  public let test: SurvivalEstimate
  /// The score of each row; 0 for rows of weight 0.
  public let rowScores: [Double]

  /// Compares the groups.
  ///
  /// - Parameters:
  ///   - data: Bounds, without weights or with frequencies.
  ///   - groups: The group of each row; those without people do not count.
  /// - Complexity: That of ``Turnbull`` and O(n log m).
  /// - Throws: `.lengthsDiffer` or `.testNeedsFrequencies`.
  public init(_ data: TurnbullData, by groups: Groups) throws(TurnbullError) {
    guard groups.codes.count == data.count else {
      throw .lengthsDiffer(expected: data.count, found: groups.codes.count)
    }
    if let weights = data.weights, weights.kind != .frequency { throw .testNeedsFrequencies }
    let fit = Turnbull(data)
    let weights = data.weights?.values ?? [Double](repeating: 1, count: data.count)
    let scores = Self.scores(data, fit, weights)
    var people = [Double](repeating: 0, count: groups.count)
    var (sums, squares) = (people, CompensatedSum())
    for row in scores.indices {
      people[groups.codes[row]] += weights[row]
      sums[groups.codes[row]] += weights[row] * scores[row]
      squares += weights[row] * scores[row] * scores[row]
    }
    let n = fit.total
    let spread = n > 1 ? squares.value / (n - 1) : 0
    let covariance = people.indices.map { g in
      people.indices.map { spread * ((g == $0 ? people[g] : 0) - people[g] * people[$0] / n) }
    }
    (score, rowScores, self.covariance) = (sums, scores, covariance)
    test =
      fit.isConverged
      ? Self.test(sums, covariance, people.indices.filter { people[$0] > 0 })
      : SurvivalEstimate(reason: .notConverged)
  }

  private static func test(
    _ sums: [Double], _ covariance: [[Double]], _ active: [Int]
  ) -> SurvivalEstimate {
    guard active.count > 1 else { return SurvivalEstimate(reason: .fewerThanTwoGroups) }
    let kept = Array(active.dropFirst())
    var matrix = Matrix(rows: kept.count, columns: kept.count)
    for (i, g) in kept.enumerated() {
      for (j, h) in kept.enumerated() { matrix[i, j] = covariance[g][h] }
    }
    let factor = TriangularFactor(matrix)
    return .chiSquared(
      factor.quadraticForm(kept.map { sums[$0] }), degreesOfFreedom: factor.rank)
  }

  private static func scores(
    _ data: TurnbullData, _ fit: Turnbull, _ weights: [Double]
  ) -> [Double] {
    let after = [1] + fit.survival
    return data.lower.indices.map { row in
      guard weights[row] > 0 else { return 0 }
      let (low, high) = (data.lower[row], data.upper[row])
      let isClosed = low == high || low == 0
      let first = fit.intervals.firstIndex(from: {
        isClosed ? $0.lower >= low : $0.lower >= low && !($0.isPoint && $0.lower == low)
      })
      let last = fit.intervals.firstIndex(from: { $0.upper > high })
      let (before, end) = (after[first], after[last])
      guard before > end else { return 0 }
      return (entropy(before) - entropy(end)) / (before - end)
    }
  }

  private static func entropy(_ s: Double) -> Double { s > 0 ? s * logarithm(s) : 0 }
}
