internal import Distributions

/// The chance of a visit on each day.
struct VisitChance {
  private let firstYear: Double
  private let later: Double
  private let factor: Double
  private let afterProgression: Double
  private let yearEnd: Int
  private let maintenance: Range<Int>
  private let progression: Int

  /// Chances of a patient whose treatment began on `start`.
  ///
  /// - Parameters:
  ///   - parameters: the chances.
  ///   - factor: what the chance on maintenance is multiplied by.
  ///   - start: the first day of treatment.
  ///   - maintenance: the days of maintenance.
  ///   - progression: the day on which the first progression was found.
  init(
    _ parameters: VisitParameters, factor: Double, start: Int, maintenance: Range<Int>?,
    progression: Int = .max
  ) {
    firstYear = parameters.firstYear
    later = parameters.later
    self.factor = factor
    afterProgression = parameters.afterProgression
    yearEnd = start + 365
    self.maintenance = maintenance ?? 0..<0
    self.progression = progression
  }

  /// The chance on a day.
  func callAsFunction(_ day: Int) -> Double {
    if day >= progression { return afterProgression }
    let chance = day < yearEnd ? firstYear : later
    return maintenance.contains(day) ? chance * factor : chance
  }
}

/// The days on which a patient may come: a grid of 28 days from the first treatment on, with a number
/// for each that decides whether the patient comes.
///
/// The numbers are the same in every world; a visit that would be made at some chance is made at
/// any greater one.
struct VisitGrid {
  private let start: Int
  private var stream: CounterGenerator
  private var chances: [Double] = []
  private var shifts: [Int] = []

  init(start: Int, _ stream: CounterGenerator) {
    self.start = start
    self.stream = stream
  }

  /// The first visit on or after a day, where visits are made at a chance that may change on the way.
  ///
  /// After five years without one a visit is made.
  mutating func first(from day: Int, _ chance: VisitChance) -> Int {
    var step = max(0, (day - start) / 28 - 1)
    let last = step + 65
    while true {
      let visit = self.day(step)
      if visit >= day, step >= last || chances[step] < chance(visit) { return visit }
      step += 1
    }
  }

  /// The visits of a range of days.
  mutating func all(in range: Range<Int>, _ chance: VisitChance) -> [Int] {
    var visits: [Int] = []
    guard range.upperBound > start else { return visits }
    var step = max(0, (range.lowerBound - start) / 28 - 1)
    while true {
      let visit = day(step)
      if visit >= range.upperBound { return visits }
      if visit >= range.lowerBound, chances[step] < chance(visit) { visits.append(visit) }
      step += 1
    }
  }

  /// The day of a step, at most 13 days after its place on the grid.
  private mutating func day(_ step: Int) -> Int {
    while chances.count <= step {
      chances.append(stream.uniform())
      shifts.append(stream.integer(below: 14))
    }
    return start + 28 * step + shifts[step]
  }
}
