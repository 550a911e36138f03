import Foundation
import Survival
import TestSupport
import Testing

struct TurnbullTests {
  private static let reference = Reference("turnbull.txt")

  private func numbers(_ key: String) -> [Double] { Self.reference[key].compactMap(\.self) }

  private func data(_ key: String) throws -> TurnbullData {
    try TurnbullData(
      lower: numbers("\(key).lower"), upper: numbers("\(key).upper"),
      weights: Weights(numbers("\(key).weight"), kind: .sampling))
  }

  @Test(
    .agrees(
      "curves of interval-censored times: intervals and masses",
      with: "every pair of bounds and 400,000 steps of EM in R 4.2.2",
      within: 1e-9,
      detail: "likelihood 1e-13"),
    arguments: ["rounded", "visits", "status", "mixed", "published"])
  func `masses are those of a slow search`(_ key: String) throws {
    let fit = try Turnbull(data(key))
    let bounds = numbers("\(key).intervals")
    #expect(fit.intervals.flatMap { [$0.lower, $0.upper] } == bounds)
    #expect(fit.isConverged)
    #expect(agrees(fit.mass, Self.reference["\(key).mass"], relative: 1e-9, absolute: 1e-11))
    #expect(agrees([fit.logLikelihood], Self.reference["\(key).ll"], relative: 1e-13))
  }

  @Test(
    .agrees(
      "curves of interval-censored times: intervals and masses",
      with: "the conditions of Kuhn and Tucker",
      within: 1e-10),
    arguments: ["rounded", "visits", "status", "mixed", "published"])
  func `no slope is above one, and it is one where there is mass`(_ key: String) throws {
    let data = try data(key)
    let fit = Turnbull(data)
    let slopes = fit.slopes(in: data)
    #expect(slopes.count == fit.mass.count)
    for (mass, slope) in zip(fit.mass, slopes) {
      #expect(slope <= 1 + 1e-11)
      if mass > 0 { #expect(isClose(slope, 1, relative: 1e-10)) }
    }
    #expect(isClose(fit.mass.reduce(0, +), 1, relative: 1e-14))
  }

  @Test func `four patterns by hand`() throws {
    // Of log p1 + 2 log(p1 + p2) + 2 log(p2 + p3) + log p3 the maximum is 1/3 three times, where
    // every slope is 6.
    let fit = try Turnbull(
      TurnbullData(
        lower: [0, 0, 1, 2], upper: [1, 2, 3, 3],
        weights: Weights([1, 2, 2, 1], kind: .frequency)))
    #expect(fit.intervals.map(\.lower) == [0, 1, 2])
    #expect(fit.mass.allSatisfy { isClose($0, 1.0 / 3, relative: 1e-13) })
    let largest = 4 * log(2.0) - 6 * log(3.0)
    #expect(isClose(fit.logLikelihood, largest, relative: 1e-13))
  }

  @Test func `an interval that is allowed may have no mass`() throws {
    // Of 2 log p1 + log(p1 + p2) + log(p2 + p3) + log p3 the maximum is 3/5, 0, 2/5: the slope in
    // the second is 5/3 + 5/2 < 5.
    let data = try TurnbullData(
      lower: [0, 0, 1, 2, 3], upper: [2, 2, 3, .infinity, .infinity])
    let fit = Turnbull(data)
    #expect(fit.intervals.map(\.lower) == [1, 2, 3])
    #expect(agrees(fit.mass, [0.6, 0, 0.4], relative: 1e-13))
    #expect(isClose(fit.slopes(in: data)[1], 5.0 / 6, relative: 1e-12))
  }

  @Test func `inside an interval the curve is a range`() throws {
    let fit = try Turnbull(
      TurnbullData(lower: [0, 0, 1, 2, 3], upper: [2, 2, 3, .infinity, .infinity]))
    #expect(fit.survival(at: 1) == 1...1)
    #expect(isClose(fit.survival(at: 1.5).lowerBound, 0.4, relative: 1e-13))
    #expect(fit.survival(at: 1.5).upperBound == 1)
    #expect(isClose(fit.survival(at: 2.5).upperBound, 0.4, relative: 1e-13))
    #expect(fit.survival(at: 3).lowerBound == fit.survival(at: 2).upperBound)
    #expect(fit.survival(at: 9).lowerBound == 0)
    #expect(fit.quantile(0.5)?.lower == 1)
    #expect(fit.quantile(0.9)?.upper == .infinity)
    #expect(fit.quantile(0) == nil)
  }

  @Test(
    .agrees(
      "curves of interval-censored times: Turnbull's example of 1974",
      with: "the printed values",
      within: 6e-4,
      detail: "printed digits"))
  func `the published example`() throws {
    let fit = try Turnbull(data("published"))
    let printed = [0.538, 0.295, 0.210, 0.095]
    for (found, value) in zip(fit.survival, printed) { #expect(abs(found - value) < 6e-4) }
  }

  @Test(
    .agrees(
      "curves of interval-censored times beside R",
      with: "R survival 3.5-3 `survfit(Surv(type = \"interval2\"))`",
      within: 0.0015,
      but: "`survfit` stops before the maximum"),
    arguments: ["rounded", "visits", "status", "mixed", "published"])
  func `survfit stops near the same curve and never above it`(_ key: String) throws {
    let fit = try Turnbull(data(key))
    let curve = numbers("\(key).survfit")
    for i in stride(from: 0, to: curve.count, by: 2) {
      let range = fit.survival(at: curve[i])
      #expect(curve[i + 1] > range.lowerBound - 0.0015)
      #expect(curve[i + 1] < range.upperBound + 0.0015)
    }
  }

  @Test(
    .agrees(
      "curves of interval-censored times, exact or right-censored",
      with: "Kaplan–Meier",
      within: 1e-12))
  func `exact and right-censored times give the curve of Kaplan and Meier`() throws {
    let frame = try DataFrame("veteran")
    let (time, event) = (frame["time"], frame.flags("status"))
    let curve = try KaplanMeier(SurvivalData(time: time, event: event))
    let fit = try Turnbull(
      TurnbullData(lower: time, upper: time.indices.map { event[$0] ? time[$0] : .infinity }))
    #expect(fit.isConverged)
    let points = fit.intervals.filter(\.isPoint).map(\.lower)
    #expect(points == curve.time.indices.filter { curve.events[$0] > 0 }.map { curve.time[$0] })
    for k in curve.time.indices {
      #expect(
        isClose(
          fit.survival(at: curve.time[k]).lowerBound, curve.survival[k], relative: 1e-12,
          absolute: 1e-15))
    }
  }

  @Test func `a frequency is that many rows, and the order of rows and the unit do not matter`()
    throws
  {
    let (lower, upper) = (numbers("visits.lower"), numbers("visits.upper"))
    let twice = try Turnbull(
      TurnbullData(lower: lower + lower.reversed(), upper: upper + upper.reversed()))
    let weighted = try Turnbull(
      TurnbullData(
        lower: lower.map { $0 * 1024 }, upper: upper.map { $0 * 1024 },
        weights: Weights(lower.map { _ in 2 }, kind: .frequency)))
    #expect(twice.intervals.map { $0.upper * 1024 } == weighted.intervals.map(\.upper))
    #expect(agrees(twice.mass, weighted.mass, relative: 1e-10, absolute: 1e-12))
  }

  @Test(arguments: 0..<60) func `random rows reach the conditions of Kuhn and Tucker`(_ seed: Int)
    throws
  {
    var random = UniformStream(seed: UInt64(seed))
    let n = 1 + Int(random.next() * 300)
    let scale = seed % 3 == 0 ? 1.0 : 8
    var (lower, upper): ([Double], [Double]) = ([], [])
    for _ in 0..<n {
      let start = (random.next() * 40 * scale).rounded() / scale
      let kind = random.next()
      lower.append(kind < 0.2 ? 0 : start)
      upper.append(
        kind > 0.8
          ? .infinity : kind > 0.6 ? start : start + ((1 + random.next() * 90).rounded() / 8))
      if lower[lower.count - 1] > upper[upper.count - 1] { lower[lower.count - 1] = 0 }
    }
    let data = try TurnbullData(lower: lower, upper: upper)
    let fit = Turnbull(data)
    #expect(fit.isConverged, "\(fit.gap)")
    #expect(fit.mass.allSatisfy { $0 >= 0 })
    for (mass, slope) in zip(fit.mass, fit.slopes(in: data)) where mass > 1e-12 {
      #expect(isClose(slope, 1, relative: 1e-7))
    }
  }

  @Test func `thousands of masses reach the conditions to the last digits`() throws {
    var random = UniformStream(seed: 4)
    var (lower, upper): ([Double], [Double]) = ([], [])
    for _ in 0..<5000 {
      let time = -10 * log(random.next())
      let width = random.next() < 0.4 ? 0 : 3 * random.next()
      lower.append(max(0, time - width * random.next()))
      upper.append(time > 15 ? .infinity : max(time, lower[lower.count - 1] + width))
    }
    let data = try TurnbullData(lower: lower, upper: upper)
    let fit = Turnbull(data)
    #expect(fit.mass.filter { $0 > 0 }.count > 1000)
    #expect(fit.gap < 1e-11)
    for (mass, slope) in zip(fit.mass, fit.slopes(in: data)) where mass > 0 {
      #expect(isClose(slope, 1, relative: 1e-10))
    }
  }

  @Test func `rows that cannot be used are refused`() {
    #expect(throws: TurnbullError.noRows) { try TurnbullData(lower: [], upper: []) }
    #expect(throws: TurnbullError.lengthsDiffer(expected: 1, found: 2)) {
      try TurnbullData(lower: [1], upper: [1, 2])
    }
    #expect(throws: TurnbullError.lowerNotFinite(row: 0)) {
      try TurnbullData(lower: [.nan], upper: [2])
    }
    #expect(throws: TurnbullError.upperMissing(row: 0)) {
      try TurnbullData(lower: [1], upper: [.nan])
    }
    #expect(throws: TurnbullError.negativeTime(row: 1)) {
      try TurnbullData(lower: [1, -1], upper: [2, 2])
    }
    #expect(throws: TurnbullError.boundsExchanged(row: 0)) {
      try TurnbullData(lower: [3], upper: [2])
    }
    #expect(throws: TurnbullError.intervalWithinTolerance(row: 0)) {
      try TurnbullData(lower: [1], upper: [1 + 1e-12])
    }
    #expect(throws: TurnbullError.weightTooSmall(row: 1)) {
      try TurnbullData(
        lower: [1, 1], upper: [2, 3], weights: Weights([1, 1e-15], kind: .sampling))
    }
    #expect(throws: TurnbullError.weights(.noWeight)) {
      try TurnbullData(lower: [1], upper: [2], weights: Weights([0], kind: .sampling))
    }
  }
}

struct TurnbullTestTests {
  @Test func `scores by hand`() throws {
    // The curve of (0, 1], (0, 1], (1, ∞) and (1, ∞) is 1/2 at 1: those before 1 score −(1/2) log(1/2)
    // over 1/2, that is log 2, and those after it log(1/2). With a first group of one of each and the
    // other alike the sums are 0; with both early ones in the first they are ±2 log 2, whose variance
    // is 4 log² 2/3 · (2 − 4/4).
    let data = try TurnbullData(lower: [0, 0, 1, 1], upper: [1, 1, .infinity, .infinity])
    let apart = try TurnbullTest(data, by: Groups([0, 0, 1, 1], count: 2))
    let score = log(2.0)
    #expect(agrees(apart.rowScores, [score, score, -score, -score], relative: 1e-14))
    #expect(isClose(apart.score[0], 2 * score, relative: 1e-14))
    #expect(isClose(apart.covariance[0][0], 4 * score * score / 3, relative: 1e-14))
    #expect(isClose(apart.test.statistic ?? 0, 3, relative: 1e-13))
    let alike = try TurnbullTest(data, by: Groups([0, 1, 0, 1], count: 2))
    #expect(abs(alike.score[0]) < 1e-15)
  }

  @Test(arguments: ["rounded", "visits", "status", "mixed", "published"])
  func `scores sum to nothing`(_ key: String) throws {
    let reference = Reference("turnbull.txt")
    let lower = reference["\(key).lower"].compactMap(\.self)
    let data = try TurnbullData(lower: lower, upper: reference["\(key).upper"].compactMap(\.self))
    let groups = lower.indices.map { $0 % 3 }
    let test = try TurnbullTest(data, by: Groups(groups, count: 3))
    #expect(abs(test.rowScores.reduce(0, +)) < 1e-9)
    #expect(abs(test.score.reduce(0, +)) < 1e-9)
    #expect(test.test.degreesOfFreedom == 2)
    let renamed = try TurnbullTest(data, by: Groups(groups.map { 3 - $0 }, count: 5))
    #expect(isClose(renamed.test.statistic ?? 0, test.test.statistic ?? 1, relative: 1e-9))
  }

  @Test(
    .agrees(
      "test of groups of interval-censored times",
      with: "its distribution over all permutations",
      within: 1e-10))
  func `the covariance is that over all ways to deal rows to groups`() throws {
    let data = try TurnbullData(
      lower: [0, 1, 2, 2, 0, 3, 4], upper: [2, 3, 2, 5, 1, .infinity, .infinity])
    let test = try TurnbullTest(data, by: Groups([0, 0, 0, 1, 1, 1, 1], count: 2))
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for subset in 0..<128 where subset.nonzeroBitCount == 3 {
      let score = (0..<7).reduce(0) { $0 + (subset >> $1 & 1 == 1 ? test.rowScores[$1] : 0) }
      sum += score
      squares += score * score
      count += 1
    }
    #expect(abs(sum / count) < 1e-12)
    #expect(isClose(squares / count, test.covariance[0][0], relative: 1e-10))
  }

  @Test func `a frequency is that many rows`() throws {
    let (lower, upper) = ([0.0, 1, 2, 4], [2.0, 3, 2, .infinity])
    let weighted = try TurnbullTest(
      TurnbullData(lower: lower, upper: upper, weights: Weights([2, 1, 3, 2], kind: .frequency)),
      by: Groups([0, 1, 0, 1], count: 2))
    let rows = [0, 0, 1, 2, 2, 2, 3, 3]
    let copied = try TurnbullTest(
      TurnbullData(lower: rows.map { lower[$0] }, upper: rows.map { upper[$0] }),
      by: Groups(rows.map { $0 % 2 }, count: 2))
    #expect(isClose(weighted.test.statistic ?? 0, copied.test.statistic ?? 1, relative: 1e-10))
    #expect(throws: TurnbullError.testNeedsFrequencies) {
      try TurnbullTest(
        TurnbullData(lower: [1], upper: [2], weights: Weights([2], kind: .sampling)),
        by: Groups([0], count: 1))
    }
    #expect(
      try TurnbullTest(TurnbullData(lower: [1], upper: [2]), by: Groups([0], count: 2)).test.reason
        == .fewerThanTwoGroups)
  }

  @Test func `exact times differ as in a log-rank test, nearly`() throws {
    let frame = try DataFrame("veteran")
    let (time, event) = (frame["time"], frame.flags("status"))
    let groups = try Groups(frame.integers("celltype"), count: 4)
    let found = try TurnbullTest(
      TurnbullData(lower: time, upper: time.indices.map { event[$0] ? time[$0] : .infinity }),
      by: groups)
    let logRank = try LogRank(SurvivalData(time: time, event: event), by: groups)
    for g in 0..<4 {
      #expect(abs(found.score[g] - (logRank.observed[g] - logRank.expected[g])) < 0.5)
    }
  }
}

struct TurnbullLimitsTests {
  private func visits(_ n: Int, seed: UInt64) throws -> TurnbullData {
    var random = UniformStream(seed: seed)
    var (lower, upper): ([Double], [Double]) = ([], [])
    for _ in 0..<n {
      let time = -10 * log(random.next())
      var (last, next) = (0.0, 0.0)
      while next < time, next < 20 {
        last = next
        next += 1 + 3 * random.next()
      }
      lower.append(next < time ? next : last)
      upper.append(next < time ? .infinity : next)
    }
    return try TurnbullData(lower: lower, upper: upper)
  }

  @Test func `limits do not depend on threads and hold the curve`() throws {
    let data = try visits(80, seed: 3)
    let fit = Turnbull(data)
    let times = [1.0, 5, 10, 15]
    let one = try TurnbullLimits(data, at: times, replicates: 100, seed: 7)
    #expect(try TurnbullLimits(data, at: times, replicates: 100, seed: 7, threads: 4) == one)
    #expect(try TurnbullLimits(data, at: times, replicates: 100, seed: 8) != one)
    #expect(one.replicates == 100)
    for (k, time) in times.enumerated() {
      let range = fit.survival(at: time)
      #expect(one.lower[k] <= range.lowerBound && range.upperBound <= one.upper[k])
    }
  }

  @Test func `copies are drawn one by one`() throws {
    let data = try TurnbullData(
      lower: [0, 2], upper: [1, .infinity], weights: Weights([50, 50], kind: .frequency))
    let limits = try TurnbullLimits(data, at: [1.5], replicates: 400)
    // Of 100 people half have no event, with standard error 0.05.
    #expect(abs(limits.lower[0] - 0.4) < 0.03)
    #expect(abs(limits.upper[0] - 0.6) < 0.03)
    let shares = try TurnbullLimits(
      TurnbullData(
        lower: [0, 2], upper: [1, .infinity], weights: Weights([50, 50], kind: .sampling)),
      at: [1.5], replicates: 400)
    #expect(shares.lower == [0] && shares.upper == [1])
  }

  @Test func `what cannot be drawn is refused`() throws {
    let data = try TurnbullData(lower: [0], upper: [1])
    #expect(throws: TurnbullError.tooFewReplicates(1)) {
      try TurnbullLimits(data, at: [1], replicates: 1)
    }
    #expect(throws: TurnbullError.invalidTime(0)) { try TurnbullLimits(data, at: [.nan]) }
    #expect(throws: TurnbullError.invalidLevel(0)) { try TurnbullLimits(data, at: [1], level: 0) }
    let many = try TurnbullData(
      lower: [0], upper: [1], weights: Weights([1e9], kind: .frequency))
    #expect(throws: TurnbullError.tooManyPeople(limit: 10_000_000)) {
      try TurnbullLimits(many, at: [1])
    }
  }
}
