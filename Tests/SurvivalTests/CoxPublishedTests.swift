import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Models whose numbers are in print.
@Suite struct CoxPublishedTests {
  @Test(
    .agrees(
      "Cox: Krall's myeloma", with: "SAS `PHREG`, printed output", within: 4e-8,
      detail: "printed digits"))
  func `Krall's myeloma, as SAS prints it`() throws {
    let frame = try DataFrame("krall")
    let data = try SurvivalData(time: frame["time"], event: frame.flags("status"))
    let two = frame.matrix(["logbun", "hgb"])
    let breslow = try Cox(data, covariates: two, ties: .breslow)
    #expect(isClose(breslow.iterate, [1.67439883, -0.118987091], relative: 4e-9))
    let errors = [0, 1].compactMap { breslow.coefficient($0).standardError }
    #expect(isClose(errors, [0.612085895, 0.0575070629], relative: 2e-9))
    #expect(
      isClose(
        [-2 * breslow.nullLogLikelihood, -2 * breslow.logLikelihood], [309.715983, 297.766689],
        relative: 2e-9))
    let efron = try Cox(data, covariates: two)
    #expect(isClose(efron.iterate, [1.71597467, -0.11966293], relative: 4e-8))
    let all = try Cox(
      data,
      covariates: frame.matrix([
        "logbun", "hgb", "platelet", "age", "logwbc", "frac", "logpbm", "protein", "scalc",
      ]), ties: .breslow)
    #expect(agrees(all.coefficients, method("krall.all.breslow.coef"), relative: 1e-9))
    #expect(isClose(-2 * all.logLikelihood, 292.588073, relative: 2e-9))
  }

  @Test(arguments: approximateTies)
  func `recurrent tumours, robust by patient`(ties: TieMethod) throws {
    let frame = try DataFrame("bladder")
    for strata in [nil, frame.integers("enum")] {
      let fit = try Cox(
        SurvivalData(
          time: frame["stop"], event: frame.flags("event"), entry: frame["start"],
          cluster: frame.integers("id"), strata: strata),
        covariates: frame.matrix(["rx", "number", "size"]), ties: ties)
      let key = "bladder.\(strata == nil ? "" : "strata.")\(ties.rawValue)"
      #expect(agrees(fit.coefficients, method("\(key).coef"), relative: 1e-9), "\(key)")
      #expect(agrees(elements(fit.modelVariance), method("\(key).var"), relative: 1e-8), "\(key)")
      #expect(agrees(elements(fit.variance), method("\(key).robust"), relative: 1e-8), "\(key)")
      guard strata == nil, ties == .efron else { continue }
      #expect(isClose(fit.iterate[0], -0.4646869529, relative: 1e-9))
      #expect(isClose(fit.coefficient(0).standardError ?? 0, 0.2655608119, relative: 1e-9))
      #expect(isClose(fit.modelVariance[0, 0].squareRoot(), 0.1997321888, relative: 1e-9))
    }
  }

  @Test func `veteran, lung and heart`() throws {
    let veteran = try DataFrame("veteran")
    let data = try SurvivalData(time: veteran["time"], event: veteran.flags("status"))
    let eight = try Cox(
      data,
      covariates: veteran.matrix([
        "trt", "karno", "diagtime", "age", "prior", "smallcell", "adeno", "large",
      ]))
    #expect(isClose(eight.iterate[0], 0.2946028215, relative: 1e-9))
    #expect(isClose(eight.coefficient(0).standardError ?? 0, 0.2075496036, relative: 1e-9))
    #expect(
      isClose(
        [eight.nullLogLikelihood, eight.logLikelihood], [-505.4490549, -474.3971117],
        relative: 1e-9))
    let test = ProportionalHazardsTest(eight, terms: [[1], [5, 6, 7]])
    #expect(
      agrees(
        test.terms.map(\.statistic) + [test.global.statistic],
        [12.9351978, 15.2273639, 34.5524911], relative: 4e-9))
    let c = try #require(eight.concordance())
    #expect(isClose(c.value.estimate ?? 0, 0.7360290777, relative: 1e-10))
    #expect(isClose(c.value.standardError ?? 0, 0.0211701, relative: 3e-6))
    let lung = try DataFrame("lung")
    let three = try Cox(
      SurvivalData(time: lung["time"], event: lung.flags("status")),
      covariates: lung.matrix(["age", "sex", "ecog"]))
    #expect(isClose(three.iterate, [0.0110667646, -0.5526123957, 0.4637284754], relative: 5e-9))
    #expect(
      isClose(
        [three.nullLogLikelihood, three.logLikelihood], [-744.4804557614, -729.2301213749],
        relative: 1e-12))
    #expect(isClose(three.concordance()?.value.estimate ?? 0, 0.637135493, relative: 1e-9))
    let heart = try DataFrame("heart")
    let four = try Cox(
      SurvivalData(time: heart["stop"], event: heart.flags("event"), entry: heart["start"]),
      covariates: heart.matrix(["age", "year", "surgery", "transplant"]))
    #expect(
      isClose(
        four.iterate, [0.0271666410, -0.1463463457, -0.6372098900, -0.0102507724],
        relative: 1e-8))
    #expect(
      isClose(
        [four.nullLogLikelihood, four.logLikelihood], [-298.1213557, -290.5656162], relative: 1e-9))
  }

  @Test func `the leave-one-out changes of five deaths`() throws {
    let data = try SurvivalData(
      time: [5.27, 6.60, 7.34, 11.68, 12.68], event: [true, true, true, true, true])
    let x = Matrix(columns: [[0.209325, 0.693919, 0.443804, 0.065636, 0.386294]])
    let plain = try Cox(data, covariates: x)
    #expect(
      isClose(
        plain.dfbeta.storage, [-1.1099688, 0.6620063, 0.4630473, 0.5807250, -0.5958099],
        relative: 1e-7))
    let weights = Weights([1, 0.5, 2, 1, 1], kind: .sampling)
    let weighted = try Cox(data.weighted(by: weights), covariates: x)
    #expect(
      isClose(
        weighted.dfbeta.storage, [-1.1156470, 0.7698781, 0.3923246, 0.8040079, -0.8505637],
        relative: 1e-7))
  }
}
