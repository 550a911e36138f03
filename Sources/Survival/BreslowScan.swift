internal import LinearAlgebra

/// The baseline hazard of a Cox model, with what its influence functions need.
///
/// At each distinct event time of the rows: S₀, the weighted sum of exp(βᵀx) at risk; the increment of
/// the hazard, weighted events over S₀; and the mean of the covariates at risk.
struct BreslowScan {
  private(set) var times: [Double] = []
  private(set) var increments: [Double] = []
  private(set) var atRisk: [Double] = []
  /// The means of the covariates at risk, one list an event time.
  private(set) var means: [[Double]] = []
  /// Cumulated increments.
  private(set) var hazard: [Double] = []
  /// Cumulated increments over S₀.
  private(set) var relative: [Double] = []
  /// Cumulated means times increments, one list an event time.
  private(set) var meanHazard: [[Double]] = []
  /// The last time of any row.
  let lastTime: Double

  /// Scans rows from the last time down.
  ///
  /// - Parameters:
  ///   - data: The follow-up.
  ///   - ratios: exp(βᵀx) of each row.
  ///   - covariates: The covariates, one row a row of the data.
  ///   - isCensoring: Whether leaving takes the place of the event; who has the event at a time is then
  ///     not at risk of leaving at it.
  /// - Complexity: O(n p).
  init(
    _ data: SurvivalData, ratios: [Double], covariates: Matrix, isCensoring: Bool = false
  ) {
    let order = Array(data.rows.exits.reversed())
    let entries = data.entry.map { _ in Array(data.rows.entries.reversed()) }
    let weights = data.weights?.values
    lastTime = order.first.map { data.time[$0] } ?? 0
    var sum = 0.0
    var sums = [Double](repeating: 0, count: covariates.columns)
    func add(_ row: Int, _ sign: Double) {
      let weight = sign * (weights?[row] ?? 1) * ratios[row]
      sum += weight
      for j in sums.indices { sums[j] += weight * covariates[row, j] }
    }
    var (next, leaving) = (0, 0)
    while next < order.count {
      let time = data.time[order[next]]
      var events = 0.0
      let first = next
      while next < order.count, data.time[order[next]] == time {
        let row = order[next]
        if data.event[row] != isCensoring { events += weights?[row] ?? 1 }
        if !(isCensoring && data.event[row]) { add(row, 1) }
        next += 1
      }
      if let entries, let entry = data.entry {
        while leaving < entries.count, entry[entries[leaving]] >= time {
          add(entries[leaving], -1)
          leaving += 1
        }
      }
      if events > 0, sum > 0 {
        times.append(time)
        increments.append(events / sum)
        atRisk.append(sum)
        means.append(sums.map { $0 / sum })
      }
      if isCensoring { for row in order[first..<next] where data.event[row] { add(row, 1) } }
    }
    times.reverse()
    increments.reverse()
    atRisk.reverse()
    means.reverse()
    cumulate()
  }

  private mutating func cumulate() {
    var (total, ratio) = (0.0, 0.0)
    var mean = [Double](repeating: 0, count: means.first?.count ?? 0)
    for k in times.indices {
      total += increments[k]
      ratio += increments[k] / atRisk[k]
      for j in mean.indices { mean[j] += means[k][j] * increments[k] }
      hazard.append(total)
      relative.append(ratio)
      meanHazard.append(mean)
    }
  }

  /// How many event times are at or before a time.
  func count(upTo time: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
