internal import LinearAlgebra

/// Newton's method for the likelihood of a logistic model over scaled columns.
///
/// Steps come from the Cholesky factor of XᵀWX while they are large and the columns far from
/// dependent, and from a QR factorisation of √W X otherwise and at the end; a step that lowers the
/// likelihood is halved. The iteration has converged when, after the relative change of the deviance
/// fell below 1e-10, a QR step moves no row's linear predictor by more than 1e-9 (or by no less
/// than the step before, at the limit of rounding). Under separation a step always moves the
/// separated rows by about 1, so that it cannot be taken for convergence.
struct LogisticSolver {
  private static let carefulCondition = 1e4
  private static let smallWork = 2_000_000

  let design: Matrix
  let response: BinaryResponse
  let maximumIterations: Int

  private(set) var coefficients: [Double]
  private(set) var predictor: [Double] = []
  private(set) var logLikelihood = -Double.infinity
  private(set) var iterations = 0
  private(set) var outcome = Outcome.notConverged
  /// R of √W X at the last step.
  private(set) var upper: UpperTriangular?

  private var isCareful: Bool
  private var residuals: [Double]
  private var workingWeights: [Double]
  private var crossProduct = WeightedCrossProduct()

  /// How the iteration ended.
  enum Outcome {
    case converged
    case separated
    case notConverged
  }

  init(
    _ design: Matrix, _ response: BinaryResponse, start: [Double], conditionNumber: Double,
    maximumIterations: Int
  ) {
    self.design = design
    self.response = response
    self.maximumIterations = maximumIterations
    coefficients = start
    isCareful =
      conditionNumber > Self.carefulCondition
      || design.rows * design.columns * design.columns < Self.smallWork
    residuals = [Double](repeating: 0, count: design.rows)
    workingWeights = residuals
    predictor = linearPredictor(start)
    logLikelihood = response.logLikelihood(predictor)
    run()
  }

  private mutating func run() {
    var (lastChange, hasAsked, isFinal) = (Double.infinity, false, false)
    while iterations < maximumIterations {
      iterations += 1
      guard let step = nextStep() else { break }
      let before = logLikelihood
      guard let change = advance(by: step) else { break }
      if isFinal, change <= 1e-9 || (change <= 1e-6 && change >= lastChange / 2) {
        outcome = .converged
        return
      }
      let relative = 2 * abs(logLikelihood - before) / (2 * abs(logLikelihood) + 0.1)
      if relative < 1e-10 { (isFinal, isCareful) = (true, true) }
      if !hasAsked, change > 0.5, iterations >= 8 || isFinal {
        hasAsked = true
        if isSeparated() {
          outcome = .separated
          return
        }
      }
      lastChange = change
    }
    if !hasAsked, isSeparated() { outcome = .separated }
  }

  /// Whether there is a direction in which the likelihood rises for ever.
  private func isSeparated() -> Bool {
    SeparationCheck(design, response).direction() != nil
  }

  private func linearPredictor(_ coefficients: [Double]) -> [Double] {
    var result = design.times(coefficients)
    if let offset = response.offset { for i in result.indices { result[i] += offset[i] } }
    return result
  }

  /// Newton's step, or `nil` where none can be computed.
  private mutating func nextStep() -> [Double]? {
    if !isCareful {
      response.work(predictor, residuals: &residuals, workingWeights: &workingWeights)
      let information = crossProduct(design, weights: workingWeights)
      if let factor = try? Cholesky(information) {
        return factor.solve(design.transposedTimes(residuals))
      }
    }
    response.scaledWork(predictor, roots: &workingWeights, scaledResiduals: &residuals)
    let fit = WeightedLeastSquares(design, rowScales: workingWeights, rightSide: residuals)
    guard let step = try? fit.solution(), step.allSatisfy(\.isFinite) else { return nil }
    upper = fit.upper
    return step
  }

  /// Takes a step, halved until the likelihood does not fall; the largest move of a linear
  /// predictor, or `nil` where even a tiny step lowers the likelihood.
  private mutating func advance(by step: [Double]) -> Double? {
    var share = 1.0
    let tolerance = 1e-12 * (abs(logLikelihood) + 0.1)
    for _ in 0..<40 {
      var trial = coefficients
      for j in trial.indices { trial[j] += share * step[j] }
      let moved = linearPredictor(trial)
      let likelihood = response.logLikelihood(moved)
      if likelihood.isFinite, likelihood >= logLikelihood - tolerance {
        var change = 0.0
        for i in moved.indices where response.weights[i] > 0 {
          change = max(change, abs(moved[i] - predictor[i]))
        }
        (coefficients, predictor, logLikelihood) = (trial, moved, likelihood)
        return change
      }
      share /= 2
    }
    return nil
  }
}
