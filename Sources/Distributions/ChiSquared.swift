#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The chi-squared distribution.
public struct ChiSquared: Hashable, Sendable {
  /// The degrees of freedom, above 0 and finite.
  public let degreesOfFreedom: Double

  /// A chi-squared distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite)
    self.degreesOfFreedom = degreesOfFreedom
  }

  private var shape: Double { degreesOfFreedom / 2 }

  /// The density at x; infinite at 0 below 2 degrees of freedom.
  public func density(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return shape < 1 ? .infinity : shape == 1 ? 0.5 : 0 }
    return shape * SaddlePoint.gamma(shape, x / 2) / x
  }

  /// P(X ≤ x), accurate in the lower tail.
  public func cumulative(_ x: Double) -> Double { IncompleteGamma.lower(shape, x / 2) }

  /// P(X > x), accurate in the upper tail.
  public func upperTail(_ x: Double) -> Double { IncompleteGamma.upper(shape, x / 2) }

  /// The x with P(X ≤ x) = p, for 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1)
    if p > 0.5 { return upperQuantile(1 - p) }
    return p == 0 ? 0 : solve(p, .lower)
  }

  /// The x with P(X > x) = p, for 0 ≤ p ≤ 1, accurate for small p.
  public func upperQuantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1)
    if p > 0.5 { return quantile(1 - p) }
    return p == 0 ? .infinity : solve(p, .upper)
  }

  private func solve(_ p: Double, _ tail: QuantileSearch.Tail) -> Double {
    func probability(_ x: Double) -> Double { tail == .lower ? cumulative(x) : upperTail(x) }
    let u = QuantileSearch.solve(p, tail, start: log(degreesOfFreedom)) { u in
      let x = exp(u)
      return (probability(x), density(x) * x)
    }
    let x = exp(u)
    let correction = (probability(x) - p) / density(x) * (tail == .lower ? -1 : 1)
    return abs(correction) < x * 1e-12 ? x + correction : x
  }
}
