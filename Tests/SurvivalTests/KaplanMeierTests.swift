import Survival
import TestSupport
import Testing

@Suite struct KaplanMeierTests {
  /// The times 1 1+ 6 6 8+ 9, set 1 of the validation of R's survival package.
  let setOne = try? SurvivalData(
    time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true])

  private func aml(_ group: Int) throws -> SurvivalData {
    let frame = try DataFrame("aml")
    let rows = frame["group"].indices.filter { frame.integers("group")[$0] == group }
    return try SurvivalData(
      time: rows.map { frame["time"][$0] }, event: rows.map { frame["status"][$0] == 1 })
  }

  private func heartWeights() -> Weights {
    Weights(numbers(expected("km.heart.weights")), kind: .sampling)
  }

  private func heart(clustered: Bool) throws -> SurvivalData {
    let frame = try DataFrame("heart")
    return try SurvivalData(
      time: frame["stop"], event: frame.flags("event"), entry: frame["start"],
      weights: heartWeights(), cluster: clustered ? frame.integers("id") : nil)
  }

  @Test func `six people by hand`() throws {
    let curve = try KaplanMeier(#require(setOne))
    #expect(curve.time == [1, 6, 8, 9])
    #expect(curve.atRiskCount == [6, 4, 2, 1])
    #expect(curve.eventCount == [1, 2, 0, 1])
    #expect(curve.censoredCount == [1, 0, 1, 0])
    let survival: [Double] = [5.0 / 6, 5.0 / 12, 5.0 / 12, 0]
    let hazard: [Double] = [1.0 / 6, 2.0 / 3, 2.0 / 3, 5.0 / 3]
    #expect(isClose(curve.survival, survival, relative: 1e-15))
    #expect(isClose(curve.cumulativeHazard, hazard, relative: 1e-15))
    let first = 5.0 / 6 * (1.0 / 30).squareRoot()
    let second = 5.0 / 12 * (1.0 / 30 + 1.0 / 4).squareRoot()
    #expect(agrees(curve.standardError, [first, second, second, nil], relative: 1e-15))
    #expect(curve.lower.last == .some(nil) && curve.upper.last == .some(nil))
    let hazardVariance: [Double] = [2.0 / 72, 11.0 / 72, 11.0 / 72, 83.0 / 72]
    #expect(
      isClose(
        curve.cumulativeHazardStandardError, hazardVariance.map { $0.squareRoot() },
        relative: 1e-15))
  }

  @Test func `the infinitesimal jackknife of six people by hand`() throws {
    let curve = try KaplanMeier(#require(setOne), variance: .robust)
    let squares = [
      [-20.0, 4, 4, 4, 4, 4], [-10, 2, -13, -13, 17, 17], [-10, 2, -13, -13, 17, 17],
    ].map { $0.reduce(0) { $0 + $1 * $1 } }
    let errors = squares.map { $0.squareRoot() / 144 }
    #expect(agrees(curve.standardError, errors.map { $0 } + [nil], relative: 1e-14))
    let hazard = [[10.0, -2, -2, -2, -2, -2], [10, -2, 7, 7, -11, -11]]
      .map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() / 72 }
    #expect(isClose(Array(curve.cumulativeHazardStandardError.prefix(2)), hazard, relative: 1e-14))
  }

  @Test(
    .agrees(
      "Kaplan–Meier, Greenwood, jackknife variance, restricted means",
      with: "R survival 3.5-3 `survfit`", within: 1e-8, detail: "unweighted 1e-12",
      but: "limits where S = 1, see below"), arguments: ConfidenceTransform.allCases)
  func `bands and medians of aml agree with R`(transform: ConfidenceTransform) throws {
    for group in 0...1 {
      let curve = try KaplanMeier(aml(group), confidence: transform)
      let key = "km.aml.\(group)"
      #expect(curve.time == numbers(expected("\(key).time")))
      #expect(agrees(curve.survival, expected("\(key).surv"), relative: 1e-12))
      #expect(agrees(curve.cumulativeHazard, expected("\(key).cumhaz"), relative: 1e-12))
      #expect(
        agrees(
          curve.cumulativeHazardStandardError, expected("\(key).chaz.se"), relative: 1e-12))
      #expect(
        agrees(curve.lower, expected("\(key).\(transform.rawValue).lower"), relative: 1e-12))
      #expect(
        agrees(curve.upper, expected("\(key).\(transform.rawValue).upper"), relative: 1e-12))
      let median = curve.median
      #expect(
        agrees(
          [median.estimate, median.lower, median.upper],
          expected("\(key).\(transform.rawValue).median")))
    }
  }

  @Test(
    .agrees(
      "Kaplan–Meier, Greenwood, jackknife variance, restricted means",
      with: "R survival 3.5-3 `survfit`", within: 1e-8, detail: "most 1e-9"))
  func `delayed entry, weights and clusters agree with R`() throws {
    let curve = try KaplanMeier(heart(clustered: true))
    #expect(curve.variance == .robust)
    #expect(curve.time == numbers(expected("km.heart.time")))
    #expect(agrees(curve.survival, expected("km.heart.surv"), relative: 1e-12))
    #expect(agrees(curve.standardError, expected("km.heart.se"), relative: 1e-11))
    #expect(
      agrees(
        curve.cumulativeHazardStandardError, expected("km.heart.chaz.se"), relative: 1e-11))
    #expect(agrees(curve.lower, expected("km.heart.lower"), relative: 1e-11))
    #expect(agrees(curve.upper, expected("km.heart.upper"), relative: 1e-11))
    #expect(agrees(curve.atRisk, expected("km.heart.n.risk"), relative: 1e-12))
    let rows = try KaplanMeier(heart(clustered: false))
    #expect(agrees(rows.survival, expected("km.heart.rows.surv"), relative: 1e-12))
    #expect(agrees(rows.standardError, expected("km.heart.rows.se"), relative: 1e-11))
  }

  @Test func `number at risk just before a time, with delayed entry`() throws {
    let data = try SurvivalData(
      time: [3, 5, 5, 9], event: [true, true, false, true], entry: [0, 3, 1, 5],
      weights: Weights([1, 2, 4, 0.5], kind: .sampling))
    let curve = try KaplanMeier(data)
    for (t, weight, count) in [
      (0.0, 0.0, 0), (1, 1, 1), (2, 5, 2), (3, 5, 2), (4, 6, 2), (5, 6, 2), (6, 0.5, 1),
      (9, 0.5, 1), (10, 0, 0),
    ] {
      #expect(curve.atRisk(at: t).weight == weight, "\(t)")
      #expect(curve.atRisk(at: t).count == count, "\(t)")
    }
    #expect(curve.atRisk == [5, 6, 0.5])
  }

  @Test func `a death at the time of an entry does not see the entrant`() throws {
    let curve = try KaplanMeier(
      SurvivalData(time: [3, 4, 4, 8], event: [true, false, false, false], entry: [0, 0, 0, 3]))
    #expect(curve.atRiskCount.first == 3)
  }

  @Test func `a curve at one half to its end has the first such time as median`() throws {
    let times = [54.0, 75, 77, 84, 87, 92, 103, 105, 112, 118]
    let flat = try KaplanMeier(
      SurvivalData(time: times, event: times.indices.map { $0 < 5 }))
    #expect(flat.median.estimate == 87)
    #expect(flat.median.lower == 77)
    #expect(flat.median.upper == nil)
    #expect(flat.median.reason == .limitNotReached)
    let falls = try KaplanMeier(
      SurvivalData(time: times, event: times.indices.map { $0 < 5 || $0 == 9 }))
    #expect(falls.median.estimate == 102.5)
  }

  @Test func `four weighted people as in lifelines`() throws {
    let curve = try KaplanMeier(
      SurvivalData(
        time: [0.6, 0.4, 0.8, 0.9], event: [false, true, true, false],
        weights: Weights([1.5, 2, 0.8, 0.9], kind: .sampling)))
    #expect(curve.time == [0.4, 0.6, 0.8, 0.9])
    let survival: [Double] = [3.2 / 5.2, 3.2 / 5.2, 3.2 / 5.2 * 0.9 / 1.7, 3.2 / 5.2 * 0.9 / 1.7]
    #expect(isClose(curve.survival, survival, relative: 1e-14))
    #expect(isClose(curve.survival[0], 0.6153846153846154, relative: 1e-14))
    #expect(isClose(curve.survival[2], 0.32579185520362, relative: 1e-13))
  }

  @Test func `frequencies are copies`() throws {
    let weighted = try SurvivalData(
      time: [1, 2, 2, 4], event: [true, false, true, false],
      weights: Weights([2, 1, 3, 2], kind: .frequency))
    let copied = try SurvivalData(
      time: [1, 1, 2, 2, 2, 2, 4, 4],
      event: [true, true, false, true, true, true, false, false])
    for variance in VarianceEstimator.allCases {
      let a = try KaplanMeier(weighted, variance: variance)
      let b = try KaplanMeier(copied, variance: variance)
      #expect(isClose(a.survival, b.survival, relative: 1e-15))
      #expect(agrees(a.standardError, b.standardError, relative: 1e-14))
      #expect(
        isClose(
          a.cumulativeHazardStandardError, b.cumulativeHazardStandardError, relative: 1e-14))
      #expect(a.atRisk == b.atRisk)
    }
    #expect(weighted.defaultVariance == .model)
  }

  @Test func `rows by themselves and as clusters of one have the same jackknife, to the bit`()
    throws
  {
    let time = (0..<300).map { Double(($0 * 37) % 101) }
    let event = time.indices.map { $0 % 3 != 0 }
    let weights = Weights(time.indices.map { 0.25 + Double($0 % 7) }, kind: .sampling)
    let alone = try KaplanMeier(SurvivalData(time: time, event: event, weights: weights))
    let clusters = try KaplanMeier(
      SurvivalData(
        time: time, event: event, weights: weights, cluster: Array(time.indices.reversed())))
    #expect(alone.variance == .robust && clusters.variance == .robust)
    #expect(alone.standardError == clusters.standardError)
    #expect(alone.cumulativeHazardStandardError == clusters.cumulativeHazardStandardError)
  }

  @Test func `the jackknife equals Greenwood for unweighted independent rows`() throws {
    let frame = try DataFrame("veteran")
    let data = try SurvivalData(time: frame["time"], event: frame.flags("status"))
    let model = try KaplanMeier(data, variance: .model)
    let robust = try KaplanMeier(data, variance: .robust)
    #expect(agrees(robust.standardError, model.standardError, relative: 1e-12))
    #expect(model.survival == robust.survival)
  }

  @Test func `sampling weights may be scaled and zero weights left out`() throws {
    let frame = try DataFrame("heart")
    let base = try KaplanMeier(heart(clustered: true))
    let tenfold = try KaplanMeier(
      SurvivalData(
        time: frame["stop"] + [3], event: frame.flags("event") + [true],
        entry: frame["start"] + [0],
        weights: Weights(heartWeights().values.map { $0 * 10 } + [0], kind: .sampling),
        cluster: frame.integers("id") + [1]))
    #expect(isClose(tenfold.survival, base.survival, relative: 1e-13))
    #expect(agrees(tenfold.standardError, base.standardError, relative: 1e-11))
    #expect(tenfold.atRiskCount == base.atRiskCount)
  }

  @Test func `followed shifted and in another unit the curve is the same`() throws {
    let frame = try DataFrame("heart")
    let base = try KaplanMeier(heart(clustered: true))
    let moved = try KaplanMeier(
      SurvivalData(
        time: frame["stop"].map { 4 * $0 + 8 }, event: frame.flags("event"),
        entry: frame["start"].map { 4 * $0 + 8 }, weights: heartWeights(),
        cluster: frame.integers("id")))
    #expect(moved.survival == base.survival)
    #expect(moved.standardError == base.standardError)
    #expect(moved.time == base.time.map { 4 * $0 + 8 })
  }

  @Test func `times that differ by rounding are ties`() throws {
    let data = try SurvivalData(
      time: [1, 0.1 + 0.2, 0.3, 1 + 1e-9], event: [true, true, false, true])
    #expect(data.time == [1, 0.3, 0.3, 1])
    let curve = try KaplanMeier(data)
    #expect(curve.atRiskCount == [4, 2])
    #expect(curve.eventCount == [1, 2])
    let far = try SurvivalData(time: [1, 1.001], event: [true, true])
    #expect(far.time == [1, 1.001])
  }

  @Test func `follow-up by the reversed curve agrees with R`() throws {
    let frame = try DataFrame("aml")
    let data = try SurvivalData(time: frame["time"], event: frame.flags("status"))
    let reversed = try KaplanMeier(data.exchangingEvents())
    let direct = try KaplanMeier(
      SurvivalData(time: frame["time"], event: frame.flags("status").map { !$0 }))
    #expect(reversed.survival == direct.survival)
    let median = reversed.median
    #expect(
      agrees([median.estimate, median.lower, median.upper], expected("km.aml.followup")))
  }
}
