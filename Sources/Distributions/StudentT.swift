#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Student's t distribution.
public struct StudentT: Hashable, Sendable {
  /// The degrees of freedom, above 0; with infinitely many it is the standard normal distribution.
  public let degreesOfFreedom: Double

  /// A t distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0)
    self.degreesOfFreedom = degreesOfFreedom
  }

  private var isNormal: Bool { degreesOfFreedom == .infinity }

  /// The density at t.
  public func density(_ t: Double) -> Double {
    if isNormal { return Normal.density(t) }
    let size = max(abs(t), 1e-8)
    guard (size * size).isFinite else { return 0 }
    let total = degreesOfFreedom + size * size
    let (x, y) = (degreesOfFreedom / total, size * size / total)
    return SaddlePoint.beta(degreesOfFreedom / 2, 0.5, x, y) / size
  }

  /// P(T ≤ t), accurate in the lower tail.
  public func cumulative(_ t: Double) -> Double { t > 0 ? 1 - tail(t) : tail(t) }

  /// P(T > t), accurate in the upper tail.
  public func upperTail(_ t: Double) -> Double { t < 0 ? 1 - tail(t) : tail(t) }

  /// P(|T| > |t|).
  public func twoSidedTail(_ t: Double) -> Double { 2 * tail(t) }

  /// The t with P(T ≤ t) = p, for 0 ≤ p ≤ 1; −∞ and ∞ at the ends.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1)
    return p < 0.5 ? -magnitude(p) : magnitude(1 - p)
  }

  /// P(T > |t|).
  private func tail(_ t: Double) -> Double {
    if isNormal { return Normal.upperTail(abs(t)) }
    if t.isInfinite { return 0 }
    let square = t * t
    let shape = degreesOfFreedom / 2
    guard square.isFinite else {
      let logarithm = log(degreesOfFreedom) - 2 * log(abs(t))
      return IncompleteBeta.leadingTerm(shape, 0.5, logarithm: logarithm) / 2
    }
    let total = degreesOfFreedom + square
    return IncompleteBeta.lower(shape, 0.5, degreesOfFreedom / total, square / total) / 2
  }

  /// The t ≥ 0 with P(T > t) = p, for p of at most one half.
  private func magnitude(_ p: Double) -> Double {
    if p == 0 { return .infinity }
    if isNormal { return -Normal.quantile(p) }
    let square = Beta(0.5, degreesOfFreedom / 2)
    let logit = p < 0.25 ? square.logitUpperQuantile(2 * p) : square.logitQuantile(1 - 2 * p)
    return exp(logit / 2) * degreesOfFreedom.squareRoot()
  }
}
