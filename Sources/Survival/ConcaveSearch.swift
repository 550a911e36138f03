internal import LinearAlgebra

/// A function of coefficients to second order.
struct Expansion: Sendable {
  var value: Double
  var gradient: [Double]
  /// Minus the second derivative, or what a search may use in its place.
  var curvature: Matrix
}

/// A function of coefficients that has a maximum to be found.
protocol SmoothObjective: Sendable {
  /// The number of coefficients.
  var width: Int { get }
  /// Whether the curvature is minus the second derivative, so that steps converge quadratically.
  var isCurvatureExact: Bool { get }
  /// The function around a point; nil where it cannot be evaluated.
  func expansion(at beta: [Double]) -> Expansion?
}

extension SmoothObjective {
  var isCurvatureExact: Bool { true }
}

/// The maximum of an objective over those coefficients that are not held, by Newton's method with
/// halved steps.
struct ConcaveSearch<Objective: SmoothObjective> {
  private(set) var beta: [Double]
  private(set) var expansion: Expansion
  private(set) var iterations = 0
  private(set) var isConverged = false
  /// Whether the value had stopped to change while steps had not become small: a coefficient goes on
  /// without end.
  private(set) var isDrifting = false

  private let objective: Objective
  private let held: [Bool]
  /// A step below this, relative to 1 + |coefficient|, is the last.
  private let tolerance: Double

  /// Starts at a point; nil where the objective cannot be evaluated there.
  init?(
    _ objective: Objective, from start: [Double], holding held: [Bool], tolerance: Double = 1e-10
  ) {
    guard let expansion = objective.expansion(at: start) else { return nil }
    self.objective = objective
    self.expansion = expansion
    self.held = held
    self.tolerance = tolerance
    beta = start
  }

  /// The factorised curvature over the coefficients that are not held.
  var factor: TriangularFactor {
    TriangularFactor(
      expansion.curvature,
      tolerance: expansion.curvature.diagonal.map { 1e-14 * abs($0) }, dropping: held)
  }

  /// Takes steps until one is small, or until the value has stopped to change.
  mutating func run(limit: Int = 200) {
    var flat = 0
    while iterations < limit {
      let factor = factor
      let step = factor.solve(expansion.gradient)
      let gain = zip(step, expansion.gradient).reduce(0.0) { $0 + $1.0 * $1.1 }
      let isSingular = factor.isDropped != held
      let old = expansion.value
      guard let taken = advance(by: step) else { return }
      iterations += 1
      var largest = 0.0
      for j in step.indices where !held[j] {
        largest = max(largest, abs(taken * step[j]) / (1 + abs(beta[j])))
      }
      if largest <= tolerance {
        // A step that had to be cut to nothing, though it promised a gain, ends at a bound.
        isConverged = taken == 1 || gain <= 1e-8 * (1 + abs(old))
        isDrifting = isSingular
        return
      }
      let isFlat = abs(expansion.value - old) <= 1e-14 * (1 + abs(old))
      flat = isFlat && objective.isCurvatureExact ? flat + 1 : 0
      if flat == 3 {
        isConverged = true
        isDrifting = largest > 1e-3 || isSingular
        return
      }
    }
  }

  /// The part of a step after which the value has not fallen; nil if there is none.
  private mutating func advance(by step: [Double]) -> Double? {
    let slack = 1e-12 * (1 + abs(expansion.value))
    var length = 1.0
    for _ in 0..<40 {
      let next = beta.indices.map { held[$0] ? beta[$0] : beta[$0] + length * step[$0] }
      if let new = objective.expansion(at: next), new.value >= expansion.value - slack {
        (beta, expansion) = (next, new)
        return length
      }
      length /= 2
    }
    return nil
  }
}

/// The log partial likelihood in the scaled covariates.
struct PartialLikelihood: SmoothObjective {
  let sets: CoxRiskSets

  var width: Int { sets.width }

  func expansion(at beta: [Double]) -> Expansion? {
    guard let sums = sets.riskSums(beta) else { return nil }
    let derivatives = sets.derivatives(sums)
    return Expansion(
      value: sums.logLikelihood, gradient: derivatives.score, curvature: derivatives.information)
  }
}
