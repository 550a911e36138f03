extension CumulativeIncidence {
  /// The influence of each row on a functional of the curve of a cause.
  ///
  /// A functional whose change is Σ direct · S(u−) δ(d_k/n) − Σ indirect · δ log(1 − d/n)-like terms
  /// has for row i the influence w Σ {direct S(u−) (dN_k − Y d_k/n)/n − indirect (dN − Y d/n)/(n − d)}.
  ///
  /// - Parameters:
  ///   - k: The cause less 1.
  ///   - direct: The multiplier of an own event of the cause at each time.
  ///   - indirect: The multiplier of an event of any cause at each time.
  /// - Returns: One influence a row of the data, weights included; 0 for rows of other groups.
  /// - Complexity: O(n).
  private func influence(_ k: Int, direct: [Double], indirect: [Double]) -> [Double] {
    let (risk, order, followUp) = (table.risk, table.order, data.followUp)
    var result = [Double](repeating: 0, count: followUp.count)
    var (next, running) = (0, 0.0)
    for j in 0..<table.times {
      while next < order.entries.count, let entry = followUp.entry?[order.entries[next]],
        entry < risk.time[j]
      {
        let row = order.entries[next]
        result[row] -= followUp.rowWeights[row] * running
        next += 1
      }
      var (own, any) = (0.0, 0.0)
      if risk.eventCount[j] > 0 {
        let n = risk.atRisk[j]
        own = direct[j] * table.survivalBefore[j] / n
        any = indirect[j] * table.jump(j)
        running += any * risk.events[j] / n - own * table.events[k * table.times + j] / n
      }
      for i in risk.start[j]..<risk.start[j + 1] {
        let row = order.exits[i]
        let cause = data.cause[row]
        let jumps = (cause == k + 1 ? own : 0) - (cause > 0 ? any : 0)
        result[row] += followUp.rowWeights[row] * (running + jumps)
      }
    }
    return result
  }

  /// The influence of each row on the probability of a cause by a time.
  /// - Complexity: O(n).
  func influence(of cause: Int, at t: Double) -> [Double] {
    let k = cause - 1
    var direct = [Double](repeating: 0, count: table.times)
    var indirect = direct
    guard let last = table.lastIndex(atOrBefore: t) else {
      return [Double](repeating: 0, count: data.followUp.count)
    }
    let final = table.probability[k * table.times + last]
    for j in 0...last {
      direct[j] = 1
      indirect[j] = final - table.probability[k * table.times + j]
    }
    return influence(k, direct: direct, indirect: indirect)
  }

  /// The influence of each row on the area under the curve of a cause.
  /// - Complexity: O(n).
  func areaInfluence(of cause: Int, to horizon: Double) -> [Double] {
    let k = cause - 1
    let area = table.areas(k, to: horizon)
    var direct = [Double](repeating: 0, count: table.times)
    var indirect = direct
    for j in 0..<table.times where table.risk.time[j] <= horizon {
      let rest = horizon - table.risk.time[j]
      direct[j] = rest
      indirect[j] = area.total - area.upTo[j] - table.probability[k * table.times + j] * rest
    }
    return influence(k, direct: direct, indirect: indirect)
  }

  /// The time lost to a cause up to a horizon: the area under its curve.
  ///
  /// The areas of all causes and the restricted mean of the time free of them make the horizon. The
  /// standard error is the jackknife's. Andersen 2013, doi:10.1002/sim.5903.
  ///
  /// - Parameters:
  ///   - cause: From 1 on.
  ///   - horizon: Above 0.
  /// - Returns: The estimate with symmetric limits; `.afterFollowUp` where follow-up is shorter.
  /// - Complexity: O(n).
  public func timeLost(to cause: Int, by horizon: Double) -> SurvivalEstimate {
    if let reason = reasonNoArea(cause, horizon) { return SurvivalEstimate(reason: reason) }
    let area = table.areas(cause - 1, to: horizon).total
    let variance = data.followUp.clusterVariance(areaInfluence(of: cause, to: horizon))
    var result = SurvivalEstimate.normal(area, variance.squareRoot(), level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  func reasonNoArea(_ cause: Int, _ horizon: Double) -> NotEstimable? {
    guard horizon.isFinite, horizon > 0 else { return .invalidTime }
    return reasonNotKnown(cause, at: horizon)
  }
}
