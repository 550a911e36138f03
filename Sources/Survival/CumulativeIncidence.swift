/// The probability of each of several events by a time, where each keeps the others from happening.
///
/// With n(t) the weight at risk just before t, d(t) that of the events of any cause and d_k(t) of
/// cause k, the probability of cause k by t is F_k(t) = Σ S(u−) d_k(u)/n(u) over u ≤ t, with S of
/// Kaplan and Meier for events of any cause (Aalen and Johansen 1978). Row i of weight w moves it by
/// w Σ {S(u−) (dN_k − Y d_k/n)/n − (F_k(t) − F_k(u)) (dN − Y d/n)/(n − d)}; the jackknife's variance
/// is the sum over clusters of squares of these. Aalen's is Σ_u Σ_j (S(u−)/n)² d_j (1 − (d_j − 1)/(n −
/// 1)) (1{j = k} − (F_k(t) − F_k(u))/S(u))² over all causes j.
///
/// Counting those who had the event and dividing by all would take everybody who was followed for a
/// short time as free of it for ever.
public struct CumulativeIncidence: Sendable {
  /// The distinct times of events, ascending.
  public let time: [Double]
  /// For each cause, from 1 on, the probability just after each time.
  public let probability: [[Double]]
  /// For each cause the standard error of the probability just after each time.
  public let standardError: [[Double]]
  /// The probability of being free of all causes just after each time.
  public let survival: [Double]
  /// The weight at risk just before each time.
  public let atRisk: [Double]
  /// The number of rows at risk just before each time.
  public let atRiskCount: [Int]
  /// For each cause the weight of the events at each time.
  public let events: [[Double]]
  /// For each cause the number of events at each time.
  public let eventCount: [[Int]]
  /// The last time at which anyone was followed.
  public let lastTime: Double
  /// The confidence level.
  public let level: Double
  /// The scale on which limits are symmetric, of the probability in place of survival.
  public let confidence: ConfidenceTransform
  /// Where standard errors come from.
  public let variance: IncidenceVariance

  let data: CompetingRisks
  let table: IncidenceTable
  private let variances: [[Double]]

  /// The curves of all rows.
  ///
  /// - Parameters:
  ///   - data: The follow-up.
  ///   - level: The confidence level of limits.
  ///   - confidence: The scale on which limits are symmetric.
  ///   - variance: Where standard errors come from.
  /// - Complexity: O(n · causes).
  /// - Throws: `.invalidLevel`.
  public init(
    _ data: CompetingRisks, level: Double = 0.95, confidence: ConfidenceTransform = .logLog,
    variance: IncidenceVariance = .jackknife
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    self.init(
      data, data.followUp.rows, level: level, confidence: confidence, variance: variance)
  }

  /// The curves of all causes, of people who count once each.
  ///
  /// - Parameters:
  ///   - times: Finite and not negative.
  ///   - cause: 0 for the end of follow-up, else the cause from 1 to `causes`.
  ///   - causes: How many causes there are.
  ///   - level: The confidence level.
  /// - Complexity: O(n · causes).
  /// - Throws: The first rule of ``SurvivalError`` that a row breaks.
  public init(
    time times: [Double], cause: [Int], causes: Int, level: Double = 0.95
  ) throws(SurvivalError) {
    try self.init(CompetingRisks(time: times, cause: cause, causes: causes), level: level)
  }

  init(
    _ data: CompetingRisks, _ order: RowOrder, level: Double, confidence: ConfidenceTransform,
    variance: IncidenceVariance
  ) {
    let table = IncidenceTable(data, order)
    let variances = (0..<data.causes).map { k in
      switch variance {
      case .jackknife: JackknifeIncidence(data, table, k).variances
      case .aalen: table.aalenVariances(k)
      }
    }
    let kept = (0..<table.times).filter { table.risk.eventCount[$0] > 0 }
    func at(_ values: ArraySlice<Double>) -> [Double] {
      kept.map { values[values.startIndex + $0] }
    }
    func each(_ values: [Double]) -> [[Double]] {
      (0..<data.causes).map { at(values[$0 * table.times..<($0 + 1) * table.times]) }
    }
    time = kept.map { table.risk.time[$0] }
    probability = each(table.probability)
    events = each(table.events)
    eventCount = (0..<data.causes).map { k in
      kept.map { table.eventCount[k * table.times + $0] }
    }
    standardError = variances.map { variances in
      kept.map { max(variances[$0], 0).squareRoot() }
    }
    survival = at(table.survival[...])
    atRisk = at(table.risk.atRisk[...])
    atRiskCount = kept.map { table.risk.atRiskCount[$0] }
    lastTime = table.risk.time.last ?? 0
    self.level = level
    self.confidence = confidence
    self.variance = variance
    self.data = data
    self.table = table
    self.variances = variances
  }

  /// The probability of a cause by a time.
  ///
  /// - Parameters:
  ///   - cause: From 1 on.
  ///   - t: The time.
  /// - Returns: The estimate with its limits; `.afterFollowUp` where nobody was followed so long and
  ///   somebody was still free of all causes.
  /// - Complexity: O(log n).
  public func probability(of cause: Int, at t: Double) -> SurvivalEstimate {
    if let reason = reasonNotKnown(cause, at: t) { return SurvivalEstimate(reason: reason) }
    let j = table.lastIndex(atOrBefore: t)
    let k = cause - 1
    let value = j.map { table.probability[k * table.times + $0] } ?? 0
    guard value > 0 else { return SurvivalEstimate(0, reason: .survivalIsOne) }
    let error = max(j.map { variances[k][$0] } ?? 0, 0).squareRoot()
    var result = SurvivalEstimate(value, standardError: error)
    guard value < 1, error > 0 else {
      result.reason = .noVariation
      return result
    }
    let limits = Band(confidence, level: level).limits(value, logStandardError: error / value)
    (result.lower, result.upper, result.reason) = (limits.lower, limits.upper, limits.reason)
    return result
  }

  /// Why the curve of a cause says nothing about a time; nil if it does.
  func reasonNotKnown(_ cause: Int, at t: Double) -> NotEstimable? {
    guard (1...max(1, data.causes)).contains(cause), let free = table.survival.last else {
      return .emptyGroup
    }
    guard t.isFinite, t >= 0 else { return .invalidTime }
    return t > lastTime && free > 1e-12 ? .afterFollowUp : nil
  }
}

extension IncidenceTable {
  /// Aalen's variance of the probability of cause k just after each time.
  ///
  /// The square of 1{j = k} − (F(t) − F(u))/S(u) is a quadratic in F(t), so that three running sums
  /// give it at every t.
  /// - Complexity: O(times · causes).
  func aalenVariances(_ k: Int) -> [Double] {
    var (constant, linear, square) = (0.0, 0.0, 0.0)
    var result: [Double] = []
    result.reserveCapacity(times)
    for j in 0..<times {
      let (n, f, s) = (risk.atRisk[j], probability[k * times + j], survival[j])
      let unit = survivalBefore[j] / n
      for cause in 0..<events.count / max(1, times) {
        let d = events[cause * times + j]
        guard d > 0, cause == k || s > 0 else { continue }
        let ties = d > 1 ? 1 - (d - 1) / (n - 1) : 1
        let size = unit * unit * d * ties
        let slope = s > 0 ? 1 / s : 0
        let level = (cause == k ? 1 : 0) + f * slope
        constant += size * level * level
        linear += size * level * slope
        square += size * slope * slope
      }
      result.append(constant - 2 * f * linear + f * f * square)
    }
    return result
  }
}
