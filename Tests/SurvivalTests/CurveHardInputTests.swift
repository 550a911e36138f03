import Survival
import TestSupport
import Testing

/// Small data sets full of ties, zeros, empty groups and extreme scales, through every function of
/// curves and tests: numbers are finite, or absent with a reason.
@Suite struct CurveHardInputTests {
  private struct Case {
    let data: SurvivalData
    let groups: Groups
    let times: [Double]
  }

  private func draw(_ stream: inout UniformStream) throws -> Case {
    let n = 1 + Int(stream.next() * 12)
    let unit = [1, 1, 1, 1e-7, 1e7, 1e-300, 1e300][Int(stream.next() * 7)]
    let size = [1, 1, 1, 1e-3, 1e6, 1e-50, 1e50][Int(stream.next() * 7)]
    let distinct = 1 + stream.next() * 6
    let chance = [0, 0.3, 0.7, 1][Int(stream.next() * 4)]
    let time = (0..<n).map { _ in (stream.next() * distinct).rounded(.down) * unit }
    let event = (0..<n).map { _ in stream.next() < chance }
    let kind = [WeightKind.frequency, .sampling, .matching][Int(stream.next() * 3)]
    let values = (0..<n).map { _ in
      kind == .frequency
        ? (stream.next() * 4).rounded(.down) : stream.next() < 0.1 ? 0 : stream.next() * size
    }
    let weights =
      stream.next() < 0.5 || !values.contains { $0 > 0 } ? nil : Weights(values, kind: kind)
    let entry: [Double]? =
      stream.next() < 0.3 && !time.contains(0)
      ? time.map { stream.next() < 0.5 ? 0 : $0 - unit } : nil
    let labels = (0..<n).map { _ in Int(stream.next() * 4) }
    let data = try SurvivalData(
      time: time, event: event, entry: entry, weights: weights,
      cluster: stream.next() < 0.4 ? labels : nil, strata: stream.next() < 0.3 ? labels : nil)
    let groups = try Groups((0..<n).map { _ in Int(stream.next() * 2.5) }, count: 3)
    return Case(data: data, groups: groups, times: [0, 1, 1.5, 2, 3, 7].map { $0 * unit })
  }

  private func isSound(_ value: SurvivalEstimate) -> Bool {
    let shown = [
      value.estimate, value.standardError, value.lower, value.upper, value.statistic, value.p,
    ]
    guard shown.compactMap(\.self).allSatisfy(\.isFinite) else { return false }
    if let p = value.p, !(0...1 ~= p) { return false }
    return value.reason != nil || value.estimate != nil || value.p != nil
  }

  private func isSound(_ values: [Double?]) -> Bool {
    values.compactMap(\.self).allSatisfy(\.isFinite)
  }

  private func curveEstimates(_ curve: KaplanMeier, _ times: [Double]) -> [SurvivalEstimate] {
    var found = QuantileRule.allCases.map { curve.quantile(0.5, rule: $0) }
    let hazard = CumulativeHazard(curve, estimator: .flemingHarrington)
    for t in times {
      found += [curve.survival(at: t), curve.restrictedMean(to: t), hazard.hazard(at: t)]
      found += times.map { curve.survival(at: t, given: $0) }
    }
    return found
  }

  private func contrastEstimates(
    _ contrast: KaplanMeierContrast, _ times: [Double]
  ) -> [SurvivalEstimate] {
    var found: [SurvivalEstimate] = []
    for method in QuantileContrastMethod.allCases {
      found += [
        contrast.quantileDifference(0.5, method: method),
        contrast.quantileRatio(0.25, method: method),
      ]
    }
    for t in times {
      found += [
        contrast.survivalDifference(at: t), contrast.survivalRatio(at: t, given: times[1]),
        contrast.restrictedMeanDifference(to: t), contrast.restrictedMeanRatio(to: t),
      ]
      found += ConfidenceTransform.allCases.map { contrast.survivalTest(at: t, on: $0) }
    }
    return found
  }

  private func check(_ drawn: Case, _ variance: VarianceEstimator, _ seed: Int) throws {
    for transform in ConfidenceTransform.allCases {
      let curves = try KaplanMeierGroups(
        drawn.data, by: drawn.groups, confidence: transform, variance: variance)
      for curve in curves.curves {
        for (i, found) in curveEstimates(curve, drawn.times).enumerated() {
          #expect(isSound(found), "curve \(i), seed \(seed), \(found)")
        }
        let hazard = CumulativeHazard(curve, estimator: .flemingHarrington)
        #expect(isSound(curve.standardError + curve.lower + curve.upper), "seed \(seed)")
        #expect(isSound(hazard.lower + hazard.upper + hazard.survivalLower), "seed \(seed)")
        #expect(isSound(hazard.hazard + hazard.standardError), "seed \(seed)")
        #expect(isSound(LowerLimitRule.allCases.flatMap(curve.lowerLimits)), "seed \(seed)")
        for t in drawn.times {
          let values = try curve.pseudoValues(survivalAt: t)
          #expect(isSound(values.values?.values ?? []), "seed \(seed)")
          #expect((values.values == nil) == (values.reason != nil), "seed \(seed)")
        }
        for kind in SimultaneousBand.Kind.allCases where transform == .logLog && seed % 10 == 0 {
          let band = curve.simultaneousBand(kind)
          #expect(isSound(band.lower + band.upper + [band.criticalValue]), "seed \(seed)")
          #expect(band.time.isEmpty == (band.reason != nil), "seed \(seed)")
        }
      }
      for (i, found) in contrastEstimates(curves.contrast(1, with: 0), drawn.times).enumerated() {
        #expect(isSound(found), "contrast \(i), seed \(seed), \(found)")
      }
    }
  }

  private func checkTests(_ drawn: Case, _ variance: VarianceEstimator, _ seed: Int) throws {
    let weights: [LogRankWeight] = [
      .logRank, .gehan, .taroneWare, .peto, .modifiedPeto,
      .flemingHarrington(rho: 0.5, gamma: 2),
    ]
    for weight in weights {
      let test = try LogRank(drawn.data, by: drawn.groups, weight: weight, variance: variance)
      #expect(isSound(test.test), "\(weight), seed \(seed), \(test.test)")
      #expect(isSound(try test.trend()), "\(weight), seed \(seed)")
      #expect(isSound(test.observed + test.expected + test.covariance.flatMap(\.self)))
    }
    let pairs = try PairwiseLogRank(
      drawn.data, by: drawn.groups, adjustment: .hommel, variance: variance)
    #expect(isSound(pairs.comparisons.map(\.adjusted)))
    let two = try Groups(drawn.groups.codes.map { min($0, 1) }, count: 2)
    if seed % 10 == 0 {
      let combined = try MaxCombo(drawn.data, by: two, variance: variance)
      #expect(isSound(combined.test), "seed \(seed), \(combined.test)")
    }
    let paired = try PairedLogRank(drawn.data, by: two, sets: drawn.groups.codes)
    #expect(isSound(paired.stratified.test) && isSound(paired.marginal.test), "seed \(seed)")
  }

  @Test func `random data of every kind give finite numbers or reasons`() throws {
    for seed in 0..<300 {
      var stream = UniformStream(seed: UInt64(seed))
      guard let drawn = try? draw(&stream) else { continue }
      for variance in VarianceEstimator.allCases {
        try check(drawn, variance, seed)
        try checkTests(drawn, variance, seed)
      }
    }
  }
}
