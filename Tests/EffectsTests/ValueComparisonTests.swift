import Cohorts
import Effects
import LinearAlgebra
import Survival
import TestSupport
import Testing

private func comparison(
  _ kind: ValueKind, focal: [Double], reference: [Double], exposure: [Double]? = nil,
  weights: [Double]? = nil, dependence: Dependence = .none,
  variance: VarianceEstimator = .model
) -> ValueComparison {
  ValueComparison(
    data: ValueData(
      kind: kind, values: focal + reference, exposure: exposure,
      groups: focal.map { _ in 1 } + reference.map { _ in 0 }, weights: weights,
      dependence: dependence),
    variance: variance, level: 0.95)
}

private func one(_ comparison: ValueComparison, _ measure: ValueMeasure) throws -> EffectValue {
  try #require(comparison.estimates(measure).first).value
}

private let z = 1.959963984540054

struct ValueComparisonTests {
  @Test func `means of 3 and 1 differ by 2 with variance 7 thirds and 49 seventeenths of freedom`()
    throws
  {
    let values = comparison(.continuous, focal: [1, 3, 5], reference: [0, 2])
    let means = values.estimates(.mean)
    #expect(means.map(\.value.estimate) == [3, 1])
    #expect(means.map(\.group) == [1, 0] && means.map(\.patients) == [3, 2])
    #expect(means.allSatisfy { $0.events == nil && $0.value.p == nil })
    #expect(
      isClose(try #require(means[0].value.standardError), (4.0 / 3).squareRoot(), relative: 1e-15))
    // t at 0.975 with 2 degrees of freedom is 4.302652729749462.
    let half = 4.302652729749462 * (4.0 / 3).squareRoot()
    #expect(isClose(try #require(means[0].value.upper), 3 + half, relative: 1e-13))
    let difference = try one(values, .meanDifference)
    #expect(difference.estimate == 2)
    #expect(
      isClose(try #require(difference.standardError), (7.0 / 3).squareRoot(), relative: 1e-15))
    #expect(isClose(try #require(difference.degreesOfFreedom), 49.0 / 17, relative: 1e-14))
    #expect(
      isClose(try #require(difference.statistic), 2 / (7.0 / 3).squareRoot(), relative: 1e-14))
  }

  @Test func `robust errors of means are HC1, by clusters CR1`() throws {
    let robust = comparison(.continuous, focal: [1, 3, 5], reference: [0, 2], variance: .robust)
    let alone = try one(robust, .meanDifference)
    #expect(isClose(try #require(alone.standardError), (125.0 / 54).squareRoot(), relative: 1e-14))
    #expect(alone.degreesOfFreedom == 3)
    // The pairs (1, 0) and (3, 2) and the single 5 contribute −1/6, −1/2 and 2/3.
    let pairs = comparison(
      .continuous, focal: [1, 3, 5], reference: [0, 2], dependence: .clusters([7, 9, 4, 7, 9]),
      variance: .robust)
    let clustered = try one(pairs, .meanDifference)
    #expect(
      isClose(try #require(clustered.standardError), (13.0 / 9).squareRoot(), relative: 1e-14))
    #expect(clustered.degreesOfFreedom == 2)
  }

  @Test func `a control in two sets counts once as a patient and once in each set`() throws {
    // Set 0 is a with c, set 1 is b with c and d; c weighs 3/2, two thirds of it from set 0.
    let sets: [Dependence.Membership] = [
      .init(row: 0, set: 0, share: 1), .init(row: 2, set: 0, share: 2.0 / 3),
      .init(row: 1, set: 1, share: 1), .init(row: 2, set: 1, share: 1.0 / 3),
      .init(row: 3, set: 1, share: 1),
    ]
    let values = comparison(
      .continuous, focal: [1, 3], reference: [0, 2], weights: [1, 1, 1.5, 0.5],
      dependence: .sets(sets), variance: .robust)
    let found = try one(values, .meanDifference)
    #expect(isClose(try #require(found.estimate), 1.5, relative: 1e-15))
    #expect(isClose(try #require(found.standardError), (151.0 / 288).squareRoot(), relative: 1e-14))
    #expect(found.degreesOfFreedom == 1)
  }

  @Test func `shares of 3 and 1 in 4 give 1 half, 3 and 9`() throws {
    let yes: [Double] = [1, 1, 1, 0]
    let no: [Double] = [0, 1, 0, 0]
    let values = comparison(.binary, focal: yes, reference: no)
    let expected: [(ValueMeasure, Double, Double)] = [
      (.riskDifference, 0.5, 3.0 / 32), (.riskRatio, 3, 5.0 / 6), (.oddsRatio, 9, 8.0 / 3),
    ]
    for (measure, estimate, variance) in expected {
      let found = try one(values, measure)
      #expect(isClose(try #require(found.estimate), estimate, relative: 1e-15))
      let error = try #require(found.standardError)
      #expect(isClose(error, variance.squareRoot(), relative: 1e-14))
      #expect(found.degreesOfFreedom == nil)
      let robust = try one(
        comparison(.binary, focal: yes, reference: no, variance: .robust), measure)
      let more = (8 * variance / 7).squareRoot()
      #expect(isClose(try #require(robust.standardError), more, relative: 1e-14), "\(measure)")
    }
    let risks = values.estimates(.risk)
    #expect(risks.map(\.events) == [3, 1] && risks.map(\.method) == ["Wilson", "Wilson"])
    // Wilson's limits are the roots of (p − π)² = z² π (1 − π)/n.
    for risk in risks {
      let p = try #require(risk.value.estimate)
      for limit in [try #require(risk.value.lower), try #require(risk.value.upper)] {
        #expect(
          isClose((p - limit) * (p - limit), z * z * limit * (1 - limit) / 4, relative: 1e-12))
      }
    }
  }

  @Test func `6 in 3 years against 1 in 4 is a rate ratio of 8`() throws {
    func values(_ variance: VarianceEstimator) -> ValueComparison {
      comparison(
        .count, focal: [2, 4], reference: [1, 0], exposure: [1, 2, 2, 2], variance: variance)
    }
    #expect(values(.model).estimates(.rate).map(\.value.estimate) == [2, 0.25])
    let ratio = try one(values(.model), .rateRatio)
    #expect(isClose(try #require(ratio.estimate), 8, relative: 1e-15))
    #expect(isClose(try #require(ratio.standardError), (7.0 / 6).squareRoot(), relative: 1e-14))
    let difference = try one(values(.model), .rateDifference)
    #expect(difference.estimate == 1.75)
    #expect(
      isClose(try #require(difference.standardError), (35.0 / 48).squareRoot(), relative: 1e-14))
    let robust = try one(values(.robust), .rateRatio)
    #expect(isClose(try #require(robust.standardError), (2.0 / 3).squareRoot(), relative: 1e-14))
  }

  @Test func `an adjusted difference of means is that of the analysis of covariance`() throws {
    // Within the arms Sxx is 5/2 and Sxy 3, so that the slope is 6/5 and the difference 1 + 3/5.
    let values = comparison(.continuous, focal: [1, 3], reference: [0, 2])
    let found = values.estimates(
      .meanDifference, adjustment: Matrix(columns: [[0, 1, 0, 2]]))
    #expect(isClose(try #require(found.first?.value.estimate), 1.6, relative: 1e-14))
    #expect(found.first?.isMarginal == true)
  }

  @Test func `measures of another kind give nothing`() {
    let values = comparison(.binary, focal: [1, 0], reference: [0, 1])
    #expect(values.estimates(.meanDifference).isEmpty && values.estimates(.rateRatio).isEmpty)
  }
}

struct DegenerateValueTests {
  private func absence(_ value: EffectValue) -> String? { value.absence?.id }

  @Test func `without events in an arm there is no ratio, and a difference has no limits`() throws {
    for variance in [VarianceEstimator.model, .robust] {
      for (focal, reference) in [([0.0, 0, 0], [1.0, 0, 1]), ([1, 0, 1], [0, 0, 0])] {
        let values = comparison(.binary, focal: focal, reference: reference, variance: variance)
        for measure in [ValueMeasure.riskRatio, .oddsRatio] {
          let found = try one(values, measure)
          #expect(found.estimate == nil && absence(found) == "noEvents")
        }
        let difference = try one(values, .riskDifference)
        #expect(isClose(abs(try #require(difference.estimate)), 2.0 / 3, relative: 1e-15))
        #expect(difference.lower == nil && difference.p == nil)
        #expect(absence(difference) == "noEvents")
        let counts = comparison(.count, focal: focal, reference: reference, variance: variance)
        #expect(try one(counts, .rateRatio).estimate == nil)
        let adjusted = values.estimates(
          .riskDifference, adjustment: Matrix(columns: [[1, 2, 3, 1, 2, 3]]))
        #expect(adjusted.first?.value.estimate == nil)
      }
    }
    let risk = comparison(.binary, focal: [0, 0, 0], reference: [1, 0, 1]).estimates(.risk)[0].value
    #expect(risk.estimate == 0 && risk.lower == 0 && (risk.upper ?? 0) > 0.5)
  }

  @Test func `where everyone has the event there is no odds ratio`() throws {
    let values = comparison(.binary, focal: [1, 1, 1], reference: [1, 0, 1])
    #expect(absence(try one(values, .oddsRatio)) == "everyoneHasEvents")
    #expect(isClose(try #require(try one(values, .riskRatio).estimate), 1.5, relative: 1e-15))
  }

  @Test func `values without variation have a difference and no test`() throws {
    for variance in [VarianceEstimator.model, .robust] {
      let values = comparison(
        .continuous, focal: [2, 2], reference: [1, 1, 1], variance: variance)
      let found = try one(values, .meanDifference)
      #expect(found.estimate == 1 && found.standardError == 0)
      #expect(found.lower == nil && found.p == nil && absence(found) == "noVariation")
    }
  }

  @Test func `a constant under unequal weights has no variation, whatever the rounding`() throws {
    let values = comparison(
      .continuous, focal: [5.1, 5.1, 5.1], reference: [5.1, 5.1],
      weights: [0.1, 0.7, 1.3, 0.3, 1.9], variance: .robust)
    let found = try one(values, .meanDifference)
    #expect(found.standardError == 0 && found.p == nil && absence(found) == "noVariation")
  }

  @Test func `one patient in an arm has a mean and no error`() throws {
    let values = comparison(.continuous, focal: [2], reference: [1, 3])
    #expect(values.estimates(.mean)[0].value.estimate == 2)
    #expect(absence(values.estimates(.mean)[0].value) == "tooFewPatients")
    #expect(absence(try one(values, .meanDifference)) == "tooFewPatients")
  }

  @Test func `an empty arm and a single cluster say so`() throws {
    #expect(
      absence(try one(comparison(.continuous, focal: [], reference: [1]), .meanDifference))
        == "emptyArm")
    let values = comparison(
      .continuous, focal: [1, 2], reference: [3, 5], dependence: .clusters([1, 1, 1, 1]),
      variance: .robust)
    #expect(absence(try one(values, .meanDifference)) == "oneCluster")
  }

  @Test func `a collinear term and a separated model are no numbers`() {
    let values = comparison(.binary, focal: [1, 0, 1, 0], reference: [0, 1, 0, 0])
    let arm = values.estimates(
      .riskDifference, adjustment: Matrix(columns: [[1, 1, 1, 1, 0, 0, 0, 0]]))
    #expect(arm[0].value.absence?.id == "collinear")
    let separated = values.estimates(
      .riskDifference, adjustment: Matrix(columns: [[1, 0, 1, 0, 0, 1, 0, 0]]))
    #expect(separated[0].value.absence?.id == "notConverged")
  }
}

struct ValuePropertyTests {
  private struct Sample {
    var values: [Double] = []
    var groups: [Int] = []
    var weights: [Double] = []
    var clusters: [Int] = []
    var age: [Double] = []
    var exposure: [Double] = []

    init(_ kind: ValueKind, seed: UInt64, count: Int = 60) {
      var generator = SeededGenerator(seed: seed)
      for row in 0..<count {
        let age = Double.random(in: 0..<1, using: &generator)
        let draw = Double.random(in: 0..<1, using: &generator)
        self.age.append(age)
        groups.append(row % 2)
        clusters.append(row / 4)
        weights.append(Double.random(in: 0.2..<3, using: &generator))
        exposure.append(kind == .count ? Double.random(in: 0.5..<2, using: &generator) : 1)
        switch kind {
        case .continuous: values.append(10 * draw + age)
        case .binary: values.append(draw < 0.3 + 0.3 * age ? 1 : 0)
        case .count: values.append((3 * draw + age).rounded())
        }
      }
    }

    func estimates(
      _ kind: ValueKind, _ order: [Int]? = nil, isAdjusted: Bool, swap: Bool = false,
      scale: Double = 1, variance: VarianceEstimator = .robust
    ) -> [EffectEstimate] {
      let order = order ?? Array(values.indices)
      let data = ValueData(
        kind: kind, values: order.map { values[$0] }, exposure: order.map { exposure[$0] },
        groups: order.map { swap ? 1 - groups[$0] : groups[$0] },
        weights: order.map { weights[$0] * scale },
        dependence: .clusters(order.map { clusters[$0] }))
      let comparison = ValueComparison(data: data, variance: variance, level: 0.9)
      let adjustment = isAdjusted ? Matrix(columns: [order.map { age[$0] }]) : nil
      return ValueMeasure.allCases.flatMap {
        comparison.estimates($0, adjustment: adjustment)
      }
    }
  }

  private func isSame(_ a: EffectValue, _ b: EffectValue) -> Bool {
    let paths = [\EffectValue.estimate, \.standardError, \.lower, \.upper, \.statistic, \.p]
    return paths.allSatisfy { path in
      switch (a[keyPath: path], b[keyPath: path]) {
      case (let x?, let y?): isClose(x, y, relative: 1e-8)
      case (nil, nil): true
      default: false
      }
    }
  }

  @Test(arguments: ValueKind.allCases, [false, true])
  func `neither the order of patients nor the scale of weights matters`(
    _ kind: ValueKind, _ isAdjusted: Bool
  ) {
    for seed in 1...5 {
      let sample = Sample(kind, seed: UInt64(seed))
      let plain = sample.estimates(kind, isAdjusted: isAdjusted)
      let order = Array(sample.values.indices.reversed())
      #expect(plain.count >= 3)
      for other in [
        sample.estimates(kind, order, isAdjusted: isAdjusted),
        sample.estimates(kind, isAdjusted: isAdjusted, scale: 17),
      ] {
        for (a, b) in zip(plain, other) { #expect(isSame(a.value, b.value), "\(a.measure)") }
      }
    }
  }

  @Test(arguments: ValueKind.allCases, [false, true])
  func `exchanging the arms negates differences and inverts ratios`(
    _ kind: ValueKind, _ isAdjusted: Bool
  ) throws {
    let sample = Sample(kind, seed: 11)
    for variance in [VarianceEstimator.model, .robust] {
      let plain = sample.estimates(kind, isAdjusted: isAdjusted, variance: variance)
      let swapped = sample.estimates(
        kind, isAdjusted: isAdjusted, swap: true, variance: variance)
      for (a, b) in zip(plain, swapped) where a.referenceGroup != nil {
        let isRatio = a.measure.rawValue.hasSuffix("Ratio")
        func turned(_ x: Double?) throws -> Double {
          let x = try #require(x)
          return isRatio ? 1 / x : -x
        }
        #expect(isClose(try turned(a.value.estimate), try #require(b.value.estimate)))
        #expect(isClose(try turned(a.value.lower), try #require(b.value.upper)))
        #expect(
          isClose(try #require(a.value.standardError), try #require(b.value.standardError)))
        #expect(isClose(try #require(a.value.p), try #require(b.value.p), relative: 1e-6))
      }
    }
  }

  @Test(arguments: [VarianceEstimator.model, .robust], [false, true])
  func `a mean moves with a shift and a change of unit, a difference with the unit alone`(
    _ variance: VarianceEstimator, _ isAdjusted: Bool
  ) throws {
    let sample = Sample(.continuous, seed: 5)
    var moved = sample
    moved.values = sample.values.map { 1000 * $0 + 7 }
    let a = sample.estimates(.continuous, isAdjusted: isAdjusted, variance: variance)
    let b = moved.estimates(.continuous, isAdjusted: isAdjusted, variance: variance)
    for (x, y) in zip(a, b) {
      let shift = x.measure == .mean ? 7.0 : 0
      let expected = 1000 * (try #require(x.value.estimate)) + shift
      #expect(isClose(try #require(y.value.estimate), expected))
      #expect(
        isClose(
          try #require(y.value.standardError), 1000 * (try #require(x.value.standardError))))
      #expect(x.value.p.map { isClose($0, y.value.p ?? -1) } ?? (y.value.p == nil))
    }
  }
}
