import Survival
import TestSupport
import Testing

@Suite struct KaplanMeierEdgeTests {
  @Test func `after the last censored time nothing is known`() throws {
    let curve = try KaplanMeier(SurvivalData(time: [1, 2, 3], event: [true, false, false]))
    #expect(curve.survival(at: 3).estimate == 2.0 / 3)
    #expect(curve.survival(at: 3.5).estimate == nil)
    #expect(curve.survival(at: 3.5).reason == .afterFollowUp)
    #expect(curve.restrictedMean(to: 4).reason == .afterFollowUp)
    #expect(curve.median.reason == .notReached)
  }

  @Test func `after the last death of all survival is known to be 0`() throws {
    let curve = try KaplanMeier(SurvivalData(time: [1, 2], event: [true, true]))
    let late = curve.survival(at: 10)
    #expect(late.estimate == 0)
    #expect(late.standardError == nil && late.lower == nil && late.upper == nil)
    #expect(late.reason == .survivalIsZero)
    #expect(curve.restrictedMean(to: 10).estimate == 1.5)
  }

  @Test func `before the first event survival is 1 with limits 1`() throws {
    for transform in ConfidenceTransform.allCases {
      let curve = try KaplanMeier(
        SurvivalData(time: [1, 2, 3], event: [false, true, false]), confidence: transform)
      let early = curve.survival(at: 1.5)
      #expect(early.estimate == 1)
      #expect(early.standardError == 0)
      #expect(early.upper == (transform == .arcsin ? nil : 1))
      #expect(early.lower == early.upper)
      #expect(early.reason == (transform == .arcsin ? .survivalIsOne : nil))
    }
  }

  @Test func `all censored`() throws {
    let curve = try KaplanMeier(SurvivalData(time: [1, 2], event: [false, false]))
    #expect(curve.survival == [1, 1])
    #expect(curve.standardError == [0, 0])
    #expect(curve.median.reason == .notReached)
    #expect(curve.restrictedMean(to: 2).estimate == 2)
    #expect(curve.restrictedMean(to: 2).standardError == 0)
  }

  @Test func `one person`() throws {
    for variance in VarianceEstimator.allCases {
      let dead = try KaplanMeier(SurvivalData(time: [5], event: [true]), variance: variance)
      #expect(dead.survival == [0])
      #expect(dead.standardError == [nil])
      #expect(dead.median.estimate == 5)
      #expect(dead.median.lower == nil)
      let alive = try KaplanMeier(SurvivalData(time: [5], event: [false]), variance: variance)
      #expect(alive.survival == [1])
    }
  }

  @Test func `an event at time 0`() throws {
    let curve = try KaplanMeier(SurvivalData(time: [0, 4], event: [true, false]))
    #expect(curve.survival(at: 0).estimate == 0.5)
    let mean = curve.restrictedMean(to: 4)
    #expect(mean.estimate == 2)
    #expect(isClose(mean.standardError ?? 0, 2 * 0.5.squareRoot(), relative: 1e-15))
    #expect(try SurvivalData(time: [-0.0, 1], event: [true, true]).time == [0, 1])
  }

  @Test func `everybody dies at once, whatever the rounding of the weights`() throws {
    let curve = try KaplanMeier(
      SurvivalData(
        time: [2, 2, 2], event: [true, true, true],
        weights: Weights([0.1, 0.2, 0.3], kind: .sampling)))
    #expect(curve.survival == [0])
    #expect(curve.median.estimate == 2)
  }

  @Test func `an empty group has a curve without times`() throws {
    let data = try SurvivalData(time: [1, 2], event: [true, false])
    let groups = try KaplanMeierGroups(data, by: Groups([0, 0], count: 2))
    #expect(groups.curves[1].isEmpty)
    #expect(groups.curves[1].median.reason == .emptyGroup)
    #expect(groups.curves[1].survival(at: 1).reason == .emptyGroup)
    #expect(groups.curves[1].atRisk(at: 0).count == 0)
    let contrast = groups.contrast(0, with: 1)
    #expect(contrast.survivalDifference(at: 1).reason == .emptyGroup)
    #expect(contrast.restrictedMeanRatio(to: 1).reason == .emptyGroup)
  }

  @Test func `weights that come and go leave no trace in those of the few who stay`() throws {
    // Half enter late, in clusters of two; weights span ten powers of ten.
    var stream = UniformStream(seed: 7)
    let n = 20_000
    let time = (0..<n).map { _ in -logarithm(stream.next()) }
    let event = time.map { _ in stream.next() < 0.5 }
    let weight = time.map { _ in exponential(23 * stream.next() - 11.5) }
    let entry = time.map { stream.next() < 0.1 ? 0 : $0 * 0.99 * stream.next() }
    let curve = try KaplanMeier(
      SurvivalData(
        time: time, event: event, entry: entry, weights: Weights(weight, kind: .sampling),
        cluster: (0..<n).map { $0 / 2 }))
    let last = curve.time.count
    for k in [0, 1, 5, 30, last / 2] + Array(last - 9..<last) where curve.survival[k] > 0 {
      let present = (0..<n).filter { entry[$0] < curve.time[k] && time[$0] >= curve.time[k] }
      let direct = present.map { weight[$0] }.sorted().reduce(0, +)
      #expect(isClose(curve.atRisk[k], direct, relative: 1e-14))
      let influence = try #require(curve.influence(ofSurvivalAt: curve.time[k]))
      var square = 0.0
      for i in stride(from: 0, to: n, by: 2) {
        let pair: Double = influence[i] + influence[i + 1]
        square += pair * pair
      }
      #expect(isClose(curve.standardError[k] ?? 0, square.squareRoot(), relative: 1e-11))
    }
  }

  @Test func `impossible questions have reasons`() throws {
    let curve = try KaplanMeier(SurvivalData(time: [1, 2], event: [true, false]))
    #expect(curve.survival(at: -1).reason == .invalidTime)
    #expect(curve.survival(at: .nan).reason == .invalidTime)
    #expect(curve.restrictedMean(to: 0).reason == .invalidTime)
    #expect(curve.quantile(0).reason == .invalidProbability)
    #expect(curve.quantile(.nan).reason == .invalidProbability)
  }

  @Test func `data that break a rule are refused`() {
    func error(
      _ time: [Double], entry: [Double]? = nil, weights: Weights? = nil, strata: [Int]? = nil
    ) -> SurvivalError? {
      do {
        _ = try SurvivalData(
          time: time, event: time.map { _ in true }, entry: entry, weights: weights, strata: strata)
        return nil
      } catch { return error }
    }
    #expect(error([]) == .noRows)
    #expect(error([1, .nan]) == .timeNotFinite(row: 1))
    #expect(error([1, -1]) == .negativeTime(row: 1))
    #expect(error([1, 2], entry: [0, .infinity]) == .entryNotFinite(row: 1))
    #expect(error([1, 2], entry: [-1, 0]) == .negativeEntry(row: 0))
    #expect(error([1, 2], entry: [1, 0]) == .emptyInterval(row: 0))
    #expect(error([1, 2], entry: [3, 0]) == .emptyInterval(row: 0))
    #expect(error([1, 2], entry: [0, 2 - 1e-9]) == .intervalWithinTolerance(row: 1))
    #expect(error([1, 2], entry: [0]) == .lengthsDiffer(.entry, expected: 2, found: 1))
    #expect(error([1], strata: [1, 2]) == .lengthsDiffer(.strata, expected: 1, found: 2))
    #expect(error([1], weights: Weights([-1], kind: .sampling)) == .invalidWeight(row: 0))
    #expect(error([1], weights: Weights([0], kind: .matching)) == .noWeight)
    #expect(error([1], weights: Weights([1.5], kind: .frequency)) == .frequencyNotWhole(row: 0))
    #expect(error([1], weights: Weights([1.5], kind: .sampling)) == nil)
  }

  @Test func `every error has a sentence`() {
    let error = SurvivalError.lengthsDiffer(.event, expected: 3, found: 2)
    #expect(error.message == "There are 3 times and 2 values of event")
    #expect(error.id == "lengths-differ")
    #expect(SurvivalError.emptyInterval(row: 0).help != nil)
  }
}
