internal import LinearAlgebra

/// Observed, expected and variance of the log-rank test, added up over strata.
struct LogRankSums {
  private let data: SurvivalData
  private let groups: Groups
  private(set) var observed: [Double]
  private(set) var expected: [Double]
  private(set) var covariance: Matrix
  /// The weighted score residuals, one column a group; only for the robust variance.
  private var scores: [[Double]] = []

  init(_ data: SurvivalData, _ groups: Groups) {
    self.data = data
    self.groups = groups
    observed = [Double](repeating: 0, count: groups.count)
    expected = observed
    covariance = Matrix(rows: groups.count, columns: groups.count)
  }

  /// Adds one stratum.
  mutating func add(_ order: RowOrder, _ variance: VarianceEstimator) {
    let table = RiskTable(data, order)
    let codes = order.exits.map { groups.codes[$0] }
    let atRisk = groupsAtRisk(order, codes, table)
    addEvents(order, codes, table, atRisk)
    switch variance {
    case .model: addHypergeometric(table, atRisk)
    case .robust: addScores(order, table, atRisk)
    }
  }

  /// The weight at risk by time and group: element g of time k is at `k · groups + g`.
  private func groupsAtRisk(
    _ order: RowOrder, _ codes: [Int], _ table: RiskTable
  ) -> [Double] {
    let width = groups.count
    var result = [Double](repeating: 0, count: table.time.count * width)
    var current = [Double](repeating: 0, count: width)
    var numbers = [Int](repeating: 0, count: width)
    var next = order.entries.count
    for k in table.time.indices.reversed() {
      for i in table.start[k]..<table.start[k + 1] {
        current[codes[i]] += order.weight[i]
        numbers[codes[i]] += 1
      }
      while next > 0, let entry = data.entry?[order.entries[next - 1]], entry >= table.time[k] {
        next -= 1
        let group = groups.codes[order.entries[next]]
        numbers[group] -= 1
        current[group] =
          numbers[group] == 0 ? 0 : current[group] - data.rowWeights[order.entries[next]]
      }
      for g in 0..<width { result[k * width + g] = current[g] }
    }
    return result
  }

  private mutating func addEvents(
    _ order: RowOrder, _ codes: [Int], _ table: RiskTable, _ atRisk: [Double]
  ) {
    for i in codes.indices where order.isEvent[i] { observed[codes[i]] += order.weight[i] }
    for k in table.time.indices where table.eventCount[k] > 0 {
      let rate = table.events[k] / table.atRisk[k]
      for g in 0..<groups.count { expected[g] += rate * atRisk[k * groups.count + g] }
    }
  }

  private mutating func addHypergeometric(_ table: RiskTable, _ atRisk: [Double]) {
    let width = groups.count
    for k in table.time.indices
    where table.eventCount[k] > 0 && table.eventCount[k] < table.atRiskCount[k]
      && table.atRisk[k] > 1
    {
      let (n, d) = (table.atRisk[k], table.events[k])
      let factor = d * (n - d) / (n - 1) / n
      for g in 0..<width where atRisk[k * width + g] > 0 {
        let own = atRisk[k * width + g]
        covariance[g, g] += factor * own
        for h in 0..<width { covariance[g, h] -= factor * own * atRisk[k * width + h] / n }
      }
    }
  }

  /// Score residual of row i for group g: δ(1{g_i = g} − p_g(T)) − Σ over its times at risk of
  /// (1{g_i = g} − p_g) d/n.
  private mutating func addScores(_ order: RowOrder, _ table: RiskTable, _ atRisk: [Double]) {
    let width = groups.count
    if scores.isEmpty {
      scores = [[Double]](repeating: [Double](repeating: 0, count: data.count), count: width)
    }
    var (hazard, next) = (0.0, 0)
    var shares = [Double](repeating: 0, count: width)
    for k in table.time.indices {
      while next < order.entries.count, let entry = data.entry?[order.entries[next]],
        entry < table.time[k]
      {
        addExposure(order.entries[next], hazard: hazard, shares: shares, sign: 1)
        next += 1
      }
      let rate = table.events[k] / table.atRisk[k]
      hazard += rate
      for g in 0..<width {
        shares[g] += rate * (atRisk[k * width + g] / table.atRisk[k])
      }
      for i in table.start[k]..<table.start[k + 1] {
        let row = order.exits[i]
        addExposure(row, hazard: hazard, shares: shares, sign: -1)
        guard data.event[row] else { continue }
        for g in 0..<width {
          let own = groups.codes[row] == g ? 1.0 : 0
          let share = atRisk[k * width + g] / table.atRisk[k]
          scores[g][row] += data.rowWeights[row] * (own - share)
        }
      }
    }
  }

  private mutating func addExposure(_ row: Int, hazard: Double, shares: [Double], sign: Double) {
    let weight = data.rowWeights[row] * sign
    for g in 0..<groups.count {
      let own = groups.codes[row] == g ? hazard : 0
      scores[g][row] += weight * (own - shares[g])
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
