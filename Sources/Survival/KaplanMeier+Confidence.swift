private import Distributions

/// Pointwise limits of a survival probability on the scale of a transform.
struct Band {
  let transform: ConfidenceTransform
  let z: Double

  init(_ transform: ConfidenceTransform, level: Double) {
    self.transform = transform
    z = Normal.quantile((1 + level) / 2)
  }

  struct Limits {
    var standardError: Double?
    var lower: Double?
    var upper: Double?
    var reason: NotEstimable?
  }

  /// Standard error and limits of S from S and the standard error σ of log S, with z = Φ⁻¹((1 +
  /// level)/2).
  ///
  /// log: S e^{∓zσ} cut at 1. plain: S ∓ zσS cut at 0 and 1. log(−log): exp(−e^{log(−log S) ∓
  /// zσ/log S}). logit: log(S/(1 − S)) ∓ zσ/(1 − S). arcsin: sin²(arcsin √S ∓ zσ √(S/(1 − S))/2),
  /// the angle cut at 0 and π/2. At S = 1 the limits are 1, except for arcsin which has none; at S
  /// = 0 there are none.
  func limits(_ s: Double, logStandardError: Double) -> Limits {
    var result = limits(s, width: z * logStandardError)
    if s > 0 { result.standardError = s * logStandardError }
    return result
  }

  /// Limits of S where those of log S are at a distance `width`, the zσ of
  /// ``limits(_:logStandardError:)``.
  func limits(_ s: Double, width: Double) -> Limits {
    guard s > 0 else { return Limits(reason: .survivalIsZero) }
    var result = Limits()
    if s >= 1 {
      if transform == .arcsin {
        result.reason = .survivalIsOne
      } else {
        (result.lower, result.upper) = (1, 1)
      }
      return result
    }
    switch transform {
    case .log:
      (result.lower, result.upper) = (s * exponential(-width), min(s * exponential(width), 1))
    case .plain:
      (result.lower, result.upper) = (max(s - width * s, 0), min(s + width * s, 1))
    case .logLog:
      let (logS, ratio) = (logarithm(s), width / logarithm(s))
      result.lower = exponential(logS * exponential(-ratio))
      result.upper = exponential(logS * exponential(ratio))
    case .logit:
      let (odds, ratio) = (s / (1 - s), width / (1 - s))
      result.lower = 1 - 1 / (1 + odds * exponential(-ratio))
      result.upper = 1 - 1 / (1 + odds * exponential(ratio))
      if odds * exponential(ratio) == .infinity { result.upper = 1 }
    case .arcsin:
      let (angle, ratio) = (arcsine(s.squareRoot()), width * (s / (1 - s)).squareRoot() / 2)
      let (low, high) = (sine(max(0, angle - ratio)), sine(min(.pi / 2, angle + ratio)))
      (result.lower, result.upper) = (low * low, high * high)
    }
    return result
  }
}
