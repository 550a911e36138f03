internal import Distributions
internal import Foundation

/// What the logarithm of a time is, less its location and over its scale.
enum StandardVariable: Sendable {
  /// The logarithm of an exponential time.
  case extreme
  /// Normal.
  case normal
  /// Logistic.
  case logistic
  /// The logarithm of a gamma variable, of a shape.
  case logGamma(LogGammaVariable)

  /// A logarithm with its first two derivatives.
  struct Jet {
    let value: Double
    let first: Double
    let second: Double

    init(value: Double, first: Double, second: Double) {
      (self.value, self.first, self.second) = (value, first, second)
    }

    init(_ jet: LogGammaVariable.Jet) {
      (value, first, second) = (jet.value, jet.first, jet.second)
    }
  }

  /// log f(z) of the standard variable.
  func logDensity(_ z: Double) -> Jet {
    switch self {
    case .extreme:
      let e = exp(z)
      return Jet(value: z - e, first: 1 - e, second: -e)
    case .normal:
      return Jet(value: -z * z / 2 - 0.5 * log(2 * Double.pi), first: -z, second: -1)
    case .logistic:
      let p = Self.expit(z)
      return Jet(
        value: -abs(z) - 2 * log1p(exp(-abs(z))), first: 1 - 2 * p, second: -2 * p * (1 - p))
    case .logGamma(let variable): return Jet(variable.logDensity(z))
    }
  }

  /// log S(z) of the standard variable.
  func logSurvival(_ z: Double) -> Jet {
    switch self {
    case .extreme:
      let e = exp(z)
      return Jet(value: -e, first: -e, second: -e)
    case .normal:
      let tail = Normal.upperTail(z)
      // Far out Mills' ratio is 1/z (1 − 1/z² + 3/z⁴ …).
      let hazard =
        z > 30 ? z / (1 - 1 / (z * z) + 3 / (z * z * z * z)) : Normal.density(z) / tail
      let value = z > 30 ? -z * z / 2 - 0.5 * log(2 * Double.pi) - log(hazard) : log(tail)
      return Jet(value: value, first: -hazard, second: -hazard * (hazard - z))
    case .logistic:
      let p = Self.expit(z)
      return Jet(value: -max(z, 0) - log1p(exp(-abs(z))), first: -p, second: -p * (1 - p))
    case .logGamma(let variable): return Jet(variable.logSurvival(z, shapes: false))
    }
  }

  private static func expit(_ z: Double) -> Double {
    z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
  }

  /// The z below which a share p lies.
  func quantile(_ p: Double) -> Double {
    switch self {
    case .extreme: log(-log1p(-p))
    case .normal: Normal.quantile(p)
    case .logistic: log(p) - log1p(-p)
    case .logGamma(let variable): variable.quantile(p)
    }
  }

  /// The logarithm of the mean time over exp(location), and its derivative in log scale; nil where the
  /// mean is infinite.
  func logMean(scale: Double) -> (value: Double, slope: Double)? {
    switch self {
    case .extreme:
      let (argument, step) = (1 + scale, 1e-3)
      func rise(_ distance: Double) -> Double {
        lgamma(argument + distance) - lgamma(argument - distance)
      }
      // Central differences of the sixth order.
      let sum = 45 * rise(step) - 9 * rise(2 * step) + rise(3 * step)
      return (lgamma(argument), scale * sum / (60 * step))
    case .normal: return (scale * scale / 2, scale * scale)
    case .logistic:
      guard scale < 1 else { return nil }
      let angle = Double.pi * scale
      return (log(angle / sin(angle)), 1 - angle / tan(angle))
    case .logGamma(let variable):
      return variable.logMean(scale: scale).map { ($0.value, $0.byLogScale) }
    }
  }
}
