internal import LinearAlgebra

/// What Newton's method needs of the likelihood of a logistic model, added up over rows.
struct LogisticSums: Sendable {
  private(set) var logLikelihood = 0.0
  /// Xᵀ w (y − p).
  private(set) var gradient: [Double]
  /// The lower triangle of XᵀWX.
  private var crossProduct: [Double]
  private var eta = [Double](repeating: 0, count: RowBlock.capacity)
  private var residuals = [Double](repeating: 0, count: RowBlock.capacity)
  private var roots = [Double](repeating: 0, count: RowBlock.capacity)

  init(columns: Int) {
    gradient = [Double](repeating: 0, count: columns)
    crossProduct = [Double](repeating: 0, count: columns * columns)
  }

  /// XᵀWX as a matrix.
  func information(order: Int) -> Matrix {
    var matrix = Matrix(rows: order, columns: order, storage: crossProduct)
    for j in 0..<order { for i in 0..<j { matrix[i, j] = matrix[j, i] } }
    return matrix
  }

  /// Adds the rows of a block, which is left scaled by the roots of its working weights.
  mutating func add(
    _ block: inout RowBlock, _ response: BinaryResponse, from start: Int, _ coefficients: [Double]
  ) {
    block.times(coefficients, into: &eta)
    if let offset = response.offset {
      for i in 0..<block.count { eta[i] += offset[start + i] }
    }
    logLikelihood += response.blockWork(
      eta, from: start, count: block.count, residuals: &residuals, roots: &roots)
    block.addTransposedTimes(residuals, to: &gradient)
    block.scaleRows(by: roots)
    block.addCrossProduct(to: &crossProduct)
  }

  /// Adds the sums of other rows.
  mutating func add(_ other: LogisticSums) {
    logLikelihood += other.logLikelihood
    for j in gradient.indices { gradient[j] += other.gradient[j] }
    for j in crossProduct.indices { crossProduct[j] += other.crossProduct[j] }
  }
}
