/// The chi-squared distribution.
public struct ChiSquared: Sendable {
  /// The degrees of freedom, above 0.
  public let degreesOfFreedom: Double

  /// A chi-squared distribution.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0)
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : IncompleteGamma.lower(degreesOfFreedom / 2, x / 2)
  }

  /// P(X > x), accurate in the upper tail.
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : IncompleteGamma.upper(degreesOfFreedom / 2, x / 2)
  }
}
