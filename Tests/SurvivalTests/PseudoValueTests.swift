import Survival
import TestSupport
import Testing

@Suite struct PseudoValueTests {
  private static let reference = Reference("survival-curves.txt")

  @Test func `six people by hand`() throws {
    // The influences on S(1), times 144, are -20 and five times 4; n = 6 and S(1) = 5/6.
    let curve = try KaplanMeier(
      SurvivalData(
        time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true]))
    let values = try #require(try curve.pseudoValues(survivalAt: 1).values)
    #expect(values.estimate == 5.0 / 6)
    let others: Double = 5.0 / 6 + 6 * 4.0 / 144
    #expect(isClose(values.values, [0] + [Double](repeating: others, count: 5), absolute: 1e-15))
    let influence = try #require(curve.influence(ofSurvivalAt: 6)).map { $0 * 144 }
    #expect(isClose(influence, [-10, 2, -13, -13, 17, 17], relative: 1e-13))
  }

  @Test func `without censoring they are the people themselves`() throws {
    let times = [3.0, 1, 4, 1.5, 9, 2.6]
    let curve = try KaplanMeier(
      SurvivalData(time: times, event: times.map { _ in true }))
    let alive = try #require(try curve.pseudoValues(survivalAt: 2.8).values)
    #expect(isClose(alive.values, times.map { $0 > 2.8 ? 1 : 0 }, absolute: 1e-14))
    let mean = try #require(try curve.pseudoValues(restrictedMeanTo: 3.5).values)
    #expect(isClose(mean.values, times.map { min($0, 3.5) }, absolute: 1e-13))
  }

  @Test(
    .agrees(
      "quantiles under every rule, lower limits by Peto and by the last event, "
        + "survival from a landmark, pseudo-values", with: "R survival 3.5-3", within: 1e-8,
      detail: "most 1e-10"))
  func `they agree with R`() throws {
    let veteran = try DataFrame("veteran")
    let curve = try KaplanMeier(
      SurvivalData(time: veteran["time"], event: veteran.flags("status")))
    let survival = try #require(try curve.pseudoValues(survivalAt: 100).values)
    #expect(
      agrees(survival.values, Self.reference["pseudo.surv"], relative: 1e-10, absolute: 1e-13))
    let area = try #require(try curve.pseudoValues(restrictedMeanTo: 200).values)
    #expect(
      agrees(area.values, Self.reference["pseudo.rmst"], relative: 1e-10, absolute: 1e-11))
  }

  @Test func `those of people with several rows agree with R`() throws {
    let heart = try DataFrame("heart")
    let curve = try KaplanMeier(
      SurvivalData(
        time: heart["stop"], event: heart.flags("event"), entry: heart["start"],
        cluster: heart.integers("id")))
    let values = try #require(
      try curve.pseudoValues(survivalAt: 100, persons: heart.integers("id")).values)
    #expect(values.persons == Array(1...103))
    #expect(
      agrees(values.values, Self.reference["pseudo.heart"], relative: 1e-10, absolute: 1e-13))
  }

  @Test func `their weighted mean is the estimate and their spread its robust error`() throws {
    let veteran = try DataFrame("veteran")
    let weights = veteran["karno"].map { $0 / 30 }
    let curve = try KaplanMeier(
      SurvivalData(
        time: veteran["time"], event: veteran.flags("status"),
        weights: Weights(weights, kind: .sampling)))
    let total = weights.reduce(0, +)
    for (values, estimate) in [
      (try curve.pseudoValues(survivalAt: 100).values, curve.survival(at: 100)),
      (try curve.pseudoValues(restrictedMeanTo: 200).values, curve.restrictedMean(to: 200)),
    ] {
      let pseudo = try #require(values).values
      let mean = zip(pseudo, weights).reduce(0.0) { $0 + $1.0 * $1.1 } / total
      #expect(isClose(mean, estimate.estimate ?? 0, relative: 1e-12))
      let square = zip(pseudo, weights).reduce(0.0) {
        $0 + ($1.1 * ($1.0 - mean) / total) * ($1.1 * ($1.0 - mean) / total)
      }
      #expect(isClose(square.squareRoot(), estimate.standardError ?? 0, relative: 1e-11))
    }
  }

  @Test func `reasons and errors`() throws {
    let curve = try KaplanMeier(SurvivalData(time: [1, 2], event: [true, false]))
    #expect(try curve.pseudoValues(survivalAt: 3).reason == .afterFollowUp)
    #expect(try curve.pseudoValues(restrictedMeanTo: 0).reason == .invalidTime)
    #expect(curve.influence(ofSurvivalAt: -1) == nil)
    #expect(curve.influence(ofRestrictedMeanTo: 5) == nil)
    #expect(throws: SurvivalError.lengthsDiffer(.cluster, expected: 2, found: 1)) {
      try curve.pseudoValues(survivalAt: 1, persons: [1])
    }
  }
}
