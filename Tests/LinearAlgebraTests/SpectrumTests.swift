import LinearAlgebra
import TestSupport
import Testing

struct SpectrumTests {
  @Test func `eigenvalues of a two by two matrix are exact`() throws {
    let eigen = try SymmetricEigen(Matrix(columns: [[2, 1], [1, 2]]))
    #expect(isClose(eigen.values, [1, 3], relative: 1e-15))
  }

  @Test func `eigenvectors are orthonormal and rebuild the matrix`() throws {
    let a = sample(9, 6).crossProduct
    let eigen = try SymmetricEigen(a)
    #expect(distance(eigen.vectors.crossProduct, .identity(6)) < 1e-13)
    var scaled = eigen.vectors
    for j in 0..<6 { for i in 0..<6 { scaled[i, j] *= eigen.values[j] } }
    #expect(distance(scaled.times(eigen.vectors.transposed), a) < 1e-13)
  }

  @Test func `singular values of a diagonal matrix are its sizes in order`() throws {
    let singular = try SingularValues(Matrix(columns: [[0, -3, 0], [2, 0, 0]]))
    #expect(isClose(singular.values, [3, 2], relative: 1e-15))
    #expect(isClose(singular.conditionNumber, 1.5, relative: 1e-15))
  }

  @Test func `singular vectors rebuild a wide matrix`() throws {
    let a = sample(3, 5)
    let singular = try SingularValues(a)
    var scaled = singular.left
    for j in 0..<3 { for i in 0..<3 { scaled[i, j] *= singular.values[j] } }
    #expect(distance(scaled.times(singular.rightTransposed), a) < 1e-14)
  }

  @Test func `the condition number of the Hilbert matrix of order five is known`() throws {
    let condition = try SingularValues(hilbert(5)).conditionNumber
    #expect(isClose(condition, 476_607.250_242_560_8, relative: 1e-10))
  }

  @Test func `a singular matrix has an infinite condition number and an empty one has one`() throws
  {
    #expect(try SingularValues(Matrix(rows: 2, columns: 2)).conditionNumber == .infinity)
    #expect(try SingularValues(Matrix(rows: 0, columns: 2)).conditionNumber == 1)
  }

  @Test func `not a number is an error, not an endless iteration`() {
    let a = Matrix(columns: [[.nan, 0], [0, 1]])
    #expect(throws: LinearAlgebraError.notConverged) { try SingularValues(a) }
    #expect(throws: LinearAlgebraError.notConverged) { try SymmetricEigen(a) }
  }
}
