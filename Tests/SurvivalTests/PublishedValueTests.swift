import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Curves, tests and models of small examples whose numbers are in print.
struct PublishedValueTests {
  /// The first set of the validation vignette of R's survival.
  private static let vignette = (
    time: [1, 1, 6, 6, 8, 9] as [Double], event: [true, false, true, true, false, true]
  )

  @Test func `six people, jackknife and Greenwood`() throws {
    let data = try SurvivalData(time: Self.vignette.time, event: Self.vignette.event)
    let greenwood = try KaplanMeier(data, variance: .model)
    let jackknife = try KaplanMeier(data, variance: .robust)
    for (t, error, ofLog) in [(1.0, 0.152145155, 0.182574186), (6, 0.221787770, 0.532290647)] {
      let found = greenwood.survival(at: t)
      let survival = try #require(found.estimate)
      #expect(isClose(try #require(found.standardError) / survival, ofLog, relative: 2e-9))
      #expect(
        isClose(try #require(jackknife.survival(at: t).standardError), error, relative: 3e-9))
    }
  }

  @Test func `eight people and two causes, the errors of survfit and of cmprsk`() throws {
    let time = [1, 2, 2, 3, 3, 3, 5, 6].map(Double.init)
    let cause = [0, 1, 0, 2, 0, 2, 0, 2]
    let data = try CompetingRisks(time: time, cause: cause, causes: 2)
    let jackknife = try CumulativeIncidence(data)
    let aalen = try CumulativeIncidence(data, variance: .aalen)
    func variance(_ curves: CumulativeIncidence, _ cause: Int, at t: Double) throws -> Double {
      let error = try #require(curves.probability(of: cause, at: t).standardError)
      return error * error
    }
    #expect(isClose(try #require(jackknife.probability(of: 1, at: 2).estimate), 1.0 / 7))
    #expect(isClose(try #require(jackknife.probability(of: 2, at: 3).estimate), 12.0 / 35))
    #expect(isClose(try variance(jackknife, 1, at: 2), 6.0 / 343, relative: 1e-12))
    #expect(isClose(try variance(jackknife, 2, at: 3), 0.0380641399, relative: 2e-9))
    #expect(isClose(try variance(aalen, 1, at: 2), 1.0 / 49, relative: 1e-12))
    #expect(isClose(try variance(aalen, 2, at: 3), 0.0473469388, relative: 2e-9))
    let any = try KaplanMeier(
      SurvivalData(time: time, event: cause.map { $0 > 0 }), variance: .robust)
    let free = try #require(any.survival(at: 3).standardError)
    #expect(isClose(free * free, 0.0415626822, relative: 2e-9))
  }

  @Test func `arrest within a year of release, as lifelines prints it`() throws {
    let frame = try DataFrame("rossi")
    let data = try SurvivalData(time: frame["week"], event: frame.flags("arrest"))
    let names = ["fin", "age", "race", "wexp", "mar", "paro", "prio"]
    let efron = try Cox(data, covariates: frame.matrix(names))
    let printed = [
      -0.3794222, -0.0574377, 0.3138998, -0.1497957, -0.4337039, -0.0848711, 0.0914971,
    ]
    #expect(isClose(efron.iterate, printed, absolute: 6e-8))
    #expect(isClose(efron.logLikelihood, -658.7477, absolute: 6e-5))
    let breslow = try Cox(data, covariates: frame.matrix(names), ties: .breslow)
    #expect(isClose(breslow.logLikelihood, -659.1206, absolute: 6e-5))
  }

  @Test(arguments: [TieMethod.efron, .breslow, .exact])
  func `three strata of the same people are three times the people`(ties: TieMethod) throws {
    let frame = try DataFrame("veteran")
    func triple<Value>(_ values: [Value]) -> [Value] { values + values + values }
    let (time, event) = (frame["time"], frame.flags("status"))
    let names = ["karno", "age"]
    let once = try Cox(
      SurvivalData(time: time, event: event), covariates: frame.matrix(names), ties: ties)
    let data = try SurvivalData(
      time: triple(time), event: triple(event), strata: (0..<3 * time.count).map { $0 / time.count }
    )
    let thrice = try Cox(
      data, covariates: Matrix(columns: names.map { triple(frame[$0]) }), ties: ties)
    #expect(isClose(thrice.iterate, once.iterate, relative: 1e-10))
    #expect(isClose(thrice.logLikelihood, 3 * once.logLikelihood, relative: 1e-12))
    #expect(
      isClose(
        thrice.information.storage, once.information.storage.map { 3 * $0 }, relative: 1e-10))
    let groups = frame.integers("trt").map { $0 - 1 }
    let test = try LogRank(SurvivalData(time: time, event: event), by: Groups(groups, count: 2))
    let stratified = try LogRank(data, by: Groups(triple(groups), count: 2))
    #expect(
      isClose(stratified.test.statistic ?? -1, 3 * (test.test.statistic ?? 0), relative: 1e-11))
  }
}
