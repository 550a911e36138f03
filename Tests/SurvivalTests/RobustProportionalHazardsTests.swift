import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct RobustProportionalHazardsTests {
  @Test(
    .agrees("proportional hazards", with: "R survival 3.5-3 `cox.zph`", within: 1e-7),
    arguments: approximateTies)
  func `the robust test agrees with rows split at every event`(ties: TieMethod) throws {
    let heart = try DataFrame("heart")
    let bladder = try DataFrame("bladder")
    let weights = Weights(numbers(expected("km.heart.weights")), kind: .sampling)
    for (key, frame, columns, weights) in [
      ("heart", heart, ["age", "year", "transplant"], weights),
      ("bladder", bladder, ["rx", "number", "size"], nil),
    ] {
      let fit = try Cox(
        SurvivalData(
          time: frame["stop"], event: frame.flags("event"), entry: frame["start"],
          weights: weights, cluster: frame.integers("id")), covariates: frame.matrix(columns),
        ties: ties)
      let test = ProportionalHazardsTest(fit, transform: .identity, variance: .robust)
      #expect(
        agrees(
          test.terms.map(\.statistic) + [test.global.statistic],
          timed("zph.\(key).\(ties.rawValue)"), relative: 1e-7), "\(key)")
      #expect(test.variance == .robust)
    }
  }

  @Test func `the robust test does not depend on the scale of the weights`() throws {
    let frame = try DataFrame("veteran")
    func test(_ factor: Double) throws -> ProportionalHazardsTest {
      let fit = try Cox(
        SurvivalData(
          time: frame["time"], event: frame.flags("status"),
          weights: Weights(frame["age"].map { $0 * factor }, kind: .sampling)),
        covariates: frame.matrix(["trt", "karno"]))
      return ProportionalHazardsTest(fit, variance: .robust)
    }
    let (one, ten) = (try test(0.02), try test(0.2))
    #expect(
      isClose(one.global.statistic ?? 0, ten.global.statistic ?? 1, relative: 1e-9))
  }

  @Test func `the exact method has no robust test`() throws {
    let frame = try DataFrame("aml")
    let fit = try Cox(
      SurvivalData(time: frame["time"], event: frame.flags("status")),
      covariates: frame.matrix(["group"]), ties: .exact)
    let test = ProportionalHazardsTest(fit, variance: .robust)
    #expect(test.global.reason == .noRobustVariance)
    #expect(ProportionalHazardsTest(fit).global.statistic != nil)
  }
}
