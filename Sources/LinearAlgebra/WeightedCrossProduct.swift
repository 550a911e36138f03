internal import CLAPACK

/// Computes `Xᵀ W X` for one X and many diagonal W ≥ 0, without ever holding a weighted copy of X.
///
/// Blocks of rows are scaled by √w into a workspace that stays in cache, and added up in the order
/// of the rows, so that equal input gives equal output.
public struct WeightedCrossProduct: Sendable {
  private static let blockRows = 1024
  private var block: [Double] = []
  private var product: [Double] = []

  /// An empty workspace.
  public init() {}

  /// `Xᵀ diag(w) X`, both triangles filled.
  ///
  /// - Complexity: O(rows · columns²), half of it by symmetry.
  public mutating func callAsFunction(_ x: Matrix, weights: [Double]) -> Matrix {
    precondition(weights.count == x.rows)
    let columns = x.columns
    product = [Double](repeating: 0, count: columns * columns)
    let height = min(Self.blockRows, x.rows)
    if block.count < height * columns {
      block = [Double](repeating: 0, count: height * columns)
    }
    var roots = [Double](repeating: 0, count: height)
    var start = 0
    while start < x.rows, columns > 0 {
      let count = min(height, x.rows - start)
      for i in 0..<count { roots[i] = weights[start + i].squareRoot() }
      copyRows(of: x, from: start, scaledBy: roots, count: count, into: &block, leading: height)
      unsafe cblas_dsyrk(
        CblasColMajor, CblasLower, CblasTrans, CInt(columns), CInt(count), 1, block, CInt(height),
        1, &product, CInt(columns))
      start += count
    }
    var result = Matrix(rows: columns, columns: columns, storage: product)
    result.copyLowerTriangleUp()
    return result
  }
}

/// Copies rows of a matrix, each times its factor, into a block with a leading dimension.
func copyRows(
  of x: Matrix, from start: Int, scaledBy factors: [Double], count: Int,
  into block: inout [Double], leading: Int, offset: Int = 0
) {
  for j in 0..<x.columns {
    let (source, target) = (j * x.rows + start, j * leading + offset)
    for i in 0..<count { block[target + i] = x.storage[source + i] * factors[i] }
  }
}
