internal import LinearAlgebra

extension ParametricLikelihood {
  /// The derivatives of the log likelihood of generalised gamma times in the shape Q.
  struct ShapeDerivatives {
    var slope = 0.0
    var second = 0.0
    /// ∂²/∂Q∂(α, τ).
    var cross: [Double]
    /// The weighted score in Q of each row.
    var scores: [Double]
  }

  /// Derivatives in the shape, at coefficients.
  /// - Complexity: O(n p), with some hundred exponentials a row.
  func shapeDerivatives(at theta: [Double], shape: Double) -> ShapeDerivatives {
    let variable = LogGammaVariable(shape: shape)
    let z = design.times(theta)
    var result = ShapeDerivatives(
      cross: [], scores: [Double](repeating: 0, count: z.count))
    var mixed = result.scores
    for i in z.indices where weights[i] > 0 {
      let jet = event[i] ? variable.logDensity(z[i]) : variable.logSurvival(z[i], shapes: true)
      result.scores[i] = weights[i] * jet.byShape
      result.second += weights[i] * jet.byShapeTwice
      mixed[i] = weights[i] * jet.cross
    }
    result.cross = design.transposedTimes(mixed)
    if let entryDesign {
      let entries = entryDesign.times(theta)
      var change = entries
      for (k, row) in entryRows.enumerated() {
        guard weights[row] > 0 else {
          change[k] = 0
          continue
        }
        let jet = variable.logSurvival(entries[k], shapes: true)
        result.scores[row] -= weights[row] * jet.byShape
        result.second -= weights[row] * jet.byShapeTwice
        change[k] = weights[row] * jet.cross
      }
      let other = entryDesign.transposedTimes(change)
      for j in other.indices { result.cross[j] -= other[j] }
    }
    result.slope = result.scores.reduce(0, +)
    return result
  }
}
