#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The F distribution, that of a ratio of two chi-squared variables over their degrees of freedom.
public struct FDistribution: Hashable, Sendable {
  /// The degrees of freedom of the numerator, above 0 and finite.
  public let numerator: Double
  /// The degrees of freedom of the denominator, above 0 and finite.
  public let denominator: Double

  /// An F distribution.
  public init(numerator: Double, denominator: Double) {
    precondition(numerator > 0 && denominator > 0 && numerator.isFinite && denominator.isFinite)
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The density at x; at 0 it is infinite below 2 degrees of freedom of the numerator.
  public func density(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return numerator < 2 ? .infinity : numerator == 2 ? 1 : 0 }
    let (lower, upper) = shares(x)
    return lower > 0 && upper > 0
      ? SaddlePoint.beta(numerator / 2, denominator / 2, lower, upper) / x : 0
  }

  /// P(X ≤ x), accurate in the lower tail.
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    let (lower, upper) = shares(x)
    return IncompleteBeta.lower(numerator / 2, denominator / 2, lower, upper)
  }

  /// P(X > x), accurate in the upper tail.
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    let (lower, upper) = shares(x)
    return IncompleteBeta.lower(denominator / 2, numerator / 2, upper, lower)
  }

  /// The x with P(X ≤ x) = p, for 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1)
    return exp(beta.logitQuantile(p)) * (denominator / numerator)
  }

  /// The x with P(X > x) = p, for 0 ≤ p ≤ 1, accurate for small p.
  public func upperQuantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1)
    return exp(beta.logitUpperQuantile(p)) * (denominator / numerator)
  }

  private var beta: Beta { Beta(numerator / 2, denominator / 2) }

  /// The shares of numerator and denominator in their sum, where the ratio is x.
  private func shares(_ x: Double) -> (Double, Double) {
    let ratio = x * (numerator / denominator)
    return ratio == .infinity ? (1, 0) : (ratio / (1 + ratio), 1 / (1 + ratio))
  }
}
