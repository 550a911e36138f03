internal import Cohorts
internal import Survival

/// Turns the curve of one of several events into the steps of the results.
struct IncidenceCurveWriter {
  private let fit: CumulativeIncidence
  private let cause: Int
  /// The follow-up of the same patients, for the numbers at risk at any time.
  private let followUp: KaplanMeier

  init(_ fit: CumulativeIncidence, _ cause: Int, _ followUp: KaplanMeier) {
    self.fit = fit
    self.cause = cause
    self.followUp = followUp
  }

  func curve(
    outcome: String, event: String?, design: String?, subgroup: String?, arm: String, unit: String,
    ticks: [Double], asked: [Double], limit: Int?
  ) -> Curve {
    let counts = ticks.map { followUp.atRisk(at: $0) }
    var curve = Curve(
      outcome: outcome, design: design, subgroup: subgroup, arm: arm, kind: "cumulativeIncidence",
      unit: unit, lastTime: fit.lastTime,
      riskTable: Curve.RiskTable(
        time: ticks, atRisk: counts.map(\.count), atRiskWeighted: counts.map(\.weight)))
    curve.event = event
    append(0, 0, to: &curve)
    var (events, seen) = (0, 0)
    var times = steps(limit: limit, asked).map { fit.time[$0] }
    if let last = times.last, last < fit.lastTime { times.append(fit.lastTime) }
    for t in times {
      while seen < fit.time.count, fit.time[seen] <= t {
        events += fit.eventCount[cause - 1][seen]
        seen += 1
      }
      append(t, events, to: &curve)
      events = 0
    }
    return curve
  }

  private func append(_ time: Double, _ events: Int, to curve: inout Curve) {
    let value = fit.probability(of: cause, at: time)
    let atRisk = followUp.atRisk(at: time)
    curve.time.append(time)
    curve.value.append(value.estimate ?? 0)
    curve.lower.append(value.lower)
    curve.upper.append(value.upper)
    curve.atRisk.append(atRisk.count)
    curve.atRiskWeighted.append(atRisk.weight)
    curve.events.append(events)
    curve.censored.append(0)
  }

  /// The times of this event; where they are too many the last before each time of a grid and each
  /// time asked for.
  private func steps(limit: Int?, _ asked: [Double]) -> [Int] {
    let own = fit.time.indices.filter { fit.eventCount[cause - 1][$0] > 0 }
    guard let limit, own.count > limit - 2 else { return own }
    let points = max(1, limit - 2 - asked.count)
    let grid = (1...points).map { fit.lastTime * Double($0) / Double(points) }
    var (kept, k): ([Int], Int) = ([], 0)
    for target in (grid + asked.prefix(limit - 2 - points)).sorted() {
      while k + 1 < own.count, fit.time[own[k + 1]] <= target { k += 1 }
      if kept.last != own[k] { kept.append(own[k]) }
    }
    return kept
  }
}
