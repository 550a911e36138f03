/// Weights from propensity scores that make both arms stand for one population.
///
/// With A = 1 for the treated and p the probability of treatment:
///
/// | estimand | treated | control |
/// |---|---|---|
/// | ATE | 1/p | 1/(1 − p) |
/// | ATT | 1 | p/(1 − p) |
/// | ATC | (1 − p)/p | 1 |
/// | ATO | 1 − p | p |
/// | ATM | min(p, 1 − p)/p | min(p, 1 − p)/(1 − p) |
///
/// Steps, in this order: patients with p outside `trim` are dropped (weight 0); weights by the table;
/// if `stabilize`, each times the share P(A = a) of its own arm among those kept; then `truncate`
/// moves weights below the lower and above the upper quantile (type 7) to these. The quantiles are
/// taken over all kept patients of both arms together, except that for ATT and ATC the focal arm,
/// whose weights are constant, is neither counted nor changed.
///
/// - Complexity: O(n), with `truncate` O(n log n).
///
/// [Robins, Hernán & Brumback 2000]: https://doi.org/10.1097/00001648-200009000-00011
/// [Li, Morgan & Zaslavsky 2018]: https://doi.org/10.1080/01621459.2016.1260466
/// [Li & Greene 2013]: https://doi.org/10.1515/ijb-2012-0030
/// [Cole & Hernán 2008]: https://doi.org/10.1093/aje/kwn164
public struct PropensityWeights: Sendable {
  /// The choices made.
  public let options: Options
  /// The weight of each row.
  public let weights: [Double]
  /// The rows dropped by `trim`.
  public let trimmed: [Int]
  /// The smallest and largest weight that truncation left, where it was asked for.
  public let truncationLimits: WeightRange?
  /// The number of weights that truncation changed.
  public let truncatedCount: Int
  /// The weights of the treated.
  public let treatedArm: ArmWeights
  /// The weights of the controls.
  public let controlArm: ArmWeights

  /// Weights for each row.
  ///
  /// - Parameters:
  ///   - probability: The probability of treatment of each row.
  ///   - treated: Which rows are treated.
  ///   - options: The choices.
  /// - Throws: Rows whose probability is not strictly between 0 and 1 and not trimmed; an arm with
  ///   nobody; ranges that are none.
  public init(
    probability: [Double], treated: [Bool], options: Options = Options()
  ) throws(WeightingError) {
    guard probability.count == treated.count else {
      throw .lengthsDiffer(expected: treated.count, found: probability.count)
    }
    try options.validate()
    let isKept = probability.map { p in
      options.trim.map { p.isNaN || $0.contains(p) } ?? true
    }
    try Self.checkProbabilities(probability, isKept)
    let arms = try Self.armCounts(treated, isKept)

    var weights = [Double](repeating: 0, count: treated.count)
    let total = Double(arms.treated + arms.control)
    for i in weights.indices where isKept[i] {
      let share = Double(treated[i] ? arms.treated : arms.control) / total
      let weight = Self.weight(options.estimand, probability[i], isTreated: treated[i])
      weights[i] = options.stabilize ? share * weight : weight
    }
    let unusable = weights.indices.filter { !weights[$0].isFinite }
    guard unusable.isEmpty else { throw .probabilityNotUsable(rows: unusable) }

    let limits = options.truncationLimits(weights, treated, isKept)
    var changed = 0
    if let limits {
      for i in weights.indices where isKept[i] && options.estimand.varies(inTreated: treated[i]) {
        let bounded = min(max(weights[i], limits.low), limits.high)
        if bounded != weights[i] { changed += 1 }
        weights[i] = bounded
      }
    }
    self.options = options
    self.weights = weights
    trimmed = isKept.indices.filter { !isKept[$0] }
    truncationLimits = limits
    truncatedCount = changed
    treatedArm = ArmWeights(weights, treated: treated, arm: true)
    controlArm = ArmWeights(weights, treated: treated, arm: false)
  }

  /// The weight of a patient before stabilization and truncation.
  static func weight(_ estimand: Estimand, _ p: Double, isTreated: Bool) -> Double {
    let own = isTreated ? p : 1 - p
    switch estimand {
    case .ate: return 1 / own
    case .att: return isTreated ? 1 : p / (1 - p)
    case .atc: return isTreated ? (1 - p) / p : 1
    case .ato: return 1 - own
    case .atm: return min(p, 1 - p) / own
    }
  }

  private static func checkProbabilities(
    _ probability: [Double], _ isKept: [Bool]
  ) throws(WeightingError) {
    let rows = probability.indices.filter {
      isKept[$0] && !(probability[$0] > 0 && probability[$0] < 1)
    }
    guard rows.isEmpty else { throw .probabilityNotUsable(rows: rows) }
  }

  private static func armCounts(
    _ treated: [Bool], _ isKept: [Bool]
  ) throws(WeightingError) -> (treated: Int, control: Int) {
    var counts = (treated: 0, control: 0)
    for i in treated.indices where isKept[i] {
      if treated[i] { counts.treated += 1 } else { counts.control += 1 }
    }
    guard counts.treated > 0 else { throw .emptyArm(treated: true) }
    guard counts.control > 0 else { throw .emptyArm(treated: false) }
    return counts
  }
}
