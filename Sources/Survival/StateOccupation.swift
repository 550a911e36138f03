/// The probability of being in each state over time: the estimator of Aalen and Johansen.
///
/// With p(s) the shares of the states at the start and A_jk rising at u by the share of those in j who go
/// to k, p(t) = p(s) ∏ (I + dA(u)) over u in (s, t]. It needs no Markov property to be consistent for the
/// occupation of states where follow-up ends independently of them (Datta and Satten 2001,
/// doi:10.1016/S0167-7152(01)00155-9). Errors are those of the infinitesimal jackknife, summed within
/// persons or clusters; they hold under weights. Aalen and Johansen 1978.
public struct StateOccupation: Sendable {
  /// Where it starts.
  public let start: Double
  /// The distinct times of transitions after the start.
  public let time: [Double]
  /// For each state the probability of being in it just after each time.
  public let probability: [[Double]]
  /// The shares of the states at the start.
  public let initial: [Double]
  /// For each state the weight in it just before each time.
  public let atRisk: [[Double]]
  /// For each state how many rows are in it just before each time.
  public let atRiskCount: [[Int]]
  /// The last time at which anyone was followed.
  public let lastTime: Double
  /// The confidence level.
  public let level: Double

  let history: StateHistory
  let table: TransitionTable

  /// The curves from a start on.
  ///
  /// - Parameters:
  ///   - history: The stays.
  ///   - start: A landmark: everybody who is followed then starts in the state of that time. Only the
  ///     shares of the states depend on it, which takes them to be Markov.
  ///   - initial: The shares of the states at the start, taken as known; by default as they were.
  ///   - level: The confidence level of limits.
  /// - Complexity: O(n + times · states²).
  /// - Throws: `.invalidLevel`, `.lengthsDiffer`, or `.noWeight` where nobody is followed at the start.
  public init(
    _ history: StateHistory, start: Double = 0, initial: [Double]? = nil, level: Double = 0.95
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    try SurvivalData.check(initial?.count, .groups, history.states)
    self.history = history
    self.start = start
    self.level = level
    isInitialKnown = initial != nil
    startWeight = Self.present(history, at: start).reduce(0.0) {
      $0 + history.followUp.rowWeights[$1]
    }
    if let initial {
      self.initial = initial
    } else {
      guard startWeight > 0 else { throw .noWeight }
      self.initial = Self.shares(history, at: start, total: startWeight)
    }
    table = TransitionTable(history, after: start)
    time = table.time
    let s = history.states
    var state = self.initial
    var curves = [[Double]](repeating: [], count: s)
    for k in table.time.indices {
      var next = state
      for i in 0..<s where state[i] != 0 {
        for j in 0..<s { next[j] += state[i] * table.step[(k * s + i) * s + j] }
      }
      state = next.map { max(0, $0) }
      for j in 0..<s { curves[j].append(state[j]) }
    }
    probability = curves
    let risk = table.atRisk
    let times = table.time.count
    atRisk = (0..<s).map { j in (0..<times).map { risk[$0 * s + j] } }
    let counts = table.atRiskCount
    atRiskCount = (0..<s).map { j in (0..<times).map { counts[$0 * s + j] } }
    lastTime = history.followUp.rows.time.last ?? 0
  }

  let isInitialKnown: Bool
  let startWeight: Double

  /// The rows in which somebody is just after a time.
  static func present(_ history: StateHistory, at t: Double) -> [Int] {
    let data = history.followUp
    return data.rows.exits.filter { (data.entry?[$0] ?? 0) <= t && t < data.time[$0] }
  }

  /// How many rows are in a state just after a time, and their weight.
  /// - Complexity: O(n).
  public func present(in state: Int, at t: Double) -> (count: Int, weight: Double) {
    var (count, weight) = (0, 0.0)
    for row in Self.present(history, at: t) where history.from[row] == state {
      count += 1
      weight += history.followUp.rowWeights[row]
    }
    return (count, weight)
  }

  private static func shares(
    _ history: StateHistory, at t: Double, total: Double
  ) -> [Double] {
    var result = [Double](repeating: 0, count: history.states)
    for row in present(history, at: t) {
      result[history.from[row]] += history.followUp.rowWeights[row] / total
    }
    return result
  }

  /// The probability of being in a state at a time.
  /// - Returns: The estimate with limits that are symmetric for its log(−log); `.afterFollowUp` after
  ///   the last time.
  /// - Complexity: O(n + times · states²).
  public func probability(of state: Int, at t: Double) -> SurvivalEstimate {
    if let reason = reasonNotKnown(state, t) { return SurvivalEstimate(reason: reason) }
    let last = table.firstIndex(after: t)
    let value = last == 0 ? initial[state] : probability[state][last - 1]
    let variance = history.followUp.clusterVariance(influence(of: state, at: t))
    var result = SurvivalEstimate(value, standardError: variance.squareRoot())
    guard value > 0, value < 1, variance > 0 else {
      result.reason = .noVariation
      return result
    }
    let limits = Band(.logLog, level: level)
      .limits(value, logStandardError: variance.squareRoot() / value)
    (result.lower, result.upper) = (limits.lower, limits.upper)
    return result
  }

  /// The mean time spent in a state from the start to a horizon.
  /// - Returns: The estimate with symmetric limits; `.afterFollowUp` where follow-up is shorter.
  /// - Complexity: O(n + times · states²).
  public func sojourn(in state: Int, to horizon: Double) -> SurvivalEstimate {
    if let reason = reasonNotKnown(state, horizon) { return SurvivalEstimate(reason: reason) }
    var (area, last, height) = (0.0, start, initial[state])
    for k in 0..<table.firstIndex(after: horizon) {
      area += height * (time[k] - last)
      (last, height) = (time[k], probability[state][k])
    }
    area += height * (horizon - last)
    let variance = history.followUp.clusterVariance(areaInfluence(of: state, to: horizon))
    var result = SurvivalEstimate.normal(area, variance.squareRoot(), level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  private func reasonNotKnown(_ state: Int, _ t: Double) -> NotEstimable? {
    guard initial.indices.contains(state) else { return .emptyGroup }
    guard t.isFinite, t >= start else { return .invalidTime }
    return t > lastTime ? .afterFollowUp : nil
  }
}
