internal import Cohorts
internal import LinearAlgebra

extension ArmMeans {
  /// Means of the arms by g-computation: a regression on arm and columns is predicted with everyone
  /// in either arm and averaged over a group, or over everyone by their weights (rates by weight
  /// times exposure).
  ///
  /// Robust errors take in that the population is a sample too: with ψ = (h − m) v / Σ v the influence
  /// of averaging and G the gradient of the mean in the coefficients, that of patient i is ψᵢ +
  /// Gᵀ (XᵀWVX)⁻¹ xᵢ wᵢ (yᵢ − μᵢ). Errors of the model are Gᵀ cov(β) G for given covariates.
  /// - Throws: why the model cannot be fitted.
  /// - Complexity: O(n p²).
  init(_ data: ValueData, adjustment: Matrix, isRobust: Bool) throws(ValueFailure) {
    let x = Self.design(data, adjustment)
    guard data.count > x.columns else { throw ValueFailure(.tooFewPatients) }
    let model = try MeanModel(x, data)
    let predictor = x.times(model.coefficients)
    let arms = [0, 1].map { Self.average(model, x, predictor, data, arm: $0) }
    value = arms.map(\.mean)
    if isRobust {
      var influence: [[Double]] = []
      for arm in arms { influence.append(try Self.influence(arm, model, x, predictor, data)) }
      uncertainty = Self.robust(data, influence, coefficients: x.columns)
      return
    }
    guard let inverse = try? model.root.inverse() else { throw ValueFailure(.collinear) }
    var covariance = inverse.matrix.times(inverse.matrix.transposed)
    var degrees: Double?
    if data.kind == .continuous {
      let free = data.weights.reduce(0, +) - Double(x.columns)
      guard free > 0 else { throw ValueFailure(.tooFewPatients) }
      let scale = model.residualSumOfSquares / free
      covariance = Matrix(
        rows: x.columns, columns: x.columns, storage: covariance.storage.map { $0 * scale })
      degrees = free
    }
    uncertainty = .model(
      gradients: arms.map(\.gradient), covariance: covariance, degreesOfFreedom: degrees)
  }

  /// Ones, the arm, and the columns centred and scaled, which changes no prediction.
  private static func design(_ data: ValueData, _ adjustment: Matrix) -> Matrix {
    var columns = [
      [Double](repeating: 1, count: data.count), data.groups.map(Double.init),
    ]
    for j in 0..<adjustment.columns {
      let column = adjustment.column(j)
      let mean = column.reduce(0, +) / Double(column.count)
      let centred = column.map { $0 - mean }
      let spread = centred.lazy.map { abs($0) }.max() ?? 0
      columns.append(spread > 0 ? centred.map { $0 / spread } : centred)
    }
    return Matrix(columns: columns)
  }

  private struct Average {
    var mean = 0.0
    var gradient: [Double]
    /// The influence of averaging.
    var influence: [Double]
  }

  private static func average(
    _ model: MeanModel, _ x: Matrix, _ predictor: [Double], _ data: ValueData, arm: Int
  ) -> Average {
    var result = Average(
      gradient: [Double](repeating: 0, count: x.columns),
      influence: [Double](repeating: 0, count: x.rows))
    let shift = model.coefficients[1]
    var shares = [Double](repeating: 0, count: x.rows)
    var total = 0.0
    for i in 0..<x.rows where data.population.map({ $0 == data.groups[i] }) ?? true {
      shares[i] = data.weights[i] * data.exposure(i)
      total += shares[i]
    }
    var predicted = shares
    for i in 0..<x.rows where shares[i] > 0 {
      shares[i] /= total
      let (value, slope) = model.mean(predictor[i] + shift * Double(arm - data.groups[i]))
      predicted[i] = value
      result.mean += shares[i] * value
      for j in 0..<x.columns {
        result.gradient[j] += shares[i] * slope * (j == 1 ? Double(arm) : x[i, j])
      }
    }
    for i in 0..<x.rows where shares[i] > 0 {
      result.influence[i] = shares[i] * (predicted[i] - result.mean)
    }
    return result
  }

  private static func influence(
    _ average: Average, _ model: MeanModel, _ x: Matrix, _ predictor: [Double], _ data: ValueData
  ) throws(ValueFailure) -> [Double] {
    guard let half = try? model.root.solveTransposed(average.gradient),
      let direction = try? model.root.solve(half)
    else { throw ValueFailure(.collinear) }
    let along = x.times(direction)
    return along.indices.map { i in
      let residual = data.values[i] - model.mean(predictor[i]).value * data.exposure(i)
      return average.influence[i] + data.weights[i] * residual * along[i]
    }
  }
}
