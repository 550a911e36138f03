/// The probability in one group of being still under observation, just before each of its times.
///
/// G(t−) = ∏ (1 − c/Y) over times before t, with c censored among Y at risk, of whom those with an event
/// at the time count or not by the rule for ties; after the last time nobody is observed and G is 0.
/// Weights are not used unless they are frequencies. With delayed entry it is multiplied by H(t−) = ∏ (1 −
/// e/Y') over times from t on, with e entering and Y' under observation just after (Geskus 2011,
/// doi:10.1111/j.1541-0420.2010.01420.x).
struct CensoringCurve: Sendable {
  /// The distinct times at which somebody leaves, ascending.
  let time: [Double]
  /// Where the rows of each time begin among the exits; one more than there are times.
  let start: [Int]
  /// G just before each time, and at the end after all.
  let before: [Double]
  /// Those at risk of being censored at each time.
  let atRisk: [Double]
  /// c/Y at each time.
  let hazard: [Double]
  private let entries: [Double]
  private let entered: [Double]

  /// - Complexity: O(n).
  init(_ data: SurvivalData, _ order: RowOrder, ties: CensoringTies) {
    let order = data.countsCopies ? order : order.unweighted
    let risk = RiskTable(data, order)
    var (g, before, atRisk, hazard) = (1.0, [Double](), [Double](), [Double]())
    for j in risk.time.indices {
      before.append(g)
      let present = ties == .eventsFirst ? risk.atRisk[j] - risk.events[j] : risk.atRisk[j]
      let isLast = risk.censoredCount[j] == risk.atRiskCount[j] - risk.eventCount[j]
      let share =
        risk.censoredCount[j] == 0
        ? 0 : isLast && ties == .eventsFirst ? 1 : risk.censored[j] / present
      atRisk.append(present)
      hazard.append(share)
      g *= 1 - share
    }
    before.append(g)
    time = risk.time
    start = risk.start
    self.before = before
    self.atRisk = atRisk
    self.hazard = hazard
    (entries, entered) = Self.entries(data, order)
  }

  /// The distinct entries, ascending, and H just before each of them and at the end after all.
  private static func entries(
    _ data: SurvivalData, _ order: RowOrder
  ) -> (times: [Double], before: [Double]) {
    guard let entry = data.entry, !order.entries.isEmpty else { return ([], [1]) }
    var (times, values): ([Double], [Double]) = ([], [1])
    var (h, leaving, present) = (1.0, order.exits.count - 1, 0.0)
    var i = order.entries.count - 1
    while i >= 0 {
      let t = entry[order.entries[i]]
      while leaving >= 0, order.time[leaving] > t {
        present += order.weight[leaving]
        leaving -= 1
      }
      var entering = 0.0
      while i >= 0, entry[order.entries[i]] == t {
        entering += data.rowWeights[order.entries[i]]
        i -= 1
      }
      // Just after t those are present who leave later and have entered at t or before.
      let share = i < 0 ? 0 : entering / present
      h *= max(0, 1 - share)
      present -= entering
      times.append(t)
      values.append(h)
    }
    return (times.reversed(), values.reversed())
  }

  /// G(t−) H(t−).
  /// - Complexity: O(log n).
  func value(before t: Double) -> Double {
    guard let last = time.last, t <= last else { return 0 }
    return before[Self.count(time, below: t)] * entered[Self.count(entries, below: t)]
  }

  /// How many of the times are not after t.
  func count(notAfter t: Double) -> Int { Self.count(time, below: t.nextUp) }

  private static func count(_ times: [Double], below t: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < t { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
