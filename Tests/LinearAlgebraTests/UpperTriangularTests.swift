import LinearAlgebra
import TestSupport
import Testing

struct UpperTriangularTests {
  let triangle = UpperTriangular(Matrix(columns: [[2, 9, 9], [1, 4, 9], [3, -2, 5]]))

  @Test func `what stands below the diagonal is not read`() {
    #expect(triangle.matrix == Matrix(columns: [[2, 0, 0], [1, 4, 0], [3, -2, 5]]))
  }

  @Test func `both systems are solved by substitution`() throws {
    #expect(try triangle.solve([6, 2, 5]) == [1, 1, 1])
    #expect(try triangle.solveTransposed([2, 5, 6]) == [1, 1, 1])
  }

  @Test func `the inverse times the triangle is the identity, from either side`() throws {
    let product = try triangle.inverse().matrix.times(triangle.matrix)
    #expect(distance(product, .identity(3)) < 1e-15)
    #expect(distance(try triangle.solveRight(triangle.matrix), .identity(3)) < 1e-15)
  }

  @Test func `a zero on the diagonal is named`() {
    let singular = UpperTriangular(Matrix(columns: [[1, 0], [1, 0]]))
    #expect(throws: LinearAlgebraError.singular(order: 2)) { try singular.solve([1, 1]) }
    #expect(throws: LinearAlgebraError.singular(order: 2)) { try singular.solveRight(.identity(2)) }
  }

  @Test func `of dependent columns the later ones are named`() {
    let (a, b) = (sample(20, 1, seed: 5).storage, sample(20, 1, seed: 6).storage)
    let sum = (0..<20).map { a[$0] + 3 * b[$0] }
    let zero = [Double](repeating: 0, count: 20)
    let upper = QR(Matrix(columns: [a, zero, sum, b, a])).upper
    #expect(upper.dependentColumns() == [1, 3, 4])
  }

  @Test func `a column that differs by a millionth is not dependent`() {
    let (a, b) = (sample(20, 1, seed: 5).storage, sample(20, 1, seed: 6).storage)
    let near = (0..<20).map { a[$0] + 1e-6 * b[$0] }
    #expect(QR(Matrix(columns: [a, near])).upper.dependentColumns().isEmpty)
  }
}
