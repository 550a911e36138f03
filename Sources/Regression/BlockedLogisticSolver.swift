internal import LinearAlgebra
internal import Platform

/// Newton's method for a logistic model over many rows, in one pass over the matrix a step.
///
/// Columns are centred and scaled block by block (``RowBlock``), sums are added up in parts that do
/// not depend on the number of threads, and the search starts at the maximum for every k-th row.
/// It is only meant for the ordinary case: there is no result where the information is not far from
/// singular, where a step does not raise the likelihood, or where the maximum is not found in a few
/// steps, and the caller then takes the careful way. At the end a step moves no predictor by more than
/// 1e-9; under separation every step moves the separated rows by about 1, so that it never ends.
struct BlockedLogisticSolver {
  private static let largestCondition = 1e3
  private static let smallWork = 2_000_000
  private static let mostSteps = 15
  private static let sampleSize = 32_768
  private static let partRows = 8192

  /// The coefficients of the scaled columns.
  private(set) var coefficients: [Double]
  private(set) var predictor: [Double] = []
  private(set) var logLikelihood = -Double.infinity
  private(set) var iterations = 0
  private(set) var conditionNumber = Double.infinity
  /// R of √W X at the maximum.
  private(set) var upper = UpperTriangular(Matrix(rows: 0, columns: 0))
  let scaling: ColumnScaling

  private let matrix: Matrix
  private let response: BinaryResponse
  private let factors: [Double]
  private let threads: Int

  /// Whether the matrix is so large that a pass over it costs more than the rest.
  static func isWorthwhile(_ matrix: Matrix) -> Bool {
    matrix.rows * matrix.columns * matrix.columns >= smallWork
  }

  /// - Complexity: O(rows · columns²) for each step, without a copy of the matrix.
  init?(
    _ matrix: Matrix, _ response: BinaryResponse, _ moments: ColumnMoments,
    maximumIterations: Int, threads: Int
  ) {
    guard moments.scales.allSatisfy({ $0 > 0 && $0.isFinite && (1 / $0).isFinite }) else {
      return nil
    }
    self.matrix = matrix
    self.response = response
    self.threads = threads
    factors = moments.scales.map { 1 / $0 }
    scaling = ColumnScaling(
      kept: Array(0..<matrix.columns), aliased: [], centres: moments.centres,
      scales: moments.scales, hasIntercept: moments.hasIntercept)
    coefficients = [Double](repeating: 0, count: matrix.columns)
    if moments.hasIntercept { coefficients[0] = response.logitOfMean - response.meanOffset }
    // No scaled value is farther from 0 than this.
    let reach = moments.scales.indices.map { j in
      (moments.largest[j] + abs(moments.centres[j])) / moments.scales[j]
    }
    startFromSample(moments, reach)
    guard run(reach: reach, tolerance: 1e-9, maximumIterations: maximumIterations) else {
      return nil
    }
    predictor = linearPredictor()
  }

  /// Replaces the start by the maximum for some rows, where there are many more.
  private mutating func startFromSample(_ moments: ColumnMoments, _ reach: [Double]) {
    let stride = matrix.rows / Self.sampleSize
    guard stride >= 4 else { return }
    let rows = (0..<Self.sampleSize).map { $0 * stride }
    let part = Matrix(
      columns: (0..<matrix.columns).map { j in
        matrix.withColumn(j) { column in rows.map { column[$0] } }
      })
    let sample = BinaryResponse(
      isOne: rows.map { response.isOne[$0] }, weights: rows.map { response.weights[$0] },
      offset: response.offset.map { offset in rows.map { offset[$0] } })
    var solver = self
    solver = BlockedLogisticSolver(part, sample, like: solver)
    guard solver.run(reach: reach, tolerance: 1e-3, maximumIterations: Self.mostSteps) else {
      return
    }
    coefficients = solver.coefficients
  }

  private init(_ matrix: Matrix, _ response: BinaryResponse, like other: Self) {
    self.matrix = matrix
    self.response = response
    threads = other.threads
    factors = other.factors
    scaling = other.scaling
    coefficients = other.coefficients
  }

  /// Steps to the maximum; false where it is not found in the ordinary way.
  private mutating func run(reach: [Double], tolerance: Double, maximumIterations: Int) -> Bool {
    while iterations < min(maximumIterations, Self.mostSteps) {
      let sums = sums(at: coefficients)
      let slack = 1e-12 * (abs(logLikelihood) + 0.1)
      guard sums.logLikelihood.isFinite, sums.logLikelihood >= logLikelihood - slack,
        let factor = try? Cholesky(sums.information(order: matrix.columns))
      else { return false }
      let root = UpperTriangular(factor.lower.transposed)
      let condition = ScaledDesign.conditionNumber(root.matrix)
      guard condition < Self.largestCondition else { return false }
      let step = factor.solve(sums.gradient)
      var (largestMove, rise) = (0.0, 0.0)
      for j in step.indices {
        largestMove += abs(step[j]) * reach[j]
        rise += step[j] * sums.gradient[j] / 2
        coefficients[j] += step[j]
      }
      iterations += 1
      logLikelihood = sums.logLikelihood
      guard largestMove.isFinite else { return false }
      if largestMove <= tolerance {
        logLikelihood += rise
        (upper, conditionNumber) = (root, condition)
        return true
      }
    }
    return false
  }

  /// Likelihood, gradient and information at some coefficients.
  private func sums(at coefficients: [Double]) -> LogisticSums {
    let (matrix, response, scaling, factors) = (matrix, response, scaling, factors)
    let total = Parallel.reduce(matrix.rows, threads: threads, chunk: Self.partRows) { rows in
      var sums = LogisticSums(columns: matrix.columns)
      var block = RowBlock(columns: matrix.columns)
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: RowBlock.capacity) {
        let end = min(rows.upperBound, start + RowBlock.capacity)
        block.load(matrix, rows: start..<end, centres: scaling.centres, factors: factors)
        sums.add(&block, response, from: start, coefficients)
      }
      return sums
    } combine: { total, part in
      total.add(part)
    }
    return total ?? LogisticSums(columns: matrix.columns)
  }

  private func linearPredictor() -> [Double] {
    let (matrix, offset, scaling) = (matrix, response.offset, scaling)
    let (coefficients, factors) = (coefficients, factors)
    return Parallel.array(matrix.rows, threads: threads, chunk: Self.partRows) {
      rows, part in
      var block = RowBlock(columns: matrix.columns)
      var eta = [Double](repeating: 0, count: RowBlock.capacity)
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: RowBlock.capacity) {
        let end = min(rows.upperBound, start + RowBlock.capacity)
        block.load(matrix, rows: start..<end, centres: scaling.centres, factors: factors)
        block.times(coefficients, into: &eta)
        for i in start..<end {
          part[i - rows.lowerBound] = eta[i - start] + (offset.map { $0[i] } ?? 0)
        }
      }
    }
  }
}
