internal import CLAPACK

/// The eigenvalues and eigenvectors of a symmetric matrix, `A = V diag(λ) Vᵀ`.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, smallest first.
  public let values: [Double]
  /// The eigenvectors as orthonormal columns, in the order of the eigenvalues.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix, of which only the lower triangle is read.
  ///
  /// - Complexity: O(n³).
  /// - Throws: `.notConverged` where the iteration fails, as it does on NaN.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns)
    let order = matrix.rows
    var storage = matrix.storage
    var values = [Double](repeating: 0, count: order)
    var (n, info) = (CInt(order), CInt(0))
    guard storage.allSatisfy(\.isFinite) else { throw .notConverged }
    if order > 0 {
      var (work, whole) = ([0.0], [CInt(0)])
      var (length, wholeLength) = (CInt(-1), CInt(-1))
      for _ in 0..<2 {
        unsafe dsyevd_(
          "V", "L", &n, &storage, &n, &values, &work, &length, &whole, &wholeLength, &info, 1, 1)
        guard length == -1 else { break }
        (length, wholeLength) = (CInt(max(1, work[0])), max(1, whole[0]))
        work = [Double](repeating: 0, count: Int(length))
        whole = [CInt](repeating: 0, count: Int(wholeLength))
      }
    }
    precondition(info >= 0)
    guard info == 0 else { throw .notConverged }
    self.values = values
    vectors = Matrix(rows: order, columns: order, storage: storage)
  }
}
