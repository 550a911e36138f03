internal import Foundation
internal import LinearAlgebra

/// What the search of a parametric model has found: coefficients, log scale and shape, in that order, with
/// their variance and the influence of each row on them.
struct ParametricSolution {
  var coefficients: [Double?]
  var logScale = 0.0
  var shape: Double?
  var logLikelihood = 0.0
  var parameterCount = 0
  var iterations = 0
  var reason: NotEstimable?
  var modelVariance: Matrix
  var influence: Matrix

  init(
    _ data: SurvivalData, _ covariates: Matrix, _ distribution: ParametricDistribution
  ) throws(SurvivalError) {
    let frame = try ParametricFrame(data, covariates, distribution)
    coefficients = [Double?](repeating: nil, count: covariates.columns + 1)
    let width = covariates.columns + 2 + (distribution.hasShape ? 1 : 0)
    modelVariance = Matrix(rows: width, columns: width)
    influence = Matrix(rows: 0, columns: width)
    parameterCount = frame.held.count { !$0 } + (distribution.hasShape ? 1 : 0)
    switch distribution {
    case .generalizedGamma: findGamma(frame)
    case .gompertz: findGompertz(data, frame)
    default: find(frame)
    }
    check()
  }

  private mutating func find(_ frame: ParametricFrame) {
    var search = ConcaveSearch(frame.likelihood, from: frame.start, holding: frame.held)
    search?.run()
    iterations = search?.iterations ?? 0
    guard let search, search.isConverged else {
      reason = .notConverged
      return
    }
    if search.isDrifting {
      reason = .infiniteCoefficient
      return
    }
    (coefficients, logScale) = frame.estimates(search.beta)
    logLikelihood = search.expansion.value - frame.logTimes
    take(
      search.factor.inverse, frame.likelihood.scores(at: search.beta), frame.jacobian(search.beta))
  }

  private mutating func findGamma(_ frame: ParametricFrame) {
    guard let search = GeneralizedGammaSearch(frame) else {
      reason = .notConverged
      return
    }
    iterations = search.iterations
    if let found = search.reason {
      reason = found
      return
    }
    (coefficients, logScale) = frame.estimates(search.theta)
    shape = search.shape
    logLikelihood = search.expansion.value - frame.logTimes
    var likelihood = frame.likelihood
    likelihood.distribution = .logGamma(LogGammaVariable(shape: search.shape))
    let inner = likelihood.scores(at: search.theta)
    let last = inner.columns
    let scores = Matrix(
      rows: inner.rows, columns: last + 1, storage: inner.storage + search.derivatives.scores)
    let change = frame.jacobian(search.theta)
    var all = Matrix(rows: last + 1, columns: last + 1)
    for j in 0..<last {
      for i in 0..<last { all[i, j] = change[i, j] }
    }
    all[last, last] = 1
    take(search.inverse, scores, all)
  }

  private mutating func findGompertz(_ data: SurvivalData, _ frame: ParametricFrame) {
    let unit = data.time.max() ?? 1
    let model = frame.likelihood
    var design = model.design
    for j in 0..<design.columns - 1 {
      for i in 0..<design.rows { design[i, j] = -design[i, j] }
    }
    let likelihood = GompertzLikelihood(
      design: design, time: data.time.map { $0 / unit },
      entry: data.entry?.map { $0 / unit } ?? [Double](repeating: 0, count: data.count),
      event: data.event, weights: model.weights)
    let last = design.columns - 1
    var start = [Double](repeating: 0, count: last + 1)
    let rows = data.time.indices
    let followed = rows.reduce(0.0) {
      $0 + model.weights[$1] * (likelihood.time[$1] - likelihood.entry[$1])
    }
    let events = rows.reduce(0.0) { $0 + (data.event[$1] ? model.weights[$1] : 0) }
    start[0] = log(events / followed)
    let held = Array(frame.held.dropLast()) + [false]
    var search = ConcaveSearch(likelihood, from: start, holding: held)
    search?.run()
    iterations = search?.iterations ?? 0
    guard let search, search.isConverged else {
      reason = .notConverged
      return
    }
    if search.isDrifting {
      reason = .infiniteCoefficient
      return
    }
    let theta = search.beta
    // Coefficients, a log scale that there is not, and a in the unit of the times.
    var change = Matrix(rows: last + 2, columns: last + 1)
    var intercept = theta[0] - log(unit)
    change[0, 0] = 1
    for j in frame.centre.indices where !held[j + 1] {
      let slope = theta[j + 1] / frame.spread[j]
      coefficients[j + 1] = slope
      intercept -= slope * frame.centre[j]
      change[j + 1, j + 1] = 1 / frame.spread[j]
      change[0, j + 1] = -frame.centre[j] / frame.spread[j]
    }
    coefficients[0] = intercept
    shape = theta[last] / unit
    change[last + 1, last] = 1 / unit
    logLikelihood = search.expansion.value - events * log(unit)
    take(search.factor.inverse, likelihood.scores(at: theta), change)
  }

  private mutating func take(_ inverse: Matrix, _ scores: Matrix, _ change: Matrix) {
    modelVariance = change.times(inverse).times(change.transposed)
    influence = scores.times(inverse).times(change.transposed)
  }

  /// Numbers that are none leave a reason.
  private mutating func check() {
    let numbers = coefficients.compactMap(\.self) + [logScale, shape ?? 0, logLikelihood]
    guard reason == nil,
      !(numbers + modelVariance.storage + influence.storage).allSatisfy(\.isFinite)
    else { return }
    reason = .outOfScale
    coefficients = coefficients.map { _ in nil }
    (logScale, shape, logLikelihood) = (0, nil, 0)
    influence = Matrix(rows: 0, columns: influence.columns)
    modelVariance = Matrix(rows: modelVariance.rows, columns: modelVariance.columns)
  }
}
