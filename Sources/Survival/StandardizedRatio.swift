/// Events observed over events expected: the standardized mortality or incidence ratio.
///
/// What is expected is the population's rate in each cell times the person-time there (indirect
/// standardization), or the sum of each row's cumulative hazard in the population, and is taken as
/// known. So the limits are those of the observed count over what is expected. Ratios of different cohorts
/// have different weights and compare each with the population, not with one another. Breslow and Day
/// 1987, Statistical Methods in Cancer Research II, chapter 2.
public struct StandardizedRatio: Sendable, Equatable {
  /// The events seen.
  public let observed: Int
  /// The events that the population's rates lead to expect.
  public let expected: Double
  /// The ratio, its limits and the test that it is 1; the standard error is that of its logarithm.
  public let ratio: SurvivalEstimate

  /// A ratio of counts.
  ///
  /// - Parameters:
  ///   - observed: Not negative.
  ///   - expected: Finite and above 0.
  ///   - level: The confidence level.
  ///   - limits: How the limits of a count are found; the test goes with them.
  /// - Throws: `.nothingExpected`, `.invalidNumber` or `.invalidLevel`.
  public init(
    observed: Int, expected: Double, level: Double = 0.95, limits: PoissonLimits = .exact
  ) throws(PopulationError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    guard observed >= 0 else { throw .invalidNumber(.events, index: 0) }
    guard expected.isFinite, expected >= 0 else { throw .invalidNumber(.rates, index: 0) }
    guard expected > 0 else { throw .nothingExpected }
    let (lower, upper) = limits.limits(observed, level: level)
    guard (upper / expected).isFinite else { throw .nothingExpected }
    self.observed = observed
    self.expected = expected
    ratio = SurvivalEstimate(
      Double(observed) / expected,
      standardError: observed == 0 ? nil : 1 / Double(observed).squareRoot(),
      lower: lower / expected, upper: upper / expected, p: limits.p(observed, mean: expected),
      reason: observed == 0 ? .noEvents : nil)
  }

  /// The ratio of a table of person-years to a population's rates.
  ///
  /// - Parameters:
  ///   - table: Counts and person-time.
  ///   - rates: The population's rate in each cell, in events for each unit of the table's time.
  ///   - level: The confidence level.
  ///   - limits: How the limits of a count are found.
  /// - Throws: ``PopulationError``.
  public init(
    _ table: PersonYears, rates: [Double], level: Double = 0.95, limits: PoissonLimits = .exact
  ) throws(PopulationError) {
    try PopulationError.check(rates, .rates, count: table.count)
    let counts = try table.counts()
    var expected = CompensatedSum()
    for cell in rates.indices { expected += rates[cell] * table.time[cell] }
    try self.init(
      observed: counts.reduce(0, +), expected: expected.value, level: level, limits: limits)
  }
}
