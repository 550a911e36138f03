internal import Distributions
internal import Foundation
public import Vocabulary

/// The distribution of the logarithm of a time: location plus scale times a standard variable.
public enum ParametricDistribution: String, Word, Sendable {
  /// A constant hazard.
  case exponential
  /// A hazard that is a power of time.
  case weibull
  /// Normal logarithms.
  case logNormal
  /// Logistic logarithms.
  case logLogistic

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .exponential: "a constant hazard"
    case .weibull: "a hazard that is a power of time"
    case .logNormal: "normal logarithms of time"
    case .logLogistic: "logistic logarithms of time"
    }
  }

  /// Whether the scale is 1 and not estimated.
  var hasFixedScale: Bool { self == .exponential }

  /// A logarithm with its first two derivatives.
  struct Jet {
    let value: Double
    let first: Double
    let second: Double
  }

  /// log f(z) of the standard variable.
  func logDensity(_ z: Double) -> Jet {
    switch self {
    case .exponential, .weibull:
      let e = exp(z)
      return Jet(value: z - e, first: 1 - e, second: -e)
    case .logNormal:
      return Jet(value: -z * z / 2 - 0.5 * log(2 * Double.pi), first: -z, second: -1)
    case .logLogistic:
      let p = Self.logistic(z)
      return Jet(
        value: -abs(z) - 2 * log1p(exp(-abs(z))), first: 1 - 2 * p, second: -2 * p * (1 - p))
    }
  }

  /// log S(z) of the standard variable.
  func logSurvival(_ z: Double) -> Jet {
    switch self {
    case .exponential, .weibull:
      let e = exp(z)
      return Jet(value: -e, first: -e, second: -e)
    case .logNormal:
      let tail = Normal.upperTail(z)
      // Far out Mills' ratio is 1/z (1 − 1/z² + 3/z⁴ …).
      let hazard =
        z > 30 ? z / (1 - 1 / (z * z) + 3 / (z * z * z * z)) : Normal.density(z) / tail
      let value = z > 30 ? -z * z / 2 - 0.5 * log(2 * Double.pi) - log(hazard) : log(tail)
      return Jet(value: value, first: -hazard, second: -hazard * (hazard - z))
    case .logLogistic:
      let p = Self.logistic(z)
      return Jet(value: -max(z, 0) - log1p(exp(-abs(z))), first: -p, second: -p * (1 - p))
    }
  }

  private static func logistic(_ z: Double) -> Double {
    z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
  }

  /// The z below which a share p lies.
  func quantile(_ p: Double) -> Double {
    switch self {
    case .exponential, .weibull: log(-log1p(-p))
    case .logNormal: Normal.quantile(p)
    case .logLogistic: log(p) - log1p(-p)
    }
  }

  /// The logarithm of the mean time over exp(location), and its derivative in log scale; nil where the
  /// mean is infinite.
  func logMean(scale: Double) -> (value: Double, slope: Double)? {
    switch self {
    case .exponential: return (0, 0)
    case .weibull:
      let (argument, step) = (1 + scale, 1e-3)
      func rise(_ distance: Double) -> Double {
        lgamma(argument + distance) - lgamma(argument - distance)
      }
      // Central differences of the sixth order.
      let sum = 45 * rise(step) - 9 * rise(2 * step) + rise(3 * step)
      return (lgamma(argument), scale * sum / (60 * step))
    case .logNormal: return (scale * scale / 2, scale * scale)
    case .logLogistic:
      guard scale < 1 else { return nil }
      let angle = Double.pi * scale
      return (log(angle / sin(angle)), 1 - angle / tan(angle))
    }
  }
}
