internal import Platform

/// The Kaplan–Meier curves of groups of the same people, and comparisons between them.
public struct KaplanMeierGroups: Sendable {
  /// One curve a group, in the order of the codes; a group may be empty.
  public let curves: [KaplanMeier]

  /// The curves of the groups.
  ///
  /// - Parameters:
  ///   - data: The follow-up of all groups.
  ///   - groups: The group of each row.
  ///   - level: The confidence level of bands and limits.
  ///   - confidence: The scale on which bands are symmetric.
  ///   - variance: Where standard errors come from; by default what fits the data.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(n).
  /// - Throws: `.lengthsDiffer` or `.invalidLevel`.
  public init(
    _ data: SurvivalData, by groups: Groups, level: Double = 0.95,
    confidence: ConfidenceTransform = .log, variance: VarianceEstimator? = nil,
    threads: Int = 1
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    try SurvivalData.check(groups.codes.count, .groups, data.count)
    let estimator = variance ?? data.defaultVariance
    let orders = data.rows.split(by: groups.codes, count: groups.count)
    curves = Parallel.map(orders.count, threads: threads) { group in
      KaplanMeier(
        data, orders[group], level: level, confidence: confidence, variance: estimator)
    }
  }

  /// A comparison of two of the groups.
  public func contrast(_ focal: Int, with reference: Int) -> KaplanMeierContrast {
    KaplanMeierContrast(focal: curves[focal], reference: curves[reference])
  }
}
