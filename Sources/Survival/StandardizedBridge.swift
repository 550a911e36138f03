internal import Distributions
internal import LinearAlgebra

/// A Brownian bridge divided by its standard deviation, between two of its times.
///
/// In the time s = ½ log(u/(1 − u)) it is the stationary process of Ornstein and Uhlenbeck, of
/// covariance e^{−|s − s'|}. The chance to stay within c for a time T is ⟨√φ, e^{−TH} √φ⟩ with H =
/// −d²/dx² + x²/4 − ½ between walls at ±c, here in the cosines that vanish at the walls.
struct StandardizedBridge {
  private static let cosines = 32

  /// T, half the logarithm of the ratio of the odds of the ends.
  private let duration: Double

  init(from a: Double, to b: Double) {
    duration = max(0, logarithm(b / (1 - b)) - logarithm(a / (1 - a))) / 2
  }

  /// The probability that it stays within ±c, for c > 0.
  /// - Complexity: O(32³).
  func probability(within c: Double) -> Double {
    let start = 1 - 2 * Normal.upperTail(c)
    guard duration > 0 else { return start }
    let frequency = (0..<Self.cosines).map { (2 * Double($0) + 1) * .pi / (2 * c) }
    guard let eigen = try? SymmetricEigen(energy(c, frequency)) else { return 0 }
    let overlap = projections(frequency, c)
    var (sum, captured) = (0.0, 0.0)
    for m in 0..<Self.cosines {
      var amplitude = 0.0
      for k in 0..<Self.cosines { amplitude += overlap[k] * eigen.vectors[k, m] }
      captured += amplitude * amplitude
      sum += amplitude * amplitude * exponential(-eigen.values[m] * duration)
    }
    // What the cosines leave out decays at once, but for no time at all.
    let missed = max(0, start - captured)
    let fastest = frequency[Self.cosines - 1]
    return sum + missed * exponential(-fastest * fastest * duration)
  }

  /// H in cosines of norm 1.
  private func energy(_ c: Double, _ frequency: [Double]) -> Matrix {
    var result = Matrix(rows: Self.cosines, columns: Self.cosines)
    for i in 0..<Self.cosines {
      for j in 0..<Self.cosines {
        // ∫ x² cos(mπx/c) over [−c, c] is 4c (−1)^m (c/(mπ))².
        let (difference, total) = (abs(i - j), i + j + 1)
        let square = (secondMoment(difference, c) + secondMoment(total, c)) / (2 * c)
        result[i, j] = square / 4 + (i == j ? frequency[i] * frequency[i] - 0.5 : 0)
      }
    }
    return result
  }

  private func secondMoment(_ m: Int, _ c: Double) -> Double {
    if m == 0 { return 2 * c * c * c / 3 }
    let ratio = c / (Double(m) * .pi)
    return (m.isMultiple(of: 2) ? 4 : -4) * c * ratio * ratio
  }

  /// ∫ √φ(x) cos(αx)/√c over [−c, c], by Simpson's rule.
  private func projections(_ frequency: [Double], _ c: Double) -> [Double] {
    let pieces = 128
    let step = c / Double(pieces)
    let weighted = (0...pieces).map { i in
      let weight = i == 0 || i == pieces ? 1.0 : i.isMultiple(of: 2) ? 2 : 4
      return weight * Normal.density(Double(i) * step).squareRoot()
    }
    return frequency.map { alpha in
      var sum = 0.0
      for i in weighted.indices { sum += weighted[i] * cosine(alpha * Double(i) * step) }
      return 2 * sum * step / 3 / c.squareRoot()
    }
  }
}
