import Balancing
import TestSupport
import Testing

struct PropensityWeightsTests {
  let probability = [0.2, 0.5, 0.8, 0.2, 0.5, 0.8]
  let treated = [true, true, true, false, false, false]

  static let table: [(Estimand, [Double])] = [
    (.ate, [5, 2, 1.25, 1.25, 2, 5]),
    (.att, [1, 1, 1, 0.25, 1, 4]),
    (.atc, [4, 1, 0.25, 1, 1, 1]),
    (.ato, [0.8, 0.5, 0.2, 0.2, 0.5, 0.8]),
    (.atm, [1, 1, 0.25, 0.25, 1, 1]),
  ]

  @Test(
    .agrees("propensity weights", with: "R 4.2.2, closed forms", within: 1e-12), arguments: table)
  func `weights follow the table`(estimand: Estimand, expected: [Double]) throws {
    let weights = try PropensityWeights(
      probability: probability, treated: treated, options: .init(estimand: estimand))
    #expect(isClose(weights.weights, expected, relative: 1e-15))
    #expect(weights.trimmed.isEmpty)
  }

  @Test func `the effective sample size is the squared sum over the sum of squares`() throws {
    let weights = try PropensityWeights(probability: probability, treated: treated)
    // 5, 2, 5/4: (33/4)² / (489/16) = 1089/489.
    #expect(isClose(weights.treatedArm.effectiveSampleSize, 1089.0 / 489, relative: 1e-15))
    #expect(weights.treatedArm.sum == 33.0 / 4)
    #expect(weights.treatedArm.largest == 5)
    #expect(weights.treatedArm.count == 3)
  }

  @Test func `the effective sample size does not depend on scale`() {
    var random = TestGenerator(11)
    let weights = (0..<50).map { _ in random.uniform() }
    let treated = (0..<50).map { _ in random.happens(0.5) }
    let size = ArmWeights(weights, treated: treated, arm: true).effectiveSampleSize
    for factor in [1e-200, 0.1, 3, 1e200] {
      let scaled = ArmWeights(weights.map { $0 * factor }, treated: treated, arm: true)
      #expect(isClose(scaled.effectiveSampleSize, size, relative: 1e-13))
    }
    #expect(size < Double(treated.filter { $0 }.count))
    #expect(ArmWeights([0, 0], treated: [true, false], arm: true).effectiveSampleSize == 0)
  }

  @Test func `stabilized weights are those of the estimand times the share of the arm`() throws {
    let plain = try PropensityWeights(
      probability: [0.5, 0.25, 0.75, 0.5], treated: [true, false, false, false])
    let stabilized = try PropensityWeights(
      probability: [0.5, 0.25, 0.75, 0.5], treated: [true, false, false, false],
      options: .init(stabilize: true))
    let shares = [0.25, 0.75, 0.75, 0.75]
    for i in shares.indices {
      #expect(isClose(stabilized.weights[i], plain.weights[i] * shares[i], relative: 1e-15))
    }
  }

  @Test func `truncation moves weights to quantiles by linear interpolation`() throws {
    // ATE weights 5/4, 5/4, 2, 2, 5, 5: the quantile 0.1 is 5/4; 0.7 lies halfway from 2 to 5.
    let weights = try PropensityWeights(
      probability: probability, treated: treated,
      options: .init(truncate: WeightRange(0.1, 0.7)))
    #expect(isClose(weights.weights, [3.5, 2, 1.25, 1.25, 2, 3.5], relative: 1e-14))
    #expect(weights.truncatedCount == 2)
  }

  @Test func `truncation leaves the focal arm alone`() throws {
    // Control weights 1/4, 1, 4: the median is 1, the upper quartile 5/2.
    let weights = try PropensityWeights(
      probability: probability, treated: treated,
      options: .init(estimand: .att, truncate: WeightRange(0.5, 0.75)))
    #expect(isClose(weights.weights, [1, 1, 1, 1, 1, 2.5], relative: 1e-14))
    #expect(weights.truncatedCount == 2)
  }

  @Test func `trimming drops patients before anything else`() throws {
    let weights = try PropensityWeights(
      probability: [0, 0.5, 0.5, 0.9, 1], treated: [false, true, false, false, true],
      options: .init(stabilize: true, trim: WeightRange(0.1, 0.9)))
    #expect(weights.trimmed == [0, 4])
    #expect(isClose(weights.weights, [0, 2.0 / 3, 4.0 / 3, 20.0 / 3, 0], relative: 1e-14))
  }

  @Test func `swapping the labels of the arms swaps ATT and ATC and leaves the others`() throws {
    let data = try FixtureTable.lalonde()
    let treated = data.flag("treat")
    let p = data.number("p")
    let pairs: [(Estimand, Estimand)] = [
      (.ate, .ate), (.att, .atc), (.atc, .att), (.ato, .ato), (.atm, .atm),
    ]
    for (one, other) in pairs {
      let weights = try PropensityWeights(
        probability: p, treated: treated, options: .init(estimand: one))
      let swapped = try PropensityWeights(
        probability: p.map { 1 - $0 }, treated: treated.map { !$0 },
        options: .init(estimand: other))
      #expect(isClose(weights.weights, swapped.weights, relative: 1e-12))
    }
  }

  @Test func `overlap weights of a maximum likelihood fit sum to the same in both arms`() throws {
    let data = try FixtureTable.rotterdam()
    let weights = try PropensityWeights(
      probability: data.number("p"), treated: data.flag("hormon"), options: .init(estimand: .ato))
    #expect(isClose(weights.treatedArm.sum, weights.controlArm.sum, relative: 1e-9))
  }

  @Test func `probabilities of 0 and 1 are faults that name the rows`() {
    let error = #expect(throws: WeightingError.self) {
      try PropensityWeights(
        probability: [0, 0.5, 1, .nan, Double.leastNonzeroMagnitude],
        treated: [true, true, false, false, true])
    }
    #expect(error == .probabilityNotUsable(rows: [0, 2, 3]))
    let overflow = #expect(throws: WeightingError.self) {
      try PropensityWeights(
        probability: [0.5, Double.leastNonzeroMagnitude], treated: [false, true])
    }
    #expect(overflow == .probabilityNotUsable(rows: [1]))
    #expect(
      overflow?.message
        == "the propensity score is missing, 0 or 1 in row 2, so there is no weight")
  }

  @Test func `other impossible input is a fault`() {
    func fault(_ p: [Double], _ treated: [Bool], _ options: PropensityWeights.Options = .init())
      -> WeightingError?
    {
      #expect(throws: WeightingError.self) {
        try PropensityWeights(probability: p, treated: treated, options: options)
      }
    }
    #expect(fault([0.5], [true, false]) == .lengthsDiffer(expected: 2, found: 1))
    #expect(fault([0.5], [true]) == .emptyArm(treated: false))
    #expect(
      fault([0.1, 0.5], [true, false], .init(trim: WeightRange(0.4, 0.6)))
        == .emptyArm(treated: true))
    #expect(
      fault([0.5, 0.5], [true, false], .init(truncate: WeightRange(0.9, 0.1)))
        == .rangeNotAllowed(option: "truncate", WeightRange(0.9, 0.1)))
  }
}
