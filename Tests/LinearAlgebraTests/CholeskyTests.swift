import LinearAlgebra
import TestSupport
import Testing

struct CholeskyTests {
  @Test func `a small matrix factors in exact numbers`() throws {
    let a = Matrix(columns: [[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    let factor = try Cholesky(a)
    #expect(factor.lower == Matrix(columns: [[2, 6, -8], [0, 1, 5], [0, 0, 3]]))
    #expect(isClose(factor.logDeterminant, 3.58351893845611, relative: 1e-14))
    #expect(isClose(factor.solve([0, 6, 39]), [1, 1, 1], relative: 1e-12))
  }

  @Test func `the inverse times the matrix is the identity`() throws {
    let a = sample(9, 5).crossProduct
    #expect(distance(try Cholesky(a).inverse.times(a), .identity(5)) < 1e-12)
  }

  @Test func `a matrix that is not positive definite names its first bad minor`() {
    let a = Matrix(columns: [[1, 2], [2, 1]])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) { try Cholesky(a) }
  }
}
