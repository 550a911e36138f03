import Survival
import TestSupport
import Testing

@Suite struct MaxComboTests {
  private static let reference = Reference("survival-tests.txt")

  private func agreesWithR(
    _ data: SurvivalData, _ groups: Groups, _ key: String, absolute: Double,
    weights: [LogRankWeight] = MaxCombo.standardWeights
  ) throws -> Bool {
    let two = try MaxCombo(data, by: groups, weights: weights)
    let more = try MaxCombo(data, by: groups, weights: weights, alternative: .more)
    let p = Self.reference["\(key).p"]
    return agrees(
      two.components.map(\.statistic), Self.reference["\(key).z"], relative: 1e-9)
      && agrees(
        two.correlation.flatMap { $0.map { $0 } }, Self.reference["\(key).corr"], relative: 1e-9,
        absolute: 1e-12)
      && agrees([two.test.p, more.test.p], [p[0], p[2]], relative: 0, absolute: absolute)
  }

  @Test(
    .agrees(
      "the largest of several tests", with: "R `mvtnorm::pmvnorm`", within: 3e-7,
      detail: "p 1e-8 of Miwa's algorithm; looser where it is random"))
  func `aml agrees with R`() throws {
    let aml = try DataFrame("aml")
    let data = try SurvivalData(time: aml["time"], event: aml.flags("status"))
    let groups = try Groups(aml.integers("group"), count: 2)
    // The reference's four-dimensional probabilities are random, with the errors it states.
    #expect(try agreesWithR(data, groups, "combo.aml", absolute: 1e-7))
    let three: [LogRankWeight] = [
      .logRank, .flemingHarrington(rho: 0, gamma: 1), .flemingHarrington(rho: 1, gamma: 1),
    ]
    #expect(
      try agreesWithR(data, groups, "combo.aml.three", absolute: 1e-8, weights: three))
  }

  @Test(.agrees("the largest of several tests", with: "R `mvtnorm::pmvnorm`", within: 3e-7))
  func `veteran agrees with R, with and without weights`() throws {
    let veteran = try DataFrame("veteran")
    let groups = try Groups(veteran.integers("trt").map { $0 - 1 }, count: 2)
    let data = try SurvivalData(time: veteran["time"], event: veteran.flags("status"))
    #expect(try agreesWithR(data, groups, "combo.veteran", absolute: 1e-7))
    let three: [LogRankWeight] = [
      .gehan, .flemingHarrington(rho: 0, gamma: 1), .flemingHarrington(rho: 1, gamma: 1),
    ]
    #expect(
      try agreesWithR(data, groups, "combo.veteran.three", absolute: 1e-8, weights: three))
    let weighted = try SurvivalData(
      time: veteran["time"], event: veteran.flags("status"),
      weights: Weights(veteran["karno"].map { $0 / 30 }, kind: .sampling),
      cluster: veteran.integers("age"))
    #expect(try agreesWithR(weighted, groups, "combo.veteran.weighted", absolute: 1e-7))
  }

  @Test(.agrees("the largest of several tests", with: "R `mvtnorm::pmvnorm`", within: 3e-7))
  func `pairs agree with R`() throws {
    let matched = try DataFrame("rotterdam-matched")
    let data = try SurvivalData(
      time: matched["rfs_days"], event: matched.flags("rfs_event"),
      cluster: matched.integers("pair"))
    let groups = try Groups(matched.integers("arm"), count: 2)
    #expect(try agreesWithR(data, groups, "combo.matched.pairs", absolute: 3e-7))
    let fewer = try MaxCombo(data, by: groups, alternative: .fewer)
    #expect(fewer.strongest == 2)
    #expect(fewer.components[2].weight == .flemingHarrington(rho: 1, gamma: 0))
    #expect(isClose(fewer.test.statistic ?? 0, 3.2401172092216397, relative: 1e-9))
  }

  @Test func `one weight, or one twice, is that test alone`() throws {
    let aml = try DataFrame("aml")
    let data = try SurvivalData(time: aml["time"], event: aml.flags("status"))
    let groups = try Groups(aml.integers("group"), count: 2)
    let alone = try LogRank(data, by: groups, weight: .peto)
    for weights in [[LogRankWeight.peto], [.peto, .peto]] {
      let combined = try MaxCombo(data, by: groups, weights: weights)
      #expect(isClose(combined.test.p ?? 0, alone.test.p ?? 1, relative: 1e-8))
    }
    let least = try MaxCombo(data, by: groups).test.p ?? 1
    #expect(least > 0.065)
    let pair = try MaxCombo(data, by: groups, weights: [.logRank, .gehan])
    let opposite = try MaxCombo(data, by: groups, weights: [.gehan, .logRank])
    #expect(isClose(pair.test.p ?? 0, opposite.test.p ?? 1, relative: 1e-8))
  }

  @Test func `small p-values keep their digits`() throws {
    // All of one group fall before any of the other: z is about 8.
    let n = 60
    let data = try SurvivalData(
      time: (0..<2 * n).map { Double($0) }, event: [Bool](repeating: true, count: 2 * n))
    let groups = try Groups((0..<2 * n).map { $0 < n ? 1 : 0 }, count: 2)
    let weights: [LogRankWeight] = [.logRank, .gehan, .flemingHarrington(rho: 1, gamma: 1)]
    let combined = try MaxCombo(data, by: groups, weights: weights)
    let alone = try weights.map { try LogRank(data, by: groups, weight: $0).test.p ?? 1 }
    let (least, p) = (alone.min() ?? 1, combined.test.p ?? 0)
    #expect(p >= least && p <= alone.reduce(0, +))
    #expect(p < 1e-12 && p > 0)
  }

  @Test func `reasons and errors`() throws {
    let data = try SurvivalData(time: [1, 1], event: [true, true])
    #expect(try MaxCombo(data, by: Groups([0, 1], count: 2)).test.reason == .noVariation)
    #expect(try MaxCombo(data, by: Groups([0, 0], count: 2)).test.reason == .fewerThanTwoGroups)
    let censored = try SurvivalData(time: [1, 2], event: [false, false])
    #expect(try MaxCombo(censored, by: Groups([0, 1], count: 2)).test.reason == .noEvents)
    #expect(throws: SurvivalError.twoGroupsNeeded(found: 3)) {
      try MaxCombo(data, by: Groups([0, 1], count: 3))
    }
    #expect(throws: SurvivalError.numberOfTestWeights(found: 0, limit: 4)) {
      try MaxCombo(data, by: Groups([0, 1], count: 2), weights: [])
    }
  }
}
