/// Who is at risk, dies and is censored at each distinct time of a sorted set of rows.
struct RiskTable: Sendable {
  /// The distinct times at which rows leave.
  var time: [Double] = []
  /// Where the rows of each time begin among the exits; one more than there are times.
  var start: [Int] = []
  var atRisk: [Double] = []
  var atRiskCount: [Int] = []
  var events: [Double] = []
  var eventCount: [Int] = []
  var censored: [Double] = []
  var censoredCount: [Int] = []
  /// Weight and number of all rows that leave at this time or later.
  var remaining: [Double] = []
  var remainingCount: [Int] = []

  /// The weight of all rows.
  var totalWeight: Double { remaining.first ?? 0 }

  /// - Complexity: O(n).
  init(_ data: SurvivalData, _ order: RowOrder) {
    tabulateExits(order)
    accumulateRisk(data, order)
  }

  private mutating func tabulateExits(_ order: RowOrder) {
    let exitTime = order.time
    var distinct = 0
    for i in exitTime.indices where i == 0 || exitTime[i] != exitTime[i - 1] { distinct += 1 }
    reserve(distinct)
    var i = 0
    while i < exitTime.count {
      let t = exitTime[i]
      var (dead, lost, deadCount) = (0.0, 0.0, 0)
      let first = i
      while i < exitTime.count, exitTime[i] == t {
        if order.isEvent[i] {
          dead += order.weight[i]
          deadCount += 1
        } else {
          lost += order.weight[i]
        }
        i += 1
      }
      time.append(t)
      start.append(first)
      events.append(dead)
      eventCount.append(deadCount)
      censored.append(lost)
      censoredCount.append(i - first - deadCount)
    }
    start.append(exitTime.count)
  }

  private mutating func reserve(_ count: Int) {
    time.reserveCapacity(count)
    start.reserveCapacity(count + 1)
    events.reserveCapacity(count)
    eventCount.reserveCapacity(count)
    censored.reserveCapacity(count)
    censoredCount.reserveCapacity(count)
  }

  private mutating func accumulateRisk(_ data: SurvivalData, _ order: RowOrder) {
    let entries = order.entries
    remaining = [Double](repeating: 0, count: time.count)
    remainingCount = [Int](repeating: 0, count: time.count)
    atRisk = remaining
    atRiskCount = remainingCount
    var (weight, number) = (0.0, 0)
    var (current, lateCount) = (CompensatedSum(), 0)
    var next = entries.count
    for k in time.indices.reversed() {
      weight += events[k] + censored[k]
      number += start[k + 1] - start[k]
      if !entries.isEmpty {
        for i in start[k]..<start[k + 1] { current += order.weight[i] }
      }
      while next > 0, let entry = data.entry?[entries[next - 1]], entry >= time[k] {
        next -= 1
        current += -data.rowWeights[entries[next]]
        lateCount += 1
      }
      (remaining[k], remainingCount[k]) = (weight, number)
      atRiskCount[k] = number - lateCount
      let present = entries.isEmpty ? weight : current.value
      atRisk[k] = eventCount[k] == atRiskCount[k] ? events[k] : present
    }
  }
}
