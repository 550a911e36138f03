extension StateOccupation {
  /// The cluster of each row: who is added up before influences are squared.
  public var clusters: [Int] { history.followUp.cluster ?? Array(0..<history.followUp.count) }

  /// The influence of each row on the probability of a state at a time, weights included.
  /// - Complexity: O(n + times · states²).
  public func influence(of state: Int, at t: Double) -> [Double] {
    influence(of: state, until: table.firstIndex(after: t), horizon: nil)
  }

  /// The influence of each row on the mean time in a state up to a horizon, weights included.
  /// - Complexity: O(n + times · states²).
  public func areaInfluence(of state: Int, to horizon: Double) -> [Double] {
    influence(of: state, until: table.firstIndex(after: horizon), horizon: horizon)
  }

  /// What somebody in each state just after each time adds to the target: the chance to be in the state
  /// at the end, or the mean time in it up to the horizon; and first of all just after the start.
  ///
  /// Element j after time k is at `(k + 1) * states + j`.
  private func values(of state: Int, until end: Int, horizon: Double?) -> [Double] {
    let s = table.states
    var result = [Double](repeating: 0, count: (end + 1) * s)
    var value = [Double](repeating: 0, count: s)
    if horizon == nil { value[state] = 1 }
    var last = horizon ?? 0
    for k in (0...end).reversed() {
      let t = k == 0 ? start : time[k - 1]
      if horizon != nil { value[state] += last - t }
      last = t
      for j in 0..<s { result[k * s + j] = value[j] }
      guard k > 0 else { break }
      var before = value
      for i in 0..<s {
        for j in 0..<s { before[i] += table.step[((k - 1) * s + i) * s + j] * value[j] }
      }
      value = before
    }
    return result
  }

  /// The influence of each row is that of its share at the start, and Σ p_i(u−)/n_i {dN − Y dA} (v_j(u) −
  /// v_i(u)) over its time in state i, with v what the states are worth for the target.
  private func influence(of state: Int, until end: Int, horizon: Double?) -> [Double] {
    let (data, s) = (history.followUp, table.states)
    let worth = values(of: state, until: end, horizon: horizon)
    var result = [Double](repeating: 0, count: data.count)
    if !isInitialKnown {
      let mean = (0..<s).reduce(0.0) { $0 + initial[$1] * worth[$1] }
      for row in Self.present(history, at: start) {
        result[row] = data.rowWeights[row] / startWeight * (worth[history.from[row]] - mean)
      }
    }
    let running = runningSums(worth, until: end)
    for row in data.rows.exits {
      let (from, exit) = (history.from[row], data.time[row])
      guard exit > start else { continue }
      let last = min(end, table.firstIndex(after: exit))
      let first = min(end, table.firstIndex(after: max(start, data.entry?[row] ?? 0)))
      var move = running[first * s + from] - running[last * s + from]
      if let to = history.to[row], last > 0, time[last - 1] == exit {
        let k = last - 1
        move +=
          before(k, from) / table.atRisk[k * s + from]
          * (worth[last * s + to] - worth[last * s + from])
      }
      result[row] += data.rowWeights[row] * move
    }
    return result
  }

  private func before(_ k: Int, _ state: Int) -> Double {
    k == 0 ? initial[state] : probability[state][k - 1]
  }

  /// Σ p_i(u−)/n_i Σ_j dA_ij (v_j − v_i) over the first k times, at `k * states + i`.
  private func runningSums(_ worth: [Double], until end: Int) -> [Double] {
    let s = table.states
    var result = [Double](repeating: 0, count: (end + 1) * s)
    for k in 0..<end {
      for i in 0..<s {
        var sum = result[k * s + i]
        let n = table.atRisk[k * s + i]
        if n > 0 {
          var gain = 0.0
          for j in 0..<s { gain += table.step[(k * s + i) * s + j] * worth[(k + 1) * s + j] }
          sum += before(k, i) / n * gain
        }
        result[(k + 1) * s + i] = sum
      }
    }
    return result
  }
}
