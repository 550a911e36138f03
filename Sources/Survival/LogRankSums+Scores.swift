internal import LinearAlgebra

extension LogRankSums {
  /// Adds the score residuals of a stratum.
  ///
  /// With W the weight of the test, that of row i for group g is W(T) δ (1{g_i = g} − p_g(T)) − Σ
  /// over its times at risk of W (1{g_i = g} − p_g) d/n, times the weight of the row. W is taken as
  /// known, since what it multiplies has mean 0 under the hypothesis.
  mutating func addScores(
    _ order: RowOrder, _ table: RiskTable, _ atRisk: [Double], _ factors: [[Double]]
  ) {
    let width = groups.count
    if scores.isEmpty {
      scores = [[Double]](
        repeating: [Double](repeating: 0, count: data.count), count: weights.count * width)
    }
    for c in weights.indices { addScores(order, table, atRisk, factors[c], test: c) }
  }

  private mutating func addScores(
    _ order: RowOrder, _ table: RiskTable, _ atRisk: [Double], _ factors: [Double], test: Int
  ) {
    let width = groups.count
    let base = test * width
    var exposure = Exposure(hazard: 0, shares: [Double](repeating: 0, count: width))
    var next = 0
    for k in table.time.indices {
      while next < order.entries.count, let entry = data.entry?[order.entries[next]],
        entry < table.time[k]
      {
        add(exposure, to: order.entries[next], base: base, sign: 1)
        next += 1
      }
      if table.eventCount[k] > 0 {
        let rate = factors[k] * (table.events[k] / table.atRisk[k])
        exposure.hazard += rate
        for g in 0..<width {
          exposure.shares[g] += rate * (atRisk[k * width + g] / table.atRisk[k])
        }
      }
      for i in table.start[k]..<table.start[k + 1] {
        let row = order.exits[i]
        add(exposure, to: row, base: base, sign: -1)
        guard order.isEvent[i] else { continue }
        for g in 0..<width {
          let own = groups.codes[row] == g ? 1.0 : 0
          let share = atRisk[k * width + g] / table.atRisk[k]
          scores[base + g][row] += factors[k] * order.weight[i] * (own - share)
        }
      }
    }
  }

  /// The sums of W d/n and of W p_g d/n up to a time.
  private struct Exposure {
    var hazard: Double
    var shares: [Double]
  }

  private mutating func add(_ exposure: Exposure, to row: Int, base: Int, sign: Double) {
    let weight = data.rowWeights[row] * sign
    for g in 0..<groups.count {
      let own = groups.codes[row] == g ? exposure.hazard : 0
      scores[base + g][row] += weight * (own - exposure.shares[g])
    }
  }

  /// Sets the variance to the squared scores, summed within clusters.
  mutating func squareScores() {
    guard !scores.isEmpty else { return }
    covariance = data.clusterCrossProduct(Matrix(columns: scores))
  }
}

extension SurvivalData {
  /// The sum over clusters of r rᵀ for the sums r of the rows of influences, or over copies of
  /// independent rows.
  ///
  /// Influences have one row a row of the data, weights included.
  /// - Complexity: O(n p²).
  func clusterCrossProduct(_ influence: Matrix) -> Matrix {
    let width = influence.columns
    let codes = clusterCodes
    let height = codes?.count ?? count
    let values = influence.storage
    var sums = [Double](repeating: 0, count: height * width)
    for j in 0..<width {
      for row in 0..<count where values[row + j * count] != 0 {
        if let codes {
          sums[codes.values[row] + j * height] += values[row + j * count]
        } else {
          sums[row + j * height] = values[row + j * count] / copies(of: row).squareRoot()
        }
      }
    }
    return Matrix(rows: height, columns: width, storage: sums).crossProduct
  }
}
