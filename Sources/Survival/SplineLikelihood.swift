internal import Foundation
internal import LinearAlgebra

/// The log likelihood of times of which a spline in log time, and covariates, give the standardised
/// variable: z = s(log t) + βᵀx.
///
/// z and its derivative in log time are linear in the coefficients, so that the log likelihood is concave
/// wherever s rises at all events.
struct SplineLikelihood: SmoothObjective {
  let distribution: StandardVariable
  /// The row of z of each row of the data.
  let design: Matrix
  /// The row of its derivative in log time.
  let slope: Matrix
  let entryDesign: Matrix?
  let entryRows: [Int]
  let event: [Bool]
  let weights: [Double]

  var width: Int { design.columns }

  func expansion(at theta: [Double]) -> Expansion? {
    let (z, rise) = (design.times(theta), slope.times(theta))
    var value = 0.0
    var (first, second) = (
      [Double](repeating: 0, count: z.count), [Double](repeating: 0, count: z.count)
    )
    var (byRise, bend) = (first, first)
    for i in z.indices where weights[i] > 0 {
      let jet = event[i] ? distribution.logDensity(z[i]) : distribution.logSurvival(z[i])
      value += weights[i] * jet.value
      first[i] = weights[i] * jet.first
      second[i] = -weights[i] * jet.second
      guard event[i] else { continue }
      guard rise[i] > 0 else { return nil }
      value += weights[i] * log(rise[i])
      byRise[i] = weights[i] / rise[i]
      bend[i] = weights[i] / (rise[i] * rise[i])
    }
    var gradient = design.transposedTimes(first)
    let more = slope.transposedTimes(byRise)
    var products = WeightedCrossProduct()
    var curvature = products(design, weights: second)
    let other = products(slope, weights: bend)
    for j in 0..<width {
      gradient[j] += more[j]
      for i in 0..<width { curvature[i, j] += other[i, j] }
    }
    if let entryDesign { subtractEntry(entryDesign, theta, &value, &gradient, &curvature) }
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
    let change = entryDesign.transposedTimes(first)
    var products = WeightedCrossProduct()
    let bend = products(entryDesign, weights: second)
    for j in 0..<width {
      gradient[j] -= change[j]
      for i in 0..<width { curvature[i, j] -= bend[i, j] }
    }
  }

  /// The weighted score of each row.
  func scores(at theta: [Double]) -> Matrix {
    let (z, rise) = (design.times(theta), slope.times(theta))
    var result = Matrix(rows: z.count, columns: width)
    for i in z.indices where weights[i] > 0 {
      let jet = event[i] ? distribution.logDensity(z[i]) : distribution.logSurvival(z[i])
      let byRise = event[i] ? 1 / rise[i] : 0
      for j in 0..<width {
        result[i, j] = weights[i] * (jet.first * design[i, j] + byRise * slope[i, j])
      }
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
