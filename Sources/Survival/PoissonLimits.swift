internal import Distributions
public import Vocabulary

/// How the limits of the mean of a Poisson variable follow from the one value seen.
///
/// The exact limits are those of Garwood, χ²(α/2; 2x)/2 and χ²(1 − α/2; 2x + 2)/2, which hold at least
/// as often as they say. Mid-P limits count half of the probability of the value itself in either tail:
/// they are narrower and hold about as often as they say. Garwood 1936,
/// doi:10.1093/biomet/28.3-4.437; Lancaster 1961, doi:10.1080/01621459.1961.10482105.
public enum PoissonLimits: String, Word, Sendable {
  /// Garwood's.
  case exact
  /// With half of the probability of the value seen.
  case midP

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .exact: "exact limits, which hold at least as often as they say"
    case .midP: "half of the probability of the value seen counts in either tail"
    }
  }

  /// The limits of the mean.
  ///
  /// - Parameters:
  ///   - events: not negative.
  ///   - level: the confidence level, strictly between 0 and 1.
  /// - Returns: The lower limit, 0 without events, and the upper.
  func limits(_ events: Int, level: Double) -> (lower: Double, upper: Double) {
    let tail = (1 - level) / 2
    let lower =
      events == 0 ? 0 : ChiSquared(degreesOfFreedom: 2 * Double(events)).quantile(tail) / 2
    let upper = ChiSquared(degreesOfFreedom: 2 * Double(events) + 2).upperQuantile(tail) / 2
    guard self == .midP else { return (lower, upper) }
    let low = events == 0 ? 0 : Self.root(lower, upper) { upperTail(events, $0) < tail }
    return (low, Self.root(lower, upper) { lowerTail(events, $0) > tail })
  }

  /// The probability to see so many or more if the mean is this.
  func upperTail(_ events: Int, _ mean: Double) -> Double {
    let all = Self.atLeast(events, mean)
    return self == .exact ? all : (all + Self.atLeast(events + 1, mean)) / 2
  }

  /// The probability to see so many or fewer if the mean is this.
  func lowerTail(_ events: Int, _ mean: Double) -> Double {
    let all = Self.below(events + 1, mean)
    return self == .exact ? all : (all + Self.below(events, mean)) / 2
  }

  /// The test that the mean is this: twice the smaller tail, which agrees with the limits.
  func p(_ events: Int, mean: Double) -> Double {
    min(1, 2 * min(upperTail(events, mean), lowerTail(events, mean)))
  }

  private static func atLeast(_ count: Int, _ mean: Double) -> Double {
    count <= 0 ? 1 : ChiSquared(degreesOfFreedom: 2 * Double(count)).cumulative(2 * mean)
  }

  private static func below(_ count: Int, _ mean: Double) -> Double {
    count <= 0 ? 0 : ChiSquared(degreesOfFreedom: 2 * Double(count)).upperTail(2 * mean)
  }

  /// Where a condition that holds at the start of a range ends to hold.
  private static func root(
    _ start: Double, _ end: Double, while holds: (Double) -> Bool
  ) -> Double {
    var (low, high) = (start, end)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if holds(middle) { low = middle } else { high = middle }
    }
  }
}
