private import Distributions

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The probability of each of several events by a time, where each keeps the others from happening.
///
/// With n(t) at risk just before t, d(t) events of any cause and d_k(t) of cause k, the probability of
/// cause k by t is F_k(t) = Σ S(u−) d_k(u)/n(u) over u ≤ t, with S of Kaplan and Meier for events of any
/// cause (Aalen and Johansen 1978). Its variance is that of Greenwood's kind,
/// Σ (F_k(t) − F_k(u))² d/(n (n − d)) + Σ S(u−)² (n − d_k) d_k/n³ − 2 Σ (F_k(t) − F_k(u)) S(u−) d_k/n²
/// (Marubini and Valsecchi 1995, ISBN 0-471-93987-0); limits are symmetric on the scale log(−log F).
///
/// Counting those who had the event and dividing by all would take everybody who was followed for a
/// short time as free of it for ever.
public struct CumulativeIncidence: Sendable {
  /// The distinct times of events, ascending.
  public let time: [Double]
  /// For each cause, from 1 on, the probability just after each time.
  public let probability: [[Double]]
  /// The number at risk just before each time.
  public let atRisk: [Int]
  /// The last time at which anyone was followed.
  public let lastTime: Double
  /// The confidence level.
  public let level: Double

  private let counts: [[Int]]
  private let survivalBefore: [Double]

  /// The curves of all causes.
  ///
  /// Times are compared as they are: those that should be equal must be.
  /// - Parameters:
  ///   - times: finite and not negative.
  ///   - cause: 0 for the end of follow-up, else the cause from 1 to `causes`.
  ///   - causes: how many causes there are.
  ///   - level: the confidence level.
  /// - Complexity: O(n log n + times · causes).
  /// - Throws: The first rule of ``SurvivalError`` that a row breaks.
  public init(
    time times: [Double], cause: [Int], causes: Int, level: Double = 0.95
  ) throws(SurvivalError) {
    guard !times.isEmpty else { throw .noRows }
    try SurvivalData.check(level: level)
    try SurvivalData.check(cause.count, .event, times.count)
    try SurvivalData.check(time: times, entry: nil)
    for row in cause.indices where cause[row] < 0 || cause[row] > causes {
      throw .groupOutOfRange(row: row, groups: causes + 1)
    }
    let order = RadixOrder.ascending(times).rows
    var distinct: [Double] = []
    var (atRisk, counts): ([Int], [[Int]]) = ([], [])
    var (probability, before) = ([[Double]](repeating: [], count: causes), [Double]())
    var (survival, sums, next) = (1.0, [Double](repeating: 0, count: causes), 0)
    while next < order.count {
      let t = times[order[next]]
      let left = order.count - next
      var here = [Int](repeating: 0, count: causes)
      while next < order.count, times[order[next]] == t {
        if cause[order[next]] > 0 { here[cause[order[next]] - 1] += 1 }
        next += 1
      }
      let all = here.reduce(0, +)
      guard all > 0 else { continue }
      distinct.append(t)
      atRisk.append(left)
      counts.append(here)
      before.append(survival)
      for k in 0..<causes {
        sums[k] += survival * Double(here[k]) / Double(left)
        probability[k].append(sums[k])
      }
      survival = all == left ? 0 : survival * Double(left - all) / Double(left)
    }
    time = distinct
    self.atRisk = atRisk
    self.counts = counts
    self.probability = probability
    survivalBefore = before
    lastTime = order.last.map { times[$0] } ?? 0
    self.level = level
  }

  /// The probability of a cause by a time.
  ///
  /// - Parameters:
  ///   - cause: from 1 on.
  ///   - t: the time.
  /// - Returns: the estimate with its limits; `.afterFollowUp` where nobody was followed so long and
  ///   somebody was still free of all causes.
  /// - Complexity: O(times).
  public func probability(of cause: Int, at t: Double) -> SurvivalEstimate {
    guard probability.indices.contains(cause - 1) else {
      return SurvivalEstimate(reason: .emptyGroup)
    }
    guard t.isFinite, t >= 0 else { return SurvivalEstimate(reason: .invalidTime) }
    let isOver = probability.reduce(0) { $0 + ($1.last ?? 0) } > 1 - 1e-12
    if t > lastTime, !isOver { return SurvivalEstimate(reason: .afterFollowUp) }
    let count = time.firstIndex { $0 > t } ?? time.count
    let curve = probability[cause - 1]
    let value = count == 0 ? 0 : curve[count - 1]
    guard value > 0 else { return SurvivalEstimate(0, reason: .survivalIsOne) }
    var variance = 0.0
    for j in 0..<count {
      let (n, d) = (Double(atRisk[j]), Double(counts[j].reduce(0, +)))
      let (own, rest) = (Double(counts[j][cause - 1]), value - curve[j])
      let s = survivalBefore[j]
      if d < n { variance += rest * rest * d / (n * (n - d)) }
      variance += s * s * (n - own) * own / (n * n * n) - 2 * rest * s * own / (n * n)
    }
    let error = max(variance, 0).squareRoot()
    var result = SurvivalEstimate(value, standardError: error)
    guard value < 1, error > 0 else {
      result.reason = .noVariation
      return result
    }
    let width = Normal.quantile((1 + level) / 2) * error / (value * -log(value))
    result.lower = pow(value, exp(width))
    result.upper = pow(value, exp(-width))
    return result
  }
}
