private import Distributions

/// A number with its uncertainty, or the reason why it does not exist.
///
/// A number that cannot be computed is nil, and then ``reason`` says why; an estimate may exist
/// while its limits do not.
public struct SurvivalEstimate: Sendable, Equatable {
  /// The estimate.
  public var estimate: Double?
  /// Its standard error; on the log scale for a ratio.
  public var standardError: Double?
  /// The lower limit.
  public var lower: Double?
  /// The upper limit.
  public var upper: Double?
  /// The statistic of its test.
  public var statistic: Double?
  /// The degrees of freedom of a chi-squared statistic; nil for a normal one.
  public var degreesOfFreedom: Int?
  /// The p-value of its test.
  public var p: Double?
  /// Why a number is missing.
  public var reason: NotEstimable?

  /// An estimate with what is known of it.
  public init(
    _ estimate: Double? = nil, standardError: Double? = nil, lower: Double? = nil,
    upper: Double? = nil, statistic: Double? = nil, degreesOfFreedom: Int? = nil, p: Double? = nil,
    reason: NotEstimable? = nil
  ) {
    self.estimate = estimate
    self.standardError = standardError
    self.lower = lower
    self.upper = upper
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.p = p
    self.reason = reason
  }

  /// An estimate with limits at `estimate ± z · standardError` and a two-sided normal test of 0.
  package static func normal(_ estimate: Double, _ standardError: Double, level: Double) -> Self {
    guard estimate.isFinite, standardError.isFinite else { return Self(reason: .noVariation) }
    let z = Normal.quantile((1 + level) / 2)
    var result = Self(
      estimate, standardError: standardError, lower: estimate - z * standardError,
      upper: estimate + z * standardError)
    if !(estimate - z * standardError).isFinite || !(estimate + z * standardError).isFinite {
      (result.lower, result.upper, result.reason) = (nil, nil, .limitIsInfinite)
    }
    if standardError > 0 {
      let statistic = estimate / standardError
      result.statistic = statistic
      result.p = Normal.twoSidedTail(statistic)
    } else {
      result.reason = .noVariation
    }
    return result
  }

  /// The same with estimate and limits taken from the log scale to the natural one; a number
  /// too large to be written is nil.
  public var exponentiated: Self {
    func natural(_ value: Double?) -> Double? {
      value.map(exponential).flatMap { $0.isFinite ? $0 : nil }
    }
    var result = self
    result.estimate = natural(estimate)
    result.lower = natural(lower)
    result.upper = natural(upper)
    if result.upper == nil, upper != nil { result.reason = .infiniteCoefficient }
    return result
  }

  /// The same without numbers too large to be written.
  var withoutInfinities: Self {
    if let estimate, !estimate.isFinite { return Self(reason: .outOfScale) }
    var result = self
    if let lower, !lower.isFinite { (result.lower, result.reason) = (nil, .limitIsInfinite) }
    if let upper, !upper.isFinite { (result.upper, result.reason) = (nil, .limitIsInfinite) }
    return result
  }

  /// A two-sided normal test.
  static func normalTest(_ statistic: Double) -> Self {
    guard statistic.isFinite else { return Self(reason: .noVariation) }
    return Self(statistic: statistic, p: Normal.twoSidedTail(statistic))
  }

  /// A chi-squared test.
  package static func chiSquared(_ statistic: Double, degreesOfFreedom: Int) -> Self {
    guard degreesOfFreedom > 0, statistic.isFinite else { return Self(reason: .noVariation) }
    return Self(
      statistic: statistic, degreesOfFreedom: degreesOfFreedom,
      p: ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic))
  }
}
