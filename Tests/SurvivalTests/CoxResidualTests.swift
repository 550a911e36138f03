import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct CoxResidualTests {
  private func heart(weighted: Bool = true) throws -> (SurvivalData, Matrix, [Int]) {
    let frame = try DataFrame("heart")
    let weights = numbers(expected("km.heart.weights"))
    return (
      try SurvivalData(
        time: frame["stop"], event: frame.flags("event"), entry: frame["start"],
        weights: weighted ? Weights(weights, kind: .sampling) : nil),
      frame.matrix(["age", "year", "surgery", "transplant"]), frame.integers("id")
    )
  }

  private func same(_ a: Matrix, _ key: String) {
    let scale = a.storage.map(abs).max() ?? 0
    #expect(
      agrees(elements(a), method(key), relative: 1e-8, absolute: 1e-9 * scale), "\(key)")
  }

  @Test(
    .agrees(
      "Cox, Efron and Breslow, residuals, robust variance",
      with: "maxima at 220 bits (Python mpmath); R survival 3.5-3 `coxph` at eps 1e-12",
      within: 1e-7, detail: "most 1e-8"), arguments: approximateTies)
  func `residuals of every kind agree with R`(ties: TieMethod) throws {
    let (data, x, patients) = try heart()
    let fit = try Cox(data, covariates: x, ties: ties, variance: .model)
    for kind in CoxResidual.allCases {
      let key = "residual.\(ties.rawValue).\(kind.rawValue)"
      same(try fit.residuals(kind).values, "\(key).plain")
      guard kind != .deviance else { continue }
      same(try fit.residuals(kind, weighting: .weighted).values, "\(key).weighted")
      let collapsed = try fit.residuals(kind, weighting: .weighted, by: patients)
      same(collapsed.values, "\(key).patient")
      #expect(collapsed.labels == Set(patients).sorted())
    }
    same(fit.schoenfeldResiduals.values, "residual.\(ties.rawValue).schoenfeld.plain")
    same(
      fit.scaledSchoenfeldResiduals().values, "residual.\(ties.rawValue).scaledsch.plain")
    let (unweighted, _, _) = try heart(weighted: false)
    let plain = try Cox(unweighted, covariates: x, ties: ties)
    same(
      try plain.residuals(.deviance, by: patients).values,
      "residual.\(ties.rawValue).deviance.patient")
  }

  @Test func `squares of weighted changes by patient are the robust variance`() throws {
    let (data, x, patients) = try heart()
    let clustered = try SurvivalData(
      time: data.time, event: data.event, entry: data.entry, weights: data.weights,
      cluster: patients)
    let fit = try Cox(clustered, covariates: x)
    let changes = try fit.residuals(.dfbeta, weighting: .weighted, by: patients).values
    for a in 0..<4 {
      for b in 0..<4 {
        let sum = (0..<changes.rows).reduce(0.0) { $0 + changes[$1, a] * changes[$1, b] }
        #expect(isClose(sum, fit.variance[a, b], relative: 1e-10))
      }
    }
    #expect(throws: SurvivalError.lengthsDiffer(.patients, expected: data.count, found: 1)) {
      try fit.residuals(.score, by: [1])
    }
  }

  @Test func `scaled residuals have the mean of the coefficients`() throws {
    let (data, x, _) = try heart(weighted: false)
    let fit = try Cox(data, covariates: x)
    let scaled = fit.scaledSchoenfeldResiduals().values
    for j in 0..<4 {
      let mean = scaled.column(j).reduce(0, +) / Double(scaled.rows)
      #expect(isClose(mean, fit.iterate[j], relative: 1e-9))
    }
  }

  @Test func `deviance residuals in closed form at 0`() throws {
    let fit = try HandWorked.one(.breslow, at: 0)
    let values = try fit.residuals(.deviance).values.storage
    let first = (-2 * (5.0 / 6 + logarithm(1.0 / 6))).squareRoot()
    #expect(isClose(values[0], first, relative: 1e-13))
    #expect(isClose(values[1], -(1.0 / 3).squareRoot(), relative: 1e-13))
  }
}
