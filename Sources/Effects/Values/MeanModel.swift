internal import Cohorts
internal import LinearAlgebra

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// A regression of values on a matrix by weighted maximum likelihood: linear for continuous values,
/// logistic for binary ones, log-linear (Poisson) with the exposure as offset for counts.
///
/// Newton's method; each step is a least-squares problem solved by a QR factorisation.
struct MeanModel {
  let coefficients: [Double]
  /// The Cholesky factor R of the information, RᵀR = Xᵀ W V X.
  let root: UpperTriangular
  /// The weighted sum of squared residuals of a linear model.
  let residualSumOfSquares: Double
  private let kind: ValueKind

  /// Steps after which an iteration is given up.
  static let maximumIterations = 60

  /// Fits the model.
  ///
  /// - Complexity: O(n p²) a step.
  init(_ x: Matrix, _ data: ValueData) throws(ValueFailure) {
    kind = data.kind
    var beta = [Double](repeating: 0, count: x.columns)
    beta[0] = Self.start(data)
    var predictor = x.times(beta)
    for iteration in 0..<Self.maximumIterations {
      let fit = Self.step(x, data, predictor)
      guard fit.upper.dependentColumns().isEmpty, let step = try? fit.solution(),
        step.allSatisfy(\.isFinite)
      else { throw ValueFailure(iteration == 0 ? .collinear : .notConverged) }
      let moved = x.times(step)
      let largest = moved.lazy.map { abs($0) }.max() ?? 0
      // A step of more than 4 on the link scale is shortened, so that exp does not overflow.
      let share = kind == .continuous ? 1 : min(1, 4 / max(largest, 1e-300))
      for j in beta.indices { beta[j] += share * step[j] }
      for i in predictor.indices { predictor[i] += share * moved[i] }
      if kind == .continuous || largest < 1e-9 {
        let last = Self.step(x, data, predictor)
        (coefficients, root) = (beta, last.upper)
        residualSumOfSquares = last.residualSumOfSquares
        return
      }
    }
    throw ValueFailure(.notConverged)
  }

  /// The mean at a linear predictor, and its slope.
  func mean(_ eta: Double) -> (value: Double, slope: Double) { Self.mean(eta, kind) }

  private static func mean(_ eta: Double, _ kind: ValueKind) -> (value: Double, slope: Double) {
    switch kind {
    case .continuous: return (eta, 1)
    case .binary:
      let tail = exp(-abs(eta))
      let large = 1 / (1 + tail)
      return (eta >= 0 ? large : tail * large, tail * large * large)
    case .count:
      let value = exp(eta)
      return (value, value)
    }
  }

  private static func start(_ data: ValueData) -> Double {
    var (sum, total) = (0.0, 0.0)
    for row in 0..<data.count {
      sum += data.weights[row] * data.values[row]
      total += data.weights[row] * data.exposure(row)
    }
    let mean = sum / total
    return switch data.kind {
    case .continuous: mean
    case .binary: log(mean / (1 - mean))
    case .count: log(mean)
    }
  }

  private static func step(
    _ x: Matrix, _ data: ValueData, _ predictor: [Double]
  ) -> WeightedLeastSquares {
    var scales = [Double](repeating: 0, count: x.rows)
    var residuals = scales
    for i in 0..<x.rows {
      let (mean, slope) = mean(predictor[i], data.kind)
      let exposure = data.exposure(i)
      let root = data.weights[i].squareRoot()
      let spread = (slope * exposure).squareRoot()
      scales[i] = root * spread
      residuals[i] = spread > 0 ? root * (data.values[i] - mean * exposure) / spread : 0
    }
    return WeightedLeastSquares(x, rowScales: scales, rightSide: residuals)
  }
}
