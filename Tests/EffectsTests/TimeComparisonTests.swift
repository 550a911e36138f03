import Effects
import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Six patients.
///
/// Focal: event at 1, censored at 1, event at 6. Reference: event at 6, censored at
/// 8, event at 9. The focal curve is 2/3 from 1 and 0 from 6, the other 2/3 from 6 and 0 from 9.
private func six(
  variance: VarianceEstimator = .model, weights: Weights? = nil, event: [Bool]? = nil,
  strata: [Int]? = nil
) throws -> TimeComparison {
  try TimeComparison(
    data: SurvivalData(
      time: [1, 1, 6, 6, 8, 9], event: event ?? [true, false, true, true, false, true],
      weights: weights, strata: strata),
    groups: Groups([1, 1, 1, 0, 0, 0], count: 2),
    options: TimeComparison.Options(level: 0.95, variance: variance, confidence: .log))
}

private func times(_ values: Double...) -> TimesOption {
  var option = TimesOption()
  option.at = values
  return option
}

private func cox(_ ties: TieMethod, _ transform: TimeTransform = .km) -> EstimateRequest {
  var options = CoxOptions()
  options.ties = ties
  options.proportionalHazards = transform
  return .cox(options)
}

private let z = 1.959963984540054

struct TimeComparisonTests {
  @Test func `medians are 6 and 9`() throws {
    let found = try six().estimates(.median(NoOptions()))
    #expect(found.map(\.value.estimate) == [6, 9])
    #expect(found.map(\.group) == [1, 0])
    #expect(found.map(\.patients) == [3, 3])
    #expect(found.map(\.events) == [2, 2])
    #expect(found.allSatisfy { $0.measure == .median && $0.referenceGroup == nil })
  }

  @Test func `median follow-up is that of the time to censoring`() throws {
    let found = try six().estimates(.kaplanMeier(CurveOptions()))
    // Focal: one of three is censored at 1 and nobody later. Reference: one of two at 8.
    #expect(found.map(\.value.estimate) == [nil, 8])
    #expect(found[0].value.absence == .init(NotEstimable.notReached))
  }

  @Test func `survival at 5 is two thirds against 1`() throws {
    let found = try six().estimates(.survival(times(5)))
    #expect(isClose(try #require(found[0].value.estimate), 2.0 / 3, relative: 1e-15))
    #expect(found[1].value.estimate == 1)
    let error = (2.0 / 27).squareRoot()
    #expect(isClose(try #require(found[0].value.standardError), error, relative: 1e-14))
    let difference = found[2]
    #expect(difference.measure == .survivalDifference)
    #expect(difference.group == 1 && difference.referenceGroup == 0 && difference.at == 5)
    #expect(isClose(try #require(difference.value.estimate), -1.0 / 3, relative: 1e-14))
    #expect(isClose(try #require(difference.value.standardError), error, relative: 1e-14))
    #expect(isClose(try #require(difference.value.upper), -1.0 / 3 + z * error, relative: 1e-13))
    #expect(difference.patients == 6 && difference.events == 4)
  }

  @Test func `survival of 0 has no limits and says why, its difference has`() throws {
    let found = try six().estimates(.survival(times(7)))
    #expect(found[0].value.estimate == 0)
    #expect(
      found[0].value.lower == nil && found[0].value.absence == .init(NotEstimable.survivalIsZero))
    #expect(isClose(try #require(found[2].value.estimate), -2.0 / 3, relative: 1e-14))
    #expect(isClose(try #require(found[2].value.statistic), -6.0.squareRoot(), relative: 1e-14))
  }

  @Test func `restricted means to 7 are 13 thirds and 20 thirds`() throws {
    let found = try six().estimates(.rmst(times(7)))
    #expect(found.map(\.measure) == [.rmst, .rmst, .rmstDifference, .rmstRatio])
    let expected = [13.0 / 3, 20.0 / 3, -7.0 / 3, 13.0 / 20]
    let errors = [
      50.0 / 27, 2.0 / 27, 52.0 / 27, 50.0 / 507 + 1.0 / 600,
    ].map { $0.squareRoot() }
    for k in 0..<4 {
      #expect(isClose(try #require(found[k].value.estimate), expected[k], relative: 1e-14))
      #expect(isClose(try #require(found[k].value.standardError), errors[k], relative: 1e-14))
    }
  }

  @Test func `a horizon after a curve has reached 0 needs no extension, another is refused`() throws
  {
    let reached = try six().estimates(.rmst(times(20)))
    #expect(reached[0].value.estimate.map { isClose($0, 13.0 / 3, relative: 1e-14) } == true)
    let open = try six(event: [true, false, false, true, false, true])
    let refused = try open.estimates(.rmst(times(7)))
    #expect(
      refused[0].value.estimate == nil
        && refused[0].value.absence == .init(NotEstimable.afterFollowUp))
    #expect(refused[1].value.estimate != nil)
    #expect(
      refused[2].value.absence == .init(NotEstimable.afterFollowUp)
        && refused[3].value.absence == .init(NotEstimable.afterFollowUp))
  }

  @Test func `the log-rank statistic is 2`() throws {
    // At 1, of 6 with 3 focal, 1 event: 1/2 expected, variance 1/4. At 6, of 4 with 1 focal, 2
    // events: 1/2 expected, variance 2·2/3·3/16 = 1/4. At 9 one is left. (2 − 1)²/(1/2) = 2.
    let found = try six().estimates(.logRank(LogRankOptions()))
    #expect(found.count == 1)
    #expect(isClose(try #require(found[0].value.statistic), 2, relative: 1e-14))
    #expect(isClose(try #require(found[0].value.p), 0.15729920705028513, relative: 1e-12))
    #expect(found[0].value.degreesOfFreedom == 1 && found[0].group == nil)
    #expect(found[0].method == "hypergeometric" && found[0].patients == 6)
  }

  @Test func `the hazard ratio solves its score equation`() throws {
    let breslow = try six().estimates(cox(.breslow))
    let r = (3 + 33.0.squareRoot()) / 2
    #expect(isClose(try #require(breslow[0].value.estimate), r, relative: 1e-12))
    let information = r / ((r + 1) * (r + 1)) + 6 * r / ((r + 3) * (r + 3))
    let error = 1 / information.squareRoot()
    #expect(isClose(try #require(breslow[0].value.standardError), error, relative: 1e-11))
    #expect(breslow[0].group == 1 && breslow[0].referenceGroup == 0 && breslow[0].isMarginal)
    let efron = try six().estimates(cox(.efron))
    let e = try #require(efron[0].value.estimate)
    #expect(abs(e * e * e - 23 * e - 30) < 1e-9)
    #expect(efron[1].measure == .proportionalHazards && efron[1].variance == .model)
    #expect(isClose(try #require(efron[1].value.statistic), 0.238655718, relative: 5e-9))
    #expect(efron[0].method == "efron" && breslow[0].method == "breslow")
  }

  @Test func `the exact treatment of ties has no robust variance and knows no weights`() throws {
    let model = try six().estimates(cox(.exact))
    #expect(model[0].value.absence == .init(NotEstimable.infiniteCoefficient))
    #expect(model[0].method == "exact")
    let weights = Weights([1, 2, 1.5, 1, 1, 1], kind: .sampling)
    for comparison in [try six(variance: .robust), try six(weights: weights)] {
      let found = try comparison.estimates(cox(.exact))
      #expect(found.map(\.value.estimate) == [nil, nil])
      #expect(found.allSatisfy { $0.value.absence == .init(NotEstimable.noRobustVariance) })
    }
  }

  @Test func `a robust analysis differs in standard errors only`() throws {
    let (model, robust) = (try six(), try six(variance: .robust))
    let (a, b) = (try model.estimates(cox(.efron)), try robust.estimates(cox(.efron)))
    #expect(a[0].value.estimate == b[0].value.estimate)
    #expect(
      isClose(
        try #require(b[0].value.standardError), 0.770738979.squareRoot(), relative: 6e-9))
    #expect(b[0].variance == .robust && b[1].variance == .model)
    #expect(a[1].value == b[1].value)
  }

  @Test(arguments: [0.01, 1, 250])
  func `under weights nothing depends on their scale`(_ scale: Double) throws {
    let weights = [1.5, 2, 0.7, 1, 3, 0.4]
    let one = try six(variance: .robust, weights: Weights(weights, kind: .sampling))
    let other = try six(
      variance: .robust, weights: Weights(weights.map { $0 * scale }, kind: .sampling))
    let requests: [EstimateRequest] = [
      .median(NoOptions()), .survival(times(5)), .rmst(times(5)), .logRank(LogRankOptions()),
      cox(.efron), cox(.breslow, .identity),
    ]
    for request in requests {
      for (a, b) in zip(try one.estimates(request), try other.estimates(request)) {
        for path in [\EffectValue.estimate, \.standardError, \.statistic, \.p, \.lower] {
          switch (a.value[keyPath: path], b.value[keyPath: path]) {
          case (let x?, let y?): #expect(isClose(x, y, relative: 1e-9), "\(a.measure)")
          case (nil, nil): break
          default: Issue.record("\(a.measure) exists under one scale only")
          }
        }
      }
    }
  }

  @Test func `the test of proportional hazards under weights is divided by the design effect`()
    throws
  {
    let weights = Weights([1.5, 2, 0.7, 1, 3, 0.4], kind: .sampling)
    let comparison = try six(variance: .robust, weights: weights)
    let found = try comparison.estimates(cox(.efron))
    let fit = try Cox(
      comparison.data, covariates: Matrix(columns: [[1, 1, 1, 0, 0, 0]]), variance: .robust)
    let plain = try #require(ProportionalHazardsTest(fit).terms[0].statistic)
    let robust = try #require(fit.robustVariance?[0, 0])
    let expected = plain * fit.modelVariance[0, 0] / robust
    #expect(isClose(try #require(found[1].value.statistic), expected, relative: 1e-12))
    #expect(found[1].method == "km, design effect" && found[1].variance == .robust)
    let asked = try six(variance: .model, weights: weights).estimates(cox(.efron))
    #expect(isClose(try #require(asked[1].value.statistic), expected, relative: 1e-12))
    let ones = try six(
      variance: .robust, weights: Weights([1, 1, 1, 1, 1, 1], kind: .matching))
    #expect(try ones.estimates(cox(.efron))[1].method == "km")
  }

  @Test func `weights of a matching that are all 1 give the unweighted analysis`() throws {
    let ones = try six(weights: Weights([1, 1, 1, 1, 1, 1], kind: .matching))
    for request in [cox(.efron), .median(NoOptions()), .rmst(times(7)), .logRank(LogRankOptions())]
    {
      let (a, b) = (try six().estimates(request), try ones.estimates(request))
      #expect(a.map(\.value) == b.map(\.value))
    }
  }

  @Test func `without events there is a reason in every place`() throws {
    let none = try six(event: [Bool](repeating: false, count: 6))
    let ratio = try none.estimates(cox(.efron))
    #expect(ratio.map(\.measure) == [.hazardRatio, .proportionalHazards])
    #expect(
      ratio.allSatisfy {
        $0.value.absence == .init(NotEstimable.noEvents) && $0.value.estimate == nil
      })
    let median = try none.estimates(.median(NoOptions()))
    #expect(median.allSatisfy { $0.value.absence == .init(NotEstimable.notReached) })
    let test = try none.estimates(.logRank(LogRankOptions()))
    #expect(test[0].value.statistic == nil && test[0].value.absence != nil)
  }

  @Test func `events in one arm only give no hazard ratio but a log-rank test`() throws {
    let one = try six(event: [true, false, true, false, false, false])
    let ratio = try one.estimates(cox(.efron))
    #expect(
      ratio[0].value.estimate == nil
        && ratio[0].value.absence == .init(NotEstimable.infiniteCoefficient))
    #expect(try one.estimates(.logRank(LogRankOptions()))[0].value.statistic != nil)
  }

  @Test func `adjustment and strata make the ratio conditional`() throws {
    let age = [3.0, 1, 2, 2.5, 4, 1]
    let comparison = try six()
    let found = try comparison.estimates(cox(.efron), adjustment: Matrix(columns: [age]))
    let fit = try Cox(
      comparison.data, covariates: Matrix(columns: [[1, 1, 1, 0, 0, 0], age]))
    #expect(found[0].value == EffectValue(fit.hazardRatio(0)))
    #expect(found.allSatisfy { !$0.isMarginal })
    let stratified = try six(strata: [0, 1, 0, 0, 1, 0]).estimates(cox(.efron))
    #expect(!stratified[0].isMarginal)
    #expect(stratified[0].value.estimate != (try six().estimates(cox(.efron)))[0].value.estimate)
  }

  @Test func `withheld rows are the rows of the estimates, in their order`() throws {
    let requests: [EstimateRequest] = [
      .kaplanMeier(CurveOptions()), .median(NoOptions()), .survival(times(5, 7)),
      .rmst(times(3, 7)),
      .logRank(LogRankOptions()), cox(.efron),
    ]
    for event in [nil, [Bool](repeating: false, count: 6)] {
      let comparison = try six(event: event)
      for request in requests {
        let found = try comparison.estimates(request)
        #expect(found.map(\.measure) == request.rows(causes: 1).map(\.measure))
        #expect(found.map(\.group) == request.rows(causes: 1).map(\.group))
        #expect(found.map(\.referenceGroup) == request.rows(causes: 1).map(\.referenceGroup))
        #expect(found.map(\.at) == request.rows(causes: 1).map(\.at))
      }
    }
  }
}
