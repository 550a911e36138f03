import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

struct StandardizedSurvivalTests {
  /// Two arms whose times and treatment depend on two covariates.
  private struct Cohort {
    var time: [Double] = []
    var event: [Bool] = []
    var arm: [Int] = []
    var columns: [[Double]] = [[], []]

    init(_ count: Int, seed: UInt64, effect: Double = -0.5, ties: Bool = false) {
      var stream = UniformStream(seed: seed)
      for _ in 0..<count {
        let (x, z) = (2 * stream.next() - 1, stream.next() < 0.4 ? 1.0 : 0)
        let treated = stream.next() < 1 / (1 + exp(-(0.8 * x + 0.5 * z - 0.2)))
        let rate = 0.1 * exp((treated ? effect : 0) + 0.9 * x + 0.6 * z)
        let (death, end) = (-log(stream.next()) / rate, -log(stream.next()) / 0.05)
        let seen = min(death, end, 20)
        time.append(ties ? (seen * 2).rounded(.up) / 2 : seen)
        event.append(death <= min(end, 20))
        arm.append(treated ? 1 : 0)
        columns[0].append(x)
        columns[1].append(z)
      }
    }

    func data(_ weights: [Double]? = nil, cluster: [Int]? = nil) throws -> SurvivalData {
      try SurvivalData(
        time: time, event: event, weights: weights.map { Weights($0, kind: .sampling) },
        cluster: cluster)
    }

    func standardized(
      _ weights: [Double]? = nil, target: [Double]? = nil, threads: Int = 1
    ) throws -> StandardizedSurvival {
      try StandardizedSurvival(
        data(weights), by: Groups(arm, count: 2), covariates: Matrix(columns: columns),
        target: target, threads: threads)
    }
  }

  /// The mean of predicted curves, person by person, and the area under it.
  private func plainly(
    _ cohort: Cohort, arm: Int, at time: Double
  ) throws -> (survival: Double, mean: Double) {
    let rows = cohort.arm.indices.filter { cohort.arm[$0] == arm }
    let own = Matrix(columns: cohort.columns.map { column in rows.map { column[$0] } })
    let fit = try Cox(
      SurvivalData(time: rows.map { cohort.time[$0] }, event: rows.map { cohort.event[$0] }),
      covariates: own, ties: .breslow)
    let beta = fit.iterate
    func ratio(_ i: Int) -> Double {
      exp(beta[0] * cohort.columns[0][i] + beta[1] * cohort.columns[1][i])
    }
    let times = Set(rows.filter { cohort.event[$0] }.map { cohort.time[$0] }).sorted()
    let increments = times.map { t in
      Double(rows.count { cohort.event[$0] && cohort.time[$0] == t })
        / rows.filter { cohort.time[$0] >= t }.reduce(0.0) { $0 + ratio($1) }
    }
    var (survival, mean) = (0.0, 0.0)
    for i in cohort.time.indices {
      var (hazard, last, area) = (0.0, 0.0, 0.0)
      for (t, increment) in zip(times, increments) where t <= time {
        area += (t - last) * exp(-hazard * ratio(i))
        (hazard, last) = (hazard + increment, t)
      }
      area += (time - last) * exp(-hazard * ratio(i))
      survival += exp(-hazard * ratio(i))
      mean += area
    }
    return (survival / Double(cohort.time.count), mean / Double(cohort.time.count))
  }

  @Test(
    .agrees(
      "standardized curves and restricted means",
      with: "averages person by person",
      within: 1e-11),
    arguments: [false, true])
  func `curves and means are averages of each person's`(ties: Bool) throws {
    let cohort = Cohort(150, seed: 7, ties: ties)
    let found = try cohort.standardized()
    for arm in [0, 1] {
      for time in [0.4, 3, 7.5] {
        let plain = try plainly(cohort, arm: arm, at: time)
        #expect(
          isClose(found.survival(arm, at: time).estimate ?? -1, plain.survival, relative: 1e-11))
        #expect(
          isClose(found.restrictedMean(arm, to: time).estimate ?? -1, plain.mean, relative: 1e-11))
      }
    }
  }

  @Test(
    .agrees(
      "standardized curves and restricted means: errors",
      with: "derivatives with respect to weights; coverage",
      within: 1e-6))
  func `errors are made of derivatives with respect to the weights`() throws {
    let cohort = Cohort(60, seed: 3, ties: true)
    let ones = [Double](repeating: 1, count: 60)
    let step = 1e-4
    var (survival, mean, difference, ratio) = (0.0, 0.0, 0.0, 0.0)
    for row in 0..<60 {
      func numbers(_ weight: Double) throws -> [Double] {
        var weights = ones
        weights[row] = weight
        let found = try cohort.standardized(weights)
        return [
          found.survival(1, at: 4).estimate, found.restrictedMean(0, to: 6).estimate,
          found.restrictedMeanDifference(1, minus: 0, to: 6).estimate,
          found.survivalRatio(1, over: 0, at: 4).estimate.map { log($0) },
        ].compactMap(\.self)
      }
      let (up, down) = (try numbers(1 + step), try numbers(1 - step))
      let slopes = zip(up, down).map { ($0 - $1) / (2 * step) }
      survival += slopes[0] * slopes[0]
      mean += slopes[1] * slopes[1]
      difference += slopes[2] * slopes[2]
      ratio += slopes[3] * slopes[3]
    }
    let found = try cohort.standardized(ones)
    func agrees(_ estimate: SurvivalEstimate, _ square: Double) -> Bool {
      isClose(estimate.standardError ?? -1, square.squareRoot(), relative: 1e-6)
    }
    #expect(agrees(found.survival(1, at: 4), survival))
    #expect(agrees(found.restrictedMean(0, to: 6), mean))
    #expect(agrees(found.restrictedMeanDifference(1, minus: 0, to: 6), difference))
    #expect(agrees(found.survivalRatio(1, over: 0, at: 4), ratio))
  }

  @Test func `a covariate that is the same for all gives the curves of Nelson and Aalen`() throws {
    let cohort = Cohort(80, seed: 11)
    let found = try StandardizedSurvival(
      cohort.data(), by: Groups(cohort.arm, count: 2),
      covariates: Matrix(columns: [[Double](repeating: 3, count: 80)]))
    let rows = cohort.arm.indices.filter { cohort.arm[$0] == 1 }
    let own = Set(rows.filter { cohort.event[$0] && cohort.time[$0] <= 5 }.map { cohort.time[$0] })
    let hazard = own.reduce(0.0) { sum, t in
      sum + Double(rows.count { cohort.event[$0] && cohort.time[$0] == t })
        / Double(rows.count { cohort.time[$0] >= t })
    }
    #expect(isClose(found.survival(1, at: 5).estimate ?? -1, exp(-hazard), relative: 1e-12))
  }

  @Test func `four people by hand`() throws {
    // In the arm x is 0, 1 at times 1, 2, both events; β is where 1 = e^β/(1 + e^β), without end; with
    // x = 0 throughout the hazard is 1/2 at 1 and 1 at 2, and the curve at 1 is e^(−1/2).
    let data = try SurvivalData(time: [1, 2, 1, 2], event: [true, true, true, true])
    let found = try StandardizedSurvival(
      data, by: Groups([0, 0, 1, 1], count: 2), covariates: Matrix(columns: [[0, 0, 0, 0]]))
    #expect(isClose(found.survival(0, at: 1).estimate ?? -1, exp(-0.5), relative: 1e-14))
    #expect(
      isClose(found.restrictedMean(0, to: 2).estimate ?? -1, 1 + exp(-0.5), relative: 1e-14))
    #expect(found.survivalDifference(1, minus: 0, at: 1.5).estimate == 0)
    #expect(found.survival(0, at: 3).reason == .afterFollowUp)
  }

  @Test func `the target decides over whom is averaged`() throws {
    let cohort = Cohort(300, seed: 5)
    let all = try cohort.standardized()
    let treated = try cohort.standardized(target: cohort.arm.map(Double.init))
    let untreated = try cohort.standardized(target: cohort.arm.map { Double(1 - $0) })
    let parts = [treated, untreated].map { $0.survival(0, at: 5).estimate ?? -1 }
    let share = Double(cohort.arm.reduce(0, +)) / 300
    #expect(
      isClose(
        all.survival(0, at: 5).estimate ?? -1, share * parts[0] + (1 - share) * parts[1],
        relative: 1e-12))
    #expect(parts[0] < parts[1])
  }

  @Test func `results do not depend on threads, on the order of rows or on the scale of weights`()
    throws
  {
    let cohort = Cohort(200, seed: 9, ties: true)
    let one = try cohort.standardized()
    let four = try cohort.standardized(threads: 4)
    let tenfold = try cohort.standardized([Double](repeating: 10, count: 200))
    var turned = cohort
    turned.time.reverse()
    turned.event.reverse()
    turned.arm.reverse()
    turned.columns = turned.columns.map { $0.reversed() }
    let reversed = try turned.standardized()
    let expected = one.restrictedMeanDifference(1, minus: 0, to: 8)
    #expect(four.restrictedMeanDifference(1, minus: 0, to: 8) == expected)
    for other in [tenfold, reversed] {
      let found = other.restrictedMeanDifference(1, minus: 0, to: 8)
      #expect(isClose(found.estimate ?? 0, expected.estimate ?? 1, relative: 1e-9))
      #expect(isClose(found.standardError ?? 0, expected.standardError ?? 1, relative: 1e-9))
    }
  }

  @Test func `clusters of copies have the errors of the people`() throws {
    let cohort = Cohort(100, seed: 21)
    var twice = cohort
    twice.time += cohort.time
    twice.event += cohort.event
    twice.arm += cohort.arm
    twice.columns = cohort.columns.map { $0 + $0 }
    let once = try cohort.standardized().survivalDifference(1, minus: 0, at: 5)
    let data = try twice.data(cluster: Array(0..<100) + Array(0..<100))
    let doubled = try StandardizedSurvival(
      data, by: Groups(twice.arm, count: 2), covariates: Matrix(columns: twice.columns)
    ).survivalDifference(1, minus: 0, at: 5)
    #expect(isClose(doubled.estimate ?? 0, once.estimate ?? 1, relative: 1e-9))
    #expect(isClose(doubled.standardError ?? 0, once.standardError ?? 1, relative: 1e-9))
  }

  @Test func `the marginal difference is found where the crude one is wrong`() throws {
    // Averages over 200 cohorts of 400: bias within three Monte Carlo errors, coverage near 95 %.
    var stream = UniformStream(seed: 99)
    var truth = 0.0
    for _ in 0..<200_000 {
      let (x, z) = (2 * stream.next() - 1, stream.next() < 0.4 ? 1.0 : 0)
      let rate = 0.1 * exp(0.9 * x + 0.6 * z)
      truth += exp(-5 * rate * exp(-0.5)) - exp(-5 * rate)
    }
    truth /= 200_000
    var (errors, covered) = ([Double](), 0)
    for seed in 1...200 {
      let found = try Cohort(400, seed: UInt64(seed)).standardized()
        .survivalDifference(1, minus: 0, at: 5)
      let (value, low, high) = (
        try #require(found.estimate), try #require(found.lower), try #require(found.upper)
      )
      errors.append(value - truth)
      if low <= truth && truth <= high { covered += 1 }
    }
    let mean = errors.reduce(0, +) / 200
    let spread = (errors.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    #expect(abs(mean) < 3 * spread / 200.0.squareRoot() + 0.001)
    #expect((180...199).contains(covered))
  }

  @Test func `what cannot be standardised says why`() throws {
    let data = try SurvivalData(time: [1, 2, 3, 4], event: [true, true, false, false])
    let found = try StandardizedSurvival(
      data, by: Groups([0, 0, 1, 1], count: 2), covariates: Matrix(columns: [[1, 2, 3, 4]]))
    #expect(found.survival(1, at: 2).reason == .noEvents)
    #expect(found.survivalDifference(1, minus: 0, at: 1).reason != nil)
    #expect(throws: SurvivalError.noWeight) {
      try StandardizedSurvival(
        data, by: Groups([0, 0, 1, 1], count: 2), covariates: Matrix(columns: [[1, 2, 3, 4]]),
        target: [0, 0, 0, 0])
    }
  }
}
