internal import CLAPACK

/// A square matrix with nothing below its diagonal, such as the R of a QR factorisation.
public struct UpperTriangular: Sendable, Equatable {
  /// The elements; those below the diagonal are zero.
  public let matrix: Matrix

  /// The upper triangle of a square matrix.
  public init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns)
    var copy = matrix
    for j in 0..<matrix.columns { for i in j + 1..<max(j + 1, matrix.rows) { copy[i, j] = 0 } }
    self.matrix = copy
  }

  /// The number of rows and of columns.
  public var order: Int { matrix.rows }

  /// Solves `R x = b`.
  ///
  /// - Complexity: O(order²).
  /// - Throws: `.singular` with the place of the first zero on the diagonal.
  public func solve(_ b: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solve(Matrix(rows: b.count, columns: 1, storage: b), transposed: false).storage
  }

  /// Solves `Rᵀ x = b`.
  ///
  /// - Complexity: O(order²).
  /// - Throws: `.singular` with the place of the first zero on the diagonal.
  public func solveTransposed(_ b: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solve(Matrix(rows: b.count, columns: 1, storage: b), transposed: true).storage
  }

  /// Solves `R X = B`, or `Rᵀ X = B` where `transposed`.
  ///
  /// - Throws: `.singular` with the place of the first zero on the diagonal.
  public func solve(_ b: Matrix, transposed: Bool = false) throws(LinearAlgebraError) -> Matrix {
    precondition(b.rows == order)
    var x = b.storage
    var (n, count, info) = (CInt(order), CInt(b.columns), CInt(0))
    if n > 0, count > 0 {
      unsafe dtrtrs_(
        "U", transposed ? "T" : "N", "N", &n, &count, matrix.storage, &n, &x, &n, &info, 1, 1, 1)
    }
    precondition(info >= 0)
    guard info == 0 else { throw .singular(order: Int(info)) }
    return Matrix(rows: b.rows, columns: b.columns, storage: x)
  }

  /// `X R⁻¹` for a matrix with ``order`` columns.
  ///
  /// - Complexity: O(X.rows · order²).
  /// - Throws: `.singular` with the place of the first zero on the diagonal.
  public func solveRight(_ x: Matrix) throws(LinearAlgebraError) -> Matrix {
    precondition(x.columns == order)
    for j in 0..<order where matrix[j, j] == 0 { throw .singular(order: j + 1) }
    var result = x.storage
    if order > 0, x.rows > 0 {
      unsafe cblas_dtrsm(
        CblasColMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, CInt(x.rows),
        CInt(order), 1, matrix.storage, CInt(order), &result, CInt(x.rows))
    }
    return Matrix(rows: x.rows, columns: order, storage: result)
  }

  /// `R⁻¹`.
  ///
  /// - Throws: `.singular` with the place of the first zero on the diagonal.
  public func inverse() throws(LinearAlgebraError) -> UpperTriangular {
    UpperTriangular(try solve(.identity(order)))
  }

  /// The columns that depend on those before them, to within `tolerance` of their length.
  ///
  /// Columns are taken in order, as a reader lists them: one whose part outside the span of the
  /// kept columns before it is shorter than `tolerance` times the column itself is dependent. As
  /// `A = Q R` with orthonormal Q, these are the dependent columns of A.
  /// - Complexity: O(order³).
  public func dependentColumns(tolerance: Double = 1e-10) -> [Int] {
    var basis: [[Double]] = []
    var dependent: [Int] = []
    for j in 0..<order {
      var column = matrix.column(j)
      let length = norm(column)
      // Twice is enough: one more projection restores what rounding took (Kahan, Parlett).
      for _ in 0..<2 { for direction in basis { removeProjection(&column, on: direction) } }
      let rest = norm(column)
      if rest > tolerance * length {
        basis.append(column.map { $0 / rest })
      } else {
        dependent.append(j)
      }
    }
    return dependent
  }

  private func removeProjection(_ column: inout [Double], on direction: [Double]) {
    var product = 0.0
    for i in column.indices { product += column[i] * direction[i] }
    for i in column.indices { column[i] -= product * direction[i] }
  }
}

/// The Euclidean length of a vector, safe against overflow.
func norm(_ x: [Double]) -> Double { x.isEmpty ? 0 : unsafe cblas_dnrm2(CInt(x.count), x, 1) }
