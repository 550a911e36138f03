internal import LinearAlgebra

/// The maximum of the partial likelihood of subdistribution hazards by Newton's method.
struct FineGrayNewton {
  private(set) var beta: [Double]
  private(set) var sums: FineGraySums
  /// The same at coefficients of 0.
  let null: FineGraySums
  private(set) var iterations = 0
  private(set) var status = CoxStatus.iterationLimit
  private let sets: FineGraySets
  private let control: CoxControl
  private let isCollinear: [Bool]
  private var isInfinite: [Bool]
  private var information: Matrix
  private var moment: [Double]

  /// Starts at the initial coefficients, or at 0 where these cannot be evaluated.
  init?(_ sets: FineGraySets, _ control: CoxControl) {
    let zero = [Double](repeating: 0, count: sets.width)
    guard let null = FineGraySums(sets, zero) else { return nil }
    self.sets = sets
    self.control = control
    self.null = null
    (beta, sums) = (zero, null)
    (information, moment) = sets.information(null)
    let largest = information.diagonal.max() ?? 0
    isCollinear =
      TriangularFactor(
        information,
        tolerance: moment.map { TriangularFactor.relativeTolerance * max($0, largest) },
        dropping: sets.scale.map { $0 == 0 }
      ).isDropped
    isInfinite = [Bool](repeating: false, count: sets.width)
    if let initial = control.initial, initial.count == sets.width {
      let start = beta.indices.map { isCollinear[$0] ? 0 : initial[$0] / sets.scale[$0] }
      if let sums = FineGraySums(sets, start) { move(to: start, sums) }
    }
  }

  /// Why a coefficient has no estimate; nil if it has one.
  func reason(_ j: Int) -> NotEstimable? {
    if isCollinear[j] { return sets.absence[j] ?? .collinear }
    if isInfinite[j] { return .infiniteCoefficient }
    return status == .iterationLimit ? .notConverged : nil
  }

  /// The inverse information over the columns that have an estimate.
  var variance: Matrix {
    factor(dropping: beta.indices.map { isCollinear[$0] || isInfinite[$0] }).inverse
  }

  private func factor(dropping: [Bool]) -> TriangularFactor {
    TriangularFactor(information, tolerance: moment.map { 1e-14 * $0 }, dropping: dropping)
  }

  private mutating func move(to point: [Double], _ new: FineGraySums) {
    (beta, sums) = (point, new)
    (information, moment) = sets.information(new)
  }

  /// Iterates until the log likelihood changes by no more than the tolerance, relative to itself, and
  /// then once more.
  mutating func run() {
    while iterations < control.maximumIterations {
      let factor = factor(dropping: isCollinear)
      if factor.isDropped != isCollinear {
        for j in isInfinite.indices where factor.isDropped[j] && !isCollinear[j] {
          isInfinite[j] = true
        }
        status = .monotoneLikelihood
        return
      }
      let old = sums.logLikelihood
      guard advance(by: factor.solve(sums.score)) else { return }
      iterations += 1
      let size = max(abs(sums.logLikelihood), 1e-3 * abs(null.logLikelihood))
      if abs(sums.logLikelihood - old) <= control.tolerance * size {
        finish()
        return
      }
    }
  }

  /// Takes a step, halved until the log likelihood does not fall.
  private mutating func advance(by step: [Double]) -> Bool {
    let old = sums.logLikelihood
    let slack = 1e-13 * max(abs(old), abs(null.logLikelihood))
    var length = 1.0
    for _ in 0..<40 {
      let point = beta.indices.map { beta[$0] + length * step[$0] }
      if let new = FineGraySums(sets, point), new.logLikelihood >= old - slack {
        move(to: point, new)
        return true
      }
      length /= 2
    }
    return false
  }

  /// One more step, which squares the remaining error; a coefficient that still moves has no maximum.
  private mutating func finish() {
    _ = advance(by: factor(dropping: isCollinear).solve(sums.score))
    let last = factor(dropping: isCollinear)
    let step = last.solve(sums.score)
    for j in step.indices where !isCollinear[j] {
      isInfinite[j] = last.isDropped[j] || abs(step[j]) > 1e-5 * (1 + abs(beta[j]))
    }
    status = isInfinite.contains(true) ? .monotoneLikelihood : .converged
  }
}
