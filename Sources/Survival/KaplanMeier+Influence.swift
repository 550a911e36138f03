extension KaplanMeier {
  /// The influence of each row on a sum of changes of log S.
  ///
  /// A functional that moves by Σ a_k · Δ log(1 − h_k), h = d/n, has for row i the influence
  /// w(M(min(T, t)) − M(entry) − 1{event} a(T)/(n − d)), with M the running sum of a d/(n (n − d)).
  /// For S(t) itself a = S(t) up to t; for the area to τ it is the area from t_k to τ.
  ///
  /// - Parameter multiplier: a at each time of the curve, 0 where the functional does not depend on
  ///   it.
  /// - Returns: One influence a row of the data, weights included; 0 for rows of other groups.
  /// - Complexity: O(n).
  func influence(_ multiplier: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: data.count)
    var (next, running) = (0, 0.0)
    for k in time.indices {
      while next < order.entries.count, let entry = data.entry?[order.entries[next]],
        entry < time[k]
      {
        result[order.entries[next]] -= data.rowWeights[order.entries[next]] * running
        next += 1
      }
      let isLast = eventCount[k] == atRiskCount[k]
      let jump = isLast || eventCount[k] == 0 ? 0 : multiplier[k] / (atRisk[k] - events[k])
      running += jump * events[k] / atRisk[k]
      for i in table.start[k]..<table.start[k + 1] {
        let row = order.exits[i]
        result[row] += data.rowWeights[row] * (data.event[row] ? running - jump : running)
      }
    }
    return result
  }

  /// S(t) for the times up to t, 0 after it: the multipliers of ``influence(_:)`` for S(t).
  func survivalMultiplier(at t: Double) -> [Double] {
    var result = [Double](repeating: 0, count: time.count)
    guard let last = lastIndex(atOrBefore: t) else { return result }
    for k in 0...last { result[k] = survival[last] }
    return result
  }
}

extension SurvivalData {
  /// The variance of a sum of influences: squares summed over clusters, or over copies of
  /// independent rows.
  /// - Complexity: O(n).
  func clusterVariance(_ influence: [Double]) -> Double {
    var sum = 0.0
    guard let codes = clusterCodes else {
      for row in 0..<count where influence[row] != 0 {
        sum += influence[row] * influence[row] / copies(of: row)
      }
      return sum
    }
    var totals = [Double](repeating: 0, count: codes.count)
    for row in 0..<count { totals[codes.values[row]] += influence[row] }
    for total in totals { sum += total * total }
    return sum
  }
}
