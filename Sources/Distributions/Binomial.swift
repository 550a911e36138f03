#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The binomial distribution: how many of some independent trials succeed.
public struct Binomial: Hashable, Sendable {
  /// The number of trials, at least 0.
  public let trials: Int
  /// The probability of success, from 0 to 1.
  public let success: Double

  /// A binomial distribution.
  public init(trials: Int, success: Double) {
    precondition(trials >= 0 && success >= 0 && success <= 1)
    self.trials = trials
    self.success = success
  }

  /// P(X = k).
  public func probability(_ k: Int) -> Double {
    guard k >= 0, k <= trials else { return 0 }
    if success == 0 { return k == 0 ? 1 : 0 }
    if success == 1 { return k == trials ? 1 : 0 }
    let n = Double(trials)
    if k == 0 { return exp(n * log1p(-success)) }
    if k == trials { return exp(n * log(success)) }
    let (a, b) = (Double(k), Double(trials - k))
    return SaddlePoint.beta(a, b, success, 1 - success) * (n / a / b)
  }

  /// P(X ≤ k), accurate in the lower tail.
  public func cumulative(_ k: Int) -> Double {
    if k < 0 { return 0 }
    if k >= trials { return 1 }
    return IncompleteBeta.lower(Double(trials - k), Double(k) + 1, 1 - success, success)
  }

  /// P(X > k), accurate in the upper tail.
  public func upperTail(_ k: Int) -> Double {
    if k < 0 { return 1 }
    if k >= trials { return 0 }
    return IncompleteBeta.lower(Double(k) + 1, Double(trials - k), success, 1 - success)
  }

  /// The smallest k with P(X ≤ k) ≥ p, for 0 ≤ p ≤ 1; probabilities that differ by rounding are equal.
  ///
  /// - Complexity: O(log n) evaluations of ``cumulative(_:)``.
  public func quantile(_ p: Double) -> Int {
    precondition(p >= 0 && p <= 1)
    if p == 1 { return success == 0 ? 0 : trials }
    func reaches(_ k: Int) -> Bool {
      p <= 0.5
        ? cumulative(k) >= p * (1 - Self.rounding)
        : upperTail(k) <= (1 - p) * (1 + Self.rounding) + 0x1p-53
    }
    var (low, high) = (0, trials)
    while low < high {
      let middle = low + (high - low) / 2
      if reaches(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static let rounding = 1e-13

  /// The exact confidence interval of Clopper and Pearson for a probability of success.
  ///
  /// Edge cases: no success has the lower limit 0, no failure the upper limit 1, and no trial both.
  /// [Clopper and Pearson 1934]: https://doi.org/10.1093/biomet/26.4.404
  ///
  /// - Parameters:
  ///   - successes: how many trials succeeded.
  ///   - trials: how many there were.
  ///   - level: the confidence, above 0 and below 1.
  /// - Returns: the limits.
  public static func exactInterval(
    successes: Int, trials: Int, level: Double
  ) -> (lower: Double, upper: Double) {
    precondition(successes >= 0 && successes <= trials && level > 0 && level < 1)
    let tail = (1 - level) / 2
    let (k, rest) = (Double(successes), Double(trials - successes))
    let lower = successes == 0 ? 0 : Beta(k, rest + 1).quantile(tail)
    let upper = successes == trials ? 1 : Beta(k + 1, rest).upperQuantile(tail)
    return (lower, upper)
  }
}
