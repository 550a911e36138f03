/// The curves of all causes of one group at every time at which somebody leaves.
struct IncidenceTable: Sendable {
  let risk: RiskTable
  let order: RowOrder
  /// The weight of the events of cause k at time j is at `k * times + j`.
  let events: [Double]
  /// How many events of cause k there are at time j, at `k * times + j`.
  let eventCount: [Int]
  /// The probability of cause k just after time j, at `k * times + j`.
  let probability: [Double]
  /// The probability of being free of all causes just before each time.
  let survivalBefore: [Double]
  /// The same just after each time; 0 once everybody at risk has had an event.
  let survival: [Double]

  var times: Int { risk.time.count }

  /// - Complexity: O(n + times · causes).
  init(_ data: CompetingRisks, _ order: RowOrder) {
    let risk = RiskTable(data.followUp, order)
    let times = risk.time.count
    var events = [Double](repeating: 0, count: times * data.causes)
    var counts = [Int](repeating: 0, count: times * data.causes)
    var probability = events
    var (before, after) = ([Double](), [Double]())
    before.reserveCapacity(times)
    after.reserveCapacity(times)
    var sums = [Double](repeating: 0, count: data.causes)
    var survival = 1.0
    for j in 0..<times {
      before.append(survival)
      for i in risk.start[j]..<risk.start[j + 1] {
        let cause = data.cause[order.exits[i]]
        guard cause > 0 else { continue }
        events[(cause - 1) * times + j] += order.weight[i]
        counts[(cause - 1) * times + j] += 1
      }
      let n = risk.atRisk[j]
      for k in sums.indices {
        if counts[k * times + j] > 0 { sums[k] += survival * events[k * times + j] / n }
        probability[k * times + j] = sums[k]
      }
      if risk.eventCount[j] > 0 {
        survival =
          risk.eventCount[j] == risk.atRiskCount[j] ? 0 : survival * (n - risk.events[j]) / n
      }
      after.append(survival)
    }
    self.risk = risk
    self.order = order
    self.events = events
    eventCount = counts
    self.probability = probability
    survivalBefore = before
    self.survival = after
  }

  /// 1/(n − d), by which an own event lowers the survival of others; 0 where nobody is left.
  func jump(_ j: Int) -> Double {
    risk.eventCount[j] == 0 || risk.eventCount[j] == risk.atRiskCount[j]
      ? 0 : 1 / (risk.atRisk[j] - risk.events[j])
  }

  /// The index of the last time not after t.
  func lastIndex(atOrBefore t: Double) -> Int? {
    var (low, high) = (0, times)
    while low < high {
      let middle = (low + high) / 2
      if risk.time[middle] <= t { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// The area under the curve of a cause up to each time and up to the horizon, each time after the
  /// horizon having the horizon's.
  func areas(_ k: Int, to horizon: Double) -> (upTo: [Double], total: Double) {
    var (upTo, area, last, height) = ([Double](), 0.0, 0.0, 0.0)
    upTo.reserveCapacity(times)
    for j in 0..<times {
      let t = min(risk.time[j], horizon)
      area += height * (t - last)
      upTo.append(area)
      (last, height) = (t, risk.time[j] <= horizon ? probability[k * times + j] : height)
    }
    return (upTo, area + height * max(0, horizon - last))
  }
}
