internal import CLAPACK

/// The factorisation `A P = Q R` with columns exchanged so that the diagonal of R falls in size,
/// which reveals the rank of A.
public struct PivotedQR: Sendable {
  /// The number of rows of A.
  public let rows: Int
  /// The number of columns of A.
  public let columns: Int
  /// The column of A that stands at each place.
  public let pivots: [Int]
  let reflectors: [Double]
  let scales: [Double]

  /// Factors a matrix of any shape.
  ///
  /// - Complexity: O(rows · columns · min(rows, columns)).
  public init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    var storage = matrix.storage
    var order = [CInt](repeating: 0, count: columns)
    var scales = [Double](repeating: 0, count: min(rows, columns))
    if rows > 0, columns > 0 {
      var (m, n, info) = (CInt(rows), CInt(columns), CInt(0))
      withWorkspace { work, length in
        unsafe dgeqp3_(&m, &n, &storage, &m, &order, &scales, &work, &length, &info)
      }
      precondition(info == 0)
    } else {
      for j in order.indices { order[j] = CInt(j + 1) }
    }
    pivots = order.map { Int($0) - 1 }
    reflectors = storage
    self.scales = scales
  }

  /// The absolute values of the diagonal of R, largest first.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { abs(reflectors[$0 + $0 * rows]) }
  }

  /// How many diagonal elements of R exceed `tolerance` times the largest.
  public func rank(tolerance: Double = 1e-12) -> Int {
    guard let largest = diagonal.first, largest > 0 else { return 0 }
    var rank = 0
    for value in diagonal where value > tolerance * largest { rank += 1 }
    return rank
  }

  /// The x that minimises ‖A x − b‖ with zeros for the columns beyond the rank.
  public func solve(_ b: [Double], tolerance: Double = 1e-12) -> [Double] {
    let projected = applyQ(
      b, reflectors, scales, rows: rows, columns: scales.count, transposed: true)
    var x = [Double](repeating: 0, count: columns)
    for i in (0..<rank(tolerance: tolerance)).reversed() {
      var sum = projected[i]
      for j in i + 1..<columns { sum -= reflectors[i + j * rows] * x[pivots[j]] }
      x[pivots[i]] = sum / reflectors[i + i * rows]
    }
    return x
  }
}
