import Balancing
import TestSupport
import Testing

struct PropensityWeightsReferenceTests {
  @Test(arguments: [
    (Estimand.ate, [1169.633152, 58.326661, 329.007759]),
    (.att, [371.998867, 185, 99.815386]),
    (.atc, [797.634285, 31.363337, 429]),
    (.ato, [156.348848, 145.635948, 166.101431]),
    (.atm, [220.762673, 154.180496, 147.317512]),
  ])
  func `lalonde's sum of weights and effective sample sizes`(
    estimand: Estimand, expected: [Double]
  ) throws {
    let data = try FixtureTable.lalonde()
    let weights = try PropensityWeights(
      probability: data.number("p8"), treated: data.flag("treat"),
      options: .init(estimand: estimand))
    let found = [
      weights.treatedArm.sum + weights.controlArm.sum, weights.treatedArm.effectiveSampleSize,
      weights.controlArm.effectiveSampleSize,
    ]
    #expect(isClose(found, expected, relative: 0, absolute: 5.01e-7))
  }

  /// Written by R: sum of the treated's weights, of the controls', effective sample sizes, largest.
  @Test(arguments: [
    (Estimand.ate, false, [2815.6826, 3005.8931, 132.62393, 2489.3081, 77.656805]),
    (.ate, true, [320.09269, 2664.1769, 132.62393, 2489.3081, 8.8281881]),
    (.att, false, [339, 362.89309, 339, 504.76895, 7.7824408]),
    (.ato, false, [265.54905, 265.54905, 330.47087, 1299.5214, 0.98712283]),
  ])
  func `rotterdam's weights agree with R`(
    estimand: Estimand, stabilize: Bool, expected: [Double]
  ) throws {
    let data = try FixtureTable.rotterdam()
    let weights = try PropensityWeights(
      probability: data.number("p"), treated: data.flag("hormon"),
      options: .init(estimand: estimand, stabilize: stabilize))
    let (one, two) = (weights.treatedArm, weights.controlArm)
    let found = [
      one.sum, two.sum, one.effectiveSampleSize, two.effectiveSampleSize,
      max(one.largest, two.largest),
    ]
    #expect(isClose(found, expected, relative: 5e-8))
  }
}
