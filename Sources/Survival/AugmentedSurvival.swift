public import LinearAlgebra
public import Vocabulary

/// How the probability of still being followed is estimated.
public enum CensoringModel: String, Word, Sendable {
  /// One curve an arm.
  case kaplanMeier
  /// A Cox model of leaving in each arm, with the covariates.
  case cox

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .kaplanMeier: "one curve of leaving for each arm"
    case .cox: "a Cox model of leaving in each arm, with the covariates of the outcome"
    }
  }
}

/// Curves of two arms over everybody, right if either the models of the outcome or those of treatment and
/// leaving are: augmented inverse probability weighting.
///
/// To what the Cox model of an arm predicts for each person is added, for those who were in the arm, what
/// was seen less what was predicted, weighted by the inverse probabilities of the arm and of being seen.
/// Standard errors are those of the influence function with all models as they were estimated, right
/// where all are right. Bai, Tsiatis and O'Brien 2013, doi:10.1111/biom.12049; Westling, Luedtke, Gilbert
/// and Carone 2023, doi:10.1080/01621459.2023.2205060.
public struct AugmentedSurvival: Sendable {
  /// The confidence level.
  public let level: Double

  private let arms: [AugmentedArm]
  private let combination: InfluenceCombination

  /// Fits models of the event and of leaving in both arms.
  ///
  /// - Parameters:
  ///   - data: The follow-up, without weights; strata are not used.
  ///   - groups: The arm of each row, of two.
  ///   - covariates: One row a row of the data.
  ///   - probability: The probability of group 1, strictly between 0 and 1.
  ///   - censoring: How the probability of still being followed is estimated.
  ///   - level: The confidence level.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(n p²) a step of a model.
  /// - Throws: What ``Cox`` throws, `.lengthsDiffer`, `.twoGroupsNeeded`, `.invalidProbability`, or
  ///   `.weightsNotUsed`.
  public init(
    _ data: SurvivalData, by groups: Groups, covariates: Matrix, probability: [Double],
    censoring: CensoringModel = .kaplanMeier, level: Double = 0.95, threads: Int = 1
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    try SurvivalData.check(groups.codes.count, .groups, data.count)
    try SurvivalData.check(covariates.rows, .covariates, data.count)
    try SurvivalData.check(probability.count, .weights, data.count)
    guard groups.count == 2 else { throw .twoGroupsNeeded(found: groups.count) }
    guard data.weights == nil else { throw .weightsNotUsed }
    if let row = probability.firstIndex(where: { !($0 > 0 && $0 < 1) }) {
      throw .invalidProbability(row: row)
    }
    var arms: [AugmentedArm] = []
    for group in 0..<2 {
      arms.append(
        try AugmentedArm(
          data, groups: groups, group, covariates, probability, censoring, threads: threads))
    }
    self.arms = arms
    self.level = level
    combination = InfluenceCombination(data, level: level)
  }

  /// The curve of an arm at a time, with limits on the scale of log(−log S).
  ///
  /// The correction may take it above 1 or below 0 in small samples; it is then cut.
  /// - Complexity: O(n · event times).
  public func survival(_ group: Int, at time: Double) -> SurvivalEstimate {
    if let reason = reason([group], at: time) { return SurvivalEstimate(reason: reason) }
    return combination.survival(found(arms[group].values(at: [time]).map { $0[0] }))
  }

  /// The curve of one arm less that of the other at a time.
  /// - Complexity: O(n · event times).
  public func survivalDifference(
    _ group: Int, minus reference: Int, at time: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: time) {
      return SurvivalEstimate(reason: reason)
    }
    let (a, b) = (arms[group].values(at: [time]), arms[reference].values(at: [time]))
    return combination.difference(found(a.map { $0[0] }), found(b.map { $0[0] }))
  }

  /// The curve of one arm over that of the other at a time; the standard error is that of its logarithm.
  /// - Complexity: O(n · event times).
  public func survivalRatio(
    _ group: Int, over reference: Int, at time: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: time) {
      return SurvivalEstimate(reason: reason)
    }
    let (a, b) = (arms[group].values(at: [time]), arms[reference].values(at: [time]))
    return combination.ratio(found(a.map { $0[0] }), found(b.map { $0[0] }))
  }

  /// The mean time without the event up to a horizon, in the units of time.
  /// - Complexity: O(n · event times).
  public func restrictedMean(_ group: Int, to horizon: Double) -> SurvivalEstimate {
    if let reason = reason([group], at: horizon) { return SurvivalEstimate(reason: reason) }
    return combination.mean(found(arms[group].means(to: horizon)))
  }

  /// The difference of such means.
  /// - Complexity: O(n · event times).
  public func restrictedMeanDifference(
    _ group: Int, minus reference: Int, to horizon: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: horizon) {
      return SurvivalEstimate(reason: reason)
    }
    return combination.difference(
      found(arms[group].means(to: horizon)), found(arms[reference].means(to: horizon)))
  }

  /// The ratio of such means; the standard error is that of its logarithm.
  /// - Complexity: O(n · event times).
  public func restrictedMeanRatio(
    _ group: Int, over reference: Int, to horizon: Double
  ) -> SurvivalEstimate {
    if let reason = reason([group, reference], at: horizon) {
      return SurvivalEstimate(reason: reason)
    }
    return combination.ratio(
      found(arms[group].means(to: horizon)), found(arms[reference].means(to: horizon)))
  }

  /// The mean over everybody, where all weights of the correction are in range.
  private func found(_ values: [Double]) -> InfluenceCombination.Found {
    let mean = values.reduce(0, +) / Double(values.count)
    guard mean.isFinite, values.allSatisfy(\.isFinite) else { return .absent(.outOfScale) }
    return .value(mean, values.map { ($0 - mean) / Double(values.count) })
  }

  private func reason(_ groups: [Int], at time: Double) -> NotEstimable? {
    guard time.isFinite, time >= 0 else { return .invalidTime }
    for group in groups {
      if let reason = arms[group].reason { return reason }
      if time > arms[group].lastTime { return .afterFollowUp }
    }
    return nil
  }
}
