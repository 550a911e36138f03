import Diagnostics
import LinearAlgebra
import Regression
import Tables
import TestSupport
import Testing

struct LogisticRegressionTests {
  private static let columns = [DesignColumn.intercept, DesignColumn(term: "exposed")]

  /// Cells exposed and outcome, exposed without, unexposed with, unexposed without.
  private func twoByTwo(
    _ a: Int, _ b: Int, _ c: Int, _ d: Int, method: LogisticMethod = .logistic
  ) throws -> LogisticRegression {
    let x = [Double](repeating: 1, count: a + b) + [Double](repeating: 0, count: c + d)
    let y = [(a, 1.0), (b, 0), (c, 1), (d, 0)].flatMap { [Double](repeating: $0.1, count: $0.0) }
    return try LogisticRegression(
      Matrix(columns: [x.map { _ in 1 }, x]), columns: Self.columns, outcome: y,
      options: LogisticOptions(method: method))
  }

  private func estimates(_ fit: LogisticRegression) throws -> [Double] {
    try fit.coefficients.map { try $0.estimate.orThrow() }
  }

  private func errors(_ fit: LogisticRegression) throws -> [Double] {
    try fit.coefficients.map { try $0.standardError.orThrow() }
  }

  @Test func `a two by two table gives the log odds ratio and the sum of inverse cells`() throws {
    // Odds 12/4 and 5/10: ln OR = ln 6, variance 1/12 + 1/4 + 1/5 + 1/10 = 19/30.
    let fit = try twoByTwo(12, 4, 5, 10)
    #expect(
      isClose(try estimates(fit), [-0.693147180559945309, 1.791759469228055], relative: 1e-13))
    #expect(
      isClose(
        try errors(fit), [(3.0 / 10).squareRoot(), (19.0 / 30).squareRoot()], relative: 1e-13))
    #expect(isClose(fit.covariance[0, 1], -0.3, relative: 1e-13))
    #expect(isClose(fit.fittedProbabilities[0], 0.75, relative: 1e-14))
    #expect(isClose(fit.fittedProbabilities[30], 1.0 / 3, relative: 1e-14))
    // 12 ln 3/4 + 4 ln 1/4 + 5 ln 1/3 + 10 ln 2/3.
    #expect(isClose(fit.logLikelihood, -18.54507483832313, relative: 1e-14))
    #expect(isClose(try fit.coefficients[1].z.orThrow(), 2.251456369214474, relative: 1e-13))
    #expect(isClose(try fit.coefficients[1].p.orThrow(), 0.02435664734411452, relative: 1e-12))
  }

  @Test func `Firth's estimate of a two by two table adds a half to each cell`() throws {
    let fit = try twoByTwo(12, 4, 5, 10, method: .firth)
    let (a, b, c, d) = (12.5, 4.5, 5.5, 10.5)
    let odds = logOfRatio(c, d)
    #expect(isClose(try estimates(fit), [odds, logOfRatio(a, b) - odds], relative: 1e-11))
    let empty = try twoByTwo(7, 0, 3, 4, method: .firth)
    let ratio = logOfRatio(7.5, 0.5) - logOfRatio(3.5, 4.5)
    #expect(empty.converged)
    #expect(isClose(try estimates(empty)[1], ratio, relative: 1e-10))
  }

  /// ln (a / b) from the model with an intercept alone, which has that maximum.
  private func logOfRatio(_ a: Double, _ b: Double) -> Double {
    let fit = try? LogisticRegression(
      Matrix(columns: [[1, 1]]), columns: [.intercept], outcome: [1, 0], weights: [a, b])
    return fit?.coefficients.first?.estimate ?? .nan
  }

  @Test(arguments: LogisticMethod.allCases)
  func `weights count rows as copies do, and a weight of zero as no row`(
    method: LogisticMethod
  ) throws {
    let data = try LogisticCase.named("wampler-1")
    let weights = (0..<21).map { Double($0 % 3) }
    let rows = (0..<21).flatMap { [Int](repeating: $0, count: $0 % 3) }
    let copies = try LogisticRegression(
      Matrix(columns: (0..<2).map { j in rows.map { data.matrix[$0, j] } }),
      columns: Self.columns, outcome: rows.map { data.outcome[$0] },
      options: LogisticOptions(method: method))
    let weighted = try LogisticRegression(
      data.matrix, columns: Self.columns, outcome: data.outcome, weights: weights,
      options: LogisticOptions(method: method))
    #expect(isClose(try estimates(weighted), try estimates(copies), relative: 1e-10))
    #expect(isClose(try errors(weighted), try errors(copies), relative: 1e-10))
    #expect(isClose(weighted.logLikelihood, copies.logLikelihood, relative: 1e-11))
    #expect(isClose(weighted.nullLogLikelihood, copies.nullLogLikelihood, relative: 1e-13))
  }

  @Test(arguments: LogisticMethod.allCases)
  func `a covariate taken as an offset with its own coefficient changes nothing else`(
    method: LogisticMethod
  ) throws {
    var data = try LogisticCase.named("wampler-1")
    data.method = method
    let fit = try data.fit()
    // Shifting the offset by 3 − 2x shifts the coefficients back by as much.
    data.offset = (0...20).map { 3 - 2 * Double($0) }
    let shifted = try data.fit()
    let plain = try estimates(fit)
    #expect(isClose(try estimates(shifted), [plain[0] - 3, plain[1] + 2], relative: 1e-10))
    #expect(
      isClose(shifted.fittedProbabilities, fit.fittedProbabilities, relative: 1e-10))
  }

  @Test(arguments: LogisticMethod.allCases)
  func `another unit and origin of a covariate change its coefficient alone`(
    method: LogisticMethod
  ) throws {
    var data = try LogisticCase.named("lalonde")
    data.method = method
    let fit = try data.fit()
    var changed = data
    for i in 0..<changed.matrix.rows {
      changed.matrix[i, 1] = changed.matrix[i, 1] * 365.25 + 1e5
      changed.matrix[i, 7] = changed.matrix[i, 7] * -1e-6
    }
    let other = try changed.fit()
    let (before, after) = (try estimates(fit), try estimates(other))
    #expect(isClose(after[1] * 365.25, before[1], relative: 1e-9))
    #expect(isClose(after[7] * -1e-6, before[7], relative: 1e-9))
    #expect(isClose(after[2], before[2], relative: 1e-9))
    #expect(isClose(other.fittedProbabilities, fit.fittedProbabilities, relative: 1e-9))
    #expect(isClose(other.logLikelihood, fit.logLikelihood, relative: 1e-12))
  }

  @Test func `swapping the outcome changes the sign of every coefficient`() throws {
    var data = try LogisticCase.named("lalonde")
    let fit = try data.fit()
    data.outcome = data.outcome.map { 1 - $0 }
    let other = try data.fit()
    #expect(isClose(try estimates(other).map { -$0 }, try estimates(fit), relative: 1e-10))
  }

  @Test func `probabilities of all rows add up to the number of outcomes`() throws {
    for name in ["lalonde", "rotterdam", "longley"] {
      let data = try LogisticCase.named(name)
      let fit = try data.fit()
      let sum = fit.fittedProbabilities.reduce(0, +)
      #expect(isClose(sum, data.outcome.reduce(0, +), relative: 1e-11))
    }
  }

  @Test func `of dependent columns the later one is named and gets no coefficient`() throws {
    let data = try lalonde()
    let earnings = zip(try values(data, "re74"), try values(data, "re75")).map { $0 + 2 * $1 }
    let wide = data.adding(number("earnings", earnings))
      .adding(number("seven", earnings.map { _ in 0.7 }))
    let design = try DesignMatrix(
      terms: try terms("age", "seven", "re74", "earnings", "re75", "race"), table: wide)
    let outcome = try values(data, "treat")
    let fit = try LogisticRegression(design, outcome: outcome)
    #expect(
      fit.findings == [
        .aliased(DesignColumn(term: "seven")), .aliased(DesignColumn(term: "re75")),
      ])
    #expect(fit.converged)
    #expect(
      fit.coefficients.map(\.absence?.rawValue) == [
        nil, nil, "aliased", nil, nil, "aliased", nil, nil,
      ])
    let narrow = try LogisticRegression(
      try DesignMatrix(terms: try terms("age", "re74", "re75", "race"), table: wide),
      outcome: outcome)
    #expect(isClose(fit.fittedProbabilities, narrow.fittedProbabilities, relative: 1e-10))
    #expect(fit.covariance.rows == 6)
  }

  @Test func `more columns than rows leave some aliased and never crash`() throws {
    let x = (0..<3).map { Double($0) }
    let fit = try LogisticRegression(
      Matrix(columns: [[1, 1, 1], x, x.map { $0 * $0 }, x.map { $0 * $0 * $0 }]),
      columns: (0..<4).map { DesignColumn(term: "x\($0)") }, outcome: [0, 1, 0])
    #expect(fit.coefficients[3].absence == .aliased)
    #expect(fit.separation?.kind == .complete)
  }

  @Test func `a fit predicts the rows of another table as its own`() throws {
    let data = try rotterdam()
    let design = try DesignMatrix(
      terms: try terms("rcs(age, 4)", "size*meno", "log(er + 1)", "poly(nodes, 2)"), table: data)
    let fit = try LogisticRegression(design, outcome: try values(data, "hormon"))
    let rows = [2981, 5, 77, 1500]
    let part = try design.applied(to: data.selecting(rows))
    #expect(
      isClose(
        fit.probabilities(for: part), rows.map { fit.fittedProbabilities[$0] }, relative: 1e-11))
    #expect(
      isClose(
        fit.linearPredictor(for: part, offset: [1, 1, 1, 1]),
        rows.map { fit.linearPredictor[$0] + 1 }, relative: 1e-11))
  }

  @Test func `a model without an intercept is fitted as it stands`() throws {
    // One column of ±1: ln(3) for 3 agreeing rows against 1.
    let fit = try LogisticRegression(
      Matrix(columns: [[1, 1, -1, -1]]), columns: [DesignColumn(term: "x")],
      outcome: [1, 1, 0, 1])
    #expect(isClose(try estimates(fit), [1.098612288668109691], relative: 1e-13))
    #expect(isClose(fit.nullDeviance, 8 * 0.693147180559945309, relative: 1e-14))
  }

  @Test func `a null model with an offset is the fit of the intercept`() throws {
    var data = try LogisticCase.named("lalonde-offset")
    let fit = try data.fit()
    data.matrix = Matrix(columns: [data.matrix.column(0)])
    #expect(isClose(fit.nullLogLikelihood, try data.fit().logLikelihood, relative: 1e-13))
  }

  @Test func `a large study takes the same steps as a small one`() throws {
    var data = try LogisticCase.named("lalonde")
    let small = try data.fit()
    let copies = 60
    data.matrix = Matrix(
      columns: (0..<data.matrix.columns).map { j in
        let column = data.matrix.column(j)
        return (0..<copies).flatMap { _ in column }
      })
    data.outcome = (0..<copies).flatMap { _ in data.outcome }
    let large = try data.fit()
    #expect(isClose(try estimates(large), try estimates(small), relative: 1e-10))
    let scaled = try errors(large).map { $0 * Double(copies).squareRoot() }
    #expect(isClose(scaled, try errors(small), relative: 1e-10))
  }

  @Test func `an iteration cut short is not taken for a fit`() throws {
    let data = try LogisticCase.named("lalonde")
    var options = LogisticOptions()
    options.maximumIterations = 2
    let fit = try LogisticRegression(
      data.matrix, columns: (0..<9).map { DesignColumn(term: "x\($0)") }, outcome: data.outcome,
      options: options)
    #expect(!fit.converged)
    #expect(fit.findings == [.notConverged(iterations: 2)])
  }
}
