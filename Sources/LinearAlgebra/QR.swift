internal import CLAPACK

/// The factorisation `A = Q R` of a matrix with at least as many rows as columns, by Householder
/// reflections without pivoting.
public struct QR: Sendable {
  /// The number of rows of A.
  public let rows: Int
  /// The number of columns of A.
  public let columns: Int
  let reflectors: [Double]
  let scales: [Double]

  /// Factors a matrix with `rows ≥ columns`.
  ///
  /// - Complexity: O(rows · columns²).
  public init(_ matrix: Matrix) {
    precondition(matrix.rows >= matrix.columns)
    rows = matrix.rows
    columns = matrix.columns
    var storage = matrix.storage
    var scales = [Double](repeating: 0, count: columns)
    if columns > 0 {
      var (m, n, info) = (CInt(rows), CInt(columns), CInt(0))
      withWorkspace { work, length in
        unsafe dgeqrf_(&m, &n, &storage, &m, &scales, &work, &length, &info)
      }
      precondition(info == 0)
    }
    reflectors = storage
    self.scales = scales
  }

  /// R, square and upper triangular; its diagonal may have either sign.
  public var upper: UpperTriangular { upperTriangle(reflectors, rows: rows, order: columns) }

  /// `Qᵀ b`, all `rows` elements; the first `columns` are those that R acts on.
  public func transposedQTimes(_ b: [Double]) -> [Double] {
    applyQ(b, reflectors, scales, rows: rows, columns: columns, transposed: true)
  }

  /// `Q b` for b of length `rows`.
  public func qTimes(_ b: [Double]) -> [Double] {
    applyQ(b, reflectors, scales, rows: rows, columns: columns, transposed: false)
  }

  /// The x that minimises ‖A x − b‖.
  ///
  /// - Throws: `.singular` where a diagonal element of R is zero.
  public func solve(_ b: [Double]) throws(LinearAlgebraError) -> [Double] {
    try upper.solve(Array(transposedQTimes(b).prefix(columns)))
  }
}

/// The upper triangle of the leading square of a factored matrix.
func upperTriangle(_ storage: [Double], rows: Int, order: Int) -> UpperTriangular {
  var upper = Matrix(rows: order, columns: order)
  for j in 0..<order { for i in 0...j { upper[i, j] = storage[i + j * rows] } }
  return UpperTriangular(upper)
}

/// Q or its transpose, held as reflectors, times a vector.
func applyQ(
  _ b: [Double], _ reflectors: [Double], _ scales: [Double], rows: Int, columns: Int,
  transposed: Bool
) -> [Double] {
  precondition(b.count == rows)
  guard columns > 0 else { return b }
  var result = b
  var (m, one, k, info) = (CInt(rows), CInt(1), CInt(min(rows, columns)), CInt(0))
  withWorkspace { work, length in
    unsafe dormqr_(
      "L", transposed ? "T" : "N", &m, &one, &k, reflectors, &m, scales, &result, &m, &work,
      &length, &info, 1, 1)
  }
  precondition(info == 0)
  return result
}

/// Calls a LAPACK routine twice: first to learn the best length of its workspace, then with it.
func withWorkspace(_ body: (inout [Double], inout CInt) -> Void) {
  var (work, length) = ([0.0], CInt(-1))
  body(&work, &length)
  length = CInt(max(1, work[0]))
  work = [Double](repeating: 0, count: Int(length))
  body(&work, &length)
}
