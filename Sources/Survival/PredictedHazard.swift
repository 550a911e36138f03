internal import Foundation
internal import LinearAlgebra

/// The hazard that a Cox model of some rows predicts for everybody: Λ₀(t) exp(βᵀ(x − x̄)).
struct PredictedHazard: Sendable {
  /// Why there is no model.
  let reason: NotEstimable?
  /// The baseline at the mean of the covariates.
  let scan: BreslowScan
  /// exp(βᵀ(x − x̄)) of every row, fitted or not.
  let ratios: [Double]
  /// The covariates of every row less their mean in the fitted ones.
  let centred: Matrix
  /// The influence of each fitted row on β; empty where there is no model.
  let dfbeta: Matrix

  var times: [Double] { scan.times }
  var hazard: [Double] { scan.hazard }
  var increments: [Double] { scan.increments }
  var lastTime: Double { scan.lastTime }

  func count(upTo time: Double) -> Int { scan.count(upTo: time) }

  /// Fits the model, with Breslow's ties.
  ///
  /// - Parameters:
  ///   - data: The follow-up of the fitted rows.
  ///   - rows: Which rows of the covariates they are.
  ///   - covariates: The covariates of everybody; without columns the baseline is all there is.
  ///   - threads: The most threads to use.
  ///   - isCensoring: Whether what is predicted is leaving rather than the event; who has the event on a
  ///     day is then no longer there to leave on it.
  /// - Throws: What ``Cox`` throws.
  init(
    _ data: SurvivalData, rows: [Int], covariates: Matrix, threads: Int, isCensoring: Bool = false
  ) throws(SurvivalError) {
    let own = Self.select(covariates, rows)
    let hasEvents = data.event.contains(!isCensoring)
    let fit: Cox? =
      hasEvents && own.columns > 0
      ? try Cox(
        isCensoring ? data.exchangingEvents() : data, covariates: own, ties: .breslow,
        variance: .model, threads: threads) : nil
    let coefficients = fit?.coefficients.map { $0 ?? 0 } ?? []
    let means = (0..<own.columns).map { own.column($0).reduce(0, +) / Double(max(1, own.rows)) }
    var centred = covariates
    for j in means.indices {
      for i in 0..<centred.rows { centred[i, j] -= means[j] }
    }
    let ratios = (0..<centred.rows).map { i in
      exp(coefficients.indices.reduce(0.0) { $0 + coefficients[$1] * centred[i, $1] })
    }
    let failures = coefficients.indices.compactMap { fit?.coefficient($0).reason }
      .filter { $0 != .collinear && $0 != .noVariation }
    let isFinite = ratios.allSatisfy { $0.isFinite && $0 > 0 }
    reason = !hasEvents ? .noEvents : failures.first ?? (isFinite ? nil : .outOfScale)
    self.centred = centred
    self.ratios = ratios
    dfbeta = fit?.dfbeta ?? Matrix(rows: 0, columns: 0)
    scan = BreslowScan(
      data, ratios: rows.map { ratios[$0] }, covariates: Self.select(centred, rows),
      isCensoring: isCensoring)
  }

  private static func select(_ matrix: Matrix, _ rows: [Int]) -> Matrix {
    var result = Matrix(rows: rows.count, columns: matrix.columns)
    for j in 0..<matrix.columns {
      for (i, row) in rows.enumerated() { result[i, j] = matrix[row, j] }
    }
    return result
  }
}
