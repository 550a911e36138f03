internal import LinearAlgebra

/// The factorisation L D Lᵀ of a symmetric non-negative matrix, without pivoting, that drops
/// dependent columns.
///
/// A column whose pivot is not above its tolerance is a combination of the columns before it; it is
/// dropped, and rows and columns of the inverse are 0 there.
struct TriangularFactor {
  /// ε^¾, the relative size below which a pivot counts as 0.
  static let relativeTolerance = 0x1p-39

  private let order: Int
  private var lower: [Double]
  /// Whether each column was dropped.
  private(set) var isDropped: [Bool]

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: Symmetric; the lower triangle is read.
  ///   - tolerance: The pivot of each column must be above this.
  ///   - drop: Columns that are left out from the start.
  /// - Complexity: O(p³/6).
  init(_ matrix: Matrix, tolerance: [Double], dropping drop: [Bool]? = nil) {
    let p = matrix.rows
    order = p
    lower = matrix.storage
    isDropped = drop ?? [Bool](repeating: false, count: p)
    for j in 0..<p {
      let pivot = lower[j + j * p]
      guard !isDropped[j], pivot > tolerance[j], pivot.isFinite else {
        isDropped[j] = true
        for i in j..<p { lower[i + j * p] = 0 }
        continue
      }
      for i in j + 1..<max(p, j + 1) {
        let ratio = lower[i + j * p] / pivot
        for k in i..<p { lower[k + i * p] -= ratio * lower[k + j * p] }
      }
      for i in j + 1..<max(p, j + 1) { lower[i + j * p] /= pivot }
    }
  }

  /// A factorisation whose pivots are compared with the largest element of the diagonal.
  init(_ matrix: Matrix) {
    let largest = matrix.diagonal.max() ?? 0
    self.init(
      matrix,
      tolerance: [Double](repeating: Self.relativeTolerance * largest, count: matrix.rows))
  }

  /// How many columns were kept.
  var rank: Int { isDropped.reduce(0) { $0 + ($1 ? 0 : 1) } }

  /// The logarithm of the determinant over the kept columns.
  var logDeterminant: Double {
    var sum = 0.0
    for j in 0..<order where !isDropped[j] { sum += logarithm(lower[j + j * order]) }
    return sum
  }

  /// Solves for the kept columns; 0 for the dropped ones.
  func solve(_ b: [Double]) -> [Double] {
    var x = b
    for j in 0..<order {
      if isDropped[j] { x[j] = 0 }
      for i in j + 1..<max(order, j + 1) { x[i] -= lower[i + j * order] * x[j] }
    }
    for j in (0..<order).reversed() {
      guard !isDropped[j] else {
        x[j] = 0
        continue
      }
      x[j] /= lower[j + j * order]
      for i in j + 1..<max(order, j + 1) { x[j] -= lower[i + j * order] * x[i] }
    }
    return x
  }

  /// bᵀ A⁻¹ b over the kept columns.
  func quadraticForm(_ b: [Double]) -> Double {
    let x = solve(b)
    var sum = 0.0
    for i in 0..<order where !isDropped[i] { sum += b[i] * x[i] }
    return sum
  }

  /// A⁻¹ over the kept columns, 0 elsewhere.
  var inverse: Matrix {
    var result = Matrix(rows: order, columns: order)
    var unit = [Double](repeating: 0, count: order)
    for j in 0..<order where !isDropped[j] {
      unit[j] = 1
      let column = solve(unit)
      for i in 0..<order { result[i, j] = column[i] }
      unit[j] = 0
    }
    return result
  }
}
