internal import LinearAlgebra

/// Observed, expected and variance of weighted log-rank tests, added up over strata.
///
/// Several tests of the same groups may be summed at once, for their joint covariance: the numbers
/// of test c and group g are at c · groups + g.
struct LogRankSums {
  let data: SurvivalData
  let groups: Groups
  let weights: [LogRankWeight]
  private(set) var observed: [Double]
  private(set) var expected: [Double]
  var covariance: Matrix
  /// Whether an event could have been seen in each group.
  private(set) var isActive: [Bool]
  /// The weighted score residuals, one column a test and group; only for the robust variance.
  var scores: [[Double]] = []

  /// Adds up strata.
  ///
  /// - Parameters:
  ///   - data: The follow-up.
  ///   - groups: The group of each row.
  ///   - weights: The tests.
  ///   - strata: The rows of each stratum.
  ///   - variance: Where the variance comes from.
  /// - Complexity: O(n c k) for the robust variance, O(n + e c² k²) for the model's.
  init(
    _ data: SurvivalData, _ groups: Groups, weights: [LogRankWeight], strata: [RowOrder],
    _ variance: VarianceEstimator
  ) {
    self.data = data
    self.groups = groups
    self.weights = weights
    let width = weights.count * groups.count
    observed = [Double](repeating: 0, count: width)
    expected = observed
    isActive = [Bool](repeating: false, count: groups.count)
    covariance = Matrix(rows: width, columns: width)
    for order in strata { add(order, variance) }
    if variance == .robust { squareScores() }
  }

  private mutating func add(_ order: RowOrder, _ variance: VarianceEstimator) {
    let table = RiskTable(data, order)
    let codes = order.exits.map { groups.codes[$0] }
    let atRisk = groupsAtRisk(order, codes, table)
    let factors = weights.map { $0.values(table, countsCopies: data.countsCopies) }
    addEvents(order, codes, table, atRisk, factors)
    switch variance {
    case .model: addHypergeometric(table, atRisk, factors)
    case .robust: addScores(order, table, atRisk, factors)
    }
  }

  /// The weight at risk by time and group: element g of time k is at `k · groups + g`.
  private func groupsAtRisk(
    _ order: RowOrder, _ codes: [Int], _ table: RiskTable
  ) -> [Double] {
    let width = groups.count
    var result = [Double](repeating: 0, count: table.time.count * width)
    var current = [CompensatedSum](repeating: CompensatedSum(), count: width)
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
        current[group] += -data.rowWeights[order.entries[next]]
        if numbers[group] == 0 { current[group] = CompensatedSum() }
      }
      for g in 0..<width { result[k * width + g] = current[g].value }
    }
    return result
  }

  private mutating func addEvents(
    _ order: RowOrder, _ codes: [Int], _ table: RiskTable, _ atRisk: [Double],
    _ factors: [[Double]]
  ) {
    let width = groups.count
    for c in weights.indices {
      let base = c * width
      for k in table.time.indices where table.eventCount[k] > 0 {
        let factor = factors[c][k]
        for i in table.start[k]..<table.start[k + 1] where order.isEvent[i] {
          observed[base + codes[i]] += factor * order.weight[i]
        }
        let rate = factor * (table.events[k] / table.atRisk[k])
        for g in 0..<width { expected[base + g] += rate * atRisk[k * width + g] }
      }
    }
    for k in table.time.indices where table.eventCount[k] > 0 {
      for g in 0..<width where atRisk[k * width + g] > 0 { isActive[g] = true }
    }
  }

  private mutating func addHypergeometric(
    _ table: RiskTable, _ atRisk: [Double], _ factors: [[Double]]
  ) {
    let width = groups.count
    for k in table.time.indices
    where table.eventCount[k] > 0 && table.eventCount[k] < table.atRiskCount[k]
      && table.atRisk[k] > 1
    {
      let (n, d) = (table.atRisk[k], table.events[k])
      let common = d * (n - d) / (n - 1) / n
      for b in weights.indices {
        for c in weights.indices {
          let factor = common * factors[b][k] * factors[c][k]
          for g in 0..<width where atRisk[k * width + g] > 0 {
            let own = factor * atRisk[k * width + g]
            covariance[b * width + g, c * width + g] += own
            for h in 0..<width {
              covariance[b * width + g, c * width + h] -= own * atRisk[k * width + h] / n
            }
          }
        }
      }
    }
  }
}
