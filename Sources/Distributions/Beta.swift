#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The beta distribution on the interval from 0 to 1.
public struct Beta: Hashable, Sendable {
  /// The first shape, above 0 and finite; the density is proportional to xᵃ⁻¹ (1 − x)ᵇ⁻¹.
  public let a: Double
  /// The second shape, above 0 and finite.
  public let b: Double

  /// A beta distribution.
  public init(_ a: Double, _ b: Double) {
    precondition(a > 0 && b > 0 && a.isFinite && b.isFinite)
    self.a = a
    self.b = b
  }

  /// The density at x, for 0 < x < 1; 0 outside.
  public func density(_ x: Double) -> Double {
    x > 0 && x < 1 ? SaddlePoint.beta(a, b, x, 1 - x) / (x * (1 - x)) : 0
  }

  /// P(X ≤ x), accurate in the lower tail.
  public func cumulative(_ x: Double) -> Double { IncompleteBeta.lower(a, b, x, 1 - x) }

  /// P(X > x), accurate in the upper tail.
  public func upperTail(_ x: Double) -> Double { IncompleteBeta.lower(b, a, 1 - x, x) }

  /// The x with P(X ≤ x) = p, for 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1)
    return 1 / (1 + exp(-logitQuantile(p)))
  }

  /// The x with P(X > x) = p, for 0 ≤ p ≤ 1, accurate for small p.
  public func upperQuantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1)
    return 1 / (1 + exp(-logitUpperQuantile(p)))
  }

  /// log(x / (1 − x)) at the quantile.
  func logitQuantile(_ p: Double) -> Double {
    if p == 0 { return -.infinity }
    return p > 0.5 ? logitUpperQuantile(1 - p) : solve(p, .lower)
  }

  /// log(x / (1 − x)) at the upper quantile.
  func logitUpperQuantile(_ p: Double) -> Double {
    if p == 0 { return .infinity }
    return p > 0.5 ? logitQuantile(1 - p) : solve(p, .upper)
  }

  private func solve(_ p: Double, _ tail: QuantileSearch.Tail) -> Double {
    let isLower = tail == .lower
    let (near, far) = isLower ? (a, b) : (b, a)
    return QuantileSearch.solve(p, tail, start: log(a / b)) { u in
      let distance = isLower ? u : -u
      if distance < -Self.farOut {
        let probability = IncompleteBeta.leadingTerm(near, far, logarithm: distance)
        return (probability, near * probability)
      }
      let (x, y) = (1 / (1 + exp(-distance)), 1 / (1 + exp(distance)))
      return (IncompleteBeta.lower(near, far, x, y), SaddlePoint.beta(near, far, x, y))
    }
  }

  /// The logit beyond which the tail is its leading term to every digit.
  private static let farOut = 650.0
}
