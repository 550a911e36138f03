internal import CLAPACK

/// The factorisation `A = L Lᵀ` of a symmetric positive definite matrix.
public struct Cholesky: Sendable {
  /// L in the lower triangle; the upper triangle is zero.
  public let lower: Matrix

  /// Factors a symmetric matrix, of which only the lower triangle is read.
  ///
  /// - Complexity: O(n³/3).
  /// - Throws: `.notPositiveDefinite` with the order of the first minor that is not.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns)
    let order = matrix.rows
    var storage = matrix.storage
    var (n, info) = (CInt(order), CInt(0))
    if order > 0 { unsafe dpotrf_("L", &n, &storage, &n, &info, 1) }
    precondition(info >= 0)
    guard info == 0 else { throw .notPositiveDefinite(order: Int(info)) }
    for j in 0..<order { for i in 0..<j { storage[i + j * order] = 0 } }
    lower = Matrix(rows: order, columns: order, storage: storage)
  }

  /// Solves `A x = b`.
  public func solve(_ b: [Double]) -> [Double] {
    solve(Matrix(rows: b.count, columns: 1, storage: b)).storage
  }

  /// Solves `A X = B`.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rows == lower.rows)
    var x = b.storage
    var (n, count, info) = (CInt(lower.rows), CInt(b.columns), CInt(0))
    if n > 0, count > 0 {
      unsafe dpotrs_("L", &n, &count, lower.storage, &n, &x, &n, &info, 1)
    }
    precondition(info == 0)
    return Matrix(rows: b.rows, columns: b.columns, storage: x)
  }

  /// `A⁻¹`, both triangles filled.
  public var inverse: Matrix {
    var storage = lower.storage
    var (n, info) = (CInt(lower.rows), CInt(0))
    if n > 0 { unsafe dpotri_("L", &n, &storage, &n, &info, 1) }
    precondition(info == 0)
    var result = Matrix(rows: lower.rows, columns: lower.rows, storage: storage)
    result.copyLowerTriangleUp()
    return result
  }

  /// The logarithm of the determinant of A.
  public var logDeterminant: Double {
    var sum = 0.0
    for i in 0..<lower.rows { sum += logarithm(lower[i, i]) }
    return 2 * sum
  }
}
