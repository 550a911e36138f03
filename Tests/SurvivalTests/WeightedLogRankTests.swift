import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct WeightedLogRankTests {
  private static let reference = Reference("survival-tests.txt")

  /// The weights that the reference has under these names.
  private static let weights: [(name: String, weight: LogRankWeight)] = [
    ("logRank", .logRank), ("gehan", .gehan), ("taroneWare", .taroneWare), ("peto", .peto),
    ("modifiedPeto", .modifiedPeto), ("fh01", .flemingHarrington(rho: 0, gamma: 1)),
    ("fh10", .flemingHarrington(rho: 1, gamma: 0)),
    ("fh11", .flemingHarrington(rho: 1, gamma: 1)),
    ("fh.5.2", .flemingHarrington(rho: 0.5, gamma: 2)),
  ]

  private func follow(_ name: String) throws -> (DataFrame, SurvivalData) {
    let frame = try DataFrame(name)
    return (frame, try SurvivalData(time: frame["time"], event: frame.flags("status")))
  }

  private func agreesWithSurvdiff(_ test: LogRank, _ key: String) -> Bool {
    let reference = Self.reference
    return agrees(test.observed, reference["\(key).obs"], relative: 1e-12)
      && agrees(test.expected, reference["\(key).exp"], relative: 1e-12)
      && agrees(
        test.covariance.flatMap { $0.map { $0 } }, reference["\(key).var"], relative: 1e-10)
      && agrees([test.test.statistic], reference["\(key).chisq"], relative: 1e-11)
  }

  @Test func `six people by hand`() throws {
    // Events at 1 (6 at risk, 3 of group 1), 6 (4 at risk, 1 of group 1; two events), 9 (one left).
    let data = try SurvivalData(
      time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true])
    let groups = try Groups([1, 1, 1, 0, 0, 0], count: 2)
    func difference(_ weight: LogRankWeight) throws -> Double {
      let test = try LogRank(data, by: groups, weight: weight)
      return test.observed[1] - test.expected[1]
    }
    let (first, second): (Double, Double) = (1 - 1.0 / 2, 1 - 2.0 / 4)
    #expect(try isClose(difference(.gehan), 6 * first + 4 * second, relative: 1e-15))
    #expect(try isClose(difference(.taroneWare), 6.0.squareRoot() * first + 2 * second))
    let early = try difference(.flemingHarrington(rho: 1, gamma: 0))
    #expect(isClose(early, first + 5.0 / 6 * second, relative: 1e-15))
    let late = try difference(.flemingHarrington(rho: 0, gamma: 1))
    #expect(isClose(late, 1.0 / 6 * second, relative: 1e-14))
    let peto = try difference(.peto)
    #expect(isClose(peto, 6.0 / 7 * first + 6.0 / 7 * 3 / 5 * second, relative: 1e-15))
    let modified = try difference(.modifiedPeto)
    let (one, two): (Double, Double) = (6.0 / 7 * 6 / 7, 6.0 / 7 * 3 / 5 * 4 / 5)
    #expect(isClose(modified, one * first + two * second, relative: 1e-15))
  }

  @Test(
    .agrees(
      "G(ρ, γ), Gehan, Tarone–Ware, Peto–Peto and modified; weighted, paired, trend",
      with: "R survival 3.5-3 `survdiff(rho)`, the definitions event time by event time in "
        + "R, Python lifelines", within: 1e-7, detail: "1e-10 without delayed entry",
      but: "Peto's weights under sampling weights, see below"))
  func `G-rho tests agree with R`() throws {
    let early = LogRankWeight.flemingHarrington(rho: 1, gamma: 0)
    let (aml, amlData) = try follow("aml")
    let two = try LogRank(amlData, by: Groups(aml.integers("group"), count: 2), weight: early)
    #expect(agreesWithSurvdiff(two, "rho.aml"))
    #expect(isClose(two.test.statistic ?? 0, 2.779279545, relative: 1e-9))
    let (veteran, data) = try follow("veteran")
    let four = try LogRank(
      data, by: Groups(veteran.integers("celltype"), count: 4),
      weight: .flemingHarrington(rho: 0.5, gamma: 0))
    #expect(agreesWithSurvdiff(four, "rho.veteran"))
    let stratified = try LogRank(
      SurvivalData(
        time: veteran["time"], event: veteran.flags("status"),
        strata: veteran.integers("celltype")),
      by: Groups(veteran.integers("trt").map { $0 - 1 }, count: 2), weight: early)
    #expect(agreesWithSurvdiff(stratified, "rho.veteran.strata"))
    let (transplant, waiting) = try follow("transplant")
    let blood = try Groups(transplant.integers("abo"), count: 4)
    #expect(agreesWithSurvdiff(try LogRank(waiting, by: blood, weight: early), "rho.transplant"))
    #expect(agreesWithSurvdiff(try LogRank(waiting, by: blood), "rho.transplant.zero"))
    let matched = try DataFrame("rotterdam-matched")
    let relapse = try SurvivalData(time: matched["rfs_days"], event: matched.flags("rfs_event"))
    let death = try SurvivalData(time: matched["dtime"], event: matched.flags("death"))
    let arms = try Groups(matched.integers("arm"), count: 2)
    for (data, logRank, peto) in [
      (relapse, 5.2564662, 8.6481404), (death, 2.8911413, 3.9116734),
    ] {
      let statistic = try LogRank(data, by: arms).test.statistic
      #expect(isClose(statistic ?? 0, logRank, relative: 1e-7))
      let weighted = try LogRank(data, by: arms, weight: early).test.statistic
      #expect(isClose(weighted ?? 0, peto, relative: 1e-7))
    }
  }

  @Test func `race in the recidivism data agrees with lifelines`() throws {
    let rossi = try DataFrame("rossi")
    let data = try SurvivalData(time: rossi["week"], event: rossi.flags("arrest"))
    let race = try Groups(rossi.integers("race"), count: 2)
    let expected: [(LogRankWeight, Double)] = [
      (.logRank, 0.5761017136839002), (.gehan, 0.7475644706860942),
      (.taroneWare, 0.6605926234167517), (.peto, 0.7503811859856282),
    ]
    for (weight, statistic) in expected {
      let found = try LogRank(data, by: race, weight: weight).test.statistic
      #expect(isClose(found ?? 0, statistic, relative: 1e-11))
    }
    #expect(try isClose(LogRank(data, by: race).test.p ?? 0, 0.44784439425217526, relative: 1e-10))
  }

  @Test(
    .agrees(
      "G(ρ, γ), Gehan, Tarone–Ware, Peto–Peto and modified; weighted, paired, trend",
      with: "R survival 3.5-3 `survdiff(rho)`, the definitions event time by event time in "
        + "R, Python lifelines", within: 1e-7, detail: "most 1e-9"), arguments: weights.indices)
  func `every weight agrees with its definition`(index: Int) throws {
    let (name, weight) = Self.weights[index]
    let reference = Self.reference
    let (aml, amlData) = try follow("aml")
    let two = try LogRank(amlData, by: Groups(aml.integers("group"), count: 2), weight: weight)
    #expect(agrees([two.test.statistic], reference["slow.aml.\(name)"], relative: 1e-11))
    let (veteran, data) = try follow("veteran")
    let types = try Groups(veteran.integers("celltype"), count: 4)
    let four = try LogRank(data, by: types, weight: weight)
    #expect(agrees([four.test.statistic], reference["slow.veteran.\(name)"], relative: 1e-11))
    #expect(four.test.degreesOfFreedom == 3)
    #expect(
      try agrees(
        [four.trend().statistic], reference["slow.veteran.trend.\(name)"], relative: 1e-11))
    let weighted = try LogRank(
      SurvivalData(
        time: veteran["time"], event: veteran.flags("status"),
        weights: Weights(veteran["karno"].map { $0 / 30 }, kind: .sampling),
        cluster: veteran.integers("age")), by: types, weight: weight)
    #expect(
      try agrees(
        [weighted.test.statistic, weighted.trend().statistic],
        reference["slow.veteran.weighted.\(name)"], relative: 1e-10))
    let heart = try DataFrame("heart")
    let entering = try LogRank(
      SurvivalData(
        time: heart["stop"], event: heart.flags("event"), entry: heart["start"],
        weights: Weights(numbers(expected("km.heart.weights")), kind: .sampling),
        cluster: heart.integers("id")),
      by: Groups(heart.integers("transplant"), count: 2), weight: weight)
    #expect(
      agrees(
        [entering.test.statistic], reference["slow.heart.weighted.\(name)"], relative: 1e-9))
    let matched = try DataFrame("rotterdam-matched")
    let paired = try PairedLogRank(
      SurvivalData(time: matched["rfs_days"], event: matched.flags("rfs_event")),
      by: Groups(matched.integers("arm"), count: 2), sets: matched.integers("pair"), weight: weight)
    #expect(
      agrees(
        [paired.marginal.test.statistic], reference["slow.matched.pairs.\(name)"], relative: 1e-10))
  }

  @Test func `within pairs it is the test stratified by pair`() throws {
    let matched = try DataFrame("rotterdam-matched")
    let arms = try Groups(matched.integers("arm"), count: 2)
    for (time, event, statistic) in [
      ("rfs_days", "rfs_event", 8.0915751), ("dtime", "death", 2.9649123),
    ] {
      let test = try PairedLogRank(
        SurvivalData(time: matched[time], event: matched.flags(event)), by: arms,
        sets: matched.integers("pair"))
      #expect(isClose(test.stratified.test.statistic ?? 0, statistic, relative: 1e-7))
      #expect(test.stratified.variance == .model)
      #expect(test.marginal.variance == .robust)
    }
    // Of pairs of one event at different times it is McNemar's test of who fell first.
    let pairs = try PairedLogRank(
      SurvivalData(
        time: [1, 2, 1, 2, 2, 1, 1, 2], event: [true, false, true, false, true, false, true, false]),
      by: Groups([0, 1, 0, 1, 0, 1, 1, 0], count: 2), sets: [1, 1, 2, 2, 3, 3, 4, 4])
    #expect(isClose(pairs.stratified.test.statistic ?? 0, 1.0 / 3, relative: 1e-14))
  }

  @Test(arguments: weights.indices)
  func `copies, the scale of weights and the names of groups do not matter`(index: Int) throws {
    let weight = Self.weights[index].weight
    let (veteran, _) = try follow("veteran")
    let types = try Groups(veteran.integers("celltype"), count: 4)
    func test(_ factor: Double, _ kind: WeightKind) throws -> Double {
      let values = veteran["karno"].map { ($0 / 10).rounded(.up) * factor }
      return try LogRank(
        SurvivalData(
          time: veteran["time"], event: veteran.flags("status"),
          weights: Weights(values, kind: kind)), by: types, weight: weight
      ).test.statistic ?? .nan
    }
    #expect(try isClose(test(1, .sampling), test(0.37, .matching), relative: 1e-11))
    let copies = veteran["karno"].map { Int(($0 / 10).rounded(.up)) }
    func spread<Value>(_ values: [Value]) -> [Value] {
      zip(values, copies).flatMap { Array(repeating: $0, count: $1) }
    }
    let copied = try SurvivalData(
      time: spread(veteran["time"]), event: spread(veteran.flags("status")))
    for variance in VarianceEstimator.allCases {
      let weighted = try LogRank(
        SurvivalData(
          time: veteran["time"], event: veteran.flags("status"),
          weights: Weights(copies.map(Double.init), kind: .frequency)), by: types, weight: weight,
        variance: variance)
      let spreadOut = try LogRank(
        copied, by: Groups(spread(types.codes), count: 4), weight: weight, variance: variance)
      #expect(
        isClose(
          weighted.test.statistic ?? 0, spreadOut.test.statistic ?? 1, relative: 1e-10))
    }
    let renamed = try LogRank(
      copied, by: Groups(spread(types.codes.map { 3 - $0 }), count: 4), weight: weight)
    let base = try LogRank(copied, by: Groups(spread(types.codes), count: 4), weight: weight)
    #expect(isClose(renamed.test.statistic ?? 0, base.test.statistic ?? 1, relative: 1e-10))
    #expect(try isClose(renamed.trend().statistic ?? 0, -(base.trend().statistic ?? 1)))
  }

  @Test func `of two groups the trend is the test itself`() throws {
    let (aml, data) = try follow("aml")
    let test = try LogRank(data, by: Groups(aml.integers("group"), count: 2), weight: .gehan)
    let z = try test.trend()
    #expect(isClose((z.statistic ?? 0) * (z.statistic ?? 0), test.test.statistic ?? 1))
    #expect((z.statistic ?? 0) > 0)
    #expect(isClose(z.p ?? 0, test.test.p ?? 1))
    let shifted = try test.trend(scores: [1e6, 1e6 + 3])
    #expect(isClose(shifted.statistic ?? 0, z.statistic ?? 1, relative: 1e-12))
    #expect(try test.trend(scores: [2, 2]).reason == .noVariation)
    #expect(throws: SurvivalError.invalidScores) { try test.trend(scores: [1]) }
    #expect(throws: SurvivalError.invalidScores) { try test.trend(scores: [1, .nan]) }
  }

  @Test func `reasons instead of numbers`() throws {
    for (_, weight) in Self.weights {
      func test(_ time: [Double], _ event: [Bool], _ groups: [Int]) throws -> LogRank {
        try LogRank(
          SurvivalData(time: time, event: event), by: Groups(groups, count: 3), weight: weight)
      }
      #expect(try test([1, 2], [false, false], [0, 1]).test.reason == .noEvents)
      #expect(try test([1, 2], [false, false], [0, 1]).trend().reason == .noEvents)
      #expect(try test([1, 2], [true, true], [0, 0]).test.reason == .fewerThanTwoGroups)
      #expect(try test([0, 0], [true, true], [0, 1]).test.reason == .noVariation)
      #expect(try test([0, 0], [true, true], [0, 1]).trend().reason == .noVariation)
      let some = try test([0, 1, 2, 2], [true, true, true, false], [0, 1, 0, 1])
      #expect(some.test.p != nil && some.test.degreesOfFreedom == 1)
    }
    let data = try SurvivalData(time: [1, 2], event: [true, true])
    for (rho, gamma) in [(-1, 0), (0, -1), (.nan, 0), (0, .infinity)] {
      #expect(throws: SurvivalError.invalidTestWeight) {
        try LogRank(
          data, by: Groups([0, 1], count: 2),
          weight: .flemingHarrington(rho: rho, gamma: gamma))
      }
    }
  }

  @Test func `weighted and paired tests reject a true hypothesis as often as they say`() throws {
    var stream = UniformStream(seed: 31)
    let (replicates, n) = (500, 200)
    var (weighted, crude, paired, unpaired) = (0, 0, 0, 0)
    for _ in 0..<replicates {
      var (time, event, arm, weight): ([Double], [Bool], [Int], [Double]) = ([], [], [], [])
      for _ in 0..<n {
        // Frail people are treated more often and fall earlier; treatment does nothing.
        let frail = stream.next() < 0.5
        let chance = frail ? 0.7 : 0.3
        let treated = stream.next() < chance
        let (fate, end) = (-logarithm(stream.next()) / (frail ? 2.5 : 1), 2 * stream.next())
        time.append(min(fate, end))
        event.append(fate <= end)
        arm.append(treated ? 1 : 0)
        weight.append(1 / (treated ? chance : 1 - chance))
      }
      let arms = try Groups(arm, count: 2)
      let test = try LogRank(
        SurvivalData(time: time, event: event, weights: Weights(weight, kind: .sampling)), by: arms,
        weight: .flemingHarrington(rho: 0.5, gamma: 0))
      if (test.test.p ?? 1) < 0.05 { weighted += 1 }
      if (try LogRank(SurvivalData(time: time, event: event), by: arms).test.p ?? 1) < 0.05 {
        crude += 1
      }
      let fates = (0..<n / 2).flatMap { _ -> [Double] in
        let common = stream.next()
        return (0..<2).map { _ in -logarithm(stream.next() < 0.6 ? common : stream.next()) }
      }
      let ends = fates.map { _ in 2 * stream.next() }
      let pairs = try SurvivalData(
        time: zip(fates, ends).map { min($0, $1) }, event: zip(fates, ends).map { $0 <= $1 })
      let sides = try Groups((0..<n).map { $0 % 2 }, count: 2)
      let both = try PairedLogRank(pairs, by: sides, sets: (0..<n).map { $0 / 2 })
      if (both.marginal.test.p ?? 1) < 0.05 { paired += 1 }
      if (try LogRank(pairs, by: sides).test.p ?? 1) < 0.05 { unpaired += 1 }
    }
    // Three Monte Carlo errors of 0.05 are 0.029.
    for count in [weighted, paired] {
      #expect(abs(Double(count) / Double(replicates) - 0.05) < 0.029)
    }
    #expect(Double(crude) / Double(replicates) > 0.3)
    #expect(unpaired < paired)
  }
}
