import Survival
import TestSupport
import Testing

@Suite struct QuantileContrastTests {
  /// Curves of two groups of exponential times, in pairs with a common factor or without.
  private func contrast(
    _ stream: inout UniformStream, size: Int, means: (Double, Double), shared: Double,
    clustered: Bool
  ) throws -> KaplanMeierContrast {
    var (time, event, group, pair): ([Double], [Bool], [Int], [Int]) = ([], [], [], [])
    for i in 0..<size {
      let common = stream.next()
      for arm in 0...1 {
        let own = stream.next() < shared ? common : stream.next()
        let t = -logarithm(own) * (arm == 1 ? means.1 : means.0)
        let end = 1 + 4 * stream.next()
        time.append(min(t, end))
        event.append(t <= end)
        group.append(arm)
        pair.append(i)
      }
    }
    return try KaplanMeierGroups(
      SurvivalData(time: time, event: event, cluster: clustered ? pair : nil),
      by: Groups(group, count: 2)
    ).contrast(1, with: 0)
  }

  /// The set of differences by trying every time and every value that a curve passes through there.
  private func slowLimits(
    _ contrast: KaplanMeierContrast, _ q: Double, _ variance: [[Double]], _ critical: Double,
    ratio: Bool
  ) -> (lower: Double, upper: Double) {
    let det = variance[0][0] * variance[1][1] - variance[0][1] * variance[0][1]
    func accepted(_ x: Double, _ y: Double) -> Bool {
      (variance[1][1] * x * x - 2 * variance[0][1] * x * y + variance[0][0] * y * y) / det
        <= critical
    }
    func points(_ curve: KaplanMeier) -> [(time: Double, value: Double)] {
      var (result, before): ([(Double, Double)], Double) = ([(0, 1)], 1)
      for k in curve.time.indices where curve.eventCount[k] > 0 {
        for step in 0...40 {
          let part = Double(step) / 40
          result.append((curve.time[k], before + (curve.survival[k] - before) * part))
        }
        before = curve.survival[k]
      }
      return result.filter { abs($0.1 - q) < 0.35 }
    }
    var (low, high) = (Double.infinity, -Double.infinity)
    let others = points(contrast.reference)
    for a in points(contrast.focal) {
      for b in others where accepted(a.value - q, b.value - q) {
        let value = ratio ? a.time / b.time : a.time - b.time
        low = min(low, value)
        high = max(high, value)
      }
    }
    return (low, high)
  }

  @Test(
    .agrees(
      "differences and ratios of quantiles", with: "a search over all times and values; coverage",
      within: 0.03, detail: "3 % of the critical value"), arguments: [false, true])
  func `limits are the ends of what a search does not reject`(clustered: Bool) throws {
    var stream = UniformStream(seed: 12)
    for _ in 0..<3 {
      let contrast = try contrast(
        &stream, size: 40, means: (1, 1.6), shared: clustered ? 0.6 : 0, clustered: clustered)
      let (a, b) = (contrast.focal, contrast.reference)
      let medians = [a, b].map { $0.median.estimate ?? 0 }
      var variance = [[0.0, 0], [0, 0]]
      if clustered {
        let u = try #require(a.influence(ofSurvivalAt: medians[0]))
        let v = try #require(b.influence(ofSurvivalAt: medians[1]))
        for pair in 0..<40 {
          let (x, y) = (u[2 * pair] + u[2 * pair + 1], v[2 * pair] + v[2 * pair + 1])
          variance[0][0] += x * x
          variance[0][1] += x * y
          variance[1][1] += y * y
        }
      } else {
        for (i, curve) in [a, b].enumerated() {
          let error = curve.survival(at: medians[i]).standardError ?? 0
          variance[i][i] = error * error
        }
      }
      for ratio in [false, true] {
        let fast =
          ratio
          ? contrast.quantileRatio(0.5, method: .inversion)
          : contrast.quantileDifference(0.5, method: .inversion)
        let slow = slowLimits(contrast, 0.5, variance, 3.841458820694124, ratio: ratio)
        // The search steps through each jump in 40 parts, so it may miss the last event by one.
        #expect((fast.lower ?? .infinity) <= slow.lower + 1e-12)
        #expect((fast.upper ?? -.infinity) >= slow.upper - 1e-12)
        let wider = slowLimits(contrast, 0.5, variance, 3.841458820694124 * 1.03, ratio: ratio)
        #expect((fast.lower ?? -.infinity) >= wider.lower - 1e-12)
        #expect((fast.upper ?? .infinity) <= wider.upper + 1e-12)
      }
      let test = contrast.quantileDifference(0.5, method: .inversion)
      #expect(
        isClose(
          test.p ?? 0, contrast.quantileRatio(0.5, method: .inversion).p ?? 1, relative: 1e-14))
      let covers = (test.lower ?? 0) <= 0 && (test.upper ?? 0) >= 0
      #expect(covers == ((test.p ?? 0) >= 0.05))
      let unit = contrast.quantileRatio(0.5, method: .inversion)
      #expect(covers == ((unit.lower ?? 0) <= 1 && (unit.upper ?? 0) >= 1))
    }
  }

  @Test(arguments: [false, true])
  func `limits hold the true difference and ratio as often as they say`(paired: Bool) throws {
    var stream = UniformStream(seed: 2024)
    let replicates = 600
    let (first, second) = (1.0, 1.5)
    let truth = logarithm(2) * (second - first)
    var (held, ratioHeld, rejected, added, ratioAdded) = (0, 0, 0, 0, 0)
    for _ in 0..<replicates {
      let contrast = try contrast(
        &stream, size: 100, means: (first, second), shared: paired ? 0.5 : 0, clustered: paired)
      let difference = contrast.quantileDifference(0.5, method: .inversion)
      if (difference.lower ?? -.infinity) <= truth, (difference.upper ?? .infinity) >= truth {
        held += 1
      }
      let ratio = contrast.quantileRatio(0.5, method: .inversion)
      if (ratio.lower ?? 0) <= 1.5, (ratio.upper ?? .infinity) >= 1.5 { ratioHeld += 1 }
      let sum = contrast.medianDifference
      if (sum.lower ?? -.infinity) <= truth, (sum.upper ?? .infinity) >= truth { added += 1 }
      let product = contrast.medianRatio
      if (product.lower ?? 0) <= 1.5, (product.upper ?? .infinity) >= 1.5 { ratioAdded += 1 }
      let same = try self.contrast(
        &stream, size: 100, means: (1, 1), shared: paired ? 0.5 : 0, clustered: paired)
      if (same.quantileDifference(0.5, method: .inversion).p ?? 1) < 0.05 { rejected += 1 }
    }
    // By theory conservative; three Monte Carlo errors of 0.95 are 0.027.
    for count in [held, ratioHeld, replicates - rejected] {
      let share = Double(count) / Double(replicates)
      #expect(share > 0.95 - 0.027 && share < 0.995)
    }
    for count in [added, ratioAdded] {
      #expect(abs(Double(count) / Double(replicates) - 0.95) < 0.027)
    }
  }

  @Test func `estimates, signs and symmetry`() throws {
    let aml = try DataFrame("aml")
    let groups = try KaplanMeierGroups(
      SurvivalData(time: aml["time"], event: aml.flags("status")),
      by: Groups(aml.integers("group"), count: 2))
    let forth = groups.contrast(0, with: 1).quantileDifference(0.5, method: .inversion)
    let back = groups.contrast(1, with: 0).quantileDifference(0.5, method: .inversion)
    #expect(forth.estimate == 31.0 - 23)
    #expect(back.estimate == -8)
    #expect(forth.lower == back.upper.map { -$0 } && forth.upper == back.lower.map { -$0 })
    #expect(isClose(forth.p ?? 0, back.p ?? 1, relative: 1e-12))
    #expect(forth.degreesOfFreedom == 1)
    let ratio = groups.contrast(0, with: 1).quantileRatio(0.5, method: .inversion)
    #expect(isClose(ratio.estimate ?? 0, 31.0 / 23, relative: 1e-15))
    let quarter = groups.contrast(0, with: 1).quantileDifference(0.25)
    #expect(
      quarter.estimate
        == (groups.curves[0].quantile(0.25).estimate ?? 0)
        - (groups.curves[1].quantile(0.25).estimate ?? 0))
  }

  @Test func `distances from limits are squared and added`() throws {
    let aml = try DataFrame("aml")
    for clustered in [false, true] {
      let rows = aml["time"].indices
      let groups = try KaplanMeierGroups(
        SurvivalData(
          time: aml["time"], event: aml.flags("status"),
          cluster: clustered ? rows.map { $0 } : nil),
        by: Groups(aml.integers("group"), count: 2), confidence: .plain)
      let contrast = groups.contrast(0, with: 1)
      let found = contrast.quantileDifference(0.5, method: .squareAndAdd)
      // Medians 31 (18 to 48) and 23 (8 to 33); clusters of one row have no covariance.
      let (below, above) = ((169.0 + 100).squareRoot(), (289.0 + 225).squareRoot())
      #expect(isClose(found.lower ?? 0, 8 - below, relative: 1e-12))
      #expect(isClose(found.upper ?? 0, 8 + above, relative: 1e-12))
      #expect(isClose(found.statistic ?? 0, 8 / below * 1.959963984540054, relative: 1e-12))
      let ratio = contrast.quantileRatio(0.5, method: .squareAndAdd)
      let (own, other) = (logarithm(31.0 / 18), logarithm(33.0 / 23))
      let width = (own * own + other * other).squareRoot()
      #expect(isClose(ratio.lower ?? 0, 31.0 / 23 * exponential(-width), relative: 1e-12))
      #expect(
        groups.contrast(0, with: 0).quantileDifference(0.5, method: .squareAndAdd).p == 1)
    }
  }

  @Test func `matched arms of patients`() throws {
    let frame = try DataFrame("rotterdam-matched")
    let contrast = try KaplanMeierGroups(
      SurvivalData(
        time: frame["rfs_days"], event: frame.flags("rfs_event"), cluster: frame.integers("pair")),
      by: Groups(frame.integers("arm"), count: 2)
    ).contrast(1, with: 0)
    #expect(contrast.medianDifference == contrast.quantileDifference(0.5, method: .squareAndAdd))
    for method in QuantileContrastMethod.allCases {
      let difference = contrast.quantileDifference(0.5, method: method)
      #expect(difference.estimate == 1806.0 - 1185)
      let (low, high) = (difference.lower ?? 0, difference.upper ?? 0)
      #expect(low > 0 && low < 621 && high > 621 && (difference.p ?? 1) < 0.05)
    }
  }

  @Test func `reasons instead of numbers`() throws {
    func contrast(_ time: [Double], _ event: [Bool], _ group: [Int]) throws -> KaplanMeierContrast {
      try KaplanMeierGroups(
        SurvivalData(time: time, event: event), by: Groups(group, count: 2)
      ).contrast(1, with: 0)
    }
    let flat = try contrast(
      [1, 2, 3, 1, 2, 3], [false, false, false, true, true, true], [0, 0, 0, 1, 1, 1])
    #expect(flat.quantileDifference(0.5, method: .inversion).reason == .notReached)
    let empty = try contrast([1, 2], [true, true], [0, 0])
    #expect(empty.quantileRatio(0.5, method: .inversion).reason == .emptyGroup)
    let atOnce = try contrast([1, 1, 2, 2], [true, true, true, true], [0, 0, 1, 1])
    #expect(atOnce.quantileDifference(0.5, method: .inversion).estimate == 1)
    #expect(atOnce.quantileDifference(0.5, method: .inversion).reason == .noVariation)
    let zero = try contrast([0, 0, 1, 2], [true, true, true, true], [0, 0, 1, 1])
    #expect(zero.quantileRatio(0.5, method: .inversion).reason == .meanIsZero)
    let short = try contrast(
      [1, 2, 3, 4, 1, 2, 3, 4], [true, true, false, false, true, true, true, false],
      [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(short.quantileDifference(0.5, method: .inversion).reason == .limitNotReached)
    #expect(short.quantileDifference(0.5, method: .inversion).upper == nil)
    #expect(short.quantileDifference(1).reason == .invalidProbability)
  }
}
