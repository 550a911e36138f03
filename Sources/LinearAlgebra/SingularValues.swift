internal import CLAPACK

/// The singular value decomposition `A = U diag(s) Vᵀ`, in its thin form.
public struct SingularValues: Sendable {
  /// The singular values, largest first.
  public let values: [Double]
  /// U, with `min(rows, columns)` orthonormal columns.
  public let left: Matrix
  /// Vᵀ, with `min(rows, columns)` orthonormal rows.
  public let rightTransposed: Matrix

  /// Decomposes a matrix.
  ///
  /// - Complexity: O(rows · columns · min(rows, columns)).
  /// - Throws: `.notConverged` where the iteration fails, as it does on NaN.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    let rank = min(matrix.rows, matrix.columns)
    guard matrix.storage.allSatisfy(\.isFinite) else { throw .notConverged }
    var storage = matrix.storage
    var values = [Double](repeating: 0, count: rank)
    var left = [Double](repeating: 0, count: matrix.rows * rank)
    var right = [Double](repeating: 0, count: rank * matrix.columns)
    var (m, n, k, info) = (CInt(matrix.rows), CInt(matrix.columns), CInt(rank), CInt(0))
    if rank > 0 {
      var whole = [CInt](repeating: 0, count: 8 * rank)
      withWorkspace { work, length in
        unsafe dgesdd_(
          "S", &m, &n, &storage, &m, &values, &left, &m, &right, &k, &work, &length, &whole, &info,
          1)
      }
    }
    precondition(info >= 0)
    guard info == 0 else { throw .notConverged }
    self.values = values
    self.left = Matrix(rows: matrix.rows, columns: rank, storage: left)
    rightTransposed = Matrix(rows: rank, columns: matrix.columns, storage: right)
  }

  /// The largest singular value over the smallest; ∞ for a singular matrix and 1 for an empty one.
  public var conditionNumber: Double {
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }
}
