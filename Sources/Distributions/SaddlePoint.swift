#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The parts of densities in the form of Loader, whose relative error stays small in far tails and for
/// large parameters, where differences of logarithms of gamma functions lose their digits.
///
/// [Loader 2000]: Fast and accurate computation of binomial probabilities, Bell Laboratories.
enum SaddlePoint {
  /// δ(n) = log Γ(n + 1) − (n + ½) log n + n − ½ log 2π, for n > 0.
  ///
  /// Stirling's series (DLMF 5.11.1) above 15, and below it the exact recurrence
  /// δ(n) = δ(n + 1) + (n + ½) log(1 + 1/n) − 1.
  static func stirlingError(_ n: Double) -> Double {
    var (sum, m) = (0.0, n)
    while m < 15 {
      sum += (m + 0.5) * log1p(1 / m) - 1
      m += 1
    }
    let inverse = 1 / (m * m)
    var series = 0.0
    for coefficient in stirlingCoefficients { series = series * inverse + coefficient }
    return sum + series / m
  }

  /// B₂ₖ / (2k (2k − 1)) for k = 7, …, 1.
  private static let stirlingCoefficients = [
    1.0 / 156, -691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
  ]

  /// D(x, m) = x log(x / m) + m − x, for x > 0 and m > 0.
  ///
  /// With v = (x − m) / (x + m), log(x / m) = 2 artanh v, so that
  /// D = v (x − m) + 2 x (v³/3 + v⁵/5 + …) without cancellation where x and m are close.
  static func deviance(_ x: Double, _ m: Double) -> Double {
    let v = (x - m) / (x + m)
    guard abs(v) < 0.3 else { return x * log(x / m) + m - x }
    let square = v * v
    var (power, sum, k) = (v * square, 0.0, 3.0)
    while abs(power) > abs(sum) * 1e-18 {
      sum += power / k
      power *= square
      k += 2
    }
    return v * (x - m) + 2 * x * sum
  }

  /// xᵃ e⁻ˣ / Γ(a + 1), for a > 0 and x > 0.
  static func gamma(_ a: Double, _ x: Double) -> Double {
    exp(-stirlingError(a) - deviance(a, x)) / (2 * .pi * a).squareRoot()
  }

  /// xᵃ yᵇ / B(a, b), for a, b, x, y > 0 and x + y = 1.
  static func beta(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    let error = stirlingError(n) - stirlingError(a) - stirlingError(b)
    let logarithm = error - deviance(a, n * x) - deviance(b, n * y)
    return exp(logarithm) * (a * (b / n) / (2 * .pi)).squareRoot()
  }
}
