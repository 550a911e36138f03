import Survival
import TestSupport
import Testing

@Suite struct RestrictedMeanTests {
  private let fiveYears = 1826.25

  private func matched(byPair: Bool, variance: VarianceEstimator? = nil) throws
    -> KaplanMeierGroups
  {
    let frame = try DataFrame("rotterdam-matched")
    return try KaplanMeierGroups(
      SurvivalData(
        time: frame["rfs_days"], event: frame.flags("rfs_event"),
        cluster: byPair ? frame.integers("pair") : nil),
      by: Groups(frame.integers("arm"), count: 2), variance: variance)
  }

  @Test func `the area of six people by hand`() throws {
    let data = try SurvivalData(
      time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true])
    let curve = try KaplanMeier(data)
    let mean = curve.restrictedMean(to: 8.5)
    let area: Double = 1 + 5 * 5.0 / 6 + 2.5 * 5.0 / 12
    let afterFirst: Double = 5 * 5.0 / 6 + 2.5 * 5.0 / 12
    let afterSecond: Double = 2.5 * 5.0 / 12
    let variance = afterFirst * afterFirst / 30 + afterSecond * afterSecond / 4
    #expect(isClose(mean.estimate ?? 0, area, relative: 1e-15))
    #expect(isClose(mean.standardError ?? 0, variance.squareRoot(), relative: 1e-14))
    #expect(mean.p == nil)
    let robust = try KaplanMeier(data, variance: .robust).restrictedMean(to: 8.5)
    #expect(isClose(robust.standardError ?? 0, variance.squareRoot(), relative: 1e-14))
  }

  @Test(
    .agrees(
      "Kaplan–Meier, Greenwood, jackknife variance, restricted means",
      with: "R survival 3.5-3 `survfit`", within: 1e-8, detail: "most 1e-9"))
  func `aml to 40 weeks agrees with R`() throws {
    let frame = try DataFrame("aml")
    let groups = try KaplanMeierGroups(
      SurvivalData(time: frame["time"], event: frame.flags("status")),
      by: Groups(frame.integers("group"), count: 2))
    for group in 0...1 {
      let mean = groups.curves[group].restrictedMean(to: 40)
      #expect(
        agrees(
          [mean.estimate, mean.standardError], expected("km.aml.\(group).rmst40"), relative: 1e-12))
    }
  }

  @Test(
    .agrees(
      "Kaplan–Meier, Greenwood, jackknife variance, restricted means",
      with: "R survival 3.5-3 `survfit`", within: 1e-8, detail: "most 1e-9"))
  func `weights and clusters agree with the integral of R's influence`() throws {
    let frame = try DataFrame("veteran")
    let curve = try KaplanMeier(
      SurvivalData(
        time: frame["time"], event: frame.flags("status"),
        weights: Weights(frame["karno"].map { $0 / 30 }, kind: .sampling),
        cluster: frame.integers("age")))
    #expect(agrees(curve.survival, expected("km.veteran.surv"), relative: 1e-12))
    let errors = expected("km.veteran.se")
    #expect(agrees(curve.standardError.dropLast(), Array(errors.dropLast()), relative: 1e-10))
    #expect(
      agrees(
        [curve.restrictedMean(to: 200).standardError], expected("km.veteran.rmst200.se"),
        relative: 1e-11))
  }

  @Test func `the matched cohort agrees with R under the model`() throws {
    let groups = try matched(byPair: false)
    let medians = groups.curves.map(\.median)
    #expect(
      agrees(medians.flatMap { [$0.estimate, $0.lower, $0.upper] }, expected("matched.median")))
    let points = groups.curves.map { $0.survival(at: fiveYears) }
    let found =
      points.map(\.estimate) + points.map(\.standardError) + points.map(\.lower)
      + points.map(\.upper)
    #expect(agrees(found, expected("matched.survival"), relative: 1e-11))
    for (key, years) in [("matched.rmst.5", 5.0), ("matched.rmst.10", 10)] {
      let means = groups.curves.map { $0.restrictedMean(to: 365.25 * years) }
      #expect(
        agrees(
          means.map(\.estimate) + means.map(\.standardError), expected(key), relative: 1e-11))
    }
    let difference = groups.contrast(1, with: 0).restrictedMeanDifference(to: fiveYears)
    #expect(isClose(difference.estimate ?? 0, 165.77398, relative: 2e-8))
    #expect(isClose(difference.standardError ?? 0, 49.113623, relative: 1e-8))
    let tenYears = groups.contrast(1, with: 0).restrictedMeanDifference(to: 3652.5)
    #expect(isClose(tenYears.estimate ?? 0, 259.60952, relative: 2e-8))
    #expect(isClose(tenYears.standardError ?? 0, 108.29067, relative: 4e-8))
  }

  @Test func `differences by pair use the joint influence of both arms`() throws {
    let contrast = try matched(byPair: true).contrast(1, with: 0)
    let results = [
      ("matched.pairs.difference.survival", contrast.survivalDifference(at: fiveYears)),
      ("matched.pairs.difference.rmst", contrast.restrictedMeanDifference(to: fiveYears)),
      ("matched.pairs.ratio.rmst", contrast.restrictedMeanRatio(to: fiveYears)),
    ]
    for (key, result) in results {
      #expect(
        agrees([result.estimate, result.standardError], expected(key), relative: 1e-10), "\(key)")
    }
    let apart = try matched(byPair: false, variance: .robust).contrast(1, with: 0)
    let model = try matched(byPair: false).contrast(1, with: 0)
    let robust = apart.restrictedMeanDifference(to: fiveYears).standardError ?? 0
    let plain = model.restrictedMeanDifference(to: fiveYears).standardError ?? 1
    #expect(isClose(robust, plain, relative: 1e-12), "independent rows of weight 1")
    let survivalRobust = apart.survivalDifference(at: fiveYears).standardError ?? 0
    let survivalPlain = model.survivalDifference(at: fiveYears).standardError ?? 1
    #expect(isClose(survivalRobust, survivalPlain, relative: 1e-12))
    let exchanged = try matched(byPair: true).contrast(0, with: 1)
    let ratio = contrast.restrictedMeanRatio(to: fiveYears)
    let inverse = exchanged.restrictedMeanRatio(to: fiveYears)
    #expect(isClose(1 / (ratio.estimate ?? 0), inverse.estimate ?? 0, relative: 1e-14))
    #expect(isClose(1 / (ratio.lower ?? 0), inverse.upper ?? 0, relative: 1e-13))
  }

  @Test func `the weighted cohort agrees with R`() throws {
    let frame = try DataFrame("rotterdam-weighted")
    for (name, weights) in PropensityWeights.all(frame) {
      let curves = try KaplanMeierGroups(
        SurvivalData(
          time: frame["rfs_days"], event: frame.flags("rfs_event"),
          weights: Weights(weights, kind: .sampling)),
        by: Groups(frame.integers("arm"), count: 2)
      ).curves
      let medians = curves.map(\.median)
      #expect(
        agrees(
          medians.flatMap { [$0.estimate, $0.lower, $0.upper] }, expected("weighted.\(name).median")
        ), "\(name)")
      let points = curves.map { $0.survival(at: fiveYears) }
      let found =
        points.map(\.estimate) + points.map(\.standardError) + points.map(\.lower)
        + points.map(\.upper) + curves.map { $0.atRisk(at: fiveYears).weight }
      #expect(agrees(found, expected("weighted.\(name).survival"), relative: 1e-9), "\(name)")
      let means = curves.map { $0.restrictedMean(to: fiveYears) }
      #expect(
        agrees(
          means.map(\.estimate) + means.map(\.standardError), expected("weighted.\(name).rmst"),
          relative: 1e-9), "\(name)")
      guard name == "ate" else { continue }
      #expect(medians.map(\.estimate) == [2406, 2862])
      #expect(isClose(points[0].estimate ?? 0, 0.56003913, relative: 1e-8))
      #expect(isClose(points[0].standardError ?? 0, 0.010120479, relative: 5e-8))
      #expect(isClose(points[1].estimate ?? 0, 0.62187897, relative: 1e-8))
      #expect(isClose(points[1].standardError ?? 0, 0.039810389, relative: 1e-8))
    }
  }

  @Test func `the robust error is the derivative with respect to the weights`() throws {
    let frame = try DataFrame("heart")
    let weights = numbers(expected("km.heart.weights"))
    let clusters = frame.integers("id")
    func groups(_ weights: [Double]) throws -> KaplanMeierGroups {
      try KaplanMeierGroups(
        SurvivalData(
          time: frame["stop"], event: frame.flags("event"), entry: frame["start"],
          weights: Weights(weights, kind: .sampling), cluster: clusters),
        by: Groups(frame.integers("transplant"), count: 2))
    }
    let measures: [(KaplanMeierContrast) -> SurvivalEstimate] = [
      { $0.survivalDifference(at: 300) }, { $0.restrictedMeanDifference(to: 300) },
    ]
    for measure in measures {
      var sum = 0.0
      for cluster in Set(clusters) {
        let step = 1e-4
        let values = try [-step, step].map { change in
          let moved = weights.indices.map {
            clusters[$0] == cluster ? weights[$0] * (1 + change) : weights[$0]
          }
          return try measure(groups(moved).contrast(1, with: 0)).estimate ?? 0
        }
        let influence = (values[1] - values[0]) / (2 * step)
        sum += influence * influence
      }
      let result = try measure(groups(weights).contrast(1, with: 0))
      #expect(isClose(result.standardError ?? 0, sum.squareRoot(), relative: 1e-6))
    }
  }

  @Test func `frequencies are copies in contrasts`() throws {
    let (time, event) = ([1.0, 2, 2, 4, 5, 6], [true, false, true, true, true, false])
    let group = [0, 1, 1, 0, 1, 0]
    let copies = [2, 1, 3, 2, 1, 4]
    func spread<Value>(_ values: [Value]) -> [Value] {
      zip(values, copies).flatMap { Array(repeating: $0, count: $1) }
    }
    for variance in VarianceEstimator.allCases {
      let a = try KaplanMeierGroups(
        SurvivalData(
          time: time, event: event, weights: Weights(copies.map(Double.init), kind: .frequency)),
        by: Groups(group, count: 2), variance: variance
      ).contrast(1, with: 0)
      let b = try KaplanMeierGroups(
        SurvivalData(time: spread(time), event: spread(event)), by: Groups(spread(group), count: 2),
        variance: variance
      ).contrast(1, with: 0)
      for (x, y) in [
        (a.restrictedMeanDifference(to: 4.5), b.restrictedMeanDifference(to: 4.5)),
        (a.survivalDifference(at: 2), b.survivalDifference(at: 2)),
        (a.restrictedMeanRatio(to: 4.5), b.restrictedMeanRatio(to: 4.5)),
      ] {
        #expect(isClose(x.estimate ?? 0, y.estimate ?? 1, relative: 1e-13))
        #expect(isClose(x.standardError ?? 0, y.standardError ?? 1, relative: 1e-13))
      }
    }
  }

  @Test func `a horizon past the shorter arm needs its curve at 0`() throws {
    let data = try SurvivalData(time: [1, 2, 1, 5], event: [true, true, true, false])
    let known = try KaplanMeierGroups(data, by: Groups([0, 0, 1, 1], count: 2))
    let difference = known.contrast(1, with: 0).restrictedMeanDifference(to: 4)
    #expect(difference.estimate == 1)
    #expect(difference.reason == nil)
    let unknown = known.contrast(1, with: 0).restrictedMeanDifference(to: 6)
    #expect(unknown.estimate == nil)
    #expect(unknown.reason == .afterFollowUp)
  }

  @Test func `no variation is a reason and not a test`() throws {
    let data = try SurvivalData(time: [3, 3, 4, 4], event: [false, false, true, true])
    let groups = try KaplanMeierGroups(data, by: Groups([0, 0, 1, 1], count: 2))
    let difference = groups.contrast(1, with: 0).survivalDifference(at: 2)
    #expect(difference.estimate == 0)
    #expect(difference.standardError == 0)
    #expect(difference.p == nil && difference.reason == .noVariation)
    let zero = try SurvivalData(time: [0, 0, 1, 2], event: [true, true, true, true])
    let dead = try KaplanMeierGroups(zero, by: Groups([0, 0, 1, 1], count: 2))
    #expect(dead.contrast(1, with: 0).restrictedMeanRatio(to: 1).reason == .meanIsZero)
  }
}
