internal import Distributions

/// The ratio of two rates, with limits that are exact given the events of both.
///
/// Given x₁ + x₂ events the first count is binomial with the share ρT₁/(ρT₁ + T₂), so that the limits of
/// Clopper and Pearson for x₁ of x₁ + x₂ are limits of the ratio ρ. Rothman, Greenland and Lash
/// 2008, Modern Epidemiology, chapter 14.
public struct RateRatio: Sendable, Equatable {
  /// The ratio of the first rate to the second, its limits and the test that it is 1; the standard error
  /// is that of its logarithm.
  public let ratio: SurvivalEstimate

  /// A ratio of two rates.
  ///
  /// - Parameters:
  ///   - events: Of the first and of the second, not negative.
  ///   - time: Of the first and of the second, above 0.
  ///   - level: The confidence level.
  /// - Throws: `.invalidNumber`, `.noTimeInCell` or `.invalidLevel`.
  public init(
    events: (first: Int, second: Int), time: (first: Double, second: Double), level: Double = 0.95
  ) throws(PopulationError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    try PopulationError.check([time.first, time.second], .time, count: 2)
    for (index, count) in [events.first, events.second].enumerated()
    where count < 0 || count > 1 << 50 {
      throw .invalidNumber(.events, index: index)
    }
    guard time.first > 0 else { throw .noTimeInCell(0) }
    guard time.second > 0 else { throw .noTimeInCell(1) }
    let (trials, odds) = (events.first + events.second, time.second / time.first)
    guard odds.isFinite, odds > 0 else { throw .invalidNumber(.time, index: 0) }
    guard trials > 0 else {
      ratio = SurvivalEstimate(reason: .noEvents)
      return
    }
    let share = Binomial.exactInterval(successes: events.first, trials: trials, level: level)
    let null = Binomial(trials: trials, success: time.first / (time.first + time.second))
    let tails = (null.cumulative(events.first), null.upperTail(events.first - 1))
    let isOpen = events.second == 0
    ratio = SurvivalEstimate(
      isOpen ? nil : Double(events.first) / Double(events.second) * odds,
      standardError: events.first == 0 || isOpen
        ? nil : (1 / Double(events.first) + 1 / Double(events.second)).squareRoot(),
      lower: share.lower / (1 - share.lower) * odds,
      upper: isOpen ? nil : share.upper / (1 - share.upper) * odds,
      p: min(1, 2 * min(tails.0, tails.1)),
      reason: isOpen ? .limitIsInfinite : events.first == 0 ? .noEvents : nil)
  }
}
