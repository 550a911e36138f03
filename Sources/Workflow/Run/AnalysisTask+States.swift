internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Survival

extension AnalysisTask {
  /// The names of the states of a request, in their order.
  func stateNames(_ asked: StateOptions) -> [String] {
    [asked.initial] + asked.through.map(\.value) + [outcome.name]
      + (outcome.times?.competing ?? [])
  }

  /// States over time of the patients used, by arm; those of whom a state on the way is unknown are left
  /// out.
  func states(
    _ asked: StateOptions, _ rows: [Int], _ cohort: AnalysisCohort
  ) throws(SurvivalError) -> (comparison: StateComparison, rows: [Int])? {
    let onTheWay = asked.through.compactMap { through[$0.value] }
    let rows = rows.filter { row in onTheWay.allSatisfy { $0.isKnown[row] } }
    guard let entries = try stateEntries(asked, rows) else { return nil }
    let weights: [Double]? = design.flatMap { design in
      design.isCrude ? nil : rows.map { design.weights[$0] }
    }
    let comparison = try StateComparison(
      entries: entries, order: asked.order, names: stateNames(asked),
      groups: Groups(rows.map { cohort.groups[$0] }, count: cohort.armNames.count),
      weights: weights.map {
        Weights($0, kind: design?.isMatched == true ? .matching : .sampling)
      }, cluster: clusters(rows, cohort), options: options)
    return (comparison, rows)
  }

  /// When patients enter the states of a request.
  func stateEntries(
    _ asked: StateOptions, _ rows: [Int]
  ) throws(SurvivalError) -> StateEntries? {
    guard let last = outcome.times else { return nil }
    let onTheWay = asked.through.compactMap { through[$0.value]?.times }
    return try StateEntries(
      start: last.entry.map { entry in rows.map { entry[$0] } },
      end: rows.map { last.time[$0] }, cause: rows.map { last.causes[$0] },
      ends: 1 + last.competing.count,
      entered: onTheWay.map { times in rows.map { times.event[$0] ? times.time[$0] : nil } },
      watched: onTheWay.map { times in
        rows.map { times.event[$0] || times.causes[$0] > 1 ? nil : times.time[$0] }
      })
  }
}

extension EstimateWriter {
  /// The curves of every state in both arms, without limits.
  func stateCurves(_ comparison: StateComparison, limit: Int?) -> [Curve] {
    let groups = comparison.shownGroups
    let longest = groups.map { comparison.occupation[$0].lastTime }.max() ?? 0
    let ticks = RiskTimes.times(upTo: longest, unit: task.outcome.unit)
    return comparison.names.indices.flatMap { state in
      groups.map { group in
        stateCurve(comparison, state, group, ticks: ticks, limit: limit)
      }
    }
  }

  private func stateCurve(
    _ comparison: StateComparison, _ state: Int, _ group: Int, ticks: [Double], limit: Int?
  ) -> Curve {
    let fit = comparison.occupation[group]
    let counts = ticks.map { comparison.patients(in: state, of: group, at: $0) }
    var curve = Curve(
      outcome: task.outcome.name, design: task.design?.name, subgroup: task.subgroup?.name,
      arm: arms[group], kind: "occupation", unit: task.outcome.unit.rawValue,
      lastTime: fit.lastTime,
      riskTable: Curve.RiskTable(
        time: ticks, atRisk: counts.map(\.count), atRiskWeighted: counts.map(\.weight)))
    curve.event = comparison.names[state]
    let start = comparison.patients(in: state, of: group, at: fit.start)
    append(fit.start, fit.initial[state], start, to: &curve)
    for k in Self.thinned(fit.time, to: limit.map { $0 - 2 }) {
      append(
        fit.time[k], fit.probability[state][k],
        (fit.atRiskCount[state][k], fit.atRisk[state][k]), to: &curve)
    }
    if let last = curve.time.last, last < fit.lastTime, let value = curve.value.last {
      let end = comparison.patients(in: state, of: group, at: fit.lastTime)
      append(fit.lastTime, value, end, to: &curve)
    }
    return curve
  }

  private func append(
    _ time: Double, _ value: Double, _ atRisk: (count: Int, weight: Double), to curve: inout Curve
  ) {
    curve.time.append(time)
    curve.value.append(value)
    curve.lower.append(nil)
    curve.upper.append(nil)
    curve.atRisk.append(atRisk.count)
    curve.atRiskWeighted.append(atRisk.weight)
    curve.events.append(0)
    curve.censored.append(0)
  }

  /// The last time before each of a grid, where there are too many.
  private static func thinned(_ times: [Double], to limit: Int?) -> [Int] {
    guard let limit, times.count > limit, let last = times.last else { return Array(times.indices) }
    var (kept, k): ([Int], Int) = ([], 0)
    for step in 1...max(1, limit) {
      let target = last * Double(step) / Double(limit)
      while k + 1 < times.count, times[k + 1] <= target { k += 1 }
      if kept.last != k { kept.append(k) }
    }
    return kept
  }
}
