internal import Cohorts
public import LinearAlgebra
public import Survival

/// A value of each patient, in the patients that a design uses, by arm.
///
/// The number of an arm is its weighted mean Σ w y / Σ w, for counts Σ w y / Σ w e with the exposure e.
/// Errors of the `model` are those of independent patients, a weight counting as that many copies:
/// Welch's for means, binomial for shares, Poisson for rates. `robust` errors are those of the
/// sandwich of the regression on the arm, clustered as the design says, with the corrections of
/// R's `sandwich::vcovCL`: G/(G − 1), and (n − 1)/(n − k) with Student's t for means.
///
/// With an adjustment the numbers are those of a linear, logistic or Poisson regression on
/// arm and terms, predicted with everyone in either arm and averaged (g-computation): they stay
/// marginal.
public struct ValueComparison: Sendable {
  /// The values.
  public let data: ValueData
  /// Where standard errors come from.
  public let variance: VarianceEstimator
  /// The confidence level.
  public let level: Double

  private let patients: [Int]
  private let events: [Int]?

  /// Prepares a comparison.
  ///
  /// - Complexity: O(n).
  public init(data: ValueData, variance: VarianceEstimator, level: Double) {
    self.data = data
    self.variance = variance
    self.level = level
    var (patients, events) = ([0, 0], [0.0, 0])
    for row in 0..<data.count {
      patients[data.groups[row]] += 1
      events[data.groups[row]] += data.values[row]
    }
    self.patients = patients
    self.events = data.kind == .continuous ? nil : events.map { Int($0) }
  }

  /// The numbers of one measure: a row an arm, focal first, or one contrast.
  ///
  /// - Parameters:
  ///   - measure: what is estimated; nothing where it is about another kind of values.
  ///   - adjustment: the columns beside the arm, one row a patient; no intercept.
  /// - Returns: the estimates; those that do not exist say why.
  /// - Complexity: O(n p²).
  public func estimates(_ measure: ValueMeasure, adjustment: Matrix? = nil) -> [EffectEstimate] {
    guard measure.kind == data.kind else { return [] }
    let groups =
      measure.isContrast ? [nil] : [OutcomeComparison.focal, OutcomeComparison.reference]
    let means: ArmMeans
    do throws(ValueFailure) {
      means = try fitted(adjustment)
    } catch {
      let absent = EffectValue(absence: .init(error.reason))
      return groups.map { estimate(measure, $0, (absent, "")) }
    }
    return groups.map { group in
      let found =
        group.map { arm($0, means, isAdjusted: adjustment != nil) } ?? contrast(measure, means)
      return estimate(measure, group, found)
    }
  }

  private func fitted(_ adjustment: Matrix?) throws(ValueFailure) -> ArmMeans {
    guard patients[0] > 0, patients[1] > 0 else { throw ValueFailure(.emptyArm) }
    let isRobust = variance == .robust
    if isRobust, case .clusters(let labels) = data.dependence, Set(labels).count == 1 {
      throw ValueFailure(.oneCluster)
    }
    guard let adjustment else { return ArmMeans(data, isRobust: isRobust) }
    for group in [0, 1] { if let reason = edge(group) { throw ValueFailure(reason) } }
    return try ArmMeans(data, adjustment: adjustment, isRobust: isRobust)
  }

  /// Whether a share or rate lies at the edge of what is possible.
  private func edge(_ group: Int) -> ValueAbsence? {
    guard let events else { return nil }
    if events[group] == 0 { return .noEvents }
    return data.kind == .binary && events[group] == patients[group] ? .everyoneHasEvents : nil
  }

  private func arm(
    _ group: Int, _ means: ArmMeans, isAdjusted: Bool
  ) -> (EffectValue, String) {
    let value = means.value[group]
    let limits = ValueLimits(level: level)
    let error = uncertainty(means, [group == 0 ? 1 : 0, group == 1 ? 1 : 0])
    switch data.kind {
    case .continuous: return (limits.mean(value, error), "t")
    case .binary where variance == .model && !isAdjusted:
      return (limits.wilson(value, error, trials: weight(group)), "Wilson")
    case .binary: return (limits.onLogit(value, error, edge(group)), "logit")
    case .count: return (limits.onLog(value, error, edge(group)), "log")
    }
  }

  private func contrast(_ measure: ValueMeasure, _ means: ArmMeans) -> (EffectValue, String) {
    let (reference, focal) = (means.value[0], means.value[1])
    let limits = ValueLimits(level: level)
    let edge = edge(1) ?? edge(0)
    switch measure {
    case .riskRatio, .rateRatio:
      if self.edge(0) == ValueAbsence.noEvents || self.edge(1) == ValueAbsence.noEvents {
        return (EffectValue(absence: .init(ValueAbsence.noEvents)), "log")
      }
      return (
        limits.ratio(focal / reference, uncertainty(means, [-1 / reference, 1 / focal])), "log"
      )
    case .oddsRatio:
      if let edge { return (EffectValue(absence: .init(edge)), "log") }
      let odds = [reference / (1 - reference), focal / (1 - focal)]
      let gradient = [-1 / (reference * (1 - reference)), 1 / (focal * (1 - focal))]
      return (limits.ratio(odds[1] / odds[0], uncertainty(means, gradient)), "log")
    case .meanDifference:
      let method = variance == .model ? "Welch t" : "t"
      return (limits.difference(focal - reference, uncertainty(means, [-1, 1]), nil), method)
    default:
      return (limits.difference(focal - reference, uncertainty(means, [-1, 1]), edge), "plain")
    }
  }

  private func uncertainty(_ means: ArmMeans, _ gradient: [Double]) -> ValueLimits.Error? {
    guard let found = means.variance(gradient), found.variance.isFinite, found.variance >= 0,
      found.degreesOfFreedom.map({ $0 > 0 }) ?? true
    else { return nil }
    let scale = zip(gradient, means.value).reduce(0) { $0 + abs($1.0 * $1.1) }
    let standard = found.variance.squareRoot()
    // Values that do not vary leave the rounding of their sums.
    return ValueLimits.Error(
      standard: standard > 1e-13 * scale ? standard : 0, degreesOfFreedom: found.degreesOfFreedom)
  }

  private func weight(_ group: Int) -> Double {
    var total = 0.0
    for row in 0..<data.count where data.groups[row] == group { total += data.weights[row] }
    return total
  }

  private func estimate(
    _ measure: ValueMeasure, _ group: Int?, _ found: (value: EffectValue, method: String)
  ) -> EffectEstimate {
    EffectEstimate(
      measure: measure.effect, group: group ?? OutcomeComparison.focal,
      referenceGroup: group == nil ? OutcomeComparison.reference : nil, cause: nil, at: nil,
      value: found.value, patients: group.map { patients[$0] } ?? patients[0] + patients[1],
      events: events.map { events in group.map { events[$0] } ?? events[0] + events[1] },
      variance: variance, isMarginal: true, method: found.method)
  }
}

/// Why no number of either arm can be estimated.
struct ValueFailure: Error {
  let reason: ValueAbsence

  init(_ reason: ValueAbsence) { self.reason = reason }
}
