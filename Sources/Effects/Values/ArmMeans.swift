internal import Cohorts
internal import LinearAlgebra

/// The mean, share or rate of both arms, and the variance of any contrast of them.
struct ArmMeans {
  /// The numbers of the reference and the focal arm.
  let value: [Double]
  /// Where their variance comes from.
  let uncertainty: Uncertainty

  /// Where a variance comes from.
  enum Uncertainty {
    /// Arms are independent, each with a variance and its degrees of freedom.
    case independent(variances: [Double], degreesOfFreedom: [Double]?)
    /// What each patient contributes to the number of each arm, and what the sum of squares is
    /// multiplied by.
    case influence([[Double]], InfluenceVariance, factor: Double, degreesOfFreedom: Double?)
    /// How the number of each arm changes with the coefficients of a model, and their covariance.
    case model(gradients: [[Double]], covariance: Matrix, degreesOfFreedom: Double?)
  }

  /// The variance of g₀ m₀ + g₁ m₁ with the degrees of freedom of its t; `nil` where there is none.
  func variance(_ gradient: [Double]) -> (variance: Double, degreesOfFreedom: Double?)? {
    switch uncertainty {
    case .independent(let variances, let degrees):
      return independent(gradient, variances, degrees)
    case .influence(let influence, let variance, let factor, let degrees):
      let total = influence[0].indices.map {
        gradient[0] * influence[0][$0] + gradient[1] * influence[1][$0]
      }
      return variance(total).map { ($0 * factor, degrees) }
    case .model(let gradients, let covariance, let degrees):
      let total = gradients[0].indices.map {
        gradient[0] * gradients[0][$0] + gradient[1] * gradients[1][$0]
      }
      let product = covariance.times(total)
      return (zip(total, product).reduce(0) { $0 + $1.0 * $1.1 }, degrees)
    }
  }

  /// Welch's degrees of freedom (Satterthwaite) where the arms have their own.
  private func independent(
    _ gradient: [Double], _ variances: [Double], _ degrees: [Double]?
  ) -> (variance: Double, degreesOfFreedom: Double?)? {
    let used = [0, 1].filter { gradient[$0] != 0 }
    let parts = used.map { gradient[$0] * gradient[$0] * variances[$0] }
    let total = parts.reduce(0, +)
    guard total.isFinite else { return nil }
    guard let degrees else { return (total, nil) }
    var below = 0.0
    for (part, group) in zip(parts, used) { below += part * part / degrees[group] }
    return (total, below > 0 ? total * total / below : nil)
  }
}

extension ArmMeans {
  /// Means of the arms as they are: Σ w y / Σ w e.
  ///
  /// - Complexity: O(n).
  init(_ data: ValueData, isRobust: Bool) {
    var (sums, totals, weights) = ([0.0, 0], [0.0, 0], [0.0, 0])
    for row in 0..<data.count {
      let (group, weight) = (data.groups[row], data.weights[row])
      sums[group] += weight * data.values[row]
      totals[group] += weight * data.exposure(row)
      weights[group] += weight
    }
    let means = [sums[0] / totals[0], sums[1] / totals[1]]
    value = means
    if isRobust {
      var influence = [[Double]](repeating: [Double](repeating: 0, count: data.count), count: 2)
      for row in 0..<data.count {
        let group = data.groups[row]
        influence[group][row] =
          data.weights[row] * (data.values[row] - means[group] * data.exposure(row)) / totals[group]
      }
      uncertainty = Self.robust(data, influence, coefficients: 2)
    } else {
      uncertainty = Self.byKind(data, means, totals, weights)
    }
  }

  /// The small-sample conventions of a linear model, (n − 1)/(n − k) and Student's t, for
  /// continuous values; of other models none.
  static func robust(
    _ data: ValueData, _ influence: [[Double]], coefficients: Int
  ) -> Uncertainty {
    let variance = InfluenceVariance(data.dependence, count: data.count)
    guard data.kind == .continuous else {
      return .influence(influence, variance, factor: 1, degreesOfFreedom: nil)
    }
    let (n, k) = (Double(variance.observations), Double(coefficients))
    var degrees = Double(variance.units - 1)
    if case .none = data.dependence { degrees = n - k }
    return .influence(
      influence, variance, factor: n > k ? (n - 1) / (n - k) : .nan, degreesOfFreedom: degrees)
  }

  private static func byKind(
    _ data: ValueData, _ means: [Double], _ totals: [Double], _ weights: [Double]
  ) -> Uncertainty {
    func each(_ body: (Int) -> Double) -> [Double] { [body(0), body(1)] }
    switch data.kind {
    case .continuous:
      var squares = [0.0, 0]
      for row in 0..<data.count {
        let rest = data.values[row] - means[data.groups[row]]
        squares[data.groups[row]] += data.weights[row] * rest * rest
      }
      return .independent(
        variances: each { squares[$0] / (weights[$0] - 1) / weights[$0] },
        degreesOfFreedom: each { weights[$0] - 1 })
    case .binary:
      return .independent(
        variances: each { means[$0] * (1 - means[$0]) / weights[$0] }, degreesOfFreedom: nil)
    case .count:
      return .independent(variances: each { means[$0] / totals[$0] }, degreesOfFreedom: nil)
    }
  }
}
