import Distributions
import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

struct PseudoValueSurvivalTests {
  /// R 4.2.2, survival 3.5-3: scripts/reference/survival-pseudo-regression.R.
  @Test(
    .agrees(
      "regression of pseudo-values", with: "R survival 3.5-3 `pseudo` and least squares",
      within: 1e-9, detail: "robust errors, clusters and weights too"),
    arguments: ["plain", "cluster", "weighted"])
  func `adjusted survival and means are those of R`(_ key: String) throws {
    let frame = try DataFrame("veteran")
    let data = try SurvivalData(
      time: frame["time"], event: frame.flags("status"),
      weights: key == "weighted"
        ? Weights(frame["karno"].map { $0 / 30 }, kind: .sampling) : nil,
      cluster: key == "cluster" ? frame.integers("diagtime") : nil)
    let found = try PseudoValueSurvival(
      data, by: Groups(frame.integers("trt").map { $0 - 1 }, count: 2),
      covariates: frame.matrix(["karno", "age", "prior"]))
    func numbers(_ rows: [SurvivalEstimate]) -> [Double?] {
      rows.dropLast().flatMap { [$0.estimate, $0.standardError] }
        + (rows.last.map { [$0.estimate.map { log($0) }, $0.standardError] } ?? [])
    }
    let reference = Reference("survival-pseudo-regression.txt")
    let survival = [
      found.survival(1, at: 180), found.survival(0, at: 180),
      found.survivalDifference(1, minus: 0, at: 180), found.survivalRatio(1, over: 0, at: 180),
    ]
    #expect(agrees(numbers(survival), reference["surv.\(key)"], relative: 1e-9))
    let means = [
      found.restrictedMean(1, to: 300), found.restrictedMean(0, to: 300),
      found.restrictedMeanDifference(1, minus: 0, to: 300),
      found.restrictedMeanRatio(1, over: 0, to: 300),
    ]
    #expect(agrees(numbers(means), reference["rmst.\(key)"], relative: 1e-9))
  }

  @Test func `four people by hand`() throws {
    let found = try PseudoValueSurvival(
      SurvivalData(time: [1, 3, 2, 4], event: [true, true, true, true]),
      by: Groups([1, 1, 0, 0], count: 2),
      covariates: Matrix(columns: [[0, 1, 0, 1]]), target: [1, 0, 0, 3])
    // Of each arm the one with the covariate is free at 2.5, the other not. Three quarters of the target have the covariate, and with it everyone is free at 2.5.
    #expect(isClose(found.survival(1, at: 2.5).estimate ?? 0, 0.75, relative: 1e-14))
    #expect(isClose(found.restrictedMean(0, to: 4).estimate ?? 0, 3.5, relative: 1e-14))
  }

  @Test func `a covariate that both arms share alike leaves the curves`() throws {
    let frame = try DataFrame("rotterdam-matched")
    let data = try SurvivalData(
      time: frame["rfs_days"], event: frame.flags("rfs_event"), cluster: frame.integers("pair"))
    let groups = try Groups(frame.integers("arm"), count: 2)
    let found = try PseudoValueSurvival(
      data, by: groups, covariates: Matrix(columns: [frame["pair"]]))
    let plain = try KaplanMeierGroups(data, by: groups).contrast(1, with: 0)
    let (a, b) = (
      found.survivalDifference(1, minus: 0, at: 1826.25), plain.survivalDifference(at: 1826.25)
    )
    #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-9))
    #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 0.01))
    let same = try PseudoValueSurvival(
      data, by: groups, covariates: Matrix(columns: [[Double](repeating: 2, count: data.count)]))
    #expect(same.survival(1, at: 365).reason == .collinear)
  }

  @Test func `the marginal difference is found where the crude one is wrong`() throws {
    var (adjusted, crude, covered) = (0.0, 0.0, 0)
    let replicates = 200
    for replicate in 0..<replicates {
      var random = CounterGenerator(seed: 21, task: UInt64(replicate))
      var (time, event, arm, x): ([Double], [Bool], [Int], [Double]) = ([], [], [], [])
      for _ in 0..<300 {
        let covariate = random.uniform() < 0.5 ? 1.0 : 0
        let treated = random.uniform() < (covariate == 1 ? 0.7 : 0.3)
        // Survival at 1 is exp(−h): with the covariate 0.4 or 0.6, without 0.6 or 0.8.
        let survival = 0.6 - 0.2 * covariate + (treated ? 0.2 : 0)
        let death = -log(random.uniform()) / -log(survival)
        let leaving = 0.5 + random.uniform() * 2
        time.append(min(death, leaving))
        event.append(death <= leaving)
        arm.append(treated ? 1 : 0)
        x.append(covariate)
      }
      let data = try SurvivalData(time: time, event: event)
      let groups = try Groups(arm, count: 2)
      let found = try PseudoValueSurvival(data, by: groups, covariates: Matrix(columns: [x]))
        .survivalDifference(1, minus: 0, at: 1)
      adjusted += (found.estimate ?? 0) / Double(replicates)
      if (found.lower ?? 1) <= 0.2, 0.2 <= (found.upper ?? 0) { covered += 1 }
      crude +=
        (try KaplanMeierGroups(data, by: groups).contrast(1, with: 0)
          .survivalDifference(at: 1).estimate ?? 0) / Double(replicates)
    }
    #expect(abs(adjusted - 0.2) < 0.015)
    #expect(crude < 0.15)
    #expect(covered > 180)
  }

  @Test func `what cannot be said has a reason`() throws {
    let data = try SurvivalData(time: [1, 3, 2, 4], event: [true, true, true, false])
    let groups = try Groups([1, 1, 0, 0], count: 2)
    let found = try PseudoValueSurvival(
      data, by: groups, covariates: Matrix(columns: [[0, 1, 0, 1]]))
    #expect(found.survival(0, at: 5).reason == .afterFollowUp)
    #expect(found.survivalDifference(1, minus: 0, at: -1).reason == .invalidTime)
    #expect(found.restrictedMean(1, to: 0).reason == .invalidTime)
    #expect(throws: SurvivalError.noRows) {
      try PseudoValueSurvival(
        data, by: Groups([1, 1, 1, 1], count: 2), covariates: Matrix(columns: [[0, 1, 0, 1]]))
    }
  }
}
