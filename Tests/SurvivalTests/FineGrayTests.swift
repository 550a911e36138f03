import LinearAlgebra
import Survival
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct FineGrayTests {
  private static let expected = CompetingReference.numbers

  private func errors(_ fit: FineGray) -> [Double?] {
    (0..<fit.coefficients.count).map { fit.variance[$0, $0].squareRoot() }
  }

  @Test(
    .agrees(
      "subdistribution hazards: both tie rules, weights, entry",
      with: "R survival 3.5-3 `coxph` on the rows of `finegray`", within: 1e-8,
      but: "censoring groups are the arms by default, see below"),
    arguments: ["", "weighted.", "entry."], [TieMethod.breslow, .efron])
  func `coefficients and robust errors are those of coxph on the rows of finegray`(
    _ kind: String, _ ties: TieMethod
  ) throws {
    let reference = try CompetingReference()
    let data = try reference.data(weighted: kind == "weighted.", entry: kind == "entry.")
    let x = reference.frame.matrix(["x", "z"])
    let fit = try FineGray(
      data, covariates: x, ties: ties, variance: .robust)
    let model = try FineGray(
      data, covariates: x, ties: ties, variance: .model)
    let key = "finegray.\(kind)\(ties.rawValue)"
    #expect(agrees(fit.coefficients, Self.expected["\(key).coef"], relative: 1e-8))
    #expect(agrees(errors(fit), Self.expected["\(key).robust"], relative: 1e-8))
    #expect(agrees(errors(model), Self.expected["\(key).se"], relative: 1e-8))
    #expect(
      agrees(
        [fit.nullLogLikelihood, fit.logLikelihood], Self.expected["\(key).loglik"],
        relative: 1e-10))
  }

  @Test(
    .agrees(
      "subdistribution hazards with the error of the estimated censoring",
      with: "cmprsk 2.2-11 `crr`",
      within: 0.004, detail: "1e-6 but for errors with groups of censoring",
      but: "with groups of censoring `crr` is up to 0.3 % off the formula of its paper, "
        + "see below"), arguments: [false, true])
  func `coefficients and errors with estimated censoring are those of crr`(_ groups: Bool) throws {
    let reference = try CompetingReference()
    let fit = try FineGray(
      reference.data(), covariates: reference.frame.matrix(["x", "z"]),
      censoringGroups: groups ? reference.groups : nil, censoring: .atRisk, ties: .breslow)
    let key = groups ? "crr.groups" : "crr"
    #expect(agrees(fit.coefficients, Self.expected["\(key).coef"], relative: 1e-6))
    // With groups crr's errors are 0.04 to 0.3 percent off what its paper gives.
    #expect(
      agrees(
        errors(fit), Self.expected["\(key).robust"], relative: groups ? 4e-3 : 1e-6))
    #expect(
      agrees(
        [fit.nullLogLikelihood, fit.logLikelihood], Self.expected["\(key).loglik"],
        relative: 1e-9))
  }

  @Test(arguments: SubdistributionVariance.allCases) func `threads change no bit`(
    _ variance: SubdistributionVariance
  ) throws {
    let reference = try CompetingReference()
    func fit(_ threads: Int) throws -> FineGray {
      try FineGray(
        reference.data(), covariates: reference.frame.matrix(["x", "z"]),
        censoringGroups: reference.groups, variance: variance, threads: threads)
    }
    let (one, several) = (try fit(1), try fit(3))
    #expect(one.coefficients == several.coefficients && one.variance == several.variance)
    #expect(one.logLikelihood == several.logLikelihood)
  }

  @Test func `mgus2 by both conventions`() throws {
    let frame = try DataFrame("mgus2")
    let data = try CompetingRisks(
      time: frame["time"], cause: frame.integers("cause"), causes: 2)
    let x = frame.matrix(["age", "sex", "mspike"])
    let geskus = try FineGray(data, covariates: x, ties: .breslow, variance: .robust)
    #expect(agrees(geskus.coefficients, Self.expected["finegray.mgus2.coef"], relative: 1e-7))
    #expect(agrees(errors(geskus), Self.expected["finegray.mgus2.robust"], relative: 1e-7))
    let plain = try FineGray(data, covariates: x, censoring: .atRisk, ties: .breslow)
    #expect(agrees(plain.coefficients, Self.expected["crr.mgus2.coef"], relative: 1e-6))
    #expect(agrees(errors(plain), Self.expected["crr.mgus2.robust"], relative: 1e-6))
  }

  @Test func `fourteen rows by both conventions`() throws {
    let data = try CompetingRisks(
      time: [1, 2, 3, 4, 4, 4, 5, 5, 6, 8, 8, 9, 10, 12],
      cause: [1, 2, 0, 1, 0, 0, 2, 1, 0, 0, 2, 0, 1, 0], causes: 2)
    let x = Matrix(columns: [[5, 4, 3, 1, 2, 1, 1, 2, 2, 4, 6, 1, 2, 0]])
    let geskus = try FineGray(data, covariates: x, ties: .breslow, variance: .robust)
    #expect(isClose(geskus.coefficients[0] ?? 0, 0.0712029755, relative: 1e-8))
    #expect(isClose(geskus.variance[0, 0].squareRoot(), 0.2499947091, relative: 1e-8))
    #expect(isClose(geskus.logLikelihood, -8.4194841912, relative: 1e-10))
    let plain = try FineGray(data, covariates: x, censoring: .atRisk, ties: .breslow)
    #expect(isClose(plain.coefficients[0] ?? 0, 0.0672965305, relative: 1e-7))
    #expect(isClose(plain.variance[0, 0].squareRoot(), 0.2507583343, relative: 1e-7))
  }

  @Test func `without other causes it is Cox`() throws {
    let frame = try DataFrame("lung")
    let status = frame.integers("status")
    let data = try CompetingRisks(time: frame["time"], cause: status, causes: 1)
    let x = frame.matrix(["age", "sex"])
    for ties in [TieMethod.breslow, .efron] {
      let fit = try FineGray(data, covariates: x, ties: ties, variance: .robust)
      let cox = try Cox(data.followUp, covariates: x, ties: ties, variance: .robust)
      #expect(agrees(fit.coefficients, cox.coefficients, relative: 1e-10))
      #expect(agrees(elements(fit.variance), elements(cox.variance), relative: 1e-9))
      #expect(isClose(fit.logLikelihood, cox.logLikelihood, relative: 1e-12))
    }
  }

  @Test func `without censoring those with another event never leave`() throws {
    let reference = try CompetingReference()
    let cause = reference.frame.integers("cause").map { $0 == 0 ? 2 : $0 }
    let data = try CompetingRisks(time: reference.frame["time"], cause: cause, causes: 2)
    let last = (reference.frame["time"].max() ?? 0) + 1
    let kept = try SurvivalData(
      time: cause.indices.map { cause[$0] == 1 ? reference.frame["time"][$0] : last },
      event: cause.map { $0 == 1 })
    let x = reference.frame.matrix(["x", "z"])
    let fit = try FineGray(data, covariates: x)
    let cox = try Cox(kept, covariates: x, variance: .robust)
    #expect(agrees(fit.coefficients, cox.coefficients, relative: 1e-10))
    #expect(agrees(elements(fit.variance), elements(cox.variance), relative: 1e-9))
  }

  @Test func `clusters of copies and the scale of the weights leave robust errors as they are`()
    throws
  {
    let reference = try CompetingReference()
    let frame = reference.frame
    let x = frame.matrix(["x", "z"])
    let once = try FineGray(reference.data(), covariates: x, ties: .breslow)
    let twice = try CompetingRisks(
      time: frame["time"] + frame["time"], cause: frame.integers("cause") + frame.integers("cause"),
      causes: 2, weights: Weights([Double](repeating: 7, count: 240), kind: .sampling),
      cluster: Array(0..<120) + Array(0..<120))
    let x2 = Matrix(columns: [frame["x"] + frame["x"], frame["z"] + frame["z"]])
    let doubled = try FineGray(twice, covariates: x2, ties: .breslow)
    #expect(agrees(once.coefficients, doubled.coefficients, relative: 1e-9))
    #expect(agrees(elements(once.variance), elements(doubled.variance), relative: 1e-8))
  }

  @Test func `frequencies are copies, in whatever groups of censoring`() throws {
    let data = try CompetingRisks(
      time: [1, 2, 3, 4, 5, 6, 7], cause: [1, 2, 0, 1, 2, 1, 0], causes: 2,
      weights: Weights([2, 1, 3, 2, 1, 2, 1], kind: .frequency))
    let copies = [0, 0, 1, 2, 2, 2, 3, 3, 4, 5, 5, 6]
    let expanded = try CompetingRisks(
      time: copies.map { Double($0 + 1) }, cause: copies.map { data.cause[$0] }, causes: 2)
    let x = [0.5, 1, -1, 2, 0, -0.5, 1]
    let groups = [0, 1, 0, 1, 1, 0, 0]
    for variance in SubdistributionVariance.allCases {
      let fit = try FineGray(
        data, covariates: Matrix(columns: [x]), censoringGroups: Groups(groups, count: 2),
        variance: variance)
      let full = try FineGray(
        expanded, covariates: Matrix(columns: [copies.map { x[$0] }]),
        censoringGroups: Groups(copies.map { groups[$0] }, count: 2), variance: variance)
      #expect(agrees(fit.coefficients, full.coefficients, relative: 1e-9))
      #expect(agrees(elements(fit.variance), elements(full.variance), relative: 1e-9))
    }
  }

  @Test func `the incidence it predicts for nobody's covariates lies in 0 to 1 and rises`() throws {
    let reference = try CompetingReference()
    let fit = try FineGray(reference.data(), covariates: reference.frame.matrix(["x", "z"]))
    let curve = try #require(fit.incidence(covariates: [0.5, 1]))
    #expect(curve.time.count == curve.probability.count)
    #expect(zip(curve.probability, curve.probability.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(curve.probability.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func `columns without an estimate say why`() throws {
    let data = try CompetingRisks(
      time: Array(1...12).map(Double.init), cause: [1, 2, 1, 0, 1, 2, 0, 0, 2, 0, 0, 2],
      causes: 2)
    let split = [1.0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    let noise = [0.3, -1, 0.5, 2, 1, -0.4, 0.7, 0, 0.2, -2, 1, 0.9]
    let fit = try FineGray(data, covariates: Matrix(columns: [noise, noise, split]))
    #expect(fit.reasons == [nil, .collinear, .infiniteCoefficient])
    #expect(fit.status == .monotoneLikelihood)
    #expect(throws: SurvivalError.noEvents) {
      try FineGray(
        CompetingRisks(time: [1, 2], cause: [2, 0], causes: 2),
        covariates: Matrix(columns: [[1, 2]]))
    }
  }

  @Test func `a known ratio is recovered, with errors of the size of its scatter`() throws {
    let (truth, rounds, patients) = (-0.5, 120, 400)
    var (values, squares) = ([Double](), [Double]())
    for round in 0..<rounds {
      var stream = UniformStream(seed: UInt64(round + 1))
      var (time, cause, arm): ([Double], [Int], [Double]) = ([], [], [])
      for i in 0..<patients {
        let x = Double(i % 2)
        // P(cause 1 by t) = 1 − (1 − 0.6 (1 − e^−t))^exp(βx).
        let share = 1 - pow(0.4, exp(truth * x))
        let u = stream.next()
        let event: Double
        if u < share {
          event = -log(1 - (1 - pow(1 - u, exp(-truth * x))) / 0.6)
        } else {
          event = -log(stream.next())
        }
        let end = 0.2 + 2.5 * stream.next()
        time.append(min(event, end))
        cause.append(event > end ? 0 : u < share ? 1 : 2)
        arm.append(x)
      }
      let fit = try FineGray(
        CompetingRisks(time: time, cause: cause, causes: 2), covariates: Matrix(columns: [arm]))
      values.append(try #require(fit.coefficients[0]))
      squares.append(fit.variance[0, 0])
    }
    let mean = values.reduce(0, +) / Double(rounds)
    let scatter = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rounds - 1)
    #expect(abs(mean - truth) < 3 * (scatter / Double(rounds)).squareRoot())
    #expect(isClose(squares.reduce(0, +) / Double(rounds), scatter, relative: 0.3))
  }
}
