import LinearAlgebra
import Regression
import Tables
import TestSupport
import Testing

/// Fits of so many rows that they are summed block by block, against those of the same rows
/// counted by weights, which are not.
struct LargeLogisticTests {
  private static let copies = 40

  private func design() throws -> (matrix: Matrix, columns: [DesignColumn], outcome: [Double]) {
    let table = try rotterdam()
    let design = try DesignMatrix(
      terms: try terms("age", "meno", "size", "grade", "nodes", "pgr", "er"), table: table)
    return (design.matrix, design.columns, try values(table, "hormon"))
  }

  private func repeated(_ values: [Double], _ times: Int = copies) -> [Double] {
    (0..<times).flatMap { _ in values }
  }

  private func repeated(_ matrix: Matrix, _ times: Int = copies) -> Matrix {
    Matrix(columns: (0..<matrix.columns).map { repeated(matrix.column($0), times) })
  }

  private func expectSame(_ large: LogisticRegression, _ small: LogisticRegression) throws {
    #expect(large.converged && small.converged)
    for (a, b) in zip(large.coefficients, small.coefficients) {
      #expect(isClose(try a.estimate.orThrow(), try b.estimate.orThrow(), relative: 1e-10))
      #expect(
        isClose(try a.standardError.orThrow(), try b.standardError.orThrow(), relative: 1e-10))
    }
    #expect(isClose(large.covariance.storage, small.covariance.storage, relative: 1e-8))
    #expect(isClose(large.logLikelihood, small.logLikelihood, relative: 1e-12))
    #expect(isClose(large.nullLogLikelihood, small.nullLogLikelihood, relative: 1e-12))
    #expect(isClose(large.conditionNumber, small.conditionNumber, relative: 1e-8))
    let count = small.linearPredictor.count
    #expect(
      isClose(
        Array(large.linearPredictor.suffix(count)), small.linearPredictor, relative: 1e-9,
        absolute: 1e-10))
    #expect(
      isClose(
        Array(large.fittedProbabilities.suffix(count)), small.fittedProbabilities, relative: 1e-9))
  }

  @Test func `copies of rows are as good as weights`() throws {
    let (x, columns, y) = try design()
    let large = try LogisticRegression(repeated(x), columns: columns, outcome: repeated(y))
    let weights = y.map { _ in Double(Self.copies) }
    let small = try LogisticRegression(x, columns: columns, outcome: y, weights: weights)
    try expectSame(large, small)
  }

  @Test func `weights, rows of weight 0 and an offset count as they do in few rows`() throws {
    let (x, columns, y) = try design()
    let weights = y.indices.map { Double($0 % 4) / 2 }
    let offset = y.indices.map { Double($0 % 7) / 10 }
    let large = try LogisticRegression(
      repeated(x), columns: columns, outcome: repeated(y), weights: repeated(weights),
      offset: repeated(offset))
    let small = try LogisticRegression(
      x, columns: columns, outcome: y, weights: weights.map { Double(Self.copies) * $0 },
      offset: offset)
    try expectSame(large, small)
  }

  @Test func `the log odds ratio of a table of half a million`() throws {
    // Odds 12/4 and 5/10, each cell 20,000 times: ln OR = ln 6, variance (19/30)/20000.
    let cells = [(12, 1.0, 1.0), (4, 1, 0), (5, 0, 1), (10, 0, 0)]
    let x = cells.flatMap { [Double](repeating: $0.1, count: 20_000 * $0.0) }
    let y = cells.flatMap { [Double](repeating: $0.2, count: 20_000 * $0.0) }
    let fit = try LogisticRegression(
      Matrix(columns: [x.map { _ in 1 }, x]), columns: [.intercept, DesignColumn(term: "exposed")],
      outcome: y)
    #expect(
      isClose(try fit.coefficients[0].estimate.orThrow(), -0.693147180559945309, relative: 1e-11))
    #expect(
      isClose(try fit.coefficients[1].estimate.orThrow(), 1.791759469228055, relative: 1e-11))
    #expect(
      isClose(
        try fit.coefficients[1].standardError.orThrow(), (19.0 / 30 / 20_000).squareRoot(),
        relative: 1e-11))
  }

  @Test(arguments: [2, 3, 8]) func `threads change no bit`(threads: Int) throws {
    let (x, columns, y) = try design()
    let (many, outcome) = (repeated(x), repeated(y))
    let one = try LogisticRegression(many, columns: columns, outcome: outcome)
    let several = try LogisticRegression(
      many, columns: columns, outcome: outcome, threads: threads)
    #expect(several.coefficients.map(\.estimate) == one.coefficients.map(\.estimate))
    #expect(several.covariance == one.covariance)
    #expect(several.linearPredictor == one.linearPredictor)
    #expect(several.fittedProbabilities == one.fittedProbabilities)
    #expect(several.logLikelihood == one.logLikelihood)
  }

  @Test func `separation is found among many rows`() throws {
    let (x, columns, y) = try design()
    // Whoever has the new column is treated, and some who have it not.
    let mark = y.indices.map { y[$0] == 1 && $0 % 3 == 0 ? 1.0 : 0 }
    let wide = Matrix(columns: (0..<x.columns).map { x.column($0) } + [mark])
    let fit = try LogisticRegression(
      repeated(wide, 10), columns: columns + [DesignColumn(term: "mark")], outcome: repeated(y, 10))
    #expect(!fit.converged)
    #expect(fit.separation?.kind == .quasiComplete)
    #expect(fit.separation?.columns.map(\.column.term) == ["mark"])
    #expect(fit.coefficients.last?.estimate == nil)
  }

  @Test func `a dependent column is found among many rows`() throws {
    let (x, columns, y) = try design()
    let sum = zip(x.column(1), x.column(2)).map { $0 + 2 * $1 }
    let wide = Matrix(columns: (0..<x.columns).map { x.column($0) } + [sum])
    let fit = try LogisticRegression(
      repeated(wide), columns: columns + [DesignColumn(term: "sum")], outcome: repeated(y))
    #expect(fit.coefficients.last?.estimate == nil)
    let without = try LogisticRegression(repeated(x), columns: columns, outcome: repeated(y))
    for (a, b) in zip(fit.coefficients, without.coefficients) {
      #expect(isClose(try a.estimate.orThrow(), try b.estimate.orThrow(), relative: 1e-9))
    }
  }
}
