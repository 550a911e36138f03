internal import Distributions
internal import LinearAlgebra

/// The probability that correlated normal variables lie between limits, by nested quadrature.
///
/// The variables are lower combinations L y of independent y, L the pivoted Cholesky factor, whose
/// columns are as many as the rank; a variable that needs no further y limits the last one it
/// needs. The innermost integral is a difference of normal probabilities. Genz and Bretz 2009,
/// doi:10.1007/978-3-642-01689-9.
struct NormalBox {
  /// Variables whose remaining variance is below this are combinations of others.
  private static let rankTolerance = 1e-10
  private static let reach = 8.5

  private let rows: [[Double]]
  /// The last y that each variable needs; nil if it is constant.
  private let last: [Int?]
  private let rank: Int
  private let tolerance: Double

  /// - Complexity: O(m³).
  init(_ covariance: Matrix, tolerance: Double) {
    let m = covariance.rows
    var factor = [[Double]](repeating: [], count: m)
    var left = covariance.diagonal
    var pivots: [Int] = []
    while let pivot = left.indices.filter({ !pivots.contains($0) })
      .max(by: { left[$0] < left[$1] }), left[pivot] > Self.rankTolerance
    {
      let root = left[pivot].squareRoot()
      let own = factor[pivot]
      for i in 0..<m {
        if pivots.contains(i) {
          factor[i].append(0)
          continue
        }
        var value = covariance[i, pivot]
        for c in own.indices { value -= factor[i][c] * own[c] }
        factor[i].append(i == pivot ? root : value / root)
        left[i] -= factor[i][own.count] * factor[i][own.count]
      }
      pivots.append(pivot)
    }
    rows = factor
    rank = pivots.count
    last = factor.map { row in row.lastIndex { abs($0) > Self.rankTolerance } }
    self.tolerance = tolerance
  }

  /// The probability of lower ≤ L y ≤ upper.
  /// - Complexity: About 10^(2 (rank − 1)) evaluations of the normal distribution.
  func probability(lower: [Double], upper: [Double]) -> Double {
    for i in rows.indices where last[i] == nil {
      if lower[i] > Self.rankTolerance || upper[i] < -Self.rankTolerance { return 0 }
    }
    return rank == 0 ? 1 : integrate(0, lower, upper)
  }

  /// The probability over y_d and later ones; limits are those less what earlier ones add.
  private func integrate(_ d: Int, _ lower: [Double], _ upper: [Double]) -> Double {
    var (low, high) = (-Double.infinity, Double.infinity)
    for i in rows.indices where last[i] == d {
      let scale = rows[i][d]
      let (a, b) = (lower[i] / scale, upper[i] / scale)
      low = max(low, min(a, b))
      high = min(high, max(a, b))
    }
    guard low < high else { return 0 }
    if d == rank - 1 {
      return low > 0
        ? Normal.upperTail(low) - Normal.upperTail(high)
        : Normal.cumulative(high) - Normal.cumulative(low)
    }
    return AdaptiveQuadrature.integral(
      from: max(low, -Self.reach), to: min(high, Self.reach), tolerance: tolerance
    ) { y in
      var (below, above) = (lower, upper)
      for i in rows.indices {
        below[i] -= rows[i][d] * y
        above[i] -= rows[i][d] * y
      }
      return Normal.density(y) * integrate(d + 1, below, above)
    }
  }
}
