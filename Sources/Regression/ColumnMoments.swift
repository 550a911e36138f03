internal import LinearAlgebra
internal import Platform

/// The weighted mean and standard deviation by which the columns of a matrix are centred and scaled.
///
/// Without an intercept columns are not centred, and scaled by their root mean square. A scale of 0
/// stands for a column that is constant.
struct ColumnMoments: Sendable {
  let centres: [Double]
  let scales: [Double]
  /// The largest absolute value of each column.
  let largest: [Double]
  /// Whether the first column is a column of ones.
  let hasIntercept: Bool

  private struct Moments {
    var (centre, scale, largest) = (0.0, 0.0, 0.0)
  }

  /// - Complexity: O(rows · columns).
  init(_ matrix: Matrix, weights: [Double], threads: Int = 1) {
    let hasIntercept =
      matrix.columns > 0 && matrix.rows > 0
      && matrix.withColumn(0) { column in
        for i in 0..<column.count where column[i] != 1 { return false }
        return true
      }
    var total = 0.0
    for weight in weights { total += weight }
    let columns = Parallel.map(matrix.columns, threads: threads) { [total] j in
      j == 0 && hasIntercept
        ? Moments(centre: 0, scale: 1, largest: 1)
        : matrix.withColumn(j) {
          Self.moments($0, weights: weights, total: total, isCentred: hasIntercept)
        }
    }
    self.hasIntercept = hasIntercept
    centres = columns.map(\.centre)
    scales = columns.map(\.scale)
    largest = columns.map(\.largest)
  }

  private static func moments(
    _ column: Span<Double>, weights: [Double], total: Double, isCentred: Bool
  ) -> Moments {
    var result = Moments()
    for i in 0..<column.count { result.largest = max(result.largest, abs(column[i])) }
    guard result.largest > 0, total > 0 else { return result }
    let unit = result.largest
    if isCentred {
      var sum = SIMD4<Double>.zero
      sumBlocks(column, weights) { sum += $1 * ($0 / unit) }
      result.centre = result.largest * (sum.sum() / total)
    }
    let centre = result.centre
    var squares = SIMD4<Double>.zero
    sumBlocks(column, weights) { values, weights in
      let distance = (values - centre) / unit
      squares += weights * distance * distance
    }
    let scale = result.largest * (squares.sum() / total).squareRoot()
    // What rounding leaves of a constant is not variation.
    result.scale = scale > 1e-13 * result.largest ? scale : 0
    return result
  }

  /// Gives values and weights four at a time; the last may have weights of 0.
  @inline(__always)
  private static func sumBlocks(
    _ column: Span<Double>, _ weights: [Double], _ add: (SIMD4<Double>, SIMD4<Double>) -> Void
  ) {
    let (whole, weights) = (column.count / 4 * 4, weights.span)
    for i in stride(from: 0, to: whole, by: 4) {
      add(
        SIMD4(column[i], column[i + 1], column[i + 2], column[i + 3]),
        SIMD4(weights[i], weights[i + 1], weights[i + 2], weights[i + 3]))
    }
    for i in whole..<column.count {
      add(SIMD4(repeating: column[i]), SIMD4(weights[i], 0, 0, 0))
    }
  }
}
