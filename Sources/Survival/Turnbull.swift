/// The distribution of greatest likelihood for times of which only bounds are known.
///
/// The likelihood of the data, Σ w log P(lower < T ≤ upper), determines one number for each
/// Turnbull interval, the probability that the event lies in it, and nothing about where inside.
/// The masses are unique: in the intervals where the conditions of Kuhn and Tucker are tight, each boundary
/// is that of a row on either side. So the curve is known from the end of one interval to the start of
/// the next; inside one it may take any way down, and what is asked for there is a range. With exact
/// and right-censored times it is the curve of Kaplan and Meier. Turnbull 1976,
/// doi:10.1111/j.2517-6161.1976.tb01597.x; Gentleman and Geyer 1994, doi:10.1093/biomet/81.3.618.
///
/// There is no standard error: the curve converges at the cube root of n where no time is exact,
/// and its limits are by resampling (``TurnbullLimits``).
public struct Turnbull: Sendable {
  /// By how much the likelihood may still rise for each unit of weight where the maximum counts as
  /// reached.
  public static let tolerance = 1e-9

  /// The Turnbull intervals, ascending.
  public let intervals: [TurnbullInterval]
  /// The probability of each; 0 where the maximum has none.
  public let mass: [Double]
  /// The probability to be free of the event at the end of each interval.
  public let survival: [Double]
  /// The largest value of Σ w log P.
  public let logLikelihood: Double
  /// The largest slope Σ w/P of an interval over the weight of all, less 1 and not below 0: no
  /// distribution has a log-likelihood that is higher by more than this times the weight of all.
  public let gap: Double
  /// The number of steps of the first part of the search.
  public let iterations: Int
  /// The weight of all rows.
  public let total: Double

  /// Whether the maximum has been reached.
  public var isConverged: Bool { gap <= Self.tolerance }

  /// The curve of all rows.
  ///
  /// - Parameter data: Bounds and weights.
  /// - Complexity: O(n) for the intervals; O(n + m) for each of some dozens of steps with m intervals
  ///   and O(k³) for a few with k intervals that have mass.
  public init(_ data: TurnbullData) {
    self.init(TurnbullPatterns(data))
  }

  init(_ patterns: TurnbullPatterns) {
    var search = TurnbullSearch(patterns)
    search.run(tolerance: Self.tolerance)
    intervals = patterns.intervals
    mass = search.mass
    survival = Array(TurnbullLikelihood.sums(search.mass).after.dropFirst())
    logLikelihood = search.likelihood.logLikelihood
    gap = search.gap
    iterations = search.iterations
    total = patterns.total
  }

  /// The slope of the log-likelihood in the mass of each interval, over the weight of all: 1 where
  /// there is mass and at most 1 elsewhere.
  /// - Complexity: O(n).
  public func slopes(in data: TurnbullData) -> [Double] {
    let patterns = TurnbullPatterns(data)
    guard patterns.intervals == intervals else { return [] }
    return TurnbullLikelihood(patterns, mass).slope.map { $0 / patterns.total }
  }

  /// What the data say of the probability to be free of the event at a time.
  ///
  /// - Parameter time: Finite and not negative.
  /// - Returns: One value outside of the intervals with mass, else all values that fit equally well.
  /// - Complexity: O(log m).
  public func survival(at time: Double) -> ClosedRange<Double> {
    let next = intervals.firstIndex(from: { $0.upper > time })
    let above = next == 0 ? 1 : survival[next - 1]
    guard next < intervals.count else { return 0...0 }
    let interval = intervals[next]
    let isInside = interval.includesLower ? interval.lower <= time : interval.lower < time
    return isInside ? min(above, survival[next])...above : above...above
  }

  /// Where the curve falls to 1 − p or below.
  ///
  /// - Parameter p: The share with the event, above 0 and at most 1.
  /// - Returns: The interval in which it does; its upper bound is infinite if follow-up ends before.
  ///   nil for a p outside of (0, 1].
  /// - Complexity: O(log m).
  public func quantile(_ p: Double) -> TurnbullInterval? {
    guard p > 0, p <= 1 else { return nil }
    let level = 1 - p
    let k = survival.firstIndex(from: { $0 <= level + 1e-12 })
    return k < intervals.count ? intervals[k] : intervals.last
  }
}
