import Foundation
import Survival
import TestSupport
import Testing

/// The numbers of `person-years.txt`.
private enum PersonYearsReference {
  static let shared = Reference("person-years.txt")
}

private func values(_ key: String) -> [Double] {
  PersonYearsReference.shared[key].compactMap(\.self)
}

private func list(_ estimate: SurvivalEstimate) -> [Double?] {
  [estimate.estimate, estimate.lower, estimate.upper, estimate.p]
}

struct PersonYearsTests {
  private func data() throws -> SurvivalData {
    try SurvivalData(time: values("data.time"), event: values("data.event").map { $0 == 1 })
  }

  private var scales: [LexisScale] {
    [
      LexisScale(origin: values("data.age"), bounds: values("ages")),
      LexisScale(origin: values("data.day"), bounds: values("days")),
    ]
  }

  private var sexes: Groups {
    get throws { try Groups(values("data.sex").map { Int($0) }, count: 2) }
  }

  @Test(
    .agrees(
      "person-years by age, period, follow-up and group",
      with: "R survival 3.5-3 `pyears`",
      within: 0,
      detail: "equal"))
  func `two scales and two groups are those of pyears`() throws {
    let table = try PersonYears(data(), scales: scales, by: sexes)
    #expect(table.time == values("pyears.time"))
    #expect(table.events == values("pyears.events"))
    #expect(table.rows.map { Double($0) } == values("pyears.rows"))
    #expect([table.timeOutside] == values("pyears.outside"))
    #expect(table.cell(group: 1, bands: [2, 1]) == 19)
  }

  @Test(
    .agrees(
      "person-years by age, period, follow-up and group",
      with: "R Epi `splitLexis`",
      within: 0))
  func `three scales are those of Lexis`() throws {
    let table = try PersonYears(
      data(), scales: scales + [LexisScale(bounds: values("follow"))])
    #expect(table.time == values("lexis.time"))
    #expect(table.events == values("lexis.events"))
    #expect([table.timeOutside] == values("lexis.outside"))
  }

  @Test func `one patient by hand`() throws {
    // From age 48 on 1 March, day 60 of a year of 365 days, 800 days: 305 days to the end of the
    // year, a birthday of 50 after 730 days, and the event in the third year.
    let data = try SurvivalData(time: [800], event: [true])
    let table = try PersonYears(
      data,
      scales: [
        LexisScale(origin: [48 * 365], bounds: [0, 50 * 365, .infinity]),
        LexisScale(origin: [60], bounds: [0, 365, 730, 1095]),
      ])
    #expect(table.time == [305, 365, 60, 0, 0, 70])
    #expect(table.events == [0, 0, 0, 0, 0, 1])
    #expect(table.rows == [1, 1, 1, 0, 0, 1])
  }

  @Test func `an event at a bound belongs to the band that ends there`() throws {
    let data = try SurvivalData(time: [10, 10, 0], event: [true, false, true])
    let table = try PersonYears(data, scales: [LexisScale(bounds: [0, 10, 20])])
    #expect(table.time == [20, 0])
    #expect(table.events == [2, 0])
  }

  @Test func `delayed entry and time outside of the bands`() throws {
    let data = try SurvivalData(
      time: [30, 8], event: [true, false], entry: [5, 2],
      weights: Weights([2, 3], kind: .frequency))
    let table = try PersonYears(data, scales: [LexisScale(bounds: [4, 10, 20])])
    #expect(table.time == [22, 20])
    #expect(table.timeOutside == 26)
    #expect(table.eventsOutside == 2)
    #expect(table.events == [0, 0])
  }

  @Test(arguments: 0..<20) func `bands take nothing away`(_ seed: Int) throws {
    var random = UniformStream(seed: UInt64(seed))
    let n = 200
    let time = (0..<n).map { _ in (random.next() * 5000).rounded() }
    let age = (0..<n).map { _ in (random.next() * 30000).rounded() }
    let data = try SurvivalData(time: time, event: time.map { $0 > 2000 })
    func bounds() -> [Double] {
      Set((0..<6).map { _ in (random.next() * 32000).rounded() }).sorted()
    }
    let table = try PersonYears(
      data,
      scales: [
        LexisScale(origin: age, bounds: bounds()),
        LexisScale(bounds: [-.infinity] + bounds() + [.infinity]),
      ])
    let allTime = table.time.reduce(table.timeOutside, +)
    #expect(allTime == time.reduce(0, +))
    let allEvents = table.events.reduce(table.eventsOutside, +)
    #expect(allEvents == Double(time.filter { $0 > 2000 }.count))
  }

  @Test func `rates have the limits of their counts`() throws {
    let table = try PersonYears(data(), scales: scales, by: sexes)
    let rates = try table.rates(per: 365_250)
    for cell in rates.indices {
      let rate = try IncidenceRate(events: Int(table.events[cell]), time: table.time[cell])
      #expect(isClose(rates[cell]?.lower ?? -1, (rate.lower ?? 0) * 365_250, relative: 1e-14))
      #expect(isClose(rates[cell]?.upper ?? -1, (rate.upper ?? 0) * 365_250, relative: 1e-14))
    }
  }

  @Test func `what cannot be tabulated is refused`() throws {
    let data = try SurvivalData(time: [1, 2], event: [true, true])
    #expect(throws: PopulationError.invalidBounds(scale: 1)) {
      try PersonYears(
        data, scales: [LexisScale(bounds: [0, 1]), LexisScale(bounds: [2, 2])])
    }
    #expect(throws: PopulationError.lengthsDiffer(.origin, expected: 2, found: 1)) {
      try PersonYears(data, scales: [LexisScale(origin: [1], bounds: [0, 1])])
    }
    #expect(throws: PopulationError.invalidNumber(.origin, index: 1)) {
      try PersonYears(data, scales: [LexisScale(origin: [1, .nan], bounds: [0, 1])])
    }
    let many = LexisScale(bounds: (0...4000).map { Double($0) })
    #expect(throws: PopulationError.tooManyCells(limit: 10_000_000)) {
      try PersonYears(data, scales: [many, many])
    }
    let weighted = try PersonYears(data.weighted(by: Weights([0.5, 2], kind: .sampling)))
    #expect(weighted.time == [4.5])
    #expect(throws: PopulationError.countsNeeded) { try weighted.rates() }
  }
}

struct StandardizationTests {
  @Test(
    .agrees(
      "limits of counts and of observed over expected, exact and mid-P, with their tests",
      with: "R survival 3.5-3 `cipoisson`",
      within: 1e-10),
    arguments: ["0.9", "0.95", "0.99"])
  func `limits of counts are those of cipoisson and of mid-P`(_ level: String) throws {
    let counts = values("counts").map { Int($0) }
    let level = Double(level) ?? 0
    for (rule, tolerance) in [(PoissonLimits.exact, 1e-10), (.midP, 1e-10)] {
      let found = try counts.flatMap { count -> [Double?] in
        let ratio = try StandardizedRatio(
          observed: count, expected: 1, level: level, limits: rule
        ).ratio
        return [ratio.lower, ratio.upper]
      }
      #expect(
        agrees(
          found, PersonYearsReference.shared["\(rule.rawValue).\(level)"], relative: tolerance))
    }
  }

  @Test(
    .agrees(
      "limits of counts and of observed over expected, exact and mid-P, with their tests",
      with: "R 4.2.2 `ppois` and `uniroot`",
      within: 1e-9),
    arguments: [PoissonLimits.exact, .midP])
  func `a test agrees with its limits`(_ rule: PoissonLimits) throws {
    let tests = try zip(values("counts"), values("expected")).map { count, expected in
      try StandardizedRatio(observed: Int(count), expected: expected, limits: rule).ratio.p
    }
    #expect(
      agrees(tests, PersonYearsReference.shared["test.\(rule.rawValue)"], relative: 1e-9))
    for count in [1, 4, 20] {
      let limits = try StandardizedRatio(observed: count, expected: 1, limits: rule).ratio
      for expected in [limits.lower ?? 0, limits.upper ?? 0] {
        let p = try StandardizedRatio(observed: count, expected: expected, limits: rule).ratio.p
        #expect(isClose(p ?? 0, 0.05, relative: 1e-9))
      }
    }
  }

  @Test(
    .agrees(
      "directly standardized rates",
      with: "the gamma formula in R 4.2.2",
      within: 1e-10))
  func `directly standardized rates have the limits of Fay and Feuer`() throws {
    for (key, level) in [("direct", 0.95), ("direct.99", 0.99)] {
      let found = try StandardizedRate(
        events: values("direct.events").map { Int($0) }, time: values("direct.time"),
        standard: values("direct.standard"), level: level, per: 1e5
      ).rate
      #expect(
        agrees(
          [found.estimate, found.standardError, found.lower, found.upper],
          PersonYearsReference.shared[key], relative: 1e-10))
    }
  }

  @Test func `in one cell the standard makes no difference`() throws {
    let one = try StandardizedRate(events: [7, 3], time: [812.25, 0], standard: [3, 0]).rate
    let rate = try IncidenceRate(events: 7, time: 812.25)
    #expect(
      agrees([one.estimate, one.lower, one.upper], [rate.rate, rate.lower, rate.upper]))
  }

  @Test func `the table's own person-time as standard gives the crude rate`() throws {
    let time = values("direct.time")
    let found = try StandardizedRate(
      events: values("direct.events").map { Int($0) }, time: time, standard: time)
    #expect(isClose(found.rate.estimate ?? 0, found.crude, relative: 1e-14))
    #expect(found.events == 57)
  }

  @Test func `a ratio by hand`() throws {
    // 200 days at 1 in 100 and 300 at 1 in 300 lead to expect 3 events.
    let data = try SurvivalData(time: [200, 300, 0], event: [true, true, true])
    let table = try PersonYears(data, by: Groups([0, 1, 1], count: 2))
    let found = try StandardizedRatio(table, rates: [0.01, 1.0 / 300])
    #expect(found.observed == 3)
    #expect(isClose(found.expected, 3, relative: 1e-15))
    #expect(isClose(found.ratio.estimate ?? 0, 1, relative: 1e-15))
    #expect(isClose(found.ratio.p ?? 0, 1, relative: 1e-15))
  }

  @Test(
    .agrees(
      "ratios of two rates",
      with: "R 4.2.2 `poisson.test`",
      within: 1e-10))
  func `ratios of two rates are those of R`() throws {
    let cases: [(Int, Double, Int, Double, Double)] = [
      (11, 800.5, 6, 1210, 0.95), (0, 800.5, 6, 1210, 0.9), (140, 30000, 90, 31000, 0.99),
    ]
    var found: [Double?] = []
    for (first, firstTime, second, secondTime, level) in cases {
      found += list(
        try RateRatio(
          events: (first, second), time: (firstTime, secondTime), level: level
        ).ratio)
    }
    #expect(agrees(found, PersonYearsReference.shared["ratio"], relative: 1e-10))
    let open = try RateRatio(events: (4, 0), time: (1, 1)).ratio
    #expect(open.estimate == nil && open.upper == nil && open.lower != nil)
    #expect(try RateRatio(events: (0, 0), time: (1, 1)).ratio.reason == .noEvents)
  }

  @Test(arguments: [1e-300, 1e-150, 1e150, 1e300])
  func `the unit of time does not matter, however large`(_ unit: Double) throws {
    let (events, standard) = ([3, 5], [2.0, 1])
    let one = try StandardizedRate(events: events, time: [10, 20], standard: standard).rate
    let other = try StandardizedRate(
      events: events, time: [10 * unit, 20 * unit], standard: standard, per: unit
    ).rate
    #expect(
      agrees(
        [one.estimate, one.standardError, one.lower, one.upper],
        [other.estimate, other.standardError, other.lower, other.upper], relative: 1e-12))
    #expect(throws: PopulationError.invalidNumber(.time, index: 0)) {
      try StandardizedRate(events: [0, 1], time: [1e-300, 1e300], standard: [1, 1])
    }
  }

  @Test func `what cannot be standardized is refused`() {
    #expect(throws: PopulationError.noTimeInCell(1)) {
      try StandardizedRate(events: [1, 0], time: [1, 0], standard: [1, 1])
    }
    #expect(throws: PopulationError.emptyStandard) {
      try StandardizedRate(events: [1], time: [1], standard: [0])
    }
    #expect(throws: PopulationError.nothingExpected) {
      try StandardizedRatio(observed: 1, expected: 0)
    }
    #expect(throws: PopulationError.invalidNumber(.standard, index: 0)) {
      try StandardizedRate(events: [1], time: [1], standard: [-1])
    }
    #expect(throws: PopulationError.invalidLevel(1)) {
      try StandardizedRatio(observed: 1, expected: 2, level: 1)
    }
    #expect(throws: PopulationError.noTimeInCell(1)) {
      try RateRatio(events: (1, 1), time: (1, 0))
    }
  }
}
