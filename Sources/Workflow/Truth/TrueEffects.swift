internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Studies
internal import Survival
internal import Tables
internal import Vocabulary

/// The true values of what a study of simulated patients estimates.
///
/// The patients of a design's target population are taken twice, once from the world of each arm, and
/// the same numbers computed of them: nothing differs between the two arms but what the arms stand for.
struct TrueEffects: Sendable {
  /// A number that an analysis asks for.
  struct Key: Hashable, Sendable {
    let measure: EffectMeasure
    let group: Int?
    let at: Double?

    init(_ estimate: EffectEstimate) {
      measure = estimate.measure
      group = estimate.group
      at = estimate.at
    }
  }

  private let times: [String: WorldTimes]
  private let cohort: AnalysisCohort
  private let probability: [Double]?

  /// What is true by the outcomes of a study in the worlds of its arms, that of the reference arm first.
  init(_ times: [String: WorldTimes], _ cohort: AnalysisCohort, _ model: PropensityFit?) {
    self.times = times
    self.cohort = cohort
    probability = model?.probability
  }

  /// Both worlds of the patients that a task speaks of, prepared once for all its requests.
  ///
  /// Patients of whom the registry does not tell the outcome are among those spoken of.
  /// - Returns: `nil` where the outcome has no times in the worlds or nobody is left.
  func comparison(_ task: AnalysisTask) -> TrueComparison? {
    guard let times = times[task.outcome.name] else { return nil }
    let weights = target(task)
    let rows = times.isComparable.indices.filter { row in
      times.isComparable[row] && weights[row] > 0 && task.subgroup?.members[row] ?? true
    }
    guard rows.count > 1 else { return nil }
    let requests = task.analysis.estimates.filter(\.adjustment.isEmpty)
    func compared(_ ends: [Double]?) -> TimeComparison? {
      try? Self.comparison(of: times, rows, weights, until: ends, task.analysis)
    }
    let isFollowed = requests.contains(where: \.isOfTheFollowUp)
    let isWhole = requests.contains { !$0.isOfTheFollowUp }
    return TrueComparison(
      followed: isFollowed ? compared(times.followed) : nil, whole: isWhole ? compared(nil) : nil)
  }

  private static func comparison(
    of times: WorldTimes, _ rows: [Int], _ weights: [Double], until ends: [Double]?,
    _ analysis: AnalysisSection
  ) throws(SurvivalError) -> TimeComparison {
    let data = try SurvivalData(
      time: times.time.flatMap { time in
        rows.map { row in ends.map { min(time[row], max(0, $0[row])) } ?? time[row] }
      },
      event: times.event.indices.flatMap { world in
        rows.map { row in
          times.event[world][row] && (ends.map { times.time[world][row] <= $0[row] } ?? true)
        }
      },
      weights: Weights((rows + rows).map { weights[$0] }, kind: .sampling), cluster: rows + rows)
    let groups = rows.map { _ in 0 } + rows.map { _ in 1 }
    return try TimeComparison(
      data: data, groups: Groups(groups, count: 2),
      options: TimeComparison.Options(
        level: analysis.level, variance: .robust, confidence: analysis.confidence))
  }

  /// How much each patient counts in the population that a task speaks of.
  ///
  /// The crude comparison speaks of everyone in the cohort.
  private func target(_ task: AnalysisTask) -> [Double] {
    guard let design = task.design, !design.isCrude else {
      return [Double](repeating: 1, count: cohort.count)
    }
    return cohort.groups.indices.map { row in
      guard design.weights[row] > 0 else { return 0 }
      switch design.result.estimand {
      case "ATT": return cohort.groups[row] == 1 ? own(row, design) : 0
      case "ATC": return cohort.groups[row] == 0 ? own(row, design) : 0
      case "ATO": return probability.map { $0[row] * (1 - $0[row]) } ?? 1
      case "ATM": return probability.map { min($0[row], 1 - $0[row]) } ?? 1
      default: return 1
      }
    }
  }

  /// A patient of the arm that is spoken of: once, or as often as a matched design uses them.
  private func own(_ row: Int, _ design: BuiltDesign) -> Double {
    design.isMatched ? design.weights[row] : 1
  }
}

/// The two worlds of a task's patients.
struct TrueComparison: Sendable {
  /// Until the registry was closed.
  let followed: TimeComparison?
  /// Over whole lives.
  let whole: TimeComparison?

  /// The true values of what a request asks for, where there are any.
  ///
  /// An adjusted hazard ratio is a conditional number, which both worlds together do not show: it has none.
  func values(_ request: EstimateRequest) -> [TrueEffects.Key: Double] {
    guard request.withoutPenalty.adjustment.isEmpty, !request.isOfSeveralEvents,
      let comparison = request.isOfTheFollowUp ? followed : whole,
      let estimates = try? comparison.estimates(request.withoutPenalty)
    else { return [:] }
    var values: [TrueEffects.Key: Double] = [:]
    for estimate in estimates where estimate.measure.hasTrueValue {
      values[TrueEffects.Key(estimate)] = estimate.value.estimate
    }
    return values
  }
}

extension EstimateRequest {
  /// Whether its number hangs on how long patients are followed, as an average over time does: then its
  /// true value is that of the time until the registry was closed.
  fileprivate var isOfTheFollowUp: Bool { if case .cox = self { true } else { false } }

  /// The same number of a population, which needs no penalty, no limits, and no adjustment where it
  /// stays marginal.
  fileprivate var withoutPenalty: EstimateRequest {
    switch self {
    case .cox(let options): .cox(options.plain)
    case .survival(let options): .survival(options.plain)
    case .survivalRatio(let options): .survivalRatio(options.plain)
    case .rmst(let options): .rmst(options.plain)
    default: self
    }
  }
}

extension EffectMeasure {
  /// Whether it is a property of a population, and not of a test or of follow-up.
  fileprivate var hasTrueValue: Bool {
    switch self {
    case .stateProbability, .stateProbabilityDifference, .stateTime, .stateTimeDifference,
      .transitionHazardRatio:
      false
    case .logRank, .maxCombo, .gray, .proportionalHazards, .medianFollowUp, .frailtyVariance,
      .likelihoodRatioTest, .waldTest, .scoreTest, .hazardRatioChange, .concordance:
      false
    default: true
    }
  }
}
