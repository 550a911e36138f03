import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct FrailtyCoxTests {
  private func kidney() throws -> (SurvivalData, Matrix) {
    let frame = try DataFrame("kidney")
    return (
      try SurvivalData(
        time: frame["time"], event: frame.flags("status"), cluster: frame.integers("id")),
      frame.matrix(["age", "sex"])
    )
  }

  private func rats() throws -> (SurvivalData, Matrix) {
    let frame = try DataFrame("rats").rows { $0["female"] == 1 }
    return (
      try SurvivalData(
        time: frame["time"], event: frame.flags("status"), cluster: frame.integers("litter")),
      frame.matrix(["rx"])
    )
  }

  private func check(_ fit: FrailtyCox, _ key: String, relative: Double) {
    #expect(agrees(fit.coefficients, timed("\(key).coef"), relative: relative), "\(key)")
    #expect(agrees(elements(fit.variance), timed("\(key).var"), relative: relative), "\(key)")
    #expect(agrees([fit.frailtyVariance], timed("\(key).theta"), relative: relative), "\(key)")
    #expect(
      agrees([fit.integratedLogLikelihood], timed("\(key).integrated"), relative: 1e-11), "\(key)")
    #expect(
      agrees([fit.partialLogLikelihood], timed("\(key).loglik"), relative: relative), "\(key)")
    #expect(agrees([fit.penalty], timed("\(key).penalty"), relative: relative), "\(key)")
    #expect(
      agrees(
        fit.logFrailties, timed("\(key).frailty"), relative: relative, absolute: relative), "\(key)"
    )
  }

  @Test(
    .agrees(
      "Cox: exact ties, ridge, Firth, frailty, changing coefficients, residuals, " + "concordance",
      with: "R survival 3.5-3, R coxphf", within: 1e-6), arguments: approximateTies)
  func `given and most likely variances agree with R`(ties: TieMethod) throws {
    let (data, x) = try kidney()
    for variance in [0.3, 1] {
      let fit = try FrailtyCox(data, covariates: x, frailtyVariance: variance, ties: ties)
      let name = variance == 1 ? "1" : "0.3"
      check(fit, "frailty.kidney.\(name).\(ties.rawValue)", relative: 1e-8)
      #expect(fit.frailtyTest == nil)
    }
    check(
      try FrailtyCox(data, covariates: x, ties: ties), "frailty.kidney.best.\(ties.rawValue)",
      relative: 1e-7)
    let (litters, columns) = try rats()
    check(
      try FrailtyCox(litters, covariates: columns, ties: ties),
      "frailty.rats.best.\(ties.rawValue)", relative: 1e-7)
  }

  @Test func `frailties are those of the EM algorithm`() throws {
    let (data, x) = try kidney()
    let fit = try FrailtyCox(data, covariates: x, frailtyVariance: 0.5, ties: .breslow)
    let frame = try DataFrame("kidney")
    let ids = frame.integers("id")
    let offset = ids.map { id in
      fit.logFrailties[fit.clusters.firstIndex(of: id) ?? 0]
    }
    let given = try Cox(data, covariates: x, offset: offset, ties: .breslow, variance: .model)
    #expect(isClose(given.iterate, numbers(fit.coefficients), relative: 1e-8))
    let martingale = given.martingaleResiduals
    for (c, id) in fit.clusters.enumerated() {
      let rows = ids.indices.filter { ids[$0] == id }
      let events = rows.reduce(0.0) { $0 + frame["status"][$1] }
      let expected = rows.reduce(0.0) { $0 + frame["status"][$1] - martingale[$1] }
      let hazard = expected / exponential(fit.logFrailties[c])
      #expect(
        isClose(exponential(fit.logFrailties[c]), (events + 2) / (hazard + 2), relative: 1e-7))
    }
  }

  @Test func `no frailty where the clusters are alike`() throws {
    let data = try SurvivalData(
      time: [1, 2, 3, 4, 5, 6, 7, 8], event: [Bool](repeating: true, count: 8),
      cluster: [1, 2, 3, 4, 4, 3, 2, 1])
    let x = Matrix(columns: [[1, 0, 1, 1, 0, 0, 1, 0]])
    let fit = try FrailtyCox(data, covariates: x)
    let plain = try Cox(data, covariates: x, variance: .model)
    #expect(fit.frailtyVariance == 0)
    #expect(fit.coefficients == plain.coefficients)
    #expect(fit.frailtyTest?.p == 1)
    let tiny = try FrailtyCox(data, covariates: x, frailtyVariance: 1e-9)
    #expect(isClose(tiny.coefficients[0] ?? 0, plain.iterate[0], relative: 1e-6))
    #expect(isClose(tiny.integratedLogLikelihood, plain.logLikelihood, relative: 1e-7))
  }

  @Test func `a known variance is found again`() throws {
    var stream = UniformStream(seed: 11)
    var (time, event, cluster, x): ([Double], [Bool], [Int], [Double]) = ([], [], [], [])
    for c in 0..<1500 {
      // A sum of two exponentials of mean ½ is gamma with mean 1 and variance ½.
      let frailty = -(logarithm(stream.next()) + logarithm(stream.next())) / 2
      for _ in 0..<3 {
        let treated = stream.next() < 0.5
        let death = -logarithm(stream.next()) / (frailty * exponential(treated ? -0.7 : 0))
        let end = 4 * stream.next()
        time.append(min(death, end))
        event.append(death <= end)
        cluster.append(c)
        x.append(treated ? 1 : 0)
      }
    }
    let fit = try FrailtyCox(
      SurvivalData(time: time, event: event, cluster: cluster), covariates: Matrix(columns: [x]))
    #expect(abs(fit.frailtyVariance - 0.5) < 0.12)
    let estimate = fit.coefficient(0)
    #expect(abs((estimate.estimate ?? 0) + 0.7) < 3 * (estimate.standardError ?? 0))
    #expect((fit.frailtyTest?.p ?? 1) < 1e-10)
  }

  @Test func `what a frailty cannot do is refused`() throws {
    let data = try SurvivalData(time: [1, 2], event: [true, true])
    let x = Matrix(columns: [[0, 1]])
    #expect(throws: SurvivalError.frailtyNeedsClusters) { try FrailtyCox(data, covariates: x) }
    let clustered = try SurvivalData(time: [1, 2], event: [true, true], cluster: [1, 1])
    #expect(throws: SurvivalError.frailtyNotExact) {
      try FrailtyCox(clustered, covariates: x, ties: .exact)
    }
    #expect(throws: SurvivalError.invalidStrength(-1)) {
      try FrailtyCox(clustered, covariates: x, frailtyVariance: -1)
    }
    let weighted = try clustered.weighted(by: Weights([1, 2], kind: .sampling))
    #expect(throws: SurvivalError.frailtyNeedsFrequencies) {
      try FrailtyCox(weighted, covariates: x)
    }
  }
}
