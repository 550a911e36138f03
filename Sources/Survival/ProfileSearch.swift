private import Distributions
internal import LinearAlgebra

/// Where the profile of an objective along one coefficient has fallen by half a chi-squared
/// quantile.
///
/// The signed root of twice the fall is nearly linear in the coefficient, and its slope is known
/// from the gradient at the constrained maximum, so that Newton's method within a bracket takes few
/// steps. Venzon and Moolgavkar 1988, doi:10.2307/2347496.
struct ProfileSearch<Objective: SmoothObjective> {
  let objective: Objective
  /// The largest value of the objective.
  let maximum: Double
  /// The coefficients there.
  let peak: [Double]
  /// Coefficients that stay where they are at the peak.
  let held: [Bool]

  /// Twice the fall of the profile when a coefficient is held at a value; nil where the constrained
  /// maximum cannot be found.
  func fall(of j: Int, at value: Double) -> Double? {
    constrained(j, value, near: peak).map { max(0, 2 * (maximum - $0.expansion.value)) }
  }

  /// The value of a coefficient at which twice the fall is the squared root.
  ///
  /// - Parameters:
  ///   - j: The coefficient.
  ///   - direction: −1 for the lower limit, 1 for the upper.
  ///   - root: The root of the quantile.
  ///   - scale: A first guess of the distance for a root of 1.
  /// - Returns: The limit; nil where the profile does not fall that far.
  func limit(of j: Int, direction: Double, root: Double, scale: Double) -> Double? {
    var inside = peak[j]
    var outside: Double?
    var value = inside + direction * root * scale
    var near = peak
    for _ in 0..<100 {
      guard let point = constrained(j, value, near: near) else {
        outside = value
        value = (inside + value) / 2
        if abs(value - inside) <= 1e-9 * (1 + abs(value)) { return nil }
        continue
      }
      near = point.beta
      let found = max(0, 2 * (maximum - point.expansion.value)).squareRoot()
      if abs(found - root) <= 1e-11 * root { return value }
      if found < root { inside = value } else { outside = value }
      let slope = -point.expansion.gradient[j] / found
      var next = value + (root - found) / slope
      if let outside {
        if abs(outside - inside) <= 1e-12 * (1 + abs(value)) { return value }
        if !(min(inside, outside) < next && next < max(inside, outside)) {
          next = (inside + outside) / 2
        }
      } else {
        let farthest = inside + direction * 4 * max(abs(inside - peak[j]), root * scale)
        if !next.isFinite || (next - inside) * direction <= 0 || abs(next) > abs(farthest) {
          next = farthest
        }
      }
      value = next
    }
    return nil
  }

  private func constrained(
    _ j: Int, _ value: Double, near: [Double]
  ) -> ConcaveSearch<Objective>? {
    var held = held
    held[j] = true
    for base in [near, peak] {
      var start = base
      start[j] = value
      guard var search = ConcaveSearch(objective, from: start, holding: held) else { continue }
      search.run()
      if search.isConverged { return search }
    }
    return nil
  }
}

extension ProfileSearch {
  /// The limits of a coefficient and the likelihood-ratio test that it is 0, for a coefficient in
  /// another unit.
  ///
  /// - Parameters:
  ///   - j: The coefficient.
  ///   - unit: What 1 in the coefficient of the search is in that of the result.
  ///   - level: The confidence level.
  ///   - scale: A first guess of the standard error.
  ///   - infinite: The direction in which the coefficient has no maximum, if it has none.
  /// - Returns: The coefficient, its limits and the test.
  func estimate(
    _ j: Int, unit: Double, level: Double, scale: Double, infinite: Double? = nil
  ) -> SurvivalEstimate {
    let root = Normal.quantile((1 + level) / 2)
    var result = SurvivalEstimate(infinite == nil ? peak[j] * unit : nil)
    if infinite != -1 {
      result.lower = limit(of: j, direction: -1, root: root, scale: scale).map { $0 * unit }
    }
    if infinite != 1 {
      result.upper = limit(of: j, direction: 1, root: root, scale: scale).map { $0 * unit }
    }
    if let fall = fall(of: j, at: 0) {
      let test = SurvivalEstimate.chiSquared(fall, degreesOfFreedom: 1)
      (result.statistic, result.degreesOfFreedom, result.p) = (test.statistic, 1, test.p)
    }
    if infinite != nil {
      result.reason = .infiniteCoefficient
    } else if result.lower == nil || result.upper == nil {
      result.reason = .limitNotReached
    }
    return result
  }
}
