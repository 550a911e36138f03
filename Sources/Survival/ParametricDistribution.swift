public import Vocabulary

/// The distribution of a time in a parametric model.
///
/// In all but Gompertz's the logarithm of the time is a location plus a scale times a standard variable.
public enum ParametricDistribution: String, Word, Sendable {
  /// A constant hazard.
  case exponential
  /// A hazard that is a power of time.
  case weibull
  /// Normal logarithms.
  case logNormal
  /// Logistic logarithms.
  case logLogistic
  /// The generalised gamma distribution, of which Weibull, log-normal and gamma are cases.
  case generalizedGamma
  /// A hazard that is an exponential of time.
  case gompertz

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .exponential: "a constant hazard"
    case .weibull: "a hazard that is a power of time"
    case .logNormal: "normal logarithms of time"
    case .logLogistic: "logistic logarithms of time"
    case .generalizedGamma:
      "generalised gamma: Weibull where its shape is 1, log-normal where it is 0"
    case .gompertz: "a hazard that is an exponential of time: coefficients are log hazard ratios"
    }
  }

  /// Whether coefficients are logarithms of hazard ratios, and not of factors that stretch time.
  public var isOfHazards: Bool { self == .gompertz }

  /// Whether there is a scale that is estimated.
  var hasScale: Bool { self != .exponential && self != .gompertz }

  /// Whether there is a shape beside location and scale.
  var hasShape: Bool { self == .generalizedGamma || self == .gompertz }

  /// The standard variable of log time; for Gompertz's that of a constant hazard, from which its search begins.
  func standard(shape: Double = 1) -> StandardVariable {
    switch self {
    case .exponential, .weibull, .gompertz: .extreme
    case .logNormal: .normal
    case .logLogistic: .logistic
    case .generalizedGamma: .logGamma(LogGammaVariable(shape: shape))
    }
  }
}
