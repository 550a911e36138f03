public import LinearAlgebra

/// Curves of two or more arms as they would be if everybody of a target population were in each:
/// g-computation.
///
/// In each arm a Cox model (Breslow's ties) is fitted to the covariates, so that hazards of arms need
/// not be proportional. The curve of an arm is the mean, over the target population, of what its model
/// predicts for each person. Differences and ratios of such curves are marginal. Standard errors are
/// those of the influence function, which counts that models were estimated and that the target
/// population is a sample; rows of one cluster are added up before they are squared. Makuch 1982,
/// doi:10.1016/0021-9681(82)90141-8; Sjölander 2016, doi:10.1007/s10654-016-0157-3.
public struct StandardizedSurvival: Sendable {
  /// The confidence level.
  public let level: Double
  /// The number of arms.
  public var groupCount: Int { arms.count }

  private let arms: [StandardizedArm]
  private let isCopied: Bool
  private let weights: [Double]?
  private let cluster: [Int]?

  /// Fits a model in each arm.
  ///
  /// - Parameters:
  ///   - data: The follow-up; weights count in the models, strata are not used.
  ///   - groups: The arm of each row.
  ///   - covariates: One row a row of the data, one column at least; no column of the arm.
  ///   - target: How much each row counts in the target population: 1 for all gives the average over
  ///     everybody, 1 for the rows of an arm that over this arm. By default the weights of the data.
  ///   - level: The confidence level.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(n p²) a step of a model.
  /// - Throws: What ``Cox`` throws, `.lengthsDiffer`, or `.invalidWeight` and `.noWeight` of the target.
  public init(
    _ data: SurvivalData, by groups: Groups, covariates: Matrix, target: [Double]? = nil,
    level: Double = 0.95, threads: Int = 1
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    try SurvivalData.check(groups.codes.count, .groups, data.count)
    try SurvivalData.check(covariates.rows, .covariates, data.count)
    try SurvivalData.check(target?.count, .weights, data.count)
    let target = target ?? data.weights?.values ?? [Double](repeating: 1, count: data.count)
    if let row = target.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
      throw .invalidWeight(row: row)
    }
    guard target.contains(where: { $0 > 0 }) else { throw .noWeight }
    var arms: [StandardizedArm] = []
    for group in 0..<groups.count {
      let rows = groups.codes.indices.filter { groups.codes[$0] == group }
      guard !rows.isEmpty else { throw .noRows }
      arms.append(
        try StandardizedArm(
          data, rows: rows, covariates: covariates, target: target, threads: threads))
    }
    self.arms = arms
    self.level = level
    isCopied = data.countsCopies
    weights = data.weights?.values
    cluster = data.cluster
  }

  /// The mean curve of an arm at a time, with limits on the scale of log(−log S).
  /// - Complexity: O(n p).
  public func survival(_ group: Int, at time: Double) -> SurvivalEstimate {
    if let reason = reason([group], at: time) { return SurvivalEstimate(reason: reason) }
    let found = arms[group].survival(at: time)
    let error = standardError(found.influence)
    let limits = Band(.logLog, level: level)
      .limits(found.value, logStandardError: error / found.value)
    return SurvivalEstimate(
      found.value, standardError: error, lower: limits.lower, upper: limits.upper,
      reason: limits.reason)
  }

  /// The curve of one arm less that of another at a time.
  /// - Complexity: O(n p).
  public func survivalDifference(
    _ group: Int, minus reference: Int, at time: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: time) {
      return SurvivalEstimate(reason: reason)
    }
    return difference(arms[group].survival(at: time), arms[reference].survival(at: time))
  }

  /// The curve of one arm over that of another at a time; the standard error is that of its logarithm.
  /// - Complexity: O(n p).
  public func survivalRatio(
    _ group: Int, over reference: Int, at time: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: time) {
      return SurvivalEstimate(reason: reason)
    }
    return ratio(arms[group].survival(at: time), arms[reference].survival(at: time))
  }

  /// The mean time without the event up to a horizon, in the units of time.
  /// - Complexity: O((n + event times) p), with some hundred exponentials each.
  public func restrictedMean(_ group: Int, to horizon: Double) -> SurvivalEstimate {
    if let reason = reason([group], at: horizon) { return SurvivalEstimate(reason: reason) }
    let found = arms[group].restrictedMean(to: horizon)
    var result = SurvivalEstimate.normal(
      found.value, standardError(found.influence), level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  /// The difference of such means.
  /// - Complexity: that of both.
  public func restrictedMeanDifference(
    _ group: Int, minus reference: Int, to horizon: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: horizon) {
      return SurvivalEstimate(reason: reason)
    }
    return difference(
      arms[group].restrictedMean(to: horizon), arms[reference].restrictedMean(to: horizon))
  }

  /// The ratio of such means; the standard error is that of its logarithm.
  /// - Complexity: that of both.
  public func restrictedMeanRatio(
    _ group: Int, over reference: Int, to horizon: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: horizon) {
      return SurvivalEstimate(reason: reason)
    }
    return ratio(
      arms[group].restrictedMean(to: horizon), arms[reference].restrictedMean(to: horizon))
  }

  private typealias Found = (value: Double, influence: [Double])

  private func difference(_ a: Found, _ b: Found) -> SurvivalEstimate {
    let influence = a.influence.indices.map { a.influence[$0] - b.influence[$0] }
    return .normal(a.value - b.value, standardError(influence), level: level)
  }

  private func ratio(_ a: Found, _ b: Found) -> SurvivalEstimate {
    guard a.value > 0, b.value > 0 else { return SurvivalEstimate(reason: .survivalIsZero) }
    let influence = a.influence.indices.map {
      a.influence[$0] / a.value - b.influence[$0] / b.value
    }
    return SurvivalEstimate.normal(
      logarithm(a.value / b.value), standardError(influence), level: level
    ).exponentiated
  }

  private func reason(_ groups: [Int], at time: Double) -> NotEstimable? {
    guard time.isFinite, time >= 0 else { return .invalidTime }
    for group in groups {
      if let reason = arms[group].reason { return reason }
      if time > arms[group].lastTime { return .afterFollowUp }
    }
    return nil
  }

  private func standardError(_ influence: [Double]) -> Double {
    InfluenceSum.standardError(
      influence, cluster: cluster, copies: isCopied ? weights : nil)
  }
}
