internal import Foundation
internal import LinearAlgebra

/// The log likelihood of times whose hazard is exp(βᵀx + a t), concave in (β, a).
///
/// Times are measured in units in which the longest is 1. All is smooth through a = 0, the constant hazard.
struct GompertzLikelihood: SmoothObjective {
  /// 1, the covariates, and a column for a that is not read.
  let design: Matrix
  let time: [Double]
  let entry: [Double]
  let event: [Bool]
  let weights: [Double]

  var width: Int { design.columns }

  /// The cumulative hazard of a row with its derivatives in a.
  private func hazard(_ row: Int, _ location: Double, _ growth: Double) -> (
    value: Double, first: Double, second: Double
  ) {
    let (from, length) = (entry[row], time[row] - entry[row])
    let part = ExponentialRemainder(growth * length)
    let rate = exp(location + growth * from) * length
    return (
      rate * part.psi, rate * (from * part.psi + length * part.psiFirst),
      rate
        * (from * from * part.psi + 2 * from * length * part.psiFirst
          + length * length * part.psiSecond)
    )
  }

  private func locations(_ theta: [Double]) -> [Double] {
    design.times(Array(theta.dropLast()) + [0])
  }

  func expansion(at theta: [Double]) -> Expansion? {
    let (growth, last) = (theta[width - 1], width - 1)
    let locations = locations(theta)
    var (value, slope, bend) = (0.0, 0.0, 0.0)
    var (first, second, cross) = (
      [Double](repeating: 0, count: time.count), [Double](repeating: 0, count: time.count),
      [Double](repeating: 0, count: time.count)
    )
    for i in time.indices where weights[i] > 0 {
      let sum = hazard(i, locations[i], growth)
      let count = event[i] ? 1.0 : 0
      value += weights[i] * (count * (locations[i] + growth * time[i]) - sum.value)
      first[i] = weights[i] * (count - sum.value)
      second[i] = weights[i] * sum.value
      slope += weights[i] * (count * time[i] - sum.first)
      cross[i] = weights[i] * sum.first
      bend += weights[i] * sum.second
    }
    var gradient = design.transposedTimes(first)
    var products = WeightedCrossProduct()
    var curvature = products(design, weights: second)
    let mixed = design.transposedTimes(cross)
    for j in 0..<last {
      curvature[j, last] = mixed[j]
      curvature[last, j] = mixed[j]
    }
    curvature[last, last] = bend
    gradient[last] = slope
    guard value.isFinite, bend.isFinite, gradient.allSatisfy(\.isFinite) else { return nil }
    return Expansion(value: value, gradient: gradient, curvature: curvature)
  }

  /// The weighted score of each row.
  func scores(at theta: [Double]) -> Matrix {
    let locations = locations(theta)
    var result = Matrix(rows: time.count, columns: width)
    for i in time.indices where weights[i] > 0 {
      let sum = hazard(i, locations[i], theta[width - 1])
      let count = event[i] ? 1.0 : 0
      for j in 0..<width - 1 { result[i, j] = weights[i] * (count - sum.value) * design[i, j] }
      result[i, width - 1] = weights[i] * (count * time[i] - sum.first)
    }
    return result
  }
}
