internal import Foundation
internal import LinearAlgebra

/// What one arm's Cox model says of everybody, and how each person moves it.
///
/// The curve of a person with covariates x is exp(−Λ₀(t) exp(βᵀx)); the curve of the arm is its mean over
/// the target population. Its influence function adds a person's own deviation from that mean to what
/// the person contributes to β and Λ₀.
struct StandardizedArm: Sendable {
  /// The rows of the arm.
  private let rows: [Int]
  private let data: SurvivalData
  private let model: PredictedHazard
  private let target: [Double]
  private let totalTarget: Double
  private let threads: Int

  /// Fits the model of an arm.
  ///
  /// - Parameters:
  ///   - all: The follow-up of everybody.
  ///   - rows: The rows of the arm.
  ///   - covariates: The covariates of everybody.
  ///   - target: How much each row counts in the target population.
  ///   - threads: The most threads to use.
  /// - Throws: What ``Cox`` throws but for absent events.
  init(
    _ all: SurvivalData, rows: [Int], covariates: Matrix, target: [Double], threads: Int
  ) throws(SurvivalError) {
    self.rows = rows
    self.target = target
    self.threads = threads
    totalTarget = target.reduce(0, +)
    data = try SurvivalData(
      time: rows.map { all.time[$0] }, event: rows.map { all.event[$0] },
      entry: all.entry.map { entry in rows.map { entry[$0] } },
      weights: all.weights.map { weights in
        Weights(rows.map { weights.values[$0] }, kind: weights.kind)
      }, threads: threads)
    model = try PredictedHazard(data, rows: rows, covariates: covariates, threads: threads)
  }

  /// Why there is no model.
  var reason: NotEstimable? { model.reason }

  private var scan: BreslowScan { model.scan }
  private var ratios: [Double] { model.ratios }
  private var centred: Matrix { model.centred }

  /// The last time of the arm, after which its curve says nothing.
  var lastTime: Double { scan.lastTime }

  /// The mean curve at a time, with the influence of each row.
  /// - Complexity: O(n p).
  func survival(at time: Double) -> (value: Double, influence: [Double]) {
    let count = scan.count(upTo: time)
    let hazard = count > 0 ? scan.hazard[count - 1] : 0
    let curves = ratios.map { exp(-hazard * $0) }
    var mean = 0.0
    for i in curves.indices { mean += target[i] * curves[i] }
    mean /= totalTarget
    var influence = curves.indices.map { target[$0] * (curves[$0] - mean) / totalTarget }
    guard count > 0 else { return (mean, influence) }
    var slope = 0.0
    var gradient = [Double](repeating: 0, count: centred.columns)
    for i in curves.indices {
      let part = target[i] * curves[i] * ratios[i] / totalTarget
      slope += part
      for j in gradient.indices { gradient[j] += part * centred[i, j] }
    }
    let meanHazard = scan.meanHazard[count - 1]
    let direction = gradient.indices.map { hazard * gradient[$0] - slope * meanHazard[$0] }
    for (own, row) in rows.enumerated() {
      var change = slope * martingale(own, upTo: count)
      for j in direction.indices { change += direction[j] * model.dfbeta[own, j] }
      influence[row] -= change
    }
    return (mean, influence)
  }

  /// The restricted mean of the mean curve, with the influence of each row.
  /// - Complexity: O((n + event times) p), with some hundred exponentials each.
  func restrictedMean(to horizon: Double) -> (value: Double, influence: [Double]) {
    let count = scan.count(upTo: horizon)
    let steps = (0..<count).map { k in
      (k + 1 < count ? scan.times[k + 1] : horizon) - scan.times[k]
    }
    let start = count > 0 ? scan.times[0] : horizon
    let hazards = Array(scan.hazard.prefix(count))
    let own = LaplaceSums(points: hazards, weights: [steps]).values(at: ratios, threads: threads)[0]
    let means = own.map { start + $0 }
    var mean = 0.0
    for i in means.indices { mean += target[i] * means[i] }
    mean /= totalTarget
    var influence = means.indices.map { target[$0] * (means[$0] - mean) / totalTarget }
    guard count > 0 else { return (mean, influence) }
    let (slopes, gradients) = slopes(hazards)
    var direction = [Double](repeating: 0, count: centred.columns)
    for k in 0..<count {
      for j in direction.indices {
        direction[j] +=
          steps[k] * (hazards[k] * gradients[j][k] - slopes[k] * scan.meanHazard[k][j])
      }
    }
    let areas = Areas(slopes: slopes, steps: steps, relative: scan.relative)
    for (place, row) in rows.enumerated() {
      var change = integrated(place, areas, count: count)
      for j in direction.indices { change += direction[j] * model.dfbeta[place, j] }
      influence[row] -= change
    }
    return (mean, influence)
  }

  /// Means over the target of r exp(−Λ r) and of it times each covariate, at each hazard.
  private func slopes(_ hazards: [Double]) -> ([Double], [[Double]]) {
    let first = ratios.indices.map { target[$0] * ratios[$0] / totalTarget }
    let others = (0..<centred.columns).map { j in first.indices.map { first[$0] * centred[$0, j] } }
    let sums = LaplaceSums(points: ratios, weights: [first] + others)
      .values(at: hazards, threads: threads)
    return (sums[0], Array(sums.dropFirst()))
  }

  private func weight(_ own: Int) -> Double { data.weights?.values[own] ?? 1 }

  /// ∫ dM/S₀ up to an event time: what a row adds to the baseline hazard, β held.
  private func martingale(_ own: Int, upTo count: Int) -> Double {
    let seen = min(count, scan.count(upTo: data.time[own]))
    let before = data.entry.map { scan.count(upTo: $0[own]) } ?? 0
    var value = 0.0
    if seen > before {
      value -=
        ratios[rows[own]]
        * (scan.relative[seen - 1] - (before > 0 ? scan.relative[before - 1] : 0))
    }
    if data.event[own], seen > 0, scan.times[seen - 1] == data.time[own] {
      value += 1 / scan.atRisk[seen - 1]
    }
    return weight(own) * value
  }

  /// The same times the slope of the mean curve, integrated up to the horizon.
  private func integrated(_ own: Int, _ areas: Areas, count: Int) -> Double {
    let seen = min(count, scan.count(upTo: data.time[own]))
    let before = min(seen, data.entry.map { scan.count(upTo: $0[own]) } ?? 0)
    var value = 0.0
    if seen > before {
      let last = scan.relative[seen - 1]
      let first = before > 0 ? scan.relative[before - 1] : 0
      let within = areas.weighted[seen] - areas.weighted[before]
      let inside = areas.plain[seen] - areas.plain[before]
      let after = areas.plain[count] - areas.plain[seen]
      value -= ratios[rows[own]] * (within - first * inside + (last - first) * after)
    }
    if data.event[own], seen > 0, scan.times[seen - 1] == data.time[own] {
      value += (areas.plain[count] - areas.plain[seen - 1]) / scan.atRisk[seen - 1]
    }
    return weight(own) * value
  }

  /// Cumulated areas under the slope, and under it times the relative hazard.
  private struct Areas {
    var plain = [0.0]
    var weighted = [0.0]

    init(slopes: [Double], steps: [Double], relative: [Double]) {
      for k in steps.indices {
        plain.append(plain[k] + slopes[k] * steps[k])
        weighted.append(weighted[k] + slopes[k] * steps[k] * relative[k])
      }
    }
  }
}
