/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), for a > 0.
///
/// A power series below x = a + 1 and Lentz's continued fraction above it (DLMF 8.7.1 and 8.9.2), so
/// that neither is found by subtraction where it is small, for a of at least about 0.01.
///
/// - Complexity: O(√a) terms near x = a, fewer elsewhere.
enum IncompleteGamma {
  static func lower(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x == .infinity { return 1 }
    return x < a + 1 ? series(a, x) : 1 - fraction(a, x)
  }

  static func upper(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    return x < a + 1 ? 1 - series(a, x) : fraction(a, x)
  }

  /// P(a, x) = xᵃ e⁻ˣ / Γ(a + 1) · (1 + x / (a + 1) + x² / ((a + 1)(a + 2)) + …).
  private static func series(_ a: Double, _ x: Double) -> Double {
    var (term, sum, denominator) = (1.0, 1.0, a)
    repeat {
      denominator += 1
      term *= x / denominator
      sum += term
    } while term > sum * 1e-17
    return sum * SaddlePoint.gamma(a, x)
  }

  /// Q(a, x) = xᵃ e⁻ˣ / Γ(a) · 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − …))).
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    let value = ContinuedFraction.value(start: b) { i in
      b += 2
      return (-i * (i - a), b)
    }
    return a * SaddlePoint.gamma(a, x) / value
  }
}
