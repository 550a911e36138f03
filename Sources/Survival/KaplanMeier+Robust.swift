/// The infinitesimal jackknife of a sum over event times, at every time of a curve.
///
/// The influence of row i on Σ_{s ≤ t} f(s) has the form w(G(min(T, t)) − G(entry) − 1{event ≤ t}
/// j(T)), with G the running sum of known increments and j a known jump. That of a cluster is K + W
/// G(t), where K collects the rows that have left and W is the weight still at risk, so that ΣK²,
/// ΣKW and ΣW² give the variance at every time, and a row changes them only when it enters and when
/// it leaves.
struct ClusteredCurve {
  private let data: SurvivalData
  private let order: RowOrder
  private let table: RiskTable

  init(_ data: SurvivalData, _ order: RowOrder, _ table: RiskTable) {
    self.data = data
    self.order = order
    self.table = table
  }

  /// The sum over clusters of squared influences, at each time.
  ///
  /// - Parameters:
  ///   - running: G just after each time.
  ///   - jump: j at each time.
  /// - Returns: One variance a time.
  /// - Complexity: O(n).
  func variance(of running: [Double], jump: [Double]) -> [Double] {
    if data.clusterCodes == nil, order.entries.isEmpty {
      return varianceOfSingleRows(of: running, jump: jump)
    }
    var sums = ClusterSquares(data, order)
    var result = [Double](repeating: 0, count: table.time.count)
    var (next, before) = (0, 0.0)
    for k in table.time.indices {
      while next < order.entries.count, let entry = data.entry?[order.entries[next]],
        entry < table.time[k]
      {
        sums.enter(order.entries[next], at: before)
        next += 1
      }
      let g = running[k]
      for i in table.start[k]..<table.start[k + 1] {
        let row = order.exits[i]
        sums.leave(row, constant: data.event[row] ? g - jump[k] : g)
      }
      result[k] = sums.total(at: g)
      before = g
    }
    return result
  }

  /// The same where every row is a cluster and is at risk from the start: it is either at risk, with K
  /// = 0, or has left, with W = 0, so that ΣKW is 0 and rows are met once, in the order of memory.
  private func varianceOfSingleRows(of running: [Double], jump: [Double]) -> [Double] {
    let countsCopies = data.countsCopies
    var atRisk = CompensatedSum()
    for weight in order.weight { atRisk += countsCopies ? weight : weight * weight }
    var left = CompensatedSum()
    var result = [Double](repeating: 0, count: table.time.count)
    for k in table.time.indices {
      let g = running[k]
      for i in table.start[k]..<table.start[k + 1] {
        let weight = order.weight[i]
        let (copies, unit) = countsCopies ? (weight, 1) : (1, weight)
        let influence = unit * (order.isEvent[i] ? g - jump[k] : g)
        left += copies * (influence * influence)
        atRisk += -copies * (unit * unit)
      }
      if k == table.time.count - 1 { atRisk = CompensatedSum() }
      result[k] = left.value + g * g * atRisk.value
    }
    return result
  }
}

/// The running sums of squares and products over clusters.
///
/// What a change adds is the new product less the old one, each rounded as it was when it came in, so
/// that compensated sums are exact again once large weights have left.
private struct ClusterSquares {
  private let data: SurvivalData
  private var constant: [Double]
  private var weight: [Double]
  private var constantSquares = CompensatedSum()
  private var products = CompensatedSum()
  private var weightSquares = CompensatedSum()
  private var numberAtRisk = 0

  init(_ data: SurvivalData, _ order: RowOrder) {
    self.data = data
    let count = data.clusterCodes?.count ?? data.count
    constant = [Double](repeating: 0, count: count)
    weight = constant
    if order.entries.isEmpty { for row in order.exits { enter(row, at: 0) } }
  }

  mutating func enter(_ row: Int, at g: Double) {
    numberAtRisk += 1
    change(row, constant: -g, weight: 1)
  }

  mutating func leave(_ row: Int, constant: Double) {
    numberAtRisk -= 1
    change(row, constant: constant, weight: -1)
    if numberAtRisk == 0 { (products, weightSquares) = (CompensatedSum(), CompensatedSum()) }
  }

  func total(at g: Double) -> Double {
    constantSquares.value + 2 * g * products.value + g * g * weightSquares.value
  }

  private mutating func change(_ row: Int, constant added: Double, weight sign: Double) {
    let copies = data.copies(of: row)
    let unit = data.rowWeights[row] / copies
    let c = data.clusterCodes?.values[row] ?? row
    let (oldK, oldW) = (constant[c], weight[c])
    let (newK, newW) = (oldK + unit * added, oldW + unit * sign)
    constantSquares += copies * (newK * newK)
    constantSquares += -copies * (oldK * oldK)
    products += copies * (newK * newW)
    products += -copies * (oldK * oldW)
    weightSquares += copies * (newW * newW)
    weightSquares += -copies * (oldW * oldW)
    (constant[c], weight[c]) = (newK, newW)
  }
}

extension SurvivalData {
  /// How many independent units a row stands for: its frequency where copies are not tied together
  /// by a cluster.
  func copies(of row: Int) -> Double {
    countsCopies && clusterCodes == nil ? rowWeights[row] : 1
  }
}
