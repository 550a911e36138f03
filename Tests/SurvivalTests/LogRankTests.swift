import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct LogRankTests {
  private func agreesWithR(_ test: LogRank, _ key: String) -> Bool {
    agrees(test.observed, expected("\(key).obs"), relative: 1e-12)
      && agrees(test.expected, expected("\(key).exp"), relative: 1e-12)
      && agrees(test.covariance.flatMap { $0.map { $0 } }, expected("\(key).var"), relative: 1e-10)
      && agrees([test.test.statistic], expected("\(key).chisq"), relative: 1e-11)
  }

  @Test func `six people by hand`() throws {
    let data = try SurvivalData(
      time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true])
    let test = try LogRank(data, by: Groups([1, 1, 1, 0, 0, 0], count: 2))
    #expect(test.observed == [2, 2])
    #expect(isClose(test.expected, [3.0, 1], relative: 1e-15))
    let (first, second): (Double, Double) = (1.0 / 4, 4.0 / 3 * 3.0 / 16)
    let variance = first + second
    #expect(isClose(test.covariance[0][0], variance, relative: 1e-15))
    #expect(isClose(test.test.statistic ?? 0, 1 / variance, relative: 1e-14))
    #expect(test.test.degreesOfFreedom == 1)
  }

  @Test(
    .agrees(
      "log-rank, k groups, strata", with: "R survival 3.5-3 `survdiff`", within: 1e-8,
      detail: "most 1e-12",
      but: "`survdiff` takes no weights, see below"))
  func `two groups, four groups and strata agree with R`() throws {
    let aml = try DataFrame("aml")
    let two = try LogRank(
      SurvivalData(time: aml["time"], event: aml.flags("status")),
      by: Groups(aml.integers("group"), count: 2))
    #expect(agreesWithR(two, "logrank.aml"))
    #expect(isClose(two.test.statistic ?? 0, 3.396388699, relative: 1e-9))
    let veteran = try DataFrame("veteran")
    let data = try SurvivalData(time: veteran["time"], event: veteran.flags("status"))
    let four = try LogRank(data, by: Groups(veteran.integers("celltype"), count: 4))
    #expect(agreesWithR(four, "logrank.veteran"))
    #expect(isClose(four.test.statistic ?? 0, 25.4037003, relative: 1e-8))
    #expect(four.test.degreesOfFreedom == 3)
    let stratified = try LogRank(
      SurvivalData(
        time: veteran["time"], event: veteran.flags("status"),
        strata: veteran.integers("celltype")),
      by: Groups(veteran.integers("trt").map { $0 - 1 }, count: 2))
    #expect(agreesWithR(stratified, "logrank.veteran.strata"))
    #expect(isClose(stratified.test.statistic ?? 0, 0.7017433468, relative: 1e-9))
  }

  @Test func `the matched cohort agrees with R`() throws {
    let frame = try DataFrame("rotterdam-matched")
    let arms = try Groups(frame.integers("arm"), count: 2)
    let test = try LogRank(
      SurvivalData(time: frame["rfs_days"], event: frame.flags("rfs_event")), by: arms)
    #expect(agreesWithR(test, "logrank.matched"))
    #expect(isClose(test.test.statistic ?? 0, 5.2564662, relative: 1e-7))
    let byPair = try LogRank(
      SurvivalData(
        time: frame["rfs_days"], event: frame.flags("rfs_event"), strata: frame.integers("pair")),
      by: arms)
    #expect(agreesWithR(byPair, "logrank.matched.strata"))
    #expect(isClose(byPair.test.statistic ?? 0, 8.0915751, relative: 1e-7))
  }

  @Test func `under weights and clusters it is the robust score test of a weighted model`() throws {
    let veteran = try DataFrame("veteran")
    let weighted = try LogRank(
      SurvivalData(
        time: veteran["time"], event: veteran.flags("status"),
        weights: Weights(veteran["karno"].map { $0 / 30 }, kind: .sampling),
        cluster: veteran.integers("age")),
      by: Groups(veteran.integers("celltype"), count: 4))
    #expect(weighted.variance == .robust)
    #expect(
      agrees([weighted.test.statistic], expected("logrank.veteran.weighted.chisq"), relative: 1e-10)
    )
    let heart = try DataFrame("heart")
    let entering = try LogRank(
      SurvivalData(
        time: heart["stop"], event: heart.flags("event"), entry: heart["start"],
        weights: Weights(numbers(expected("km.heart.weights")), kind: .sampling),
        cluster: heart.integers("id")),
      by: Groups(heart.integers("transplant"), count: 2))
    #expect(
      agrees([entering.test.statistic], expected("logrank.heart.weighted.chisq"), relative: 1e-9))
  }

  @Test func `the robust test does not change with the scale of the weights`() throws {
    let veteran = try DataFrame("veteran")
    let groups = try Groups(veteran.integers("celltype"), count: 4)
    let tests = try [1.0, 10].map { factor in
      try LogRank(
        SurvivalData(
          time: veteran["time"], event: veteran.flags("status"),
          weights: Weights(veteran["karno"].map { $0 * factor / 30 }, kind: .matching)), by: groups)
    }
    #expect(
      isClose(tests[0].test.statistic ?? 0, tests[1].test.statistic ?? 1, relative: 1e-12))
  }

  @Test func `without ties it is the score test of the Cox model`() throws {
    var stream = UniformStream(seed: 11)
    let n = 60
    let time = (0..<n).map { _ in stream.next() * 10 }
    let event = (0..<n).map { _ in stream.next() < 0.7 }
    let group = (0..<n).map { _ in stream.next() < 0.4 ? 1 : 0 }
    let data = try SurvivalData(time: time, event: event)
    let test = try LogRank(data, by: Groups(group, count: 2))
    let cox = try Cox(data, covariates: Matrix(columns: [group.map(Double.init)]))
    #expect(
      isClose(test.test.statistic ?? 0, cox.scoreTest.statistic ?? 1, relative: 1e-12))
  }

  @Test func `frequencies are copies`() throws {
    let copies = [2, 1, 3, 2, 1]
    let time = [1.0, 2, 2, 4, 5]
    let event = [true, false, true, true, false]
    let group = [0, 1, 1, 0, 1]
    func spread<Value>(_ values: [Value]) -> [Value] {
      zip(values, copies).flatMap { Array(repeating: $0, count: $1) }
    }
    let copied = try SurvivalData(time: spread(time), event: spread(event))
    let weighted = try SurvivalData(
      time: time, event: event, weights: Weights(copies.map(Double.init), kind: .frequency))
    for variance in VarianceEstimator.allCases {
      let a = try LogRank(weighted, by: Groups(group, count: 2), variance: variance)
      let b = try LogRank(copied, by: Groups(spread(group), count: 2), variance: variance)
      #expect(isClose(a.test.statistic ?? 0, b.test.statistic ?? 1, relative: 1e-13))
      #expect(isClose(a.expected, b.expected, relative: 1e-14))
    }
  }

  @Test func `groups in which nobody could die do not count`() throws {
    let data = try SurvivalData(
      time: [1, 2, 3, 4, 0.5], event: [true, true, true, false, false])
    let test = try LogRank(data, by: Groups([0, 1, 0, 1, 2], count: 4))
    #expect(test.expected[2] == 0 && test.expected[3] == 0)
    #expect(test.test.degreesOfFreedom == 1)
    let without = try LogRank(
      SurvivalData(time: [1, 2, 3, 4], event: [true, true, true, false]),
      by: Groups([0, 1, 0, 1], count: 2))
    #expect(isClose(test.test.statistic ?? 0, without.test.statistic ?? 1, relative: 1e-14))
  }

  @Test func `reasons instead of numbers`() throws {
    let censored = try SurvivalData(time: [1, 2], event: [false, false])
    #expect(try LogRank(censored, by: Groups([0, 1], count: 2)).test.reason == .noEvents)
    let dead = try SurvivalData(time: [1, 2], event: [true, true])
    #expect(try LogRank(dead, by: Groups([0, 0], count: 2)).test.reason == .fewerThanTwoGroups)
    let atOnce = try SurvivalData(time: [1, 1], event: [true, true])
    #expect(try LogRank(atOnce, by: Groups([0, 1], count: 2)).test.reason == .noVariation)
    #expect(throws: SurvivalError.groupOutOfRange(row: 1, groups: 2)) {
      try Groups([0, 2], count: 2)
    }
  }
}
