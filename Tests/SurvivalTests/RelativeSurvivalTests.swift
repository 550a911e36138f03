import Foundation
import Survival
import TestSupport
import Testing

/// The numbers of `relative-survival.txt`.
private enum RelativeReference {
  static let shared = Reference("relative-survival.txt")
}

private func values(_ key: String) -> [Double] {
  RelativeReference.shared[key].compactMap(\.self)
}

private struct Cohort {
  let table: RateTable
  let population: MatchedPopulation

  init() throws {
    table = try RateTable(
      ages: values("table.ages"), dates: values("table.dates"), sexes: 2,
      hazards: values("table.hazards"))
    population = try MatchedPopulation(
      table, age: values("age"), date: values("date"), sex: values("sex").map { Int($0) })
  }

  func data(entry: Bool = false) throws -> SurvivalData {
    try SurvivalData(
      time: values("time"), event: values("event").map { $0 == 1 },
      entry: entry ? values("entry") : nil)
  }

  func fit(
    _ method: RelativeSurvivalMethod, entry: Bool = false, at times: [Double] = []
  ) throws -> RelativeSurvival {
    try RelativeSurvival(
      data(entry: entry), population: population, method: method,
      potential: method == .hakulinen ? values("potential") : nil, at: times)
  }
}

struct RelativeSurvivalTests {
  @Test(
    .agrees(
      "relative survival by Ederer I and II, Hakulinen, Pohar Perme, with delayed entry for the "
        + "second and last",
      with: "the definitions with integrals by quadrature in R 4.2.2",
      within: 1e-11,
      detail: "errors 1e-12"),
    arguments: [
      (RelativeSurvivalMethod.ederer1, false), (.hakulinen, false), (.ederer2, false),
      (.poharPerme, false), (.ederer2, true), (.poharPerme, true),
    ])
  func `each method is its definition`(_ method: RelativeSurvivalMethod, _ entry: Bool) throws {
    let found = try Cohort().fit(method, entry: entry)
    let key = (entry ? "entry." : "") + method.rawValue
    func reference(_ name: String) -> [Double?] { RelativeReference.shared["\(key).\(name)"] }
    #expect(found.time == values("times"))
    #expect(agrees(found.populationHazard, reference("population"), relative: 1e-11))
    #expect(agrees(found.observedHazard, reference("observed"), relative: 1e-12))
    #expect(agrees(found.standardError, reference("error"), relative: 1e-12))
    #expect(agrees(found.productLimit, reference("productLimit"), relative: 1e-11))
  }

  @Test(
    .agrees(
      "expected events by row, survival of the population (Ederer I and II, Hakulinen)",
      with: "R survival 3.5-3 `survexp`",
      within: 1e-12))
  func `survival of the population is that of survexp`() throws {
    let cohort = try Cohort()
    for method in [RelativeSurvivalMethod.ederer1, .ederer2, .hakulinen] {
      let found = try cohort.fit(method).populationSurvival
      let reference = RelativeReference.shared["survexp.\(method.rawValue)"]
      #expect(agrees(found, reference, relative: 1e-12))
    }
    let hazards = try cohort.population.cumulativeHazard(to: values("time"))
    #expect(agrees(hazards, RelativeReference.shared["survexp.individual"], relative: 1e-12))
  }

  @Test(
    .agrees(
      "relative survival beside `relsurv`, every day a time and hazards that change at whole days",
      with: "relsurv 2.2-9 `rs.surv`",
      within: 1e-9,
      detail: "1e-12 but for Pohar Perme"),
    arguments: [RelativeSurvivalMethod.ederer1, .ederer2, .poharPerme])
  func `relsurv agrees where hazards change at whole days`(
    _ method: RelativeSurvivalMethod
  ) throws {
    let cohort = try Cohort()
    let table = try RateTable(
      ages: values("table.whole"), dates: cohort.table.dates, sexes: 2,
      hazards: cohort.table.hazards)
    let found = try RelativeSurvival(
      cohort.data(),
      population: MatchedPopulation(
        table, age: values("age"), date: values("date"), sex: values("sex").map { Int($0) }),
      method: method)
    let key = "relsurv.\(method.rawValue)"
    // Its sums over people are those at the start of each day.
    let tolerance = method == .poharPerme ? 1e-9 : 1e-12
    #expect(agrees(found.survival, RelativeReference.shared[key], relative: tolerance))
    let errors = RelativeReference.shared["\(key).error"]
    #expect(agrees(found.standardError, errors, relative: 1e-12))
  }

  @Test func `two patients by hand`() throws {
    // Hazards 0.1 and 0.2 for ever; the first dies at 1, the second is followed to 2.
    let table = try RateTable(ages: [0], dates: [0], sexes: 2, hazards: [0.1, 0.2])
    let population = try MatchedPopulation(table, age: [1, 1], date: [1, 1], sex: [0, 1])
    let data = try SurvivalData(time: [1, 2], event: [true, false])
    func hazards(_ method: RelativeSurvivalMethod) throws -> [Double] {
      try RelativeSurvival(
        data, population: population, method: method, potential: [1.5, 2], at: [1.5]
      ).populationHazard
    }
    let second = try hazards(.ederer2)
    #expect(agrees(second, [0.15, 0.25, 0.35], relative: 1e-14))
    let first = try hazards(.ederer1)
    #expect(isClose(first[2], -log((exp(-0.2) + exp(-0.4)) / 2), relative: 1e-14))
    let possible = try hazards(.hakulinen)
    let early = -log((exp(-0.15) + exp(-0.3)) / 2)
    #expect(agrees(possible, [first[0], early, early + 0.1], relative: 1e-13))
    let net = try RelativeSurvival(data, population: population)
    let share = exp(0.1) / (exp(0.1) + exp(0.2))
    #expect(isClose(net.observedHazard[0], share, relative: 1e-14))
    #expect(isClose(net.standardError[0], share, relative: 1e-14))
    let weighted = log((exp(0.1) + exp(0.2)) / 2)
    #expect(agrees(net.populationHazard, [weighted, weighted + 0.2], relative: 1e-13))
    #expect(isClose(net.survival[0], exp(weighted - share), relative: 1e-14))
  }

  @Test func `someone who counts a million times as much leaves nothing behind`() throws {
    let table = try RateTable(ages: [0], dates: [0], sexes: 2, hazards: [5, 0.001])
    let population = try MatchedPopulation(
      table, age: [1, 1, 1], date: [1, 1, 1], sex: [0, 1, 0])
    let data = try SurvivalData(
      time: [4, 10, 9], event: [true, false, false], entry: [0, 0, 8.999])
    #expect(throws: PopulationError.hazardTooLarge) {
      try RelativeSurvival(data, population: population)
    }
    let found = try RelativeSurvival(
      SurvivalData(time: [4, 10], event: [true, false]),
      population: MatchedPopulation(table, age: [1, 1], date: [1, 1], sex: [0, 1]), at: [6])
    let hazard = found.populationHazard
    #expect(isClose(hazard[0], log((exp(20.0) + exp(0.004)) / 2), relative: 1e-14))
    #expect(isClose(hazard[1] - hazard[0], 0.002, relative: 1e-11))
    #expect(isClose(hazard[2] - hazard[0], 0.006, relative: 1e-11))
  }

  @Test func `in a population without deaths it is the cohort's own survival`() throws {
    let table = try RateTable(ages: [0], dates: [0], sexes: 1, hazards: [0])
    let cohort = try Cohort()
    let data = try cohort.data()
    let curve = try KaplanMeier(data)
    for method in RelativeSurvivalMethod.allCases {
      let found = try RelativeSurvival(
        data,
        population: MatchedPopulation(
          table, age: values("age"), date: values("date"), sex: values("sex").map { _ in 0 }),
        method: method, potential: values("potential"))
      #expect(agrees(found.productLimit, curve.survival, relative: 1e-12, absolute: 1e-15))
      #expect(agrees(found.excessHazard, curve.cumulativeHazard, relative: 1e-12))
    }
  }

  @Test func `where everybody has one hazard the methods agree`() throws {
    let table = try RateTable(ages: [0], dates: [0], sexes: 1, hazards: [2e-4])
    let data = try Cohort().data()
    for method in RelativeSurvivalMethod.allCases {
      let found = try RelativeSurvival(
        data,
        population: MatchedPopulation(
          table, age: values("age"), date: values("date"), sex: values("sex").map { _ in 0 }),
        method: method, potential: values("potential"))
      #expect(agrees(found.populationHazard, found.time.map { 2e-4 * $0 }, relative: 1e-11))
    }
  }

  @Test func `bands that are split or asked for change nothing`() throws {
    let cohort = try Cohort()
    let (table, whole) = (cohort.table, try cohort.fit(.poharPerme))
    let ages = table.ages.flatMap { [$0, $0 + 300] }
    let wide = table.dates.count * 2
    let hazards = table.ages.indices.flatMap { k -> [Double] in
      let block = Array(table.hazards[(k * wide)..<(k * wide + wide)])
      return block + block
    }
    let finer = try MatchedPopulation(
      RateTable(ages: ages, dates: table.dates, sexes: 2, hazards: hazards), age: values("age"),
      date: values("date"), sex: values("sex").map { Int($0) })
    let split = try RelativeSurvival(cohort.data(), population: finer)
    #expect(agrees(split.survival, whole.survival, relative: 1e-11))
    let more = try cohort.fit(.poharPerme, at: [0, 100.5, 365.25, 1e9])
    #expect(more.time.count == whole.time.count + 3)
    for (time, survival) in zip(whole.time, whole.survival) {
      #expect(isClose(more.survival(at: time)?.estimate ?? 0, survival, relative: 1e-11))
    }
    #expect(more.survival(at: 0)?.estimate == 1)
    #expect(more.survival(at: 1e9) == nil)
  }

  @Test func `a frequency is that many rows`() throws {
    let cohort = try Cohort()
    let (time, event) = (values("time"), values("event").map { $0 == 1 })
    let sex = values("sex").map { Int($0) }
    let twice = try RelativeSurvival(
      SurvivalData(time: time + time, event: event + event),
      population: MatchedPopulation(
        cohort.table, age: values("age") + values("age"), date: values("date") + values("date"),
        sex: sex + sex))
    let weighted = try RelativeSurvival(
      SurvivalData(
        time: time, event: event, weights: Weights(time.map { _ in 2 }, kind: .frequency)),
      population: cohort.population)
    #expect(agrees(twice.survival, weighted.survival, relative: 1e-11))
    #expect(agrees(twice.standardError, weighted.standardError, relative: 1e-11))
  }

  @Test func `net survival of an additive hazard is recovered`() throws {
    // Excess hazard 1/2000 a day on top of a population that dies at rates that differ by sex.
    let table = try RateTable(ages: [0], dates: [0], sexes: 2, hazards: [1e-4, 6e-4])
    var random = UniformStream(seed: 5)
    let n = 20_000
    var (time, event, sex): ([Double], [Bool], [Int]) = ([], [], [])
    for row in 0..<n {
      let other = -log(random.next()) / (row % 2 == 0 ? 1e-4 : 6e-4)
      let disease = -2000 * log(random.next())
      let end = 3000 * random.next() + 500
      time.append(min(other, disease, end))
      event.append(min(other, disease) <= end)
      sex.append(row % 2)
    }
    let found = try RelativeSurvival(
      SurvivalData(time: time, event: event),
      population: MatchedPopulation(
        table, age: time.map { _ in 0 }, date: time.map { _ in 0 }, sex: sex), at: [1826])
    let estimate = try #require(found.survival(at: 1826))
    let truth = exp(-1826.0 / 2000)
    #expect(abs((estimate.estimate ?? 0) - truth) < 3 * (estimate.standardError ?? 0))
    #expect((estimate.standardError ?? 1) < 0.01)
  }

  @Test func `observed over expected takes each row's own hazard`() throws {
    let cohort = try Cohort()
    let found = try StandardizedRatio(cohort.data(), population: cohort.population)
    #expect(isClose(found.expected, values("expected").reduce(0, +), relative: 1e-12))
    #expect(found.observed == Int(values("event").reduce(0, +)))
    // The same from person-years in the cells of the table, open at both ends.
    let (ages, dates) = (cohort.table.ages, cohort.table.dates)
    let table = try PersonYears(
      cohort.data(),
      scales: [
        LexisScale(origin: values("age"), bounds: ages + [.infinity]),
        LexisScale(origin: values("date"), bounds: dates + [.infinity]),
      ], by: Groups(values("sex").map { Int($0) }, count: 2))
    var rates = [Double](repeating: 0, count: table.count)
    for a in ages.indices {
      for s in 0..<2 {
        for d in dates.indices {
          rates[table.cell(group: s, bands: [a, d])] =
            cohort.table.hazards[(a * 2 + s) * dates.count + d]
        }
      }
    }
    let indirect = try StandardizedRatio(table, rates: rates)
    #expect(isClose(indirect.expected, found.expected, relative: 1e-12))
    #expect(indirect.observed == found.observed)
  }

  @Test func `what cannot be compared is refused`() throws {
    let cohort = try Cohort()
    #expect(throws: PopulationError.potentialNeeded) {
      try RelativeSurvival(cohort.data(), population: cohort.population, method: .hakulinen)
    }
    #expect(throws: PopulationError.entryNotPossible) {
      try cohort.fit(.ederer1, entry: true)
    }
    let data = try SurvivalData(time: [5], event: [true])
    #expect(throws: PopulationError.lengthsDiffer(.age, expected: 1, found: 120)) {
      try RelativeSurvival(data, population: cohort.population)
    }
    let table = try RateTable(ages: [0], dates: [0], sexes: 1, hazards: [100])
    let one = try MatchedPopulation(table, age: [0], date: [0], sex: [0])
    #expect(throws: PopulationError.hazardTooLarge) {
      try RelativeSurvival(data, population: one)
    }
    #expect(throws: PopulationError.potentialTooShort(row: 0)) {
      try RelativeSurvival(
        data,
        population: MatchedPopulation(
          RateTable(ages: [0], dates: [0], sexes: 1, hazards: [0.1]), age: [0], date: [0],
          sex: [0]), method: .hakulinen, potential: [4])
    }
    #expect(throws: PopulationError.invalidTime(0)) {
      try RelativeSurvival(data, population: one, at: [-1])
    }
    #expect(throws: PopulationError.countsNeeded) {
      try RelativeSurvival(
        data.weighted(by: Weights([0.5], kind: .sampling)), population: one)
    }
    #expect(throws: PopulationError.hazardsMissing(expected: 2, found: 1)) {
      try RateTable(ages: [0, 1], dates: [0], sexes: 1, hazards: [1])
    }
    #expect(throws: PopulationError.invalidBounds(scale: 1)) {
      try RateTable(ages: [0], dates: [1, 1], sexes: 1, hazards: [1, 1])
    }
    #expect(throws: PopulationError.invalidHazard(index: 0)) {
      try RateTable(ages: [0], dates: [0], sexes: 1, hazards: [-1])
    }
    #expect(throws: PopulationError.invalidNumber(.sex, index: 0)) {
      try MatchedPopulation(table, age: [0], date: [0], sex: [1])
    }
  }
}
