internal import CLAPACK

extension Matrix {
  /// `A x`, for x of length ``columns``.
  /// - Complexity: O(rows · columns), by BLAS.
  public func times(_ x: [Double]) -> [Double] {
    precondition(x.count == columns)
    var y = [Double](repeating: 0, count: rows)
    guard rows > 0, columns > 0 else { return y }
    unsafe cblas_dgemv(
      CblasColMajor, CblasNoTrans, CInt(rows), CInt(columns), 1, storage, CInt(rows), x, 1, 0, &y, 1
    )
    return y
  }

  /// `Aᵀ x`, for x of length ``rows``.
  /// - Complexity: O(rows · columns), by BLAS.
  public func transposedTimes(_ x: [Double]) -> [Double] {
    precondition(x.count == rows)
    var y = [Double](repeating: 0, count: columns)
    guard rows > 0, columns > 0 else { return y }
    unsafe cblas_dgemv(
      CblasColMajor, CblasTrans, CInt(rows), CInt(columns), 1, storage, CInt(rows), x, 1, 0, &y, 1)
    return y
  }

  /// `A B`.
  /// - Complexity: O(rows · columns · other.columns), by BLAS.
  public func times(_ other: Matrix) -> Matrix {
    precondition(columns == other.rows)
    var result = [Double](repeating: 0, count: rows * other.columns)
    if rows > 0, columns > 0, other.columns > 0 {
      unsafe cblas_dgemm(
        CblasColMajor, CblasNoTrans, CblasNoTrans, CInt(rows), CInt(other.columns), CInt(columns),
        1, storage, CInt(rows), other.storage, CInt(other.rows), 0, &result, CInt(rows))
    }
    return Matrix(rows: rows, columns: other.columns, storage: result)
  }

  /// `Aᵀ A`, both triangles filled.
  /// - Complexity: O(rows · columns²), by BLAS.
  public var crossProduct: Matrix {
    var result = [Double](repeating: 0, count: columns * columns)
    if rows > 0, columns > 0 {
      unsafe cblas_dsyrk(
        CblasColMajor, CblasLower, CblasTrans, CInt(columns), CInt(rows), 1, storage, CInt(rows), 0,
        &result, CInt(columns))
    }
    var product = Matrix(rows: columns, columns: columns, storage: result)
    product.copyLowerTriangleUp()
    return product
  }

  /// Makes a square matrix symmetric from its lower triangle.
  mutating func copyLowerTriangleUp() {
    for j in 0..<columns { for i in 0..<j { self[i, j] = self[j, i] } }
  }
}
