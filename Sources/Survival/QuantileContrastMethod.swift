public import Vocabulary

/// Where the limits of a difference or ratio of quantiles come from; none needs a density.
public enum QuantileContrastMethod: String, Word, Sendable {
  /// The distances of the quantiles from their own limits, squared and added.
  ///
  /// The lower limit is at √(a² + b² − 2ρab) below the difference, a and b the distances of the
  /// focal quantile from its lower and of the reference one from its upper limit and ρ the
  /// correlation of the curves at them; logarithms for a ratio. The statistic is normal, and beyond
  /// its quantile where the limits leave out no difference. Zou and Donner 2008,
  /// doi:10.1002/sim.3095.
  case squareAndAdd
  /// The differences that a test does not reject.
  ///
  /// With x the vector of S_f(m + Δ) − q and S_r(m) − q and V its variance at the two quantiles, the
  /// least of xᵀ V⁻¹ x over m is chi-squared with 1 degree of freedom if Δ is the difference. Curves
  /// pass through all values of their jumps. The robust V has the covariance of members of the same
  /// cluster. It is conservative, since the least is taken over curves that fluctuate: with 100
  /// people a group 95 % limits hold about 97 to 98 %. Su and Wei 1993, Biometrics 49, 603–607, for
  /// independent groups.
  case inversion

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .squareAndAdd: "distances of the quantiles from their limits, squared and added"
    case .inversion: "the differences that Su and Wei's test does not reject; conservative"
    }
  }
}
