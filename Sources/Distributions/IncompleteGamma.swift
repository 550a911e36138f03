#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x).
///
/// A power series below x = a + 1 and Lentz's continued fraction above it (Numerical Recipes §6.2,
/// DLMF 8.7.1 and 8.9.2); relative accuracy about 1e-14 for moderate a.
enum IncompleteGamma {
  static func lower(_ a: Double, _ x: Double) -> Double {
    x < a + 1 ? series(a, x) : 1 - fraction(a, x)
  }

  static func upper(_ a: Double, _ x: Double) -> Double {
    x < a + 1 ? 1 - series(a, x) : fraction(a, x)
  }

  private static func scale(_ a: Double, _ x: Double) -> Double { exp(-x + a * log(x) - lgamma(a)) }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var (term, sum, denominator) = (1 / a, 1 / a, a)
    repeat {
      denominator += 1
      term *= x / denominator
      sum += term
    } while abs(term) > abs(sum) * 1e-17
    return sum * scale(a, x)
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    for i in 1...10_000 {
      let an = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / clamped(an * d + b, tiny)
      c = clamped(b + an / c, tiny)
      let delta = d * c
      h *= delta
      if abs(delta - 1) < 1e-16 { break }
    }
    return scale(a, x) * h
  }

  private static func clamped(_ value: Double, _ tiny: Double) -> Double {
    abs(value) < tiny ? tiny : value
  }
}
