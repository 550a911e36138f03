internal import Distributions

/// A rate directly standardized: the mean of the rates of cells, weighted by a standard population.
///
/// The rate is y = Σ wⱼ xⱼ/Tⱼ with the standard's weights w divided by their sum, its variance
/// v = Σ wⱼ² xⱼ/Tⱼ². The limits are those of a gamma distribution with that mean and variance, whose
/// upper one takes one more event in the cell where it would count most; in a single cell they are the
/// exact Poisson limits. Fay and Feuer 1997,
/// doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-%23.
public struct StandardizedRate: Sendable, Equatable {
  /// The rate with its standard error and limits.
  public let rate: SurvivalEstimate
  /// The rate of all cells together.
  public let crude: Double
  /// The events of all cells with a weight in the standard.
  public let events: Int

  /// A directly standardized rate.
  ///
  /// - Parameters:
  ///   - events: Not negative, one count a cell.
  ///   - time: Not negative, one a cell.
  ///   - standard: The standard population, not negative, one number a cell; only its shares matter.
  ///   - level: The confidence level.
  ///   - per: The person-time to which the rate refers.
  /// - Throws: ``PopulationError``, `.noTimeInCell` where the standard has people and the data none.
  public init(
    events: [Int], time: [Double], standard: [Double], level: Double = 0.95, per: Double = 1
  ) throws(PopulationError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    try PopulationError.check(time, .time, count: events.count)
    try PopulationError.check(standard, .standard, count: events.count)
    try PopulationError.check(events.map { Double($0) }, .events, count: events.count)
    var (sum, persons, seen) = (0.0, 0.0, 0)
    for cell in events.indices where standard[cell] > 0 {
      guard time[cell] > 0 else { throw .noTimeInCell(cell) }
      sum += standard[cell]
      persons += time[cell]
      seen += events[cell]
    }
    guard sum > 0, sum.isFinite else { throw .emptyStandard }
    let weights = events.indices.map { standard[$0] > 0 ? standard[$0] / sum / time[$0] : 0 }
    // In units of what one event adds where it counts most.
    let unit = weights.max() ?? 0
    var (mean, variance) = (0.0, 0.0)
    for cell in events.indices where weights[cell] > 0 {
      let weight = weights[cell] / unit
      mean += weight * Double(events[cell])
      variance += weight * weight * Double(events[cell])
    }
    let tail = (1 - level) / 2
    func scaled(_ mean: Double, _ variance: Double, _ quantile: (ChiSquared) -> Double) -> Double {
      quantile(ChiSquared(degreesOfFreedom: 2 * mean * (mean / variance))) * variance / (2 * mean)
    }
    guard unit.isNormal, seen == 0 || variance.isNormal else {
      throw .invalidNumber(.time, index: 0)
    }
    let upper = scaled(mean + 1, variance + 1) { $0.upperQuantile(tail) } * unit * per
    crude = Double(seen) / persons * per
    guard upper.isFinite, crude.isFinite else { throw .invalidNumber(.time, index: 0) }
    self.events = seen
    rate = SurvivalEstimate(
      mean * unit * per, standardError: variance.squareRoot() * unit * per,
      lower: seen == 0 ? 0 : scaled(mean, variance) { $0.quantile(tail) } * unit * per,
      upper: upper)
  }

  /// The rate of a table of person-years, whose cells are those of the standard.
  ///
  /// - Parameters:
  ///   - table: Counts and person-time.
  ///   - standard: The standard population, one number a cell.
  ///   - level: The confidence level.
  ///   - per: The person-time to which the rate refers.
  /// - Throws: ``PopulationError``.
  public init(
    _ table: PersonYears, standard: [Double], level: Double = 0.95, per: Double = 1
  ) throws(PopulationError) {
    try self.init(
      events: table.counts(), time: table.time, standard: standard, level: level, per: per)
  }
}

extension PopulationError {
  /// Checks that numbers are finite and not negative, and as many as there should be.
  static func check(
    _ values: [Double], _ column: Column, count: Int
  ) throws(PopulationError) {
    guard values.count == count else {
      throw .lengthsDiffer(column, expected: count, found: values.count)
    }
    if let index = values.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
      throw .invalidNumber(column, index: index)
    }
  }
}
