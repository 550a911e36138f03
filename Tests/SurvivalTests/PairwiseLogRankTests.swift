import Survival
import TestSupport
import Testing

@Suite struct PairwiseLogRankTests {
  private static let reference = Reference("survival-tests.txt")
  private static let names: [(MultiplicityAdjustment, String)] = [
    (.none, "none"), (.bonferroni, "bonferroni"), (.holm, "holm"), (.hochberg, "hochberg"),
    (.hommel, "hommel"), (.benjaminiHochberg, "BH"), (.benjaminiYekutieli, "BY"),
  ]

  @Test(
    .agrees(
      "every two groups, adjusted p-values", with: "R survival 3.5-3 `survdiff`, `p.adjust`",
      within: 1e-10))
  func `every two cell types agree with R`() throws {
    let veteran = try DataFrame("veteran")
    let data = try SurvivalData(time: veteran["time"], event: veteran.flags("status"))
    let types = try Groups(veteran.integers("celltype"), count: 4)
    for (adjustment, name) in Self.names {
      let tests = try PairwiseLogRank(data, by: types, adjustment: adjustment)
      #expect(tests.comparisons.map(\.first) == [0, 0, 0, 1, 1, 2])
      #expect(tests.comparisons.map(\.second) == [1, 2, 3, 2, 3, 3])
      #expect(
        agrees(
          tests.comparisons.map(\.logRank.test.statistic),
          Self.reference["pairs.veteran.chisq"], relative: 1e-11))
      #expect(
        agrees(
          tests.comparisons.map(\.adjusted), Self.reference["pairs.veteran.\(name)"],
          relative: 1e-10))
    }
  }

  @Test func `strata and weights are those of the whole`() throws {
    let veteran = try DataFrame("veteran")
    let weights = veteran["karno"].map { $0 / 30 }
    let data = try SurvivalData(
      time: veteran["time"], event: veteran.flags("status"),
      weights: Weights(weights, kind: .sampling), strata: veteran.integers("trt"))
    let codes = veteran.integers("celltype")
    let tests = try PairwiseLogRank(data, by: Groups(codes, count: 4), weight: .gehan)
    let rows = codes.indices.filter { codes[$0] == 1 || codes[$0] == 3 }
    let alone = try LogRank(
      SurvivalData(
        time: rows.map { veteran["time"][$0] }, event: rows.map { veteran["status"][$0] == 1 },
        weights: Weights(rows.map { weights[$0] }, kind: .sampling),
        strata: rows.map { veteran.integers("trt")[$0] }),
      by: Groups(rows.map { codes[$0] == 3 ? 1 : 0 }, count: 2), weight: .gehan)
    #expect(
      isClose(
        tests.comparisons[4].logRank.test.statistic ?? 0, alone.test.statistic ?? 1,
        relative: 1e-12))
  }

  @Test(
    .agrees(
      "every two groups, adjusted p-values", with: "R survival 3.5-3 `survdiff`, `p.adjust`",
      within: 1e-10))
  func `adjusted p-values agree with R and leave out what is missing`() {
    let p = Self.reference["adjust.p"]
    for (adjustment, name) in Self.names.dropFirst() {
      #expect(agrees(adjustment.adjust(p), Self.reference["adjust.\(name)"], relative: 1e-13))
      let holes = [nil] + p + [nil]
      #expect(adjustment.adjust(holes) == [nil] + adjustment.adjust(p) + [nil])
      #expect(adjustment.adjust([]) == [])
      #expect(adjustment.adjust([0.3]) == [0.3])
    }
  }

  @Test func `the closed test of three hypotheses by hand`() {
    // 0.01, 0.02, 0.06: all three 0.03; {2, 3}: 0.04; so 0.03, 0.04, 0.06.
    let adjusted = MultiplicityAdjustment.hommel.adjust([0.06, 0.01, 0.02]).compactMap(\.self)
    #expect(isClose(adjusted, [0.06, 0.03, 0.04], relative: 1e-14))
  }

  @Test func `an empty group has no test and does not count`() throws {
    let data = try SurvivalData(time: [1, 2, 3, 4], event: [true, true, true, false])
    let tests = try PairwiseLogRank(
      data, by: Groups([0, 2, 0, 2], count: 3), adjustment: .bonferroni)
    #expect(tests.comparisons[0].logRank.test.reason == .fewerThanTwoGroups)
    #expect(tests.comparisons[0].adjusted == nil)
    #expect(tests.comparisons[1].adjusted == tests.comparisons[1].logRank.test.p)
  }
}
