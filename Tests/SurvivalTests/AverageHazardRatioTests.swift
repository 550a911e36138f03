import Distributions
import Foundation
import Survival
import TestSupport
import Testing

struct AverageHazardRatioTests {
  private func contrast(
    _ time: [Double], _ event: [Bool], _ groups: [Int], weights: [Double]? = nil,
    cluster: [Int]? = nil, variance: VarianceEstimator? = nil
  ) throws -> KaplanMeierContrast {
    try KaplanMeierGroups(
      SurvivalData(
        time: time, event: event, weights: weights.map { Weights($0, kind: .sampling) },
        cluster: cluster),
      by: Groups(groups, count: 2), variance: variance
    ).contrast(1, with: 0)
  }

  /// Events of the focal group at 1 and 3, of the other at 2 and 4: 1/2 + 1/4 of the pairs against 1/4.
  @Test func `two people against two, by hand`() throws {
    let found = try contrast([1, 3, 2, 4], [true, true, true, true], [1, 1, 0, 0])
    #expect(isClose(found.averageHazardRatio(to: 4).estimate ?? 0, 3, relative: 1e-14))
    #expect(isClose(found.averageHazardRatio(to: 2).estimate ?? 0, 2, relative: 1e-14))
    #expect(found.averageHazardRatio(to: 1).reason == .noEvents)
    #expect(found.averageHazardRatio(to: 0).reason == .invalidTime)
  }

  /// Both have an event at 1: of four pairs one is tied, one has each first, one comes later.
  @Test func `ties count half on both sides`() throws {
    let found = try contrast([1, 2, 1, 3], [true, true, true, true], [1, 1, 0, 0])
    // 3/4·1/2 + 1/2·1/2 over 3/4·1/2
    #expect(isClose(found.averageHazardRatio(to: 3).estimate ?? 0, 5.0 / 3, relative: 1e-14))
    let tied = try contrast([1, 2, 1, 2], [true, true, true, true], [1, 1, 0, 0])
    #expect(isClose(tied.averageHazardRatio(to: 2).estimate ?? 0, 1, relative: 1e-14))
  }

  /// R 4.2.2, survival 3.5-3: scripts/reference/survival-average-hazard-ratio.R.
  @Test(
    .agrees(
      "average hazard ratio", with: "curves and influences of R survival 3.5-3 `survfit`",
      within: 1e-10),
    arguments: ["crude", "pairs"])
  func `matched cohorts agree with R`(_ key: String) throws {
    let frame = try DataFrame("rotterdam-matched")
    let found = try contrast(
      frame["rfs_days"], frame.flags("rfs_event"), frame.integers("arm"),
      cluster: key == "pairs" ? frame.integers("pair") : nil)
    let reference = Reference("survival-average-hazard-ratio.txt")
    let ratio = found.averageHazardRatio(to: 1826.25)
    #expect(
      agrees(
        [ratio.estimate.map { log($0) }, ratio.standardError], reference[key], relative: 1e-10))
  }

  @Test func `the other way round it is the inverse`() throws {
    let frame = try DataFrame("veteran")
    let groups = frame.integers("trt").map { $0 - 1 }
    let (time, event) = (frame["time"], frame.flags("status"))
    let there = try contrast(time, event, groups).averageHazardRatio(to: 300)
    let back = try contrast(time, event, groups.map { 1 - $0 }).averageHazardRatio(to: 300)
    #expect(isClose((there.estimate ?? 0) * (back.estimate ?? 0), 1, relative: 1e-13))
    #expect(isClose(there.standardError ?? 0, back.standardError ?? 1, relative: 1e-12))
    #expect(isClose(there.p ?? 0, back.p ?? 1, relative: 1e-10))
  }

  @Test func `the robust error is made of derivatives with respect to the weights`() throws {
    var random = CounterGenerator(seed: 5, task: 0)
    let time = (0..<50).map { _ in (random.uniform() * 12).rounded(.up) }
    let event = (0..<50).map { _ in random.uniform() < 0.7 }
    let groups = (0..<50).map { $0 % 2 }
    let ones = [Double](repeating: 1, count: 50)
    func log(_ weights: [Double]) throws -> Double {
      Foundation.log(
        try contrast(time, event, groups, weights: weights).averageHazardRatio(to: 9).estimate ?? 0)
    }
    let step = 1e-4
    var square = 0.0
    for row in 0..<50 {
      var (up, down) = (ones, ones)
      up[row] += step
      down[row] -= step
      let slope = (try log(up) - log(down)) / (2 * step)
      square += slope * slope
    }
    let error = try contrast(time, event, groups, variance: .robust)
      .averageHazardRatio(to: 9).standardError
    #expect(isClose(error ?? 0, square.squareRoot(), relative: 1e-6))
  }

  @Test func `proportional hazards are recovered at every horizon, with the coverage that is said`()
    throws
  {
    var (covered, sum) = (0, 0.0)
    let (replicates, truth) = (400, 0.5)
    for replicate in 0..<replicates {
      var random = CounterGenerator(seed: 11, task: UInt64(replicate))
      var (time, event): ([Double], [Bool]) = ([], [])
      for i in 0..<200 {
        let hazard = i % 2 == 1 ? truth : 1.0
        let death = -log(random.uniform()) / hazard
        let leaving = -log(random.uniform()) / 0.3
        time.append(min(death, leaving))
        event.append(death <= leaving)
      }
      let found = try contrast(time, event, (0..<200).map { $0 % 2 }).averageHazardRatio(to: 1)
      let (estimate, error) = (log(found.estimate ?? 1), found.standardError ?? 0)
      sum += estimate
      if abs(estimate - log(truth)) <= 1.959964 * error { covered += 1 }
    }
    #expect(abs(sum / Double(replicates) - log(truth)) < 0.03)
    #expect(covered > 364 && covered < 394)
  }
}
