internal import Distributions
internal import LinearAlgebra

/// The largest of correlated standard normal variables.
///
/// The chance that some variable exceeds z is added up by which of them is the largest: Σ_i ∫_z^∞
/// φ(x) P(no other above x | Z_i = x) dx, which keeps its relative accuracy for large z.
struct LargestNormal {
  /// Variables closer than this to the same one are counted once.
  private static let equality = 1e-9
  private static let tolerance = 1e-8

  /// A variable given that another has some value.
  private struct Others {
    /// The correlations with it.
    let slopes: [Double]
    let box: NormalBox
  }

  private let conditional: [Others]
  private let isTwoSided: Bool

  /// - Parameters:
  ///   - correlation: Symmetric, with ones on the diagonal; it may be singular.
  ///   - isTwoSided: Whether the largest absolute value is meant.
  init(_ correlation: Matrix, isTwoSided: Bool) {
    var kept: [Int] = []
    for i in 0..<correlation.rows {
      let same = kept.contains { j in
        let r = correlation[i, j]
        return (isTwoSided ? abs(r) : r) > 1 - Self.equality
      }
      if !same { kept.append(i) }
    }
    self.isTwoSided = isTwoSided
    conditional = kept.map { i in
      let others = kept.filter { $0 != i }
      let slopes = others.map { correlation[$0, i] }
      var rest = Matrix(rows: others.count, columns: others.count)
      for a in others.indices {
        for b in others.indices {
          rest[a, b] = correlation[others[a], others[b]] - slopes[a] * slopes[b]
        }
      }
      return Others(slopes: slopes, box: NormalBox(rest, tolerance: Self.tolerance))
    }
  }

  /// The probability that the largest exceeds z.
  func upperTail(_ z: Double) -> Double {
    if isTwoSided, z <= 0 { return 1 }
    var sum = 0.0
    for others in conditional {
      // Far out φ falls by e^{-zh}: the steps of the integral follow it.
      let end = max(z, 0) + 9
      let scale = Normal.upperTail(max(z, -9))
      sum += AdaptiveQuadrature.integral(
        from: max(z, -9), to: end, tolerance: scale * Self.tolerance
      ) { x in
        let upper = others.slopes.map { x - $0 * x }
        let lower = others.slopes.map { isTwoSided ? -x - $0 * x : -.infinity }
        return Normal.density(x) * others.box.probability(lower: lower, upper: upper)
      }
    }
    return min(1, isTwoSided ? 2 * sum : sum)
  }
}
