#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Solves tail(u) = p for u, the logarithm or logit of a quantile.
///
/// On these scales the logarithm of a tail probability is nearly straight far out, where Newton's
/// method then needs few steps; bisection takes over where a step leaves what is known to hold the root.
enum QuantileSearch {
  /// Which tail is to have the probability.
  enum Tail {
    case lower
    case upper
  }

  /// Finds u.
  ///
  /// - Parameters:
  ///   - p: the probability of the tail, above 0 and below 1.
  ///   - tail: which tail.
  ///   - start: a first guess.
  ///   - evaluate: the tail's probability at u, and the absolute value of its derivative.
  /// - Returns: u to nearly full precision.
  static func solve(
    _ p: Double, _ tail: Tail, start: Double,
    _ evaluate: (Double) -> (probability: Double, density: Double)
  ) -> Double {
    var (low, high) = (-Double.infinity, Double.infinity)
    var (u, reach) = (start, 2.0)
    for _ in 0..<400 {
      let (probability, density) = evaluate(u)
      let ratio = probability / p
      let excess = ratio > 0 && ratio.isFinite ? log(ratio) : log(probability) - log(p)
      if excess == 0 { return u }
      if (excess > 0) == (tail == .lower) { high = u } else { low = u }
      let step = excess * probability / density * (tail == .lower ? -1 : 1)
      var next = u + min(max(step, -reach), reach)
      if abs(step) > reach { reach *= 2 }
      if !(next > low && next < high) { next = inside(low, high, &reach) }
      let change = abs(next - u)
      u = next
      if change <= 4e-16 * max(1, abs(u)) { return u }
    }
    return u
  }

  private static func inside(_ low: Double, _ high: Double, _ reach: inout Double) -> Double {
    if low.isFinite, high.isFinite { return low + (high - low) / 2 }
    defer { reach *= 2 }
    return low.isFinite ? low + reach : high - reach
  }
}
