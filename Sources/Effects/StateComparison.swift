public import LinearAlgebra
public import Survival

/// States over time in the patients that a design uses, by arm.
///
/// Group 0 is the reference, group 1 the focal arm.
public struct StateComparison: Sendable {
  /// The names of the states.
  public let names: [String]
  /// The curves of each group; nil where nobody of the group is followed.
  public let occupation: [StateOccupation]

  private let history: StateHistory
  private let groups: [Int]
  private let patients: [Int]
  private let options: TimeComparison.Options

  /// Prepares the curves.
  ///
  /// - Parameters:
  ///   - entries: when patients enter states, one place a patient used.
  ///   - order: whether they may go back.
  ///   - names: the names of all states.
  ///   - groups: the group of each patient.
  ///   - weights: the weight of each.
  ///   - cluster: who belongs together.
  ///   - options: the options; errors are robust in any case.
  /// - Throws: what is wrong with the data.
  /// - Complexity: O(n log n + times · states²).
  public init(
    entries: StateEntries, order: StateOrder, names: [String], groups: Groups, weights: Weights?,
    cluster: [Int]?, options: TimeComparison.Options
  ) throws(SurvivalError) {
    let cluster = cluster ?? Array(groups.codes.indices)
    var occupation: [StateOccupation] = []
    for group in 0..<groups.count {
      let members = groups.codes.indices.filter { groups.codes[$0] == group }
      let history = try StateHistory.entering(
        entries, order: order, persons: members,
        weights: weights.map { weights in
          Weights(members.map { weights.values[$0] }, kind: weights.kind)
        }, cluster: members.map { cluster[$0] }
      ).history
      occupation.append(try StateOccupation(history, level: options.level))
    }
    self.occupation = occupation
    self.names = names
    self.options = options
    history = try StateHistory.entering(
      entries, order: order, weights: weights, cluster: cluster
    ).history
    self.groups = groups.codes
    patients = (0..<groups.count).map { group in groups.codes.count { $0 == group } }
  }

  /// The groups in the order of a report: focal and reference, or the only one there is.
  public var shownGroups: [Int] {
    occupation.count > 1 ? [TimeComparison.focal, TimeComparison.reference] : [0]
  }

  /// Probabilities, mean times and ratios that are asked for.
  ///
  /// - Parameters:
  ///   - asked: what is asked for.
  ///   - adjustment: the columns beside the arm in the model of transitions, one row a patient.
  /// - Returns: the estimates in the order of a report; those that do not exist say why.
  /// - Throws: what is wrong with the data.
  public func estimates(
    _ asked: StateOptions, adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    var result: [EffectEstimate] = []
    for time in asked.at {
      for state in names.indices { result += probabilities(of: state, at: time) }
    }
    for horizon in asked.horizon {
      for state in names.indices { result += meanTimes(in: state, to: horizon) }
    }
    guard asked.transitions != .none, occupation.count > 1 else { return result }
    return result + (try ratios(asked, adjustment))
  }

  private func probabilities(of state: Int, at time: Double) -> [EffectEstimate] {
    let values = occupation.map { $0.probability(of: state, at: time) }
    let arms = shownGroups.map { group in
      estimate(.stateProbability, group, state, at: time, values[group], method: "logLog")
    }
    guard occupation.count > 1 else { return arms }
    let difference = difference(
      values, occupation.map { $0.influence(of: state, at: time) })
    return arms + [
      estimate(
        .stateProbabilityDifference, TimeComparison.focal, state, at: time, difference,
        method: "plain", isContrast: true)
    ]
  }

  private func meanTimes(in state: Int, to horizon: Double) -> [EffectEstimate] {
    let values = occupation.map { $0.sojourn(in: state, to: horizon) }
    let arms = shownGroups.map { group in
      estimate(.stateTime, group, state, at: horizon, values[group], method: "plain")
    }
    guard occupation.count > 1 else { return arms }
    let difference = difference(
      values, occupation.map { $0.areaInfluence(of: state, to: horizon) })
    return arms + [
      estimate(
        .stateTimeDifference, TimeComparison.focal, state, at: horizon, difference,
        method: "plain", isContrast: true)
    ]
  }

  /// The focal group less the reference group, with the influences of those who belong together added.
  private func difference(
    _ values: [SurvivalEstimate], _ influence: [[Double]]
  ) -> SurvivalEstimate {
    guard let a = values[TimeComparison.focal].estimate,
      let b = values[TimeComparison.reference].estimate
    else {
      return SurvivalEstimate(
        reason: values.compactMap { $0.estimate == nil ? $0.reason : nil }.first)
    }
    var sums: [Int: Double] = [:]
    for (group, sign) in [(TimeComparison.focal, 1.0), (TimeComparison.reference, -1)] {
      let cluster = occupation[group].clusters
      for row in influence[group].indices {
        sums[cluster[row], default: 0] += sign * influence[group][row]
      }
    }
    let square = sums.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
    return .normal(a - b, square.squareRoot(), level: options.level)
  }

  private func ratios(
    _ asked: StateOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let persons = history.person
    let columns =
      [persons.map { Double(groups[$0]) }]
      + (0..<(adjustment?.columns ?? 0)).map { j in
        persons.map { adjustment?[$0, j] ?? 0 }
      }
    let model: TransitionCox
    do throws(SurvivalError) {
      model = try TransitionCox(
        history, covariates: Matrix(columns: columns),
        common: asked.transitions == .common ? [0] : [], level: options.level)
    } catch {
      guard let reason = error.absence else { throw error }
      return [ratio(nil, SurvivalEstimate(reason: reason), asked)]
    }
    return model.columns.indices.filter { model.columns[$0].covariate == 0 }.map { j in
      ratio(model.columns[j].transition, model.fit.hazardRatio(j), asked)
    }
  }

  private func ratio(
    _ transition: Transition?, _ value: SurvivalEstimate, _ asked: StateOptions
  ) -> EffectEstimate {
    let method = asked.transitions == .common ? "efron, common to all transitions" : "efron"
    return EffectEstimate(
      measure: .transitionHazardRatio, group: TimeComparison.focal,
      referenceGroup: TimeComparison.reference, cause: nil, at: nil, value: EffectValue(value),
      patients: patients.reduce(0, +), events: count(transition), variance: .robust,
      isMarginal: asked.adjust.isEmpty, method: method,
      event: transition.map { "\(names[$0.from]) to \(names[$0.to])" })
  }

  /// Patients of a group in a state just after a time, and their weight.
  ///
  /// - Complexity: O(n).
  public func patients(in state: Int, of group: Int, at time: Double) -> (
    count: Int, weight: Double
  ) {
    occupation[group].present(in: state, at: time)
  }

  /// How often a way was taken, or all ways.
  private func count(_ transition: Transition?, _ group: Int? = nil) -> Int {
    history.from.indices.count { row in
      guard let to = history.to[row], group.map({ groups[history.person[row]] == $0 }) ?? true
      else { return false }
      return transition.map { history.from[row] == $0.from && to == $0.to } ?? true
    }
  }

  /// Patients of a group, or of all, who were seen to enter a state.
  private func entries(into state: Int, _ group: Int?) -> Int {
    history.from.indices.count { row in
      history.to[row] == state && (group.map { groups[history.person[row]] == $0 } ?? true)
    }
  }

  private func estimate(
    _ measure: EffectMeasure, _ group: Int, _ state: Int, at time: Double,
    _ value: SurvivalEstimate, method: String, isContrast: Bool = false
  ) -> EffectEstimate {
    EffectEstimate(
      measure: measure, group: group,
      referenceGroup: isContrast ? TimeComparison.reference : nil, cause: nil, at: time,
      value: EffectValue(value),
      patients: isContrast ? patients.reduce(0, +) : patients[group],
      events: entries(into: state, isContrast ? nil : group), variance: .robust, isMarginal: true,
      method: method, event: names[state])
  }
}
