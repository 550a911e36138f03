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

  /// - Complexity: O(n).
  init(_ data: SurvivalData, _ order: RowOrder) {
    tabulateExits(data, order.exits)
    accumulateRisk(data, order.entries)
  }

  private mutating func tabulateExits(_ data: SurvivalData, _ exits: [Int]) {
    var i = 0
    while i < exits.count {
      let t = data.time[exits[i]]
      var (dead, lost, deadCount) = (0.0, 0.0, 0)
      let first = i
      while i < exits.count, data.time[exits[i]] == t {
        let row = exits[i]
        if data.event[row] {
          dead += data.rowWeights[row]
          deadCount += 1
        } else {
          lost += data.rowWeights[row]
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
    start.append(exits.count)
  }

  private mutating func accumulateRisk(_ data: SurvivalData, _ entries: [Int]) {
    remaining = [Double](repeating: 0, count: time.count)
    remainingCount = [Int](repeating: 0, count: time.count)
    atRisk = remaining
    atRiskCount = remainingCount
    var (weight, number) = (0.0, 0)
    var (late, lateCount) = (0.0, 0)
    var next = entries.count
    for k in time.indices.reversed() {
      weight += events[k] + censored[k]
      number += start[k + 1] - start[k]
      while next > 0, let entry = data.entry?[entries[next - 1]], entry >= time[k] {
        next -= 1
        late += data.rowWeights[entries[next]]
        lateCount += 1
      }
      (remaining[k], remainingCount[k]) = (weight, number)
      atRiskCount[k] = number - lateCount
      atRisk[k] = eventCount[k] == atRiskCount[k] ? events[k] : weight - late
    }
  }
}
