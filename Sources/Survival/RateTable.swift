/// The hazards of a population by age, sex and calendar time.
///
/// A hazard holds from where its age band and period begin to where the next ones do; the first also
/// before, and the last after. Ages, dates and hazards share the unit of the follow-up, usually days.
public struct RateTable: Sendable, Equatable {
  /// Where age bands begin.
  public let ages: [Double]
  /// Where periods begin.
  public let dates: [Double]
  /// The number of sexes, or of other groups that do not change during follow-up.
  public let sexes: Int
  /// The hazards, ages slowest and dates fastest.
  public let hazards: [Double]

  /// A table of hazards.
  ///
  /// - Parameters:
  ///   - ages: Finite and ascending, at least one.
  ///   - dates: Finite and ascending, at least one.
  ///   - sexes: At least one.
  ///   - hazards: Finite and not negative, one for each age, sex and date in that order, the last
  ///     fastest.
  /// - Throws: `.invalidBounds`, with 0 for ages and 1 for dates, `.hazardsMissing` or `.invalidHazard`.
  public init(
    ages: [Double], dates: [Double], sexes: Int, hazards: [Double]
  ) throws(PopulationError) {
    for (scale, starts) in [ages, dates].enumerated() {
      guard !starts.isEmpty, starts.allSatisfy(\.isFinite),
        zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw .invalidBounds(scale: scale) }
    }
    let (first, isTooMany) = ages.count.multipliedReportingOverflow(by: max(0, sexes))
    let (expected, isMore) = first.multipliedReportingOverflow(by: dates.count)
    guard !isTooMany, !isMore, expected > 0, hazards.count == expected else {
      throw .hazardsMissing(expected: expected, found: hazards.count)
    }
    if let index = hazards.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
      throw .invalidHazard(index: index)
    }
    (self.ages, self.dates, self.sexes, self.hazards) = (ages, dates, sexes, hazards)
  }
}

/// What a population's hazards are for each row of a cohort.
public struct MatchedPopulation: Sendable {
  /// The population.
  public let table: RateTable
  /// The age of each row at time 0.
  public let age: [Double]
  /// The date of each row at time 0.
  public let date: [Double]
  /// The sex of each row, from 0.
  public let sex: [Int]

  /// People of the population like those of the cohort.
  ///
  /// - Parameters:
  ///   - table: The hazards.
  ///   - age: Finite, at time 0 of the follow-up.
  ///   - date: Finite, at time 0 of the follow-up.
  ///   - sex: From 0, below the number of sexes of the table.
  /// - Throws: `.lengthsDiffer` or `.invalidNumber`.
  public init(
    _ table: RateTable, age: [Double], date: [Double], sex: [Int]
  ) throws(PopulationError) {
    guard date.count == age.count else {
      throw .lengthsDiffer(.date, expected: age.count, found: date.count)
    }
    guard sex.count == age.count else {
      throw .lengthsDiffer(.sex, expected: age.count, found: sex.count)
    }
    for row in age.indices {
      if !age[row].isFinite { throw .invalidNumber(.age, index: row) }
      if !date[row].isFinite { throw .invalidNumber(.date, index: row) }
      if sex[row] < 0 || sex[row] >= table.sexes { throw .invalidNumber(.sex, index: row) }
    }
    (self.table, self.age, self.date, self.sex) = (table, age, date, sex)
  }

  /// The number of rows.
  public var count: Int { age.count }

  /// The integral of the hazard of each row: minus the logarithm of the probability to survive.
  ///
  /// - Parameters:
  ///   - start: The start of each integral, finite and not negative; nil for 0.
  ///   - end: The end of each integral, finite and not before the start.
  /// - Returns: The expected number of events of each row, as person-years count it.
  /// - Complexity: O(rows × (log bands + bands crossed)).
  /// - Throws: `.lengthsDiffer` or `.invalidNumber`.
  public func cumulativeHazard(
    from start: [Double]? = nil, to end: [Double]
  ) throws(PopulationError) -> [Double] {
    try PopulationError.check(end, .time, count: count)
    if let start { try PopulationError.check(start, .time, count: count) }
    return end.indices.map { row in
      var walk = HazardWalk(self, row: row, from: start?[row] ?? 0)
      var sum = 0.0
      while walk.time < end[row] {
        let (from, hazard) = (walk.time, walk.hazard)
        walk.advance()
        sum += hazard * (min(walk.time, end[row]) - from)
      }
      return sum
    }
  }
}

/// One row's way through a rate table.
struct HazardWalk {
  private let ages: [Double]
  private let dates: [Double]
  private let hazards: [Double]
  private let sexes: Int
  private let sex: Int
  private let age: Double
  private let date: Double
  private var ageBand: Int
  private var period: Int
  /// Where the walk is, in time of follow-up.
  private(set) var time: Double

  /// - Complexity: O(log bands).
  init(_ population: MatchedPopulation, row: Int, from start: Double) {
    let table = population.table
    (ages, dates, hazards, sexes) = (table.ages, table.dates, table.hazards, table.sexes)
    (age, date, sex) = (population.age[row], population.date[row], population.sex[row])
    time = start
    let (age, date) = (age, date)
    ageBand = max(0, ages.firstIndex(from: { $0 - age > start }) - 1)
    period = max(0, dates.firstIndex(from: { $0 - date > start }) - 1)
  }

  /// The cell of the table that holds from here.
  var cell: Int { (ageBand * sexes + sex) * dates.count + period }

  /// The hazard from here.
  var hazard: Double { hazards[cell] }

  /// Goes to the next time at which the hazard may change; to infinity if there is none.
  mutating func advance() {
    let birthday = ageBand + 1 < ages.count ? ages[ageBand + 1] - age : .infinity
    let newPeriod = period + 1 < dates.count ? dates[period + 1] - date : .infinity
    time = max(time, min(birthday, newPeriod))
    while ageBand + 1 < ages.count, ages[ageBand + 1] - age <= time { ageBand += 1 }
    while period + 1 < dates.count, dates[period + 1] - date <= time { period += 1 }
  }
}

extension StandardizedRatio {
  /// The events of a cohort over those of its matched population in the same time.
  ///
  /// - Parameters:
  ///   - data: Follow-up (entry, time], with counts: no weights, or frequencies.
  ///   - population: A match for each row.
  ///   - level: The confidence level.
  ///   - limits: How the limits of a count are found.
  /// - Complexity: O(rows × (log bands + bands crossed)).
  /// - Throws: ``PopulationError``.
  public init(
    _ data: SurvivalData, population: MatchedPopulation, level: Double = 0.95,
    limits: PoissonLimits = .exact
  ) throws(PopulationError) {
    guard population.count == data.count else {
      throw .lengthsDiffer(.age, expected: data.count, found: population.count)
    }
    guard data.weights == nil || data.countsCopies else { throw .countsNeeded }
    let hazards = try population.cumulativeHazard(from: data.entry, to: data.time)
    var (expected, observed) = (CompensatedSum(), 0.0)
    for row in hazards.indices {
      expected += data.rowWeights[row] * hazards[row]
      if data.event[row] { observed += data.rowWeights[row] }
    }
    try self.init(
      observed: Int(observed), expected: expected.value, level: level, limits: limits)
  }
}
