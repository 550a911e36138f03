import LinearAlgebra
import TestSupport
import Testing

struct WeightedProductTests {
  @Test func `weights count rows as often as they say`() {
    let x = Matrix(columns: [[1, 1, 1], [2, 3, 5]])
    var product = WeightedCrossProduct()
    #expect(isClose(product(x, weights: [2, 0, 1]).storage, [3, 9, 9, 33], relative: 1e-15))
    #expect(isClose(product(x, weights: [1, 1, 1]).storage, [3, 10, 10, 38], relative: 1e-15))
  }

  @Test(arguments: [1, 511, 512, 513, 1024, 3000])
  func `blocks of rows add up to the whole`(rows: Int) {
    let x = sample(rows, 4)
    let weights = sample(rows, 1, seed: 9).storage.map { abs($0) }
    var scaled = x
    for j in 0..<4 { for i in 0..<rows { scaled[i, j] *= weights[i].squareRoot() } }
    var product = WeightedCrossProduct()
    _ = product(sample(2000, 7), weights: [Double](repeating: 1, count: 2000))
    let sum = product(x, weights: weights)
    #expect(isClose(sum.storage, scaled.crossProduct.storage, relative: 1e-11, absolute: 1e-11))
  }

  @Test(arguments: [5, 511, 512, 513, 2000])
  func `least squares by blocks agrees with one factorisation of all rows`(rows: Int) throws {
    let x = sample(rows, 3)
    let scales = sample(rows, 1, seed: 4).storage.map { abs($0) + 0.1 }
    let right = sample(rows, 1, seed: 7).storage
    var scaled = x
    for j in 0..<3 { for i in 0..<rows { scaled[i, j] *= scales[i] } }
    let blocks = WeightedLeastSquares(x, rowScales: scales, rightSide: right)
    let solution = try blocks.solution()
    #expect(isClose(solution, try QR(scaled).solve(right), relative: 1e-11, absolute: 1e-13))
    #expect(
      isClose(
        blocks.upper.matrix.crossProduct.storage, scaled.crossProduct.storage, relative: 1e-11,
        absolute: 1e-11))
    let fitted = scaled.times(solution)
    let residual = zip(right, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(isClose(blocks.residualSumOfSquares, residual, relative: 1e-11))
  }

  @Test func `with fewer rows than columns the last columns depend on the first`() {
    let fit = WeightedLeastSquares(sample(2, 4), rowScales: [1, 1], rightSide: [1, 2])
    #expect(fit.upper.dependentColumns() == [2, 3])
  }

  @Test func `without rows the triangle is zero and cannot be solved`() {
    let fit = WeightedLeastSquares(Matrix(rows: 0, columns: 1), rowScales: [], rightSide: [])
    #expect(throws: LinearAlgebraError.singular(order: 1)) { try fit.solution() }
  }

  @Test func `the library can be named and told to use one thread`() {
    BLAS.useOneThread()
    #expect(!BLAS.description.isEmpty)
  }
}
