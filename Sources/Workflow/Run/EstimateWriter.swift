internal import Cohorts
internal import Effects
internal import Regression
internal import Survival
internal import Vocabulary

/// Turns the numbers of a task into the rows of the results.
struct EstimateWriter {
  let task: AnalysisTask
  let arms: [String]

  init(_ task: AnalysisTask, _ cohort: AnalysisCohort) {
    self.task = task
    arms = cohort.armNames
  }

  /// An estimate that was computed, or says why it could not be.
  func estimate(_ effect: EffectEstimate, _ request: EstimateRequest) -> Estimate {
    var row = row(
      effect.measure, effect.group, effect.referenceGroup, effect.at, status: status(effect))
    row.event = effect.event ?? event(effect.cause)
    let value = effect.value
    row.estimate = value.estimate
    row.lower = value.lower
    row.upper = value.upper
    row.standardError = value.standardError
    row.statistic = value.statistic
    row.df = value.degreesOfFreedom
    row.p = value.p
    row.n = effect.patients
    row.events = effect.events
    row.variance = effect.variance.rawValue
    row.marginal = effect.measure.statesMarginality ? effect.isMarginal : nil
    row.method = ([effect.method] + conditions(effect.measure, request))
      .filter { !$0.isEmpty }.joined(separator: ", ")
    row.reason = value.absence?.summary
    return row
  }

  /// Within or beside what a number of a model is: without it, an adjusted number and one that is
  /// not would look the same.
  private func conditions(_ measure: EffectMeasure, _ request: EstimateRequest) -> [String] {
    var conditions: [String] = []
    if !request.adjustment.isEmpty {
      let terms = request.adjustment.map(\.text).joined(separator: " + ")
      conditions.append("adjusted for \(terms)")
    }
    if !task.analysis.strata.isEmpty,
      measure.isWithinStrata
    {
      let names = task.analysis.strata.map(\.name)
      conditions.append("stratified by \(names.joined(separator: " × "))")
    }
    return conditions
  }

  /// Rows without numbers for everything the task asks for.
  func absent(_ status: Estimate.Status, _ reason: String) -> AnalysisResult {
    AnalysisResult(estimates: task.analysis.estimates.flatMap { absent($0, status, reason) })
  }

  /// Rows without numbers for a request.
  func absent(
    _ request: EstimateRequest, _ status: Estimate.Status, _ reason: String
  ) -> [Estimate] {
    var all = request.rows(causes: 1 + competing.count)
    if case .states(let asked) = request {
      all = EstimateRequest.rows(asked, names: task.stateNames(asked))
    }
    let rows = all.filter { row in
      arms.count > 1 || (row.group == OutcomeComparison.reference && row.referenceGroup == nil)
    }
    return rows.map { row in
      var estimate = self.row(row.measure, row.group, row.referenceGroup, row.at, status: status)
      estimate.reason = reason
      estimate.event = row.event ?? event(row.cause)
      return estimate
    }
  }

  private var competing: [String] { task.outcome.times?.competing ?? [] }

  /// The name of one of several events: of the outcome, or of the competing one.
  private func event(_ cause: Int?) -> String? {
    cause.map { $0 == 1 ? task.outcome.name : competing[$0 - 2] }
  }

  private func row(
    _ measure: EffectMeasure, _ group: Int?, _ reference: Int?, _ at: Double?,
    status: Estimate.Status
  ) -> Estimate {
    var row = Estimate(
      outcome: task.outcome.name, design: task.design?.name, subgroup: task.subgroup?.name,
      arm: group.map { arms[$0] }, referenceArm: reference.map { arms[$0] },
      measure: measure.rawValue, at: at,
      unit: unit(measure), level: task.analysis.level,
      status: status)
    row.regime = task.armCondition
    return row
  }

  private func unit(_ measure: EffectMeasure) -> String? {
    let outcome = task.outcome
    switch measure.dimension {
    case .none: return nil
    case .time: return outcome.unit.rawValue
    case .value: return outcome.section.valueUnit
    case .rate: return outcome.section.exposure == nil ? nil : "per \(outcome.unit.singular)"
    }
  }

  private func status(_ effect: EffectEstimate) -> Estimate.Status {
    let value = effect.value
    if value.estimate != nil || value.statistic != nil { return .estimated }
    return value.absence?.isNotReached == true ? .notReached : .notEstimable
  }

  /// The curves of both arms.
  func curves(
    _ comparison: TimeComparison, _ asking: CurveOptions, limit: Int?
  ) -> [Curve] {
    let groups = comparison.shownGroups
    let longest = groups.compactMap { comparison.curves.curves[$0].time.last }.max() ?? 0
    let asked = task.analysis.estimates.flatMap(\.times)
    let ticks = RiskTimes.times(upTo: longest, unit: task.outcome.unit)
    return groups.map { group in
      let curve = comparison.curves.curves[group]
      let band = asking.band.map {
        curve.simultaneousBand(
          $0, confidence: curve.confidence,
          multipliers: .init(threads: comparison.options.threads))
      }
      return CurveWriter(curve).curve(
        outcome: task.outcome.name, design: task.design?.name, subgroup: task.subgroup?.name,
        arm: arms[group], unit: task.outcome.unit.rawValue, ticks: ticks, asked: asked,
        limit: limit, band: band)
    }
  }

  /// The curves of each of several events in both arms.
  func incidenceCurves(
    _ comparison: TimeComparison, _ variance: IncidenceVariance, limit: Int?
  ) throws(SurvivalError) -> [Curve] {
    guard let all = try comparison.incidenceCurves(variance), let data = comparison.competing
    else { return [] }
    let groups = comparison.shownGroups
    let longest = groups.map { all.curves[$0].lastTime }.max() ?? 0
    let ticks = RiskTimes.times(upTo: longest, unit: task.outcome.unit)
    return (1...max(1, data.causes)).flatMap { cause in
      groups.map { group in
        IncidenceCurveWriter(all.curves[group], cause, comparison.curves.curves[group]).curve(
          outcome: task.outcome.name, event: data.causes > 1 ? event(cause) : nil,
          design: task.design?.name, subgroup: task.subgroup?.name, arm: arms[group],
          unit: task.outcome.unit.rawValue, ticks: ticks,
          asked: task.analysis.estimates.flatMap(\.times), limit: limit)
      }
    }
  }
}
