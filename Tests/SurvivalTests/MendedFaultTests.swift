import LinearAlgebra
import Survival
import TestSupport
import Testing

/// What `scripts/fuzz-survival` found, each as small as it goes.
@Suite struct MendedFaultTests {
  private let time: [Double] = [1, 2, 3, 4, 5, 6, 7, 8]
  private let x: [Double] = [1, 0, 0, 1, 0, 1, 1, 0]

  private func isFinite(_ matrix: Matrix) -> Bool { matrix.storage.allSatisfy(\.isFinite) }

  @Test(arguments: [1e-300, 1e300])
  func `a column out of scale has a reason in a subdistribution model and leaves others alone`(
    size: Double
  ) throws {
    let data = try CompetingRisks(time: time, cause: [1, 2, 1, 0, 2, 1, 1, 0], causes: 2)
    let column = [3.0, 1, 2, 5, 4, 1, 2, 6].map { $0 * size }
    for variance in SubdistributionVariance.allCases {
      let both = try FineGray(
        data, covariates: Matrix(columns: [x, column]), variance: variance)
      let one = try FineGray(data, covariates: Matrix(columns: [x]), variance: variance)
      #expect(both.reasons == [nil, .outOfScale])
      #expect(isFinite(both.variance))
      let (first, alone) = (try #require(both.coefficients[0]), try #require(one.coefficients[0]))
      #expect(isClose(first, alone))
      #expect(isClose(both.variance[0, 0], one.variance[0, 0]))
    }
  }

  @Test(arguments: [1e-300, 1e300])
  func `a coefficient times a time out of scale has a reason`(unit: Double) throws {
    let data = try SurvivalData(
      time: time.map { $0 * unit }, event: [Bool](repeating: true, count: 8))
    let fit = try VaryingCox(
      data, covariates: Matrix(columns: [x]), varying: [.init(column: 0, .function(.identity))],
      variance: .robust)
    #expect(fit.reasons == [nil, .outOfScale])
    #expect(isFinite(fit.modelVariance))
    #expect(isFinite(fit.variance))
  }

  @Test func `everybody censored before somebody enters leaves no weighted pairs`() throws {
    let data = try SurvivalData(
      time: [1, 3, 4, 5], event: [false, true, true, false], entry: [0, 0.5, 2, 2],
      weights: Weights([1, 0, 1, 1], kind: .sampling))
    let found = try Concordance(data, scores: [1, 2, 3, 4], weighting: .uno)
    #expect(found.concordant.isFinite && found.discordant.isFinite && found.tied.isFinite)
    #expect(found.value.estimate != nil || found.value.reason != nil)
  }

  @Test func `a rate too large to be a number is absent`() throws {
    let rate = try IncidenceRate(events: 30, time: .leastNormalMagnitude)
    #expect(rate.rate == nil && rate.lower == nil && rate.upper == nil)
  }

  @Test func `ratios of quantiles and pseudo-values too large to be numbers have a reason`() throws
  {
    let times: [Double] = [1e-300, 2e-300, 3e-300, 1e300, 1.1e300, 1.2e300]
    let data = try SurvivalData(time: times, event: [Bool](repeating: true, count: 6))
    let contrast = try KaplanMeierGroups(data, by: Groups([0, 0, 0, 1, 1, 1], count: 2))
      .contrast(1, with: 0)
    for method in QuantileContrastMethod.allCases {
      #expect(contrast.quantileRatio(0.5, method: method) == SurvivalEstimate(reason: .outOfScale))
    }
    let late = try SurvivalData(
      time: [1e307, 1.1e307, 1.7e308], event: [true, true, true],
      weights: Weights([1e-50, 1, 1], kind: .sampling))
    let found = try KaplanMeier(late).pseudoValues(restrictedMeanTo: 1.7e308)
    #expect(found.values?.values.contains { !$0.isFinite } != true)
    #expect((found.values == nil) == (found.reason != nil))
  }

  @Test func `the share that never has the event is there at any time`() throws {
    let data = try SurvivalData(
      time: [1, 2, 3, 50, 60, 70], event: [true, true, true, false, false, false])
    let fit = try ParametricSurvival(
      data, covariates: Matrix(rows: 6, columns: 0), distribution: .gompertz)
    let (far, late) = (
      fit.survival(at: 1e300, covariates: []), fit.survival(at: 1e6, covariates: [])
    )
    #expect(far.standardError?.isFinite == true)
    #expect(far == late)
  }

  @Test func `a scale out of reach of rounding has a restricted mean within seconds`() throws {
    let times = (0..<8).map { 1 + Double($0) * 1e-7 }
    let data = try SurvivalData(time: times, event: times.map { _ in true })
    let fit = try ParametricSurvival(
      data, covariates: Matrix(rows: 8, columns: 0), distribution: .logLogistic)
    let mean = fit.restrictedMean(to: 1e300, covariates: [])
    #expect(mean.estimate?.isFinite == true || mean.reason != nil)
  }

  @Test func `a time too large for its square leaves no influence that is no number`() throws {
    let data = try SurvivalData(
      time: [1e-300, 1, 1e300], event: [true, false, true],
      weights: Weights([1e59, 1, 1], kind: .sampling))
    for distribution in ParametricDistribution.allCases {
      let fit = try ParametricSurvival(
        data, covariates: Matrix(columns: [[0, 1e300, 1]]), distribution: distribution)
      #expect(isFinite(fit.variance))
      #expect(isFinite(fit.modelVariance))
    }
  }
}
