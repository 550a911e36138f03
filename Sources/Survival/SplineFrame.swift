internal import Foundation
internal import LinearAlgebra

/// The columns of a Royston–Parmar model: 1, the spline, and the covariates, centred and scaled.
struct SplineFrame: Sendable {
  let likelihood: SplineLikelihood
  let start: [Double]
  let held: [Bool]
  /// The weighted sum of the logarithms of the event times.
  let logTimes: Double
  /// The standard deviations of the covariates.
  let spread: [Double]
  /// How many columns come before the covariates.
  var splineWidth: Int { 1 + spline.count }

  /// The logarithm of the time after which the spline is straight.
  let lastLog: Double

  private let spline: LogTimeSpline
  private let centre: [Double]

  /// Nil where knots coincide or the model to start from has no estimates.
  init?(
    _ data: SurvivalData, _ covariates: Matrix, _ scale: SplineScale, _ first: ParametricSurvival,
    degrees: Int
  ) {
    let weights = data.weights?.values ?? [Double](repeating: 1, count: data.count)
    let logs = data.time.map { log($0) }
    let rows = data.time.indices.filter { data.event[$0] && weights[$0] > 0 }
    guard first.reason == nil,
      let spline = LogTimeSpline(logs: rows.map { logs[$0] }.sorted(), degrees: degrees)
    else { return nil }
    self.spline = spline
    lastLog = spline.knots.last ?? rows.map { logs[$0] }.max() ?? 0
    var (centre, spread) = ([Double](), [Double]())
    for j in 0..<covariates.columns {
      let column = covariates.column(j)
      let mean = column.reduce(0, +) / Double(column.count)
      let square = column.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
      centre.append(mean)
      spread.append(square > 0 ? square.squareRoot() : 1)
    }
    (self.centre, self.spread) = (centre, spread)
    let width = 1 + spline.count + spread.count
    func matrix(_ rows: [Int], _ logs: [Double], isSlope: Bool) -> Matrix {
      var result = Matrix(rows: rows.count, columns: width)
      for (i, row) in rows.enumerated() {
        let (values, slopes) = spline.values(logs[i])
        for (k, value) in (isSlope ? slopes : values).enumerated() { result[i, 1 + k] = value }
        guard !isSlope else { continue }
        result[i, 0] = 1
        for j in spread.indices {
          result[i, 1 + spline.count + j] = (covariates[row, j] - centre[j]) / spread[j]
        }
      }
      return result
    }
    let all = Array(data.time.indices)
    let late = data.entry.map { entry in entry.indices.filter { entry[$0] > 0 } } ?? []
    let entries = late.map { log(data.entry?[$0] ?? 1) }
    likelihood = SplineLikelihood(
      distribution: scale.standard, design: matrix(all, logs, isSlope: false),
      slope: matrix(all, logs, isSlope: true),
      entryDesign: late.isEmpty ? nil : matrix(late, entries, isSlope: false), entryRows: late,
      event: data.event, weights: weights)
    logTimes = rows.reduce(0.0) { $0 + weights[$1] * logs[$1] }
    let isHeld = first.coefficients.dropFirst().map { $0 == nil }
    held = [Bool](repeating: false, count: 1 + spline.count) + isHeld
    let tau = exp(-first.logScale)
    let slopes = first.coefficients.dropFirst().map { -($0 ?? 0) * tau }
    var theta = [Double](repeating: 0, count: width)
    theta[0] = -(first.coefficients[0] ?? 0) * tau
    theta[1] = tau
    for j in spread.indices {
      theta[0] += slopes[j] * centre[j]
      theta[1 + spline.count + j] = slopes[j] * spread[j]
    }
    start = theta
  }

  /// The row of z of someone at a log time.
  func row(_ logTime: Double, _ covariates: [Double]) -> [Double] {
    let own = zip(covariates, zip(centre, spread)).map { ($0 - $1.0) / $1.1 }
    return [1] + spline.values(logTime).values + own
  }

  /// The row of the derivative of z in log time.
  func slopeRow(_ logTime: Double) -> [Double] {
    [0] + spline.values(logTime).slopes + spread.map { _ in 0 }
  }

  func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0.0) { $0 + $1.0 * $1.1 }
  }
}
