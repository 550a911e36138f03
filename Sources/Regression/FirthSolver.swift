internal import LinearAlgebra

/// An iteration for Firth's penalised likelihood ℓ(β) + ½ ln |XᵀWX| of a logistic model.
///
/// The score is Xᵀ(w (y − p) + h (½ − p)) with h the diagonal of the hat matrix
/// √W X (XᵀWX)⁻¹ Xᵀ √W ([Firth 1993]; [Heinze & Schemper 2002]); case weights count rows, so that h
/// of a row of weight 2 is that of both its copies. Steps solve Xᵀ W (1 + h) X d = score, which is
/// Newton's method with h held fixed, and are corrected by Anderson's mixing of the last steps; one
/// that lowers the penalised likelihood is halved. The iteration has converged when a step moves no
/// linear predictor by more than 1e-11, or the limit of rounding is reached.
/// [Firth 1993]: https://doi.org/10.1093/biomet/80.1.27
/// [Heinze & Schemper 2002]: https://doi.org/10.1002/sim.1047
struct FirthSolver {
  let design: Matrix
  let response: BinaryResponse

  private(set) var state: State
  private(set) var iterations = 0
  private(set) var hasConverged = false
  private var history = StepHistory()

  /// A point with everything that belongs to it.
  struct State {
    var coefficients: [Double]
    var predictor: [Double]
    var logLikelihood: Double
    /// On the scale of the scaled columns.
    var penalizedLogLikelihood: Double
    var upper: UpperTriangular
    var roots: [Double]
  }

  init?(_ design: Matrix, _ response: BinaryResponse, start: [Double], maximumIterations: Int) {
    self.design = design
    self.response = response
    guard let state = Self.state(design, response, start) else { return nil }
    self.state = state
    var lastChange = Double.infinity
    while iterations < maximumIterations {
      iterations += 1
      guard let step = step() else { break }
      let change = largestMove(of: step)
      guard take(step) else { break }
      if change <= 1e-11 || (change <= 1e-8 && change >= lastChange) {
        hasConverged = true
        break
      }
      lastChange = change
    }
  }

  private static func state(
    _ design: Matrix, _ response: BinaryResponse, _ coefficients: [Double]
  ) -> State? {
    var predictor = design.times(coefficients)
    if let offset = response.offset { for i in predictor.indices { predictor[i] += offset[i] } }
    var roots = [Double](repeating: 0, count: design.rows)
    var residuals = roots
    response.scaledWork(predictor, roots: &roots, scaledResiduals: &residuals)
    for i in residuals.indices { residuals[i] = 0 }
    let upper = WeightedLeastSquares(design, rowScales: roots, rightSide: residuals).upper
    let logLikelihood = response.logLikelihood(predictor)
    var penalty = 0.0
    for value in upper.matrix.diagonal { penalty += logarithm(abs(value)) }
    guard logLikelihood.isFinite, penalty.isFinite else { return nil }
    return State(
      coefficients: coefficients, predictor: predictor, logLikelihood: logLikelihood,
      penalizedLogLikelihood: logLikelihood + penalty, upper: upper, roots: roots)
  }

  private func step() -> [Double]? {
    guard let basis = try? state.upper.solveRight(design) else { return nil }
    let hat = hatDiagonal(basis)
    var residuals = [Double](repeating: 0, count: design.rows)
    for i in residuals.indices {
      let p = BinaryResponse.probability(state.predictor[i])
      let complement = BinaryResponse.probability(-state.predictor[i])
      let residual = response.isOne[i] ? complement : -p
      residuals[i] = response.weights[i] * residual + hat[i] * (complement - p) / 2
    }
    var roots = state.roots
    for i in roots.indices where response.weights[i] > 0 {
      roots[i] *= (1 + hat[i] / response.weights[i]).squareRoot()
    }
    let zeros = [Double](repeating: 0, count: design.rows)
    let upper = WeightedLeastSquares(design, rowScales: roots, rightSide: zeros).upper
    guard let half = try? upper.solveTransposed(design.transposedTimes(residuals)),
      let step = try? upper.solve(half), step.allSatisfy(\.isFinite)
    else { return nil }
    return step
  }

  private func hatDiagonal(_ basis: Matrix) -> [Double] {
    var hat = [Double](repeating: 0, count: design.rows)
    for j in 0..<basis.columns {
      basis.withColumn(j) { column in
        for i in 0..<column.count {
          let value = column[i] * state.roots[i]
          hat[i] += value * value
        }
      }
    }
    return hat
  }

  private func largestMove(of step: [Double]) -> Double {
    let moved = design.times(step)
    var largest = 0.0
    for i in moved.indices where response.weights[i] > 0 { largest = max(largest, abs(moved[i])) }
    return largest
  }

  /// Takes a step, corrected by what the last steps taught; false where even a tiny step lowers the
  /// penalised likelihood.
  private mutating func take(_ step: [Double]) -> Bool {
    let corrected = history.corrected(step, at: state.coefficients)
    if let corrected, advance(by: corrected, share: 1) { return true }
    if corrected != nil { history = StepHistory() }
    var share = 1.0
    for _ in 0..<40 {
      if advance(by: step, share: share) { return true }
      share /= 2
    }
    return false
  }

  private mutating func advance(by step: [Double], share: Double) -> Bool {
    var trial = state.coefficients
    for j in trial.indices { trial[j] += share * step[j] }
    let tolerance = 1e-12 * (abs(state.penalizedLogLikelihood) + 0.1)
    guard let next = Self.state(design, response, trial),
      next.penalizedLogLikelihood >= state.penalizedLogLikelihood - tolerance
    else { return false }
    state = next
    return true
  }
}
