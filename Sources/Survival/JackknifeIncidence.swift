/// The infinitesimal jackknife of a cumulative incidence at every time of its curve.
///
/// The influence of a cluster on F(t) has the form K + L F(t) + W g(t), where K and L collect the rows
/// that have left, W is the weight still at risk and g is known, so that the six sums of squares and
/// products of K, L and W give the variance at every time, and a row changes them only when it enters
/// and when it leaves.
struct JackknifeIncidence {
  private let data: CompetingRisks
  private let table: IncidenceTable
  private let k: Int
  private var sums: [ClusterSums]
  private var total = Products()

  init(_ data: CompetingRisks, _ table: IncidenceTable, _ k: Int) {
    self.data = data
    self.table = table
    self.k = k
    let clusters = data.followUp.clusterCodes?.count ?? data.followUp.count
    sums = [ClusterSums](repeating: ClusterSums(), count: clusters)
  }

  /// One variance a time.
  /// - Complexity: O(n).
  var variances: [Double] {
    var copy = self
    return copy.scan()
  }

  private mutating func scan() -> [Double] {
    let (risk, order, followUp) = (table.risk, table.order, data.followUp)
    if order.entries.isEmpty { for row in order.exits { change(row, ClusterSums(weight: 1)) } }
    // a = Σ S− h_k/n, b = Σ h/(n − d) and c = Σ h F/(n − d), with h = d/n.
    var (a, b, c) = (0.0, 0.0, 0.0)
    var next = 0
    var result: [Double] = []
    result.reserveCapacity(table.times)
    for j in 0..<table.times {
      while next < order.entries.count, let entry = followUp.entry?[order.entries[next]],
        entry < risk.time[j]
      {
        change(order.entries[next], ClusterSums(constant: a + c, slope: -b, weight: 1))
        next += 1
      }
      let (n, f, jump) = (risk.atRisk[j], table.probability[k * table.times + j], table.jump(j))
      let own = risk.eventCount[j] > 0 ? table.survivalBefore[j] / n : 0
      let hazard = risk.eventCount[j] > 0 ? risk.events[j] / n : 0
      if own > 0 { a += own * table.events[k * table.times + j] / n }
      b += hazard * jump
      c += hazard * jump * f
      for i in risk.start[j]..<risk.start[j + 1] {
        let cause = data.cause[order.exits[i]]
        let direct = cause == k + 1 ? own : 0
        let indirect = cause > 0 ? jump : 0
        change(
          order.exits[i],
          ClusterSums(
            constant: direct + indirect * f - a - c, slope: b - indirect, weight: -1))
      }
      result.append(total.square(f, -a + f * b - c))
    }
    return result
  }

  private mutating func change(_ row: Int, _ added: ClusterSums) {
    let copies = data.followUp.copies(of: row)
    let unit = data.followUp.rowWeights[row] / copies
    let cluster = data.followUp.clusterCodes?.values[row] ?? row
    total.add(sums[cluster], -copies)
    sums[cluster].constant += unit * added.constant
    sums[cluster].slope += unit * added.slope
    sums[cluster].weight += unit * added.weight
    total.add(sums[cluster], copies)
  }
}

/// K, L and W of one cluster.
private struct ClusterSums {
  var constant = 0.0
  var slope = 0.0
  var weight = 0.0
}

/// The sums over clusters of squares and products of K, L and W.
private struct Products {
  private var (kk, ll, ww, kl, kw, lw) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

  mutating func add(_ sums: ClusterSums, _ factor: Double) {
    let (k, l, w) = (sums.constant, sums.slope, sums.weight)
    kk += factor * k * k
    ll += factor * l * l
    ww += factor * w * w
    kl += factor * k * l
    kw += factor * k * w
    lw += factor * l * w
  }

  /// Σ (K + L f + W g)².
  func square(_ f: Double, _ g: Double) -> Double {
    kk + f * f * ll + g * g * ww + 2 * (f * kl + g * kw + f * g * lw)
  }
}
