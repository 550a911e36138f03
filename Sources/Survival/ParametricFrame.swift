internal import Foundation
internal import LinearAlgebra

/// The columns of a parametric model, centred and scaled, with the way back.
struct ParametricFrame {
  let likelihood: ParametricLikelihood
  let start: [Double]
  let held: [Bool]
  /// The weighted sum of the logarithms of the event times.
  let logTimes: Double
  let centre: [Double]
  let spread: [Double]
  private let logCentre: Double

  init(
    _ data: SurvivalData, _ covariates: Matrix, _ distribution: ParametricDistribution
  ) throws(SurvivalError) {
    try SurvivalData.check(covariates.rows, .covariates, data.count)
    let weights = data.weights?.values ?? [Double](repeating: 1, count: data.count)
    for row in 0..<data.count where !(data.time[row] > 0) { throw .timeNotPositive(row: row) }
    for j in 0..<covariates.columns {
      for row in 0..<data.count where !covariates[row, j].isFinite {
        throw .covariateNotFinite(row: row, column: j)
      }
    }
    guard zip(data.event, weights).contains(where: { $0 && $1 > 0 }) else { throw .noEvents }
    let logs = data.time.map { log($0) }
    let total = weights.reduce(0, +)
    let logCentre = zip(weights, logs).reduce(0.0) { $0 + $1.0 * $1.1 } / total
    let isFixed = !distribution.hasScale
    self.logCentre = isFixed ? 0 : logCentre
    var (centre, spread) = ([Double](), [Double]())
    for j in 0..<covariates.columns {
      let column = covariates.column(j)
      let mean = zip(weights, column).reduce(0.0) { $0 + $1.0 * $1.1 } / total
      let square = zip(weights, column).reduce(0.0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
      centre.append(mean)
      spread.append(square > 0 ? (square / total).squareRoot() : 1)
    }
    (self.centre, self.spread) = (centre, spread)
    func design(_ rows: [Int], _ logs: [Double], _ shift: Double) -> Matrix {
      var matrix = Matrix(rows: rows.count, columns: covariates.columns + 2)
      for (i, row) in rows.enumerated() {
        matrix[i, 0] = -1
        for j in centre.indices { matrix[i, j + 1] = -(covariates[row, j] - centre[j]) / spread[j] }
        matrix[i, covariates.columns + 1] = logs[i] - shift
      }
      return matrix
    }
    let late = data.entry.map { entry in entry.indices.filter { entry[$0] > 0 } } ?? []
    let entries = late.map { log(data.entry?[$0] ?? 1) }
    let rows = Array(0..<data.count)
    let matrix = design(rows, logs, self.logCentre)
    likelihood = ParametricLikelihood(
      distribution: distribution.standard(), design: matrix,
      entryDesign: late.isEmpty ? nil : design(late, entries, self.logCentre), entryRows: late,
      event: data.event, weights: weights)
    logTimes = zip(data.event, zip(weights, logs)).reduce(0.0) {
      $1.0 ? $0 + $1.1.0 * $1.1.1 : $0
    }
    held = Self.held(matrix, weights, isFixed: isFixed)
    start = Self.start(matrix.columns, logs, weights, shift: self.logCentre, isFixed: isFixed)
  }

  /// The columns that depend on those before them, and the scale where it is not estimated.
  private static func held(_ design: Matrix, _ weights: [Double], isFixed: Bool) -> [Bool] {
    var products = WeightedCrossProduct()
    let width = design.columns - 1
    let all = products(design, weights: weights.map { $0 > 0 ? 1 : 0 })
    var moments = Matrix(rows: width, columns: width)
    for j in 0..<width {
      for i in 0..<width { moments[i, j] = all[i, j] }
    }
    return TriangularFactor(moments).isDropped + [isFixed]
  }

  /// No effects, and the scale of the logarithms as if none were censored.
  private static func start(
    _ width: Int, _ logs: [Double], _ weights: [Double], shift: Double, isFixed: Bool
  ) -> [Double] {
    let total = weights.reduce(0, +)
    let mean = zip(weights, logs).reduce(0.0) { $0 + $1.0 * $1.1 } / total
    let square =
      zip(weights, logs).reduce(0.0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / total
    let tau = isFixed ? 1 : square > 1e-12 ? min(1 / square.squareRoot(), 100) : 1
    var theta = [Double](repeating: 0, count: width)
    theta[0] = tau * (mean - shift) + 0.5
    theta[width - 1] = tau
    return theta
  }

  /// β and log σ of (α, τ).
  func estimates(_ theta: [Double]) -> (coefficients: [Double?], logScale: Double) {
    let tau = theta[theta.count - 1]
    var intercept = theta[0] / tau + logCentre
    var coefficients: [Double?] = []
    for j in centre.indices {
      let slope = theta[j + 1] / tau / spread[j]
      coefficients.append(held[j + 1] ? nil : slope)
      if !held[j + 1] { intercept -= slope * centre[j] }
    }
    return ([intercept] + coefficients, held[theta.count - 1] ? 0 : -log(tau))
  }

  /// The derivatives of (β, log σ) with respect to (α, τ).
  func jacobian(_ theta: [Double]) -> Matrix {
    let last = theta.count - 1
    let tau = theta[last]
    var result = Matrix(rows: theta.count, columns: theta.count)
    result[0, 0] = 1 / tau
    result[0, last] = -theta[0] / (tau * tau)
    for j in centre.indices where !held[j + 1] {
      let (own, byScale) = (1 / (tau * spread[j]), -theta[j + 1] / (tau * tau * spread[j]))
      result[j + 1, j + 1] = own
      result[j + 1, last] = byScale
      result[0, j + 1] = -own * centre[j]
      result[0, last] -= byScale * centre[j]
    }
    result[last, last] = -1 / tau
    if held[last] {
      for i in 0...last { result[i, last] = 0 }
    }
    return result
  }
}
