import LinearAlgebra
import Survival
import TestSupport
import Testing

/// The three sets of the validation of R's survival package, small enough to work by hand.
enum HandWorked {
  static func one(_ ties: TieMethod, at beta: Double? = nil, steps: Int = 60) throws -> Cox {
    try fit(
      SurvivalData(time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true]),
      [1, 1, 1, 0, 0, 0], ties, beta, steps)
  }

  static func two(_ ties: TieMethod, at beta: Double? = nil, steps: Int = 60) throws -> Cox {
    try fit(
      SurvivalData(
        time: [2, 3, 6, 7, 8, 9, 9, 9, 14, 17],
        event: [true, true, true, true, true, true, true, false, false, false],
        entry: [1, 2, 5, 2, 1, 7, 3, 4, 8, 8]),
      [1, 0, 0, 1, 0, 1, 1, 1, 0, 0], ties, beta, steps)
  }

  static func three(_ ties: TieMethod, at beta: Double? = nil, steps: Int = 60) throws -> Cox {
    try fit(
      SurvivalData(
        time: [1, 1, 2, 2, 2, 2, 3, 4, 5],
        event: [true, false, true, true, true, false, false, true, false],
        weights: Weights([1, 2, 3, 4, 3, 2, 1, 2, 1], kind: .sampling)),
      [2, 0, 1, 1, 0, 1, 0, 1, 0], ties, beta, steps)
  }

  private static func fit(
    _ data: SurvivalData, _ x: [Double], _ ties: TieMethod, _ beta: Double?, _ steps: Int
  ) throws -> Cox {
    try Cox(
      data, covariates: Matrix(columns: [x]), ties: ties, variance: .robust,
      control: CoxControl(
        initial: beta.map { [$0] }, maximumIterations: beta == nil ? steps : 0))
  }
}

@Suite struct CoxByHandTests {
  /// The smallest difference that the nine printed digits of the tables can show.
  private let printed = 6e-9

  private func column(_ matrix: Matrix) -> [Double] { matrix.storage }

  private func check(_ fit: Cox, _ atZero: Cox, _ step: Cox, _ table: [Double]) {
    let robust = fit.robustVariance?[0, 0] ?? .nan
    let found = [
      step.iterate[0], fit.iterate[0], fit.nullLogLikelihood, fit.logLikelihood,
      fit.nullInformation[0, 0], fit.information[0, 0], robust,
    ]
    #expect(fit.status == .converged)
    #expect(isClose(found, table, relative: printed), "\(found)")
    #expect(isClose(atZero.nullInformation[0, 0], atZero.information[0, 0], relative: 1e-15))
  }

  @Test func `estimates and likelihoods of the three sets`() throws {
    try check(
      HandWorked.one(.breslow), HandWorked.one(.breslow, at: 0), HandWorked.one(.breslow, steps: 1),
      [1.6, 1.47528491, -4.56434819, -3.82474951, 0.625, 0.634168143, 0.676177556])
    try check(
      HandWorked.one(.efron), HandWorked.one(.efron, at: 0), HandWorked.one(.efron, steps: 1),
      [
        1.87951807, 1.67685749, -4.27666612, -3.35897484, 0.576388889, 0.612631896, 0.770738979,
      ])
    try check(
      HandWorked.two(.breslow), HandWorked.two(.breslow, at: 0), HandWorked.two(.breslow, steps: 1),
      [
        -0.0850762141, -0.0845260807, -9.39266193, -9.38701512, 1.56722222, 1.58693415,
        0.258785635,
      ])
    try check(
      HandWorked.two(.efron), HandWorked.two(.efron, at: 0), HandWorked.two(.efron, steps: 1),
      [
        -0.0211342022, -0.0211052096, -9.16951838, -9.16916646, 1.57722222, 1.58151210,
        0.290464983,
      ])
    try check(
      HandWorked.three(.breslow), HandWorked.three(.breslow, at: 0),
      HandWorked.three(.breslow, steps: 1),
      [
        0.723165110, 0.859557445, -32.8675508, -32.0210463, 2.91421158, 1.96655543, 1.03484233,
      ])
    try check(
      HandWorked.three(.efron), HandWorked.three(.efron, at: 0),
      HandWorked.three(.efron, steps: 1),
      [
        0.733372903, 0.872604246, -30.2921796, -29.4167846, 2.92918234, 1.96944746, 1.25228446,
      ])
  }

  @Test func `closed forms of the first set`() throws {
    let breslow = try HandWorked.one(.breslow).iterate[0]
    let root = 33.0.squareRoot()
    #expect(isClose(breslow, logarithm((3 + root) / 2), relative: 1e-14))
    let efron = try HandWorked.one(.efron).iterate[0]
    let r = exponential(efron)
    let cubic: Double = r * r * r - 23 * r - 30
    #expect(abs(cubic) < 1e-11, "the root of r³ − 23 r − 30")
  }

  @Test func `martingale residuals at 0, in fractions`() throws {
    let one = try HandWorked.one(.breslow, at: 0).martingaleResiduals
    let oneBreslow: [Double] = [5.0 / 6, -1.0 / 6, 1.0 / 3, 1.0 / 3, -2.0 / 3, -2.0 / 3]
    #expect(isClose(one, oneBreslow, relative: 1e-14))
    let oneEfron: [Double] = [5.0 / 6, -1.0 / 6, 5.0 / 12, 5.0 / 12, -3.0 / 4, -3.0 / 4]
    #expect(
      isClose(try HandWorked.one(.efron, at: 0).martingaleResiduals, oneEfron, relative: 1e-14))
    let twoBreslow: [Double] = [
      1.0 / 2, 2.0 / 3, 4.0 / 5, 13.0 / 60, -8.0 / 15, 7.0 / 20, -1.0 / 10, -11.0 / 10, -2.0 / 5,
      -2.0 / 5,
    ]
    #expect(
      isClose(try HandWorked.two(.breslow, at: 0).martingaleResiduals, twoBreslow, relative: 1e-13))
    let twoEfron = Array(try HandWorked.two(.efron, at: 0).martingaleResiduals.suffix(5))
    #expect(isClose(twoEfron, [0.425, -0.025, -1.15, -0.45, -0.45], relative: 1e-13))
    let threeBreslow: [Double] = [
      18.0 / 19, -1.0 / 19, 49.0 / 152, 49.0 / 152, 49.0 / 152, -103.0 / 152, -103.0 / 152,
      -157.0 / 456, -613.0 / 456,
    ]
    #expect(
      isClose(
        try HandWorked.three(.breslow, at: 0).martingaleResiduals, threeBreslow, relative: 1e-13))
    let threeEfron: [Double] = [
      18.0 / 19, -1.0 / 19, 473.0 / 1064, 473.0 / 1064, 473.0 / 1064, -2813.0 / 3192,
      -2813.0 / 3192, -1749.0 / 3192, -4941.0 / 3192,
    ]
    #expect(
      isClose(
        try HandWorked.three(.efron, at: 0).martingaleResiduals, threeEfron, relative: 1e-13))
  }

  @Test func `martingale residuals at the maximum`() throws {
    #expect(
      isClose(
        try HandWorked.one(.breslow).martingaleResiduals,
        [0.728713554, -0.271286446, -0.457427108, 2.0 / 3, -1.0 / 3, -1.0 / 3], relative: printed))
    #expect(
      isClose(
        try HandWorked.one(.efron).martingaleResiduals,
        [0.719170679, -0.280829321, -0.438341359, 0.731086865, -0.365543433, -0.365543433],
        relative: printed))
    #expect(
      isClose(
        try HandWorked.three(.efron).martingaleResiduals,
        [
          0.853345364, -0.0256071578, 0.322652661, 0.322652661, 0.716962343, -1.07772629,
          -0.450340772, -0.904903386, -0.795986578,
        ], relative: printed))
  }

  @Test func `score residuals, in fractions`() throws {
    let breslow: [Double] = [5.0 / 12, -1.0 / 12, 7.0 / 24, -1.0 / 24, 5.0 / 24, 5.0 / 24]
    #expect(
      isClose(column(try HandWorked.one(.breslow, at: 0).scoreResiduals), breslow, relative: 1e-14))
    let efron: [Double] = [5.0 / 12, -1.0 / 12, 55.0 / 144, -5.0 / 144, 29.0 / 144, 29.0 / 144]
    #expect(
      isClose(column(try HandWorked.one(.efron, at: 0).scoreResiduals), efron, relative: 1e-13))
    let atLogTwo: [Double] = [
      1.0 / 9, -3.0 / 8, -21.0 / 32, -165.0 / 784, -2417.0 / 14112, 33.0 / 392, -15.0 / 784,
      -211.0 / 784, 3.0 / 16, 3.0 / 16,
    ]
    let two = try HandWorked.two(.breslow, at: logarithm(2))
    #expect(isClose(column(two.scoreResiduals), atLogTwo, relative: 1e-13))
    #expect(isClose(two.score[0], -95.0 / 84, relative: 1e-13))
    #expect(
      isClose(
        column(try HandWorked.three(.efron, at: 0).scoreResiduals),
        [
          1.2465374, 0.0360110803, 0.141181048, 0.141181048, -0.303367824, -0.279623077,
          0.601642587, -0.168511966, 1.04608703,
        ], relative: 4e-8))
  }

  @Test func `Schoenfeld residuals at 0`() throws {
    let breslow = try HandWorked.one(.breslow, at: 0).schoenfeldResiduals
    #expect(isClose(column(breslow.values), [0.5, 0.75, -0.25, 0], relative: 1e-14))
    #expect(breslow.rows == [0, 2, 3, 5])
    #expect(breslow.times == [1, 6, 6, 9])
    let efron: [Double] = [1.0 / 2, 19.0 / 24, -5.0 / 24, 0]
    #expect(
      isClose(
        column(try HandWorked.one(.efron, at: 0).schoenfeldResiduals.values), efron,
        relative: 1e-14))
    #expect(
      isClose(
        column(try HandWorked.three(.efron, at: 0).schoenfeldResiduals.values),
        [1.31578947, 0.316572682, 0.316572682, -0.683427318, 1.0 / 3], relative: printed))
  }

  @Test func `the variance of the cumulative hazard at x = 0`() throws {
    func variance(_ fit: Cox) throws -> [Double] {
      let curve = try #require(fit.curve(covariates: [0]))
      return numbers(curve.standardError).map { $0 * $0 }
    }
    func model(_ set: (SurvivalData, [Double]), _ ties: TieMethod, _ steps: Int) throws -> Cox {
      try Cox(
        set.0, covariates: Matrix(columns: [set.1]), ties: ties, variance: .model,
        control: CoxControl(maximumIterations: steps))
    }
    let one = (
      try SurvivalData(
        time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true]),
      [1.0, 1, 1, 0, 0, 0]
    )
    #expect(
      isClose(
        try variance(model(one, .breslow, 60)), [0.00787081811, 1.0 / 9, 10.0 / 9],
        relative: printed))
    #expect(
      isClose(
        try variance(model(one, .efron, 60)), [0.00595050871, 0.134074389, 1.13407439],
        relative: printed))
    let three = (
      try SurvivalData(
        time: [1, 1, 2, 2, 2, 2, 3, 4, 5],
        event: [true, false, true, true, true, false, false, true, false],
        weights: Weights([1, 2, 3, 4, 3, 2, 1, 2, 1], kind: .sampling)),
      [2.0, 0, 1, 1, 0, 1, 0, 1, 0]
    )
    #expect(
      isClose(
        try variance(model(three, .breslow, 60)), [0.000989670747, 0.0555360636, 0.245555386],
        relative: printed))
    #expect(
      isClose(
        try variance(model(three, .efron, 60)), [0.000967324483, 0.0930857307, 0.304776012],
        relative: printed))
  }

  @Test func `score tests at 0`() throws {
    func test(_ fit: Cox) -> Double {
      fit.nullScore[0] * fit.nullScore[0] / fit.nullInformation[0, 0]
    }
    let found = [
      test(try HandWorked.one(.breslow)), test(try HandWorked.one(.efron)),
      test(try HandWorked.two(.breslow)), test(try HandWorked.two(.efron)),
      test(try HandWorked.three(.breslow)), test(try HandWorked.three(.efron)),
    ]
    #expect(
      isClose(
        found, [1.6, 2.03614458, 0.0113434952, 0.000704473406, 1.52403875, 1.57541917],
        relative: printed))
    let data = try SurvivalData(
      time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true])
    let fit = try Cox(data, covariates: Matrix(columns: [[1, 1, 1, 0, 0, 0]]), ties: .breslow)
    #expect(isClose(fit.scoreTest.statistic ?? 0, 8.0 / 5, relative: 1e-13))
  }

  @Test func `score residuals of the second set at 0`() throws {
    #expect(
      isClose(
        column(try HandWorked.two(.breslow, at: 0).scoreResiduals),
        [
          0.25, -2.0 / 9, -0.48, -0.114722222, 0.106111111, 0.1775, 0.035, -0.365, 0.24, 0.24,
        ], relative: 4e-9))
  }

  @Test func `the variance of the cumulative hazard at x = 0 and coefficients of 0`() throws {
    func variances(_ data: SurvivalData, _ x: [Double], _ ties: TieMethod) throws -> [Double] {
      let fit = try Cox(
        data, covariates: Matrix(columns: [x]), ties: ties, variance: .model,
        control: CoxControl(maximumIterations: 0))
      let curve = try #require(fit.curve(covariates: [0]))
      return numbers(curve.standardError).map { $0 * $0 }
    }
    let one = try SurvivalData(
      time: [1, 1, 6, 6, 8, 9], event: [true, false, true, true, false, true])
    let x = [1.0, 1, 1, 0, 0, 0]
    let breslow: [Double] = [7.0 / 180, 2.0 / 9, 11.0 / 9]
    #expect(isClose(try variances(one, x, .breslow), breslow, relative: 1e-13))
    #expect(
      isClose(
        try variances(one, x, .efron), [119.0 / 2988, 0.271753681, 1.27175368], relative: printed))
    let three = try SurvivalData(
      time: [1, 1, 2, 2, 2, 2, 3, 4, 5],
      event: [true, false, true, true, true, false, false, true, false],
      weights: Weights([1, 2, 3, 4, 3, 2, 1, 2, 1], kind: .sampling))
    #expect(
      isClose(
        try variances(three, [2, 0, 1, 1, 0, 1, 0, 1, 0], .breslow),
        [0.00321507410, 0.116252426, 0.548303324], relative: printed))
  }

  @Test func `proportional hazards in the three sets`() throws {
    func statistics(_ fit: Cox) -> [Double?] {
      [TimeTransform.identity, .km].map {
        ProportionalHazardsTest(fit, transform: $0).global.statistic
      }
    }
    #expect(
      agrees(statistics(try HandWorked.one(.breslow)), [0.300497439, 0.300497439], relative: 4e-9))
    #expect(
      agrees(statistics(try HandWorked.one(.efron)), [0.238655718, 0.238655718], relative: 4e-9))
    #expect(
      agrees(
        statistics(try HandWorked.two(.breslow)), [0.00293334764, 0.363577477], relative: 4e-9))
    #expect(
      agrees(statistics(try HandWorked.two(.efron)), [0.0186176650, 0.290997164], relative: 4e-9))
    #expect(
      agrees(
        statistics(try HandWorked.three(.breslow)), [0.0790292830, 0.00743382460],
        relative: 4e-9))
    #expect(
      agrees(
        statistics(try HandWorked.three(.efron)), [0.0810347249, 0.00670455491], relative: 4e-9))
  }
}
