public import Vocabulary

/// How much a pair of people counts in a concordance.
public enum ConcordanceWeight: String, Word, Sendable {
  /// Every pair that can be ordered counts once.
  case harrell
  /// A pair counts 1/G² of the time of its event, G the chance of not yet being censored.
  case uno

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .harrell: "every pair that can be ordered counts once"
    case .uno: "pairs are weighted so that the censoring does not matter"
    }
  }
}

/// The chance that of two people the one with the higher score has the event first.
///
/// Each event is compared with all who are at risk then and do not have the event at that time;
/// a tied score counts a half. The variance is the infinitesimal jackknife: the influence of row i
/// is its weight times Σ_j w_ij (c_ij − C) over its pairs, divided by the weight of all pairs, summed
/// within clusters; the chance of not being censored counts as known. Harrell, Lee and Mark 1996,
/// doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4; Uno, Cai, Pencina,
/// D'Agostino and Wei 2011, doi:10.1002/sim.4154.
public struct Concordance: Sendable {
  /// The concordance with standard error and limits; no test, for ½ rather than 0 is no agreement.
  public let value: SurvivalEstimate
  /// The weight of the pairs in which the higher score has the event first.
  public let concordant: Double
  /// The weight of the pairs in which the lower score has the event first.
  public let discordant: Double
  /// The weight of the pairs with equal scores.
  public let tied: Double
  /// How much each pair counts.
  public let weighting: ConcordanceWeight
  /// Up to when events are compared; to the end if nil.
  public let horizon: Double?

  /// Compares scores with follow-up.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights, clusters and strata; pairs are formed within strata.
  ///   - scores: Finite; a higher score means an earlier event.
  ///   - weighting: How much each pair counts.
  ///   - horizon: Up to when events are compared.
  ///   - level: The confidence level of limits.
  /// - Complexity: O(n log n).
  /// - Throws: `.lengthsDiffer`, `.scoreNotFinite` or `.invalidLevel`.
  public init(
    _ data: SurvivalData, scores: [Double], weighting: ConcordanceWeight = .harrell,
    horizon: Double? = nil, level: Double = 0.95
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    try SurvivalData.check(scores.count, .scores, data.count)
    for row in scores.indices where !scores[row].isFinite { throw .scoreNotFinite(row: row) }
    let pairs = ConcordantPairs(
      data, scores, weighting: weighting, horizon: horizon ?? .infinity)
    self.weighting = weighting
    self.horizon = horizon
    let total = pairs.concordant + pairs.discordant + pairs.tied
    // Where entries are delayed everybody may be censored before somebody enters.
    let isKnown = total.isFinite
    (concordant, discordant, tied) =
      isKnown ? (pairs.concordant, pairs.discordant, pairs.tied) : (0, 0, 0)
    guard total > 0, isKnown else {
      value = SurvivalEstimate(reason: .noPairs)
      return
    }
    let c = (concordant + tied / 2) / total
    let influence = (0..<data.count).map { row in
      data.rowWeights[row] * (pairs.concordance[row] - c * pairs.weight[row]) / total
    }
    let error = data.clusterVariance(influence).squareRoot()
    var estimate = SurvivalEstimate.normal(c, error, level: level)
    (estimate.statistic, estimate.p) = (nil, nil)
    value = estimate
  }
}

extension Cox {
  /// The concordance of the linear predictor with the follow-up it was fitted to.
  /// - Complexity: O(n (p + log n)).
  public func concordance(
    _ weighting: ConcordanceWeight = .harrell, horizon: Double? = nil
  ) -> Concordance? {
    try? Concordance(
      data, scores: linearPredictor, weighting: weighting, horizon: horizon, level: level)
  }

  /// The linear predictor of each row at ``iterate``, centred within its stratum; 0 for rows of
  /// weight 0.
  /// - Complexity: O(n p).
  public var linearPredictor: [Double] {
    var result = [Double](repeating: 0, count: data.count)
    for i in sets.rows.indices {
      var sum = sets.offset[i]
      for j in 0..<sets.width { sum += newton.point.beta[j] * sets.x[i * sets.width + j] }
      result[sets.rows[i]] = sum
    }
    return result
  }
}
