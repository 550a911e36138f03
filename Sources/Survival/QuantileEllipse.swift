internal import Distributions

/// The pairs of deviations from q that a test does not reject: xᵀ V⁻¹ x ≤ z².
struct QuantileEllipse {
  /// The variances of the focal and of the reference curve, and their covariance.
  let focal: Double
  let reference: Double
  let covariance: Double
  private let z: Double

  /// The ellipse, nil if a variance is 0; the third variance is that of the sum.
  init?(_ focal: Double, _ reference: Double, _ sum: Double, level: Double) {
    guard focal > 0, reference > 0 else { return nil }
    self.focal = focal
    self.reference = reference
    covariance = (sum - focal - reference) / 2
    z = Normal.quantile((1 + level) / 2)
  }

  /// The correlation of the curves.
  var correlation: Double {
    max(-1, min(1, covariance / (focal.squareRoot() * reference.squareRoot())))
  }

  /// The largest deviation of the focal curve.
  var reach: Double { z * focal.squareRoot() }

  /// The lowest deviation of the reference curve with one of the focal curve in a range.
  func lowest(_ range: ClosedRange<Double>) -> Double {
    // The lower edge is convex, with its bottom where the regression on the reference has it.
    let bottom = -z * covariance / reference.squareRoot()
    let x = min(max(bottom, range.lowerBound), range.upperBound)
    return covariance / focal * x - halfWidth(x)
  }

  /// The highest deviation of the reference curve with one of the focal curve in a range.
  func highest(_ range: ClosedRange<Double>) -> Double {
    -lowest(-range.upperBound...(-range.lowerBound))
  }

  private func halfWidth(_ x: Double) -> Double {
    let rest = max(0, reference - covariance * covariance / focal)
    return (rest * max(0, z * z - x * x / focal)).squareRoot()
  }

  /// xᵀ V⁻¹ x.
  func distance(_ x: Double, _ y: Double) -> Double {
    let determinant = focal * reference - covariance * covariance
    guard determinant > 1e-12 * focal * reference else {
      return max(x * x / focal, y * y / reference)
    }
    return (reference * x * x - 2 * covariance * x * y + focal * y * y) / determinant
  }

  /// The least of xᵀ V⁻¹ x over a rectangle.
  func least(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Double {
    if x.contains(0), y.contains(0) { return 0 }
    var result = Double.infinity
    for edge in [x.lowerBound, x.upperBound] {
      let best = min(max(covariance / focal * edge, y.lowerBound), y.upperBound)
      result = min(result, distance(edge, best))
    }
    for edge in [y.lowerBound, y.upperBound] {
      let best = min(max(covariance / reference * edge, x.lowerBound), x.upperBound)
      result = min(result, distance(best, edge))
    }
    return result
  }
}
