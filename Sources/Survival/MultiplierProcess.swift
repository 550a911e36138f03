internal import Distributions
internal import Platform

/// Copies of the error of log S, each the sum of all influences times random signs and sizes.
///
/// With U_c(t) the influence of cluster c on log S(t) and ξ independent standard normal, Σ ξ_c U_c is
/// given the data a normal process of the covariance of the infinitesimal jackknife, at all pairs of
/// times and whatever the weights and clusters. As the sum of K(t), to which rows add when they
/// leave, and G(t) times the weight at risk it is followed in one pass. Lin, Fleming and Wei 1994,
/// doi:10.1093/biomet/81.1.73.
struct MultiplierProcess {
  private let curve: KaplanMeier
  /// 1/(n − d) at each time, 0 without events and where nobody is left.
  private let jump: [Double]
  /// The weight of each row, where it stands for copies that of their independent sum.
  private let unit: [Double]
  private let codes: Codes?
  private let multipliers: Int

  init(_ curve: KaplanMeier) {
    self.curve = curve
    let data = curve.data
    codes = data.clusterCodes
    multipliers = codes?.count ?? data.count
    unit = data.rowWeights.indices.map { row in
      let copies = data.copies(of: row)
      return copies > 1 ? data.rowWeights[row] / copies.squareRoot() : data.rowWeights[row]
    }
    jump = curve.time.indices.map { k in
      curve.eventCount[k] > 0 && curve.survival[k] > 0
        ? 1 / (curve.atRisk[k] - curve.events[k]) : 0
    }
  }

  /// The largest |process| times a factor, for each of the copies.
  ///
  /// - Parameters:
  ///   - factor: What the process is multiplied by at each time; times of factor 0 do not count.
  ///   - draws: How many copies.
  ///   - seed: The seed of the multipliers; the copy is the task.
  ///   - threads: The most threads to use.
  /// - Returns: One number a copy, in ascending order.
  /// - Complexity: O(n) a copy.
  func largest(_ factor: [Double], draws: Int, seed: UInt64, threads: Int) -> [Double] {
    Parallel.map(draws, threads: threads) { draw in
      var generator = CounterGenerator(seed: seed, task: UInt64(draw))
      return largest(factor, (0..<multipliers).map { _ in generator.normal() })
    }.sorted()
  }

  private func largest(_ factor: [Double], _ normal: [Double]) -> Double {
    let (data, order, table) = (curve.data, curve.order, curve.table)
    func share(_ row: Int) -> Double { unit[row] * normal[codes?.values[row] ?? row] }
    var (constant, weight, largest, before) = (0.0, 0.0, 0.0, 0.0)
    if order.entries.isEmpty { for row in order.exits { weight += share(row) } }
    var next = 0
    for k in table.time.indices {
      while next < order.entries.count, let entry = data.entry?[order.entries[next]],
        entry < table.time[k]
      {
        let own = share(order.entries[next])
        constant -= own * before
        weight += own
        next += 1
      }
      let g = curve.greenwood[k]
      for i in table.start[k]..<table.start[k + 1] {
        let own = share(order.exits[i])
        constant += own * (order.isEvent[i] ? g - jump[k] : g)
        weight -= own
      }
      if factor[k] > 0 { largest = max(largest, abs(constant + g * weight) * factor[k]) }
      before = g
    }
    return largest
  }
}
