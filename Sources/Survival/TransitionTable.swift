/// Who is in each state and who leaves it for which, at each time of a transition after a start.
struct TransitionTable: Sendable {
  let states: Int
  /// The distinct times of transitions.
  let time: [Double]
  /// The weight in state j just before time k is at `k * states + j`.
  let atRisk: [Double]
  /// How many rows are in state j just before time k, at `k * states + j`.
  let atRiskCount: [Int]
  /// The share of those in state i that goes to state j at time k, at `(k * states + i) * states + j`; on
  /// the diagonal the share that leaves, negative.
  let step: [Double]

  /// - Complexity: O(n + times · states²).
  init(_ history: StateHistory, after start: Double) {
    let (data, s) = (history.followUp, history.states)
    let order = data.rows
    var (time, atRisk, counts, step) = ([Double](), [Double](), [Int](), [Double]())
    var present = [Double](repeating: 0, count: s)
    var presentCount = [Int](repeating: 0, count: s)
    var entered = 0
    var i = 0
    while i < order.exits.count {
      let (t, first) = (order.time[i], i)
      while i < order.exits.count, order.time[i] == t { i += 1 }
      while entered < order.entries.count, let entry = data.entry?[order.entries[entered]],
        entry < t
      {
        let row = order.entries[entered]
        present[history.from[row]] += data.rowWeights[row]
        presentCount[history.from[row]] += 1
        entered += 1
      }
      if order.isEvent[first], t > start {
        time.append(t)
        atRisk += present
        counts += presentCount
        let base = step.count
        step += [Double](repeating: 0, count: s * s)
        for at in first..<i {
          let row = order.exits[at]
          guard let to = history.to[row] else { continue }
          let from = history.from[row]
          let share = order.weight[at] / present[from]
          step[base + from * s + to] += share
          step[base + from * s + from] -= share
        }
      }
      for at in first..<i {
        let from = history.from[order.exits[at]]
        presentCount[from] -= 1
        present[from] = presentCount[from] == 0 ? 0 : present[from] - order.weight[at]
      }
    }
    states = s
    self.time = time
    self.atRisk = atRisk
    atRiskCount = counts
    self.step = step
  }

  /// The index of the first time after t, or the number of times.
  func firstIndex(after t: Double) -> Int {
    var (low, high) = (0, time.count)
    while low < high {
      let middle = (low + high) / 2
      if time[middle] <= t { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
