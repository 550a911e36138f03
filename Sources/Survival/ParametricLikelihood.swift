internal import Foundation
internal import LinearAlgebra

/// The log likelihood of times whose logarithms have a location and a scale.
///
/// With α = β/σ and τ = 1/σ the standardised logarithm z = τ log t − αᵀx is linear in (α, τ), and the log
/// likelihood is concave in them wherever the density is log-concave, as all of these are. Burridge
/// 1981, doi:10.1111/j.2517-6161.1981.tb01152.x.
struct ParametricLikelihood: SmoothObjective {
  var distribution: StandardVariable
  /// One row a row of the data: minus the covariates, and the logarithm of the time.
  let design: Matrix
  /// The same for the entry of the rows that entered late; with the rows it belongs to.
  let entryDesign: Matrix?
  let entryRows: [Int]
  let event: [Bool]
  let weights: [Double]

  var width: Int { design.columns }

  func expansion(at theta: [Double]) -> Expansion? {
    let tau = theta[width - 1]
    guard tau > 0, tau.isFinite else { return nil }
    let z = design.times(theta)
    var value = 0.0
    var first = [Double](repeating: 0, count: z.count)
    var second = first
    var events = 0.0
    for i in z.indices where weights[i] > 0 {
      let jet = event[i] ? distribution.logDensity(z[i]) : distribution.logSurvival(z[i])
      value += weights[i] * jet.value
      first[i] = weights[i] * jet.first
      second[i] = -weights[i] * jet.second
      if event[i] { events += weights[i] }
    }
    value += events * log(tau)
    var gradient = design.transposedTimes(first)
    var products = WeightedCrossProduct()
    var curvature = products(design, weights: second)
    if let entryDesign { subtractEntry(entryDesign, theta, &value, &gradient, &curvature) }
    gradient[width - 1] += events / tau
    curvature[width - 1, width - 1] += events / (tau * tau)
    guard value.isFinite, gradient.allSatisfy(\.isFinite) else { return nil }
    return Expansion(value: value, gradient: gradient, curvature: curvature)
  }

  private func subtractEntry(
    _ entryDesign: Matrix, _ theta: [Double], _ value: inout Double, _ gradient: inout [Double],
    _ curvature: inout Matrix
  ) {
    let z = entryDesign.times(theta)
    var (first, second) = (z, z)
    for (k, row) in entryRows.enumerated() {
      let jet = distribution.logSurvival(z[k])
      value -= weights[row] * jet.value
      first[k] = weights[row] * jet.first
      second[k] = -weights[row] * jet.second
    }
    let slope = entryDesign.transposedTimes(first)
    for j in gradient.indices { gradient[j] -= slope[j] }
    var products = WeightedCrossProduct()
    let bend = products(entryDesign, weights: second)
    for j in 0..<width {
      for i in 0..<width { curvature[i, j] -= bend[i, j] }
    }
  }

  /// The weighted score of each row.
  func scores(at theta: [Double]) -> Matrix {
    let z = design.times(theta)
    var result = Matrix(rows: z.count, columns: width)
    for i in z.indices {
      let jet = event[i] ? distribution.logDensity(z[i]) : distribution.logSurvival(z[i])
      for j in 0..<width { result[i, j] = weights[i] * jet.first * design[i, j] }
      if event[i] { result[i, width - 1] += weights[i] / theta[width - 1] }
    }
    guard let entryDesign else { return result }
    let entries = entryDesign.times(theta)
    for (k, row) in entryRows.enumerated() {
      let jet = distribution.logSurvival(entries[k])
      for j in 0..<width { result[row, j] -= weights[row] * jet.first * entryDesign[k, j] }
    }
    return result
  }
}
