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

  /// One residual an event: its covariates less their mean over the risk set, without weights.
  public struct Schoenfeld: Sendable {
    /// The row of each event, by stratum and time.
    public let rows: [Int]
    /// The time of each event.
    public let times: [Double]
    /// One row an event, one column a covariate.
    public let values: Matrix
  }

  /// The Schoenfeld residuals; tied events share the average over their terms of the mean.
  /// - Complexity: O(n p).
  public var schoenfeldResiduals: Schoenfeld {
    let deadPositions = sets.blocks.flatMap { Array($0.start..<$0.deadEnd) }
    var values = Matrix(rows: deadPositions.count, columns: sets.width)
    var terms = CoxBlockTerms(width: sets.width)
    var e = 0
    for b in sets.blocks.indices {
      sets.load(&terms, block: b, newton.point.sums)
      for i in sets.blocks[b].start..<sets.blocks[b].deadEnd {
        for j in 0..<sets.width where sets.scale[j] > 0 {
          values[e, j] = (sets.x[i * sets.width + j] - terms.mean[j]) / sets.scale[j]
        }
        e += 1
      }
    }
    let rows = deadPositions.map { sets.rows[$0] }
    return Schoenfeld(rows: rows, times: rows.map { data.time[$0] }, values: values)
  }
}
