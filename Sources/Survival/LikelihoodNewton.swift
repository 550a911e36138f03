internal import LinearAlgebra

/// The maximum of a partial likelihood by Newton's method, in the scaled covariates.
struct LikelihoodNewton<Likelihood: ScannedLikelihood>: Sendable {
  /// One value of the coefficients and what the likelihood is there.
  struct Point: Sendable {
    var beta: [Double]
    var sums: Likelihood.Sums
    var derivatives: CoxDerivatives
  }

  private(set) var point: Point
  /// The same at coefficients of 0.
  let null: Point
  private(set) var iterations = 0
  private(set) var status = CoxStatus.iterationLimit
  /// Columns without information of their own given the columns before them.
  let isCollinear: [Bool]
  /// Columns in whose direction the likelihood rises without end.
  private(set) var isInfinite: [Bool]

  /// Whether no step was to be taken, so that the coefficients are those given.
  var isGiven: Bool { control.maximumIterations == 0 }
  /// A direction in which the likelihood is proven to rise without end.
  private(set) var recession: [Double]?

  private let sets: Likelihood
  private let control: CoxControl

  /// Starts at the initial coefficients, or at 0 where these cannot be evaluated.
  init?(_ sets: Likelihood, _ control: CoxControl) {
    self.sets = sets
    self.control = control
    let zero = [Double](repeating: 0, count: sets.width)
    guard let null = Self.point(sets, zero) else { return nil }
    self.null = null
    let derivatives = null.derivatives
    let largest = derivatives.information.diagonal.max() ?? 0
    let factor = TriangularFactor(
      derivatives.information,
      tolerance: derivatives.secondMoment.map {
        TriangularFactor.relativeTolerance * max($0, largest)
      },
      dropping: sets.scale.map { $0 == 0 })
    let collinear = factor.isDropped
    isCollinear = collinear
    isInfinite = [Bool](repeating: false, count: sets.width)
    point = null
    if let initial = control.initial, initial.count == sets.width {
      let scaled = sets.scale.indices.map { collinear[$0] ? 0 : initial[$0] / sets.scale[$0] }
      if let start = Self.point(sets, scaled) { point = start }
    }
  }

  private static func point(_ sets: Likelihood, _ beta: [Double]) -> Point? {
    guard let sums = sets.sums(at: beta) else { return nil }
    return Point(beta: beta, sums: sums, derivatives: sets.derivatives(at: sums))
  }

  /// Why a column has no coefficient; nil if it has one.
  func reason(_ j: Int) -> NotEstimable? {
    if isCollinear[j] { return sets.absence[j] ?? .collinear }
    if isInfinite[j] { return .infiniteCoefficient }
    return status == .iterationLimit ? .notConverged : nil
  }

  /// The inverse information over the columns that are neither collinear nor without a maximum.
  var variance: Matrix {
    factor(dropping: isCollinear.indices.map { isCollinear[$0] || isInfinite[$0] }).inverse
  }

  private func factor(dropping: [Bool]) -> TriangularFactor {
    TriangularFactor(
      point.derivatives.information,
      tolerance: point.derivatives.secondMoment.map { 1e-14 * $0 }, dropping: dropping)
  }

  /// Iterates until the log likelihood changes by no more than the tolerance, relative to itself,
  /// and then once more.
  mutating func run() {
    while iterations < control.maximumIterations {
      let factor = factor(dropping: isCollinear)
      if factor.isDropped != isCollinear {
        var directions: [[Double]] = []
        for j in isInfinite.indices where factor.isDropped[j] && !isCollinear[j] {
          isInfinite[j] = true
          directions.append(nullDirection(j, factor))
        }
        status = .monotoneLikelihood
        proveRecession(directions)
        return
      }
      let old = point.sums.logLikelihood
      let step = factor.solve(point.derivatives.score)
      guard advance(by: step) else { break }
      iterations += 1
      let change = abs(point.sums.logLikelihood - old)
      let size = max(abs(point.sums.logLikelihood), 1e-3 * abs(null.sums.logLikelihood))
      if change <= control.tolerance * size {
        finish()
        return
      }
    }
  }

  /// Takes a step, halved until the log likelihood does not fall.
  private mutating func advance(by step: [Double]) -> Bool {
    let old = point.sums.logLikelihood
    let slack = 1e-13 * max(abs(old), abs(null.sums.logLikelihood))
    var length = 1.0
    for _ in 0..<40 {
      let beta = point.beta.indices.map { point.beta[$0] + length * step[$0] }
      if let sums = sets.sums(at: beta), sums.logLikelihood >= old - slack {
        point = Point(beta: beta, sums: sums, derivatives: sets.derivatives(at: sums))
        return true
      }
      length /= 2
    }
    return false
  }

  /// One more step, which squares the remaining error; a coefficient that still moves has no
  /// maximum.
  private mutating func finish() {
    _ = advance(by: factor(dropping: isCollinear).solve(point.derivatives.score))
    let last = factor(dropping: isCollinear)
    let step = last.solve(point.derivatives.score)
    for j in step.indices where !isCollinear[j] {
      isInfinite[j] = last.isDropped[j] || abs(step[j]) > 1e-5 * (1 + abs(point.beta[j]))
    }
    guard isInfinite.contains(true) else {
      status = .converged
      return
    }
    status = .monotoneLikelihood
    let lost = isInfinite.indices.filter { last.isDropped[$0] && !isCollinear[$0] }
    proveRecession([step] + lost.map { nullDirection($0, last) })
  }

  /// The combination of a column with those before it in which there is no information.
  private func nullDirection(_ j: Int, _ factor: TriangularFactor) -> [Double] {
    var result = factor.solve(point.derivatives.information.column(j)).map { -$0 }
    result[j] = 1
    return result
  }

  /// Tries directions, and the coefficients themselves, and marks the columns of the first in which
  /// the likelihood is proven to rise without end.
  private mutating func proveRecession(_ directions: [[Double]]) {
    let alone = point.beta.indices.map { isInfinite[$0] ? point.beta[$0] : 0 }
    let signs = alone.map { $0 == 0 ? 0 : $0 < 0 ? -1.0 : 1 }
    let both = directions + directions.map { $0.map { -$0 } }
    for candidate in both + [alone, point.beta, signs] {
      let largest = candidate.reduce(0) { max($0, abs($1)) }
      guard largest > 0, largest.isFinite else { continue }
      let direction = candidate.map { abs($0) < 1e-4 * largest ? 0 : $0 / largest }
      guard sets.rises(along: direction) else { continue }
      recession = direction
      for j in direction.indices where direction[j] != 0 { isInfinite[j] = true }
      return
    }
  }
}
