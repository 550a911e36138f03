import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

struct AugmentedSurvivalTests {
  /// Which model is right.
  enum Right: CaseIterable { case both, outcome, treatment }

  /// Confounded arms, with leaving that depends on the arm.
  private struct Cohort {
    var time: [Double] = []
    var event: [Bool] = []
    var arm: [Int] = []
    var x: [Double] = []
    var probability: [Double] = []

    init(_ count: Int, seed: UInt64) {
      var stream = UniformStream(seed: seed)
      for _ in 0..<count {
        let x = 2 * stream.next() - 1
        let p = 1 / (1 + exp(-1.2 * x))
        let treated = stream.next() < p
        let rate = 0.1 * exp((treated ? -0.5 : 0) + 1.1 * x)
        let leaving = treated ? 0.08 : 0.04
        let (death, end) = (-log(stream.next()) / rate, -log(stream.next()) / leaving)
        time.append(min(death, end, 15))
        event.append(death <= min(end, 15))
        arm.append(treated ? 1 : 0)
        self.x.append(x)
        probability.append(p)
      }
    }

    func augmented(_ right: Right, censoring: CensoringModel = .kaplanMeier) throws
      -> AugmentedSurvival
    {
      var stream = UniformStream(seed: 1)
      let noise = x.map { _ in stream.next() }
      return try AugmentedSurvival(
        SurvivalData(time: time, event: event), by: Groups(arm, count: 2),
        covariates: Matrix(columns: [right == .treatment ? noise : x]),
        probability: right == .outcome
          ? [Double](repeating: 0.5, count: x.count) : probability, censoring: censoring)
    }

    static func truth(at time: Double) -> Double {
      (0..<20_000).reduce(0.0) { sum, i in
        let rate = 0.1 * exp(1.1 * (2 * (Double(i) + 0.5) / 20_000 - 1))
        return sum + exp(-time * rate * exp(-0.5)) - exp(-time * rate)
      } / 20_000
    }
  }

  @Test(arguments: Right.allCases)
  func `the difference is found where one of the models is wrong`(right: Right) throws {
    let truth = Cohort.truth(at: 4)
    var (errors, covered, spreadOfErrors) = ([Double](), 0, 0.0)
    for seed in 1...200 {
      let found = try Cohort(400, seed: UInt64(seed)).augmented(right)
        .survivalDifference(1, minus: 0, at: 4)
      let (value, low, high) = (
        try #require(found.estimate), try #require(found.lower), try #require(found.upper)
      )
      errors.append(value - truth)
      spreadOfErrors += (found.standardError ?? 0) / 200
      if low <= truth, truth <= high { covered += 1 }
    }
    let mean = errors.reduce(0, +) / 200
    let spread = (errors.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    #expect(abs(mean) < 3.5 * spread / 200.0.squareRoot() + 0.002)
    #expect(covered >= 178)
    #expect((0.8...1.4).contains(spreadOfErrors / spread))
  }

  @Test func `without confounding, censoring or a useful covariate it is the share that is alive`()
    throws
  {
    // Half of each arm; the covariate says nothing, so that what is predicted is the arm's own curve
    // and the correction takes exp(−H) to the share of the arm.
    let count = 400
    var stream = UniformStream(seed: 12)
    let time = (0..<count).map { _ in -log(stream.next()) }
    let arm = (0..<count).map { $0 % 2 }
    let found = try AugmentedSurvival(
      SurvivalData(time: time, event: [Bool](repeating: true, count: count)),
      by: Groups(arm, count: 2),
      covariates: Matrix(columns: [(0..<count).map { Double($0 / 2 % 2) }]),
      probability: [Double](repeating: 0.5, count: count))
    for group in [0, 1] {
      let rows = arm.indices.filter { arm[$0] == group }
      for t in [0.3, 1, 1.7] {
        let share = Double(rows.count { time[$0] > t }) / Double(rows.count)
        #expect(abs((found.survival(group, at: t).estimate ?? -1) - share) < 0.01)
      }
      let mean = rows.reduce(0.0) { $0 + min(time[$1], 1.5) } / Double(rows.count)
      #expect(abs((found.restrictedMean(group, to: 1.5).estimate ?? -1) - mean) < 0.01)
    }
  }

  @Test(
    .agrees(
      "augmented curves",
      with: "the definition row by row",
      within: 1e-10))
  func `the values of each row are those of the definition`() throws {
    let cohort = Cohort(60, seed: 8)
    let found = try cohort.augmented(.both)
    for group in [0, 1] {
      let plain = try plainly(cohort, group, at: 3)
      let estimate = found.survival(group, at: 3)
      #expect(isClose(estimate.estimate ?? -1, plain.mean, relative: 1e-10))
      #expect(isClose(estimate.standardError ?? -1, plain.error, relative: 1e-10))
    }
  }

  @Test func `restricted means are areas under the curve`() throws {
    let found = try Cohort(80, seed: 4).augmented(.both, censoring: .cox)
    var area = 0.0
    let steps = 4_000
    for k in 0..<steps {
      area += (found.survivalAsItIs(1, at: (Double(k) + 0.5) * 5 / Double(steps)))
    }
    #expect(
      isClose(
        found.restrictedMean(1, to: 5).estimate ?? -1, area * 5 / Double(steps), relative: 1e-3)
    )
  }

  @Test func `what it cannot do is refused`() throws {
    let data = try SurvivalData(time: [1, 2, 3, 4], event: [true, true, true, false])
    let covariates = Matrix(columns: [[1, 2, 3, 5]])
    let groups = try Groups([0, 1, 0, 1], count: 2)
    #expect(throws: SurvivalError.invalidProbability(row: 2)) {
      try AugmentedSurvival(
        data, by: groups, covariates: covariates, probability: [0.5, 0.5, 1, 0.5])
    }
    let weighted = try SurvivalData(
      time: [1, 2, 3, 4], event: [true, true, true, false],
      weights: Weights([1, 2, 1, 1], kind: .sampling))
    #expect(throws: SurvivalError.weightsNotUsed) {
      try AugmentedSurvival(
        weighted, by: groups, covariates: covariates, probability: [0.5, 0.5, 0.5, 0.5])
    }
  }

  /// The definition, row by row and event time by event time.
  private func plainly(
    _ cohort: Cohort, _ group: Int, at time: Double
  ) throws -> (mean: Double, error: Double) {
    let rows = cohort.arm.indices.filter { cohort.arm[$0] == group }
    let fit = try Cox(
      SurvivalData(time: rows.map { cohort.time[$0] }, event: rows.map { cohort.event[$0] }),
      covariates: Matrix(columns: [rows.map { cohort.x[$0] }]), ties: .breslow)
    let beta = fit.iterate[0]
    func ratio(_ i: Int) -> Double { exp(beta * cohort.x[i]) }
    let times = rows.filter { cohort.event[$0] }.map { cohort.time[$0] }.sorted()
    func increment(_ t: Double) -> Double {
      1 / rows.filter { cohort.time[$0] >= t }.reduce(0.0) { $0 + ratio($1) }
    }
    func hazard(_ t: Double) -> Double { times.filter { $0 <= t }.reduce(0) { $0 + increment($1) } }
    func followed(before t: Double) -> Double {
      exp(
        -rows.filter { !cohort.event[$0] && cohort.time[$0] < t }.reduce(0.0) { sum, leaver in
          sum + 1 / Double(rows.count { cohort.time[$0] >= cohort.time[leaver] })
        })
    }
    let values = cohort.time.indices.map { i in
      let survival = exp(-hazard(time) * ratio(i))
      guard cohort.arm[i] == group else { return survival }
      let p = group == 1 ? cohort.probability[i] : 1 - cohort.probability[i]
      var integral = 0.0
      for t in times where t <= min(time, cohort.time[i]) {
        let factor = 1 / (exp(-hazard(t) * ratio(i)) * followed(before: t))
        if cohort.time[i] == t { integral += factor }
        integral -= factor * increment(t) * ratio(i)
      }
      return survival * (1 - integral / p)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, square.squareRoot() / Double(values.count))
  }
}

extension AugmentedSurvival {
  fileprivate func survivalAsItIs(_ group: Int, at time: Double) -> Double {
    survival(group, at: time).estimate ?? 0
  }
}
