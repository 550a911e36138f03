internal import CLAPACK

/// The factorisation behind `min ‖diag(s)(X b) − z‖`: the R of `diag(s) X = Q R`, and `Qᵀ z`.
///
/// Rows are taken in blocks: each is stacked below the triangle so far and factored by Householder
/// reflections, which is as stable as one QR of the whole and needs no copy of X
/// ([Golub & Van Loan], §5.3.8 and §12.5).
/// [Golub & Van Loan]: https://doi.org/10.56021/9781421407944
public struct WeightedLeastSquares: Sendable {
  private static let blockRows = 512
  /// R of the scaled matrix.
  public let upper: UpperTriangular
  /// The leading elements of `Qᵀ z`.
  public let projected: [Double]
  /// ‖diag(s)(X b) − z‖² at the solution.
  public let residualSumOfSquares: Double

  /// Factors `diag(s) X` together with a right-hand side.
  ///
  /// - Complexity: O(rows · columns²).
  public init(_ x: Matrix, rowScales: [Double], rightSide: [Double]) {
    precondition(rowScales.count == x.rows && rightSide.count == x.rows)
    let width = x.columns + 1
    let height = width + Self.blockRows
    var block = [Double](repeating: 0, count: height * width)
    var reflectors = [Double](repeating: 0, count: width)
    var factors = [Double](repeating: 0, count: Self.blockRows)
    var work = [Double](repeating: 0, count: 64 * width)
    var start = 0
    while start < x.rows {
      let count = min(Self.blockRows, x.rows - start)
      for i in 0..<count { factors[i] = rowScales[start + i] }
      copyRows(
        of: x, from: start, scaledBy: factors, count: count, into: &block, leading: height,
        offset: width)
      for i in 0..<count { block[(width - 1) * height + width + i] = rightSide[start + i] }
      var (m, n, leading) = (CInt(width + count), CInt(width), CInt(height))
      var (length, info) = (CInt(work.count), CInt(0))
      unsafe dgeqrf_(&m, &n, &block, &leading, &reflectors, &work, &length, &info)
      precondition(info == 0)
      for j in 0..<width { for i in j + 1..<width { block[j * height + i] = 0 } }
      start += count
    }
    var upper = Matrix(rows: x.columns, columns: x.columns)
    for j in 0..<x.columns { for i in 0...j { upper[i, j] = block[j * height + i] } }
    self.upper = UpperTriangular(upper)
    let last = (width - 1) * height
    projected = Array(block[last..<last + x.columns])
    let rest = block[last + x.columns]
    residualSumOfSquares = rest * rest
  }

  /// The b that minimises ‖diag(s)(X b) − z‖.
  ///
  /// - Throws: `.singular` where a column depends on those before it.
  public func solution() throws(LinearAlgebraError) -> [Double] { try upper.solve(projected) }
}
