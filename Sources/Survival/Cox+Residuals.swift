public import LinearAlgebra

/// The residuals of a fit are taken at ``iterate``; those of rows of weight 0 are 0.
extension Cox {
  /// The events of each row less those expected, without weights; with weights they sum to 0.
  /// - Complexity: O(n p).
  public var martingaleResiduals: [Double] {
    sets.martingaleResiduals(newton.point.sums, rowCount: data.count)
  }

  /// The contribution of each row to the score, without weights, one column a covariate.
  /// - Complexity: O(n p).
  public var scoreResiduals: Matrix {
    var result = sets.scoreResiduals(newton.point.sums, rowCount: data.count)
    for j in 0..<result.columns {
      let factor = sets.scale[j] > 0 ? 1 / sets.scale[j] : 0
      for i in 0..<result.rows { result[i, j] *= factor }
    }
    return result
  }

  /// The change of the coefficients to first order if a row is left out, weights included, one
  /// column a covariate.
  /// - Complexity: O(n p²).
  public var dfbeta: Matrix {
    let residuals = sets.scoreResiduals(newton.point.sums, rowCount: data.count)
    var result = sets.weighted(residuals, by: data).times(newton.variance)
    for j in 0..<result.columns {
      for i in 0..<result.rows { result[i, j] *= sets.scale[j] }
    }
    return result
  }
}
