public import LinearAlgebra

extension Cox {
  /// One residual an event: its covariates less their mean over the risk set.
  public struct Schoenfeld: Sendable {
    /// The row of each event, by stratum and time.
    public let rows: [Int]
    /// The time of each event.
    public let times: [Double]
    /// One row an event, one column a covariate.
    public let values: Matrix
  }

  /// The Schoenfeld residuals without weights; tied events share the average over their terms of
  /// the mean.
  /// - Complexity: O(n p).
  public var schoenfeldResiduals: Schoenfeld { schoenfeldResiduals(weighting: .unweighted) }

  /// The Schoenfeld residuals, each times the weight of its row where that is asked for.
  /// - Complexity: O(n p).
  public func schoenfeldResiduals(weighting: ResidualWeighting) -> Schoenfeld {
    let deadPositions = sets.blocks.flatMap { Array($0.start..<$0.deadEnd) }
    var values = Matrix(rows: deadPositions.count, columns: sets.width)
    var terms = CoxBlockTerms(width: sets.width)
    var e = 0
    for b in sets.blocks.indices {
      sets.load(&terms, block: b, newton.point.sums)
      for i in sets.blocks[b].start..<sets.blocks[b].deadEnd {
        let weight = weighting == .weighted ? sets.weight[i] : 1
        for j in 0..<sets.width where sets.scale[j] > 0 {
          values[e, j] = weight * (sets.x[i * sets.width + j] - terms.mean[j]) / sets.scale[j]
        }
        e += 1
      }
    }
    let rows = deadPositions.map { sets.rows[$0] }
    return Schoenfeld(rows: rows, times: rows.map { data.time[$0] }, values: values)
  }

  /// The Schoenfeld residuals in units of the coefficients, whose trend over time is that of the
  /// coefficients.
  ///
  /// From residuals r they are d V r + β, with d events and V the model's variance. Grambsch and
  /// Therneau 1994, doi:10.1093/biomet/81.3.515.
  /// - Complexity: O(n p + d p²).
  public func scaledSchoenfeldResiduals(
    weighting: ResidualWeighting = .unweighted
  ) -> Schoenfeld {
    let plain = schoenfeldResiduals(weighting: weighting)
    let count = data.countsCopies ? events : Double(plain.rows.count)
    var values = plain.values.times(modelVariance)
    for j in 0..<values.columns {
      for e in 0..<values.rows { values[e, j] = count * values[e, j] + iterate[j] }
    }
    return Schoenfeld(rows: plain.rows, times: plain.times, values: values)
  }
}
