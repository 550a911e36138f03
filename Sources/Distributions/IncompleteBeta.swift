#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The regularised incomplete beta function Iₓ(a, b), for a > 0 and b > 0.
///
/// The continued fraction of DiDonato and Morris, on the side where it converges fast; unlike that of
/// DLMF 8.17.22, of which it is the even part, it does not cancel where x is close to 1.
/// [DiDonato and Morris 1992]: https://doi.org/10.1145/131766.131776
///
/// - Complexity: O(√max(a, b)) terms near the mean, fewer elsewhere.
enum IncompleteBeta {
  /// Iₓ(a, b), with y = 1 − x given too because either may be too small for a difference.
  static func lower(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    return x <= (a + 1) / (a + b + 2) ? fraction(a, b, x, y) : 1 - fraction(b, a, y, x)
  }

  /// Iₓ(a, b) where x is e to the power of `logarithm`, so small that it need not be a number itself.
  static func leadingTerm(_ a: Double, _ b: Double, logarithm: Double) -> Double {
    let scale = SaddlePoint.beta(a, b, 0.5, 0.5) / a
    return scale * exp(a * logarithm + (a + b) * log(2))
  }

  /// xᵃ yᵇ / B(a, b) over the continued fraction β₁ + α₂/(β₂ + α₃/(β₃ + …)).
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let excess = a * y - b * x + 1
    let value = ContinuedFraction.value(start: a * excess / (a + 1)) { m in
      let (n, c) = (a + 2 * m - 1, m * (b - m) * x)
      let alpha = (a + m - 1) / n * ((a + b + m - 1) / n) * c * x
      let beta = m + c / n + (a + m) * (excess + m * (1 + y)) / (n + 2)
      return (alpha, beta)
    }
    return SaddlePoint.beta(a, b, x, y) / value
  }
}
