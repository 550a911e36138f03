internal import Distributions
internal import Foundation

/// The survival of a cohort relative to that of a population like it, and the excess hazard.
///
/// With Λ the cumulative hazard seen, Σ d/n over event times, and Λ* that of the population, the excess
/// is Λ − Λ* and relative survival exp(−(Λ − Λ*)). What is compared differs by method: Λ* = −log of
/// the mean of Sᵢ over all from the start (Ederer I), over those who could still be followed, each
/// counting by Sᵢ (Hakulinen), or ∫ Σ dΛᵢ/n over those at risk (Ederer II). After Pohar Perme both Λ and
/// Λ* weight those at risk by 1/Sᵢ, so that the result is net survival: that of the disease alone
/// if it is independent of other causes; the other methods estimate other quantities, which depend on
/// the population's mortality. The integrals are exact for hazards that are constant in cells.
///
/// The variance of log survival is Σ w² d/(Σ w)², the population being known. Relative survival may
/// rise and exceed 1. Ederer and Heise 1959; Hakulinen 1982, doi:10.2307/2529873; Pohar Perme, Stare
/// and Estève 2012, doi:10.1111/j.1541-0420.2011.01640.x.
public struct RelativeSurvival: Sendable {
  /// The method.
  public let method: RelativeSurvivalMethod
  /// The distinct times of events and censorings, and those asked for, ascending.
  public let time: [Double]
  /// Λ at each time.
  public let observedHazard: [Double]
  /// Λ* at each time.
  public let populationHazard: [Double]
  /// exp(−(Λ − Λ*)) at each time.
  public let survival: [Double]
  /// The standard error of the logarithm of survival, and of the excess hazard.
  public let standardError: [Double]
  /// The lower limits of survival, symmetric on the log scale.
  public let lower: [Double]
  /// The upper limits of survival; nil where one is too large to be a number.
  public let upper: [Double?]
  /// ∏ (1 − d/n) exp Λ* at each time: relative survival with the product limit for what is seen.
  public let productLimit: [Double]
  /// The confidence level.
  public let level: Double

  /// Relative survival of all rows.
  ///
  /// - Parameters:
  ///   - data: Follow-up, with counts: no weights, or frequencies.
  ///   - population: A match for each row, at time 0 of its follow-up.
  ///   - method: How the population is averaged.
  ///   - potential: The time to which each row could have been followed, not before its time; for
  ///     Hakulinen's method.
  ///   - times: Further times to evaluate; those after the last observation are left out.
  ///   - level: The confidence level.
  /// - Complexity: O(c + t k) for c changes of hazard of rows, t distinct times and k cells of the rate
  ///   table with people at one time; Ederer II without the k.
  /// - Throws: ``PopulationError``.
  public init(
    _ data: SurvivalData, population: MatchedPopulation,
    method: RelativeSurvivalMethod = .poharPerme, potential: [Double]? = nil,
    at times: [Double] = [], level: Double = 0.95
  ) throws(PopulationError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    guard population.count == data.count else {
      throw .lengthsDiffer(.age, expected: data.count, found: population.count)
    }
    guard data.weights == nil || data.countsCopies else { throw .countsNeeded }
    for (index, time) in times.enumerated() where !time.isFinite || time < 0 {
      throw .invalidTime(index)
    }
    let followed = (0..<data.count).filter { data.rowWeights[$0] > 0 }.map { data.time[$0] }
    let last = followed.max() ?? 0
    let grid = Set(followed + times.filter { $0 <= last }).sorted()
    let sums = try RelativeSums(data, population, method, potential, grid)
    let z = Normal.quantile((1 + level) / 2)
    var (observed, variance, product) = (CompensatedSum(), CompensatedSum(), 1.0)
    var columns = Columns()
    for k in grid.indices {
      observed += sums.observed[k]
      variance += sums.variance[k]
      product *= max(0, 1 - sums.observed[k])
      columns.append(
        observed.value, sums.population[k], product: product,
        error: max(0, variance.value).squareRoot(), z: z)
    }
    self.method = method
    self.level = level
    (time, populationHazard, observedHazard) = (grid, sums.population, columns.observed)
    (survival, standardError) = (columns.survival, columns.error)
    (lower, upper, productLimit) = (columns.lower, columns.upper, columns.product)
  }

  /// The cumulative excess hazard Λ − Λ* at each time.
  public var excessHazard: [Double] { zip(observedHazard, populationHazard).map { $0 - $1 } }

  /// The survival of the population beside the cohort, exp(−Λ*).
  public var populationSurvival: [Double] { populationHazard.map { exp(-$0) } }

  /// Survival at one of the times, with its limits; nil for other times.
  /// - Complexity: O(log t).
  public func survival(at moment: Double) -> SurvivalEstimate? {
    let k = time.firstIndex(from: { $0 >= moment })
    guard k < time.count, time[k] == moment else { return nil }
    return SurvivalEstimate(
      survival[k], standardError: standardError[k] * survival[k], lower: lower[k], upper: upper[k])
  }
}

/// The columns of a curve while they grow.
private struct Columns {
  var observed: [Double] = []
  var survival: [Double] = []
  var error: [Double] = []
  var lower: [Double] = []
  var upper: [Double?] = []
  var product: [Double] = []

  mutating func append(
    _ hazard: Double, _ population: Double, product: Double, error: Double, z: Double
  ) {
    let excess = hazard - population
    observed.append(hazard)
    survival.append(exp(-excess))
    self.error.append(error)
    lower.append(exp(-excess - z * error))
    let highest = exp(-excess + z * error)
    upper.append(highest.isFinite ? highest : nil)
    self.product.append(product * exp(population))
  }
}

/// What each time adds to the hazard seen, and the population's hazard up to it.
private struct RelativeSums {
  /// The largest cumulative hazard in the population of anyone who counts by survival.
  private static let largestHazard = 300.0
  /// The largest of anyone who counts by one over survival, where large terms hide others.
  private static let largestExponent = 30.0

  let observed: [Double]
  let variance: [Double]
  let population: [Double]

  init(
    _ data: SurvivalData, _ match: MatchedPopulation, _ method: RelativeSurvivalMethod,
    _ potential: [Double]?, _ times: [Double]
  ) throws(PopulationError) {
    func sweep(_ sign: Double, end: [Double]? = nil) throws(PopulationError) -> PopulationSweep {
      let result = PopulationSweep(
        match, weight: data.rowWeights, start: data.entry, end: end ?? data.time,
        event: end == nil ? data.event : nil, times: times, sign: sign)
      let limit = sign > 0 ? Self.largestExponent : Self.largestHazard
      guard result.largestHazard <= limit, (result.populationHazard.last ?? 0) <= Self.largestHazard
      else { throw .hazardTooLarge }
      return result
    }
    switch method {
    case .ederer2, .poharPerme:
      let seen = try sweep(method == .poharPerme ? 1 : 0)
      (observed, variance, population) = (seen.observed, seen.variance, seen.populationHazard)
    case .ederer1, .hakulinen:
      guard data.entry == nil else { throw .entryNotPossible }
      (observed, variance) = Self.observed(RiskTable(data, data.rows), times)
      population = try sweep(-1, end: Self.end(data, method, potential)).populationHazard
    }
  }

  /// What each time adds to Σ d/n and Σ d/n².
  private static func observed(_ table: RiskTable, _ times: [Double]) -> ([Double], [Double]) {
    var (observed, variance) = (times.map { _ in 0.0 }, times.map { _ in 0.0 })
    var k = 0
    for (i, time) in times.enumerated() where k < table.time.count && table.time[k] == time {
      let (d, n) = (table.events[k], table.atRisk[k])
      observed[i] = d / n
      variance[i] = d / n / n
      k += 1
    }
    return (observed, variance)
  }

  /// The time up to which each row counts in the population.
  private static func end(
    _ data: SurvivalData, _ method: RelativeSurvivalMethod, _ potential: [Double]?
  ) throws(PopulationError) -> [Double] {
    guard method == .hakulinen else {
      return [Double](repeating: .infinity, count: data.count)
    }
    guard let potential else { throw .potentialNeeded }
    guard potential.count == data.count else {
      throw .lengthsDiffer(.potential, expected: data.count, found: potential.count)
    }
    for row in potential.indices {
      if potential[row].isNaN { throw .invalidNumber(.potential, index: row) }
      if potential[row] < data.time[row] { throw .potentialTooShort(row: row) }
    }
    // Those censored are followed to their censoring and no further.
    return potential.indices.map { data.event[$0] ? potential[$0] : data.time[$0] }
  }
}
