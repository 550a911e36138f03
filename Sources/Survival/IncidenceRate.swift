/// Events over person-time, with exact limits.
///
/// With x events in time T the rate is x/T, and its limits are those of the mean of a Poisson
/// variable that was seen to be x: χ²(α/2; 2x)/2T and χ²(1 − α/2; 2x + 2)/2T. They hold where events are
/// independent; where one makes the next likelier in the same person they are too narrow. Garwood
/// 1936, doi:10.1093/biomet/28.3-4.437.
public struct IncidenceRate: Sendable, Equatable {
  /// The number of events.
  public let events: Int
  /// The time in which they could be seen.
  public let time: Double
  /// Events per unit of time; `nil` where there was no time, or so little that the rate is no number.
  public let rate: Double?
  /// The lower limit; 0 without events.
  public let lower: Double?
  /// The upper limit.
  public let upper: Double?

  /// A rate.
  ///
  /// - Parameters:
  ///   - events: not negative.
  ///   - time: finite and not negative.
  ///   - level: the confidence level, strictly between 0 and 1.
  /// - Throws: `.invalidLevel`.
  public init(events: Int, time: Double, level: Double = 0.95) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    self.events = events
    self.time = time
    guard time > 0, events >= 0, time.isFinite, (Double(events) + 100) / time < 1e300 else {
      (rate, lower, upper) = (nil, nil, nil)
      return
    }
    let limits = PoissonLimits.exact.limits(events, level: level)
    rate = Double(events) / time
    lower = limits.lower / time
    upper = limits.upper / time
  }
}
