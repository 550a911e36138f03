internal import LinearAlgebra
public import Survival

extension TimeComparison {
  /// What is asked of each of several events, the one of the outcome first; nothing where only one is
  /// known.
  func severalEvents(
    _ request: EstimateRequest, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    guard let competing else { return [] }
    switch request {
    case .cumulativeIncidence(let asked): return try cumulativeIncidence(asked, competing)
    case .timeLost(let asked): return try timeLost(asked, competing)
    case .gray(let asked): return try gray(asked, competing)
    case .fineGray(let asked): return try fineGray(asked, adjustment, competing)
    case .causeSpecific(let cox): return try causeSpecific(cox, adjustment, competing)
    default: return []
    }
  }

  /// The curves of several events by group.
  public func incidenceCurves(
    _ variance: IncidenceVariance
  ) throws(SurvivalError) -> CumulativeIncidenceGroups? {
    guard let competing else { return nil }
    return try CumulativeIncidenceGroups(
      competing, by: groups, level: options.level, variance: variance)
  }

  /// Probabilities of each event by given times, by group and compared.
  private func cumulativeIncidence(
    _ asked: IncidenceOptions, _ data: CompetingRisks
  ) throws(SurvivalError) -> [EffectEstimate] {
    try numbers(
      data, asked,
      [.cumulativeIncidence, .cumulativeIncidenceDifference, .cumulativeIncidenceRatio],
      method: "logLog"
    ) {
      $0.probability(of: $1, at: $2)
    } contrasts: {
      [$0.difference(of: $1, at: $2), $0.ratio(of: $1, at: $2)]
    }
  }

  /// Time lost to each event by given horizons, by group and compared.
  private func timeLost(
    _ asked: IncidenceOptions, _ data: CompetingRisks
  ) throws(SurvivalError) -> [EffectEstimate] {
    try numbers(
      data, asked, [.timeLost, .timeLostDifference, .timeLostRatio], method: "plain"
    ) {
      $0.timeLost(to: $1, by: $2)
    } contrasts: {
      [$0.timeLostDifference(to: $1, by: $2), $0.timeLostRatio(to: $1, by: $2)]
    }
  }

  private func numbers(
    _ data: CompetingRisks, _ asked: IncidenceOptions, _ measures: [EffectMeasure], method: String,
    _ value: (CumulativeIncidence, Int, Double) -> SurvivalEstimate,
    contrasts: (CumulativeIncidenceContrast, Int, Double) -> [SurvivalEstimate]
  ) throws(SurvivalError) -> [EffectEstimate] {
    let all = try CumulativeIncidenceGroups(
      data, by: groups, level: options.level, variance: asked.variance)
    let name = asked.variance == .aalen && measures[0] == .cumulativeIncidence ? "aalen, " : ""
    var result: [EffectEstimate] = []
    for cause in 1...max(1, data.causes) {
      for time in asked.at {
        result += shownGroups.map { group in
          estimate(
            measures[0], group: group, cause: cause, at: time,
            value(all.curves[group], cause, time), method: name + method,
            variance: asked.variance == .aalen ? .model : .robust)
        }
        guard groups.count > 1 else { continue }
        let values = contrasts(all.contrast(Self.focal, with: Self.reference), cause, time)
        for (i, method) in ["plain", "log"].enumerated() {
          result.append(
            estimate(
              measures[i + 1], group: Self.focal, reference: Self.reference, cause: cause, at: time,
              values[i], method: method, variance: .robust))
        }
      }
    }
    return result
  }

  /// Gray's test of each event.
  private func gray(
    _ asked: GrayOptions, _ data: CompetingRisks
  ) throws(SurvivalError) -> [EffectEstimate] {
    var result: [EffectEstimate] = []
    for cause in 1...max(1, data.causes) {
      let test = try GrayTest(data, by: groups, cause: cause, rho: asked.rho)
      result.append(
        estimate(
          .gray, group: nil, cause: cause, test.test, method: "rho \(asked.rho)",
          variance: .model))
    }
    return result
  }

  /// The ratio of subdistribution hazards of each event.
  private func fineGray(
    _ asked: FineGrayOptions, _ adjustment: Matrix?, _ data: CompetingRisks
  ) throws(SurvivalError) -> [EffectEstimate] {
    let covariates = covariates(adjustment)
    var result: [EffectEstimate] = []
    for cause in 1...max(1, data.causes) {
      let value: SurvivalEstimate
      do throws(SurvivalError) {
        value = try FineGray(
          data, cause: cause, covariates: covariates,
          censoringGroups: asked.censoringGroups == .arm ? groups : nil,
          censoring: asked.censoring, ties: asked.ties.method, level: options.level,
          threads: options.threads
        ).hazardRatio(0)
      } catch .noEvents {
        value = SurvivalEstimate(reason: .noEvents)
      }
      result.append(
        estimate(
          .subdistributionHazardRatio, group: Self.focal, reference: Self.reference, cause: cause,
          value, method: asked.method, isMarginal: adjustment == nil, variance: .robust))
    }
    return result
  }

  /// The ratio of the rates of each event among those free of all.
  private func causeSpecific(
    _ asked: CauseSpecificOptions, _ adjustment: Matrix?, _ data: CompetingRisks
  ) throws(SurvivalError) -> [EffectEstimate] {
    let covariates = covariates(adjustment)
    var result: [EffectEstimate] = []
    for cause in 1...max(1, data.causes) {
      let value: SurvivalEstimate
      do throws(SurvivalError) {
        value = try Cox(
          data.causeSpecific(cause), covariates: covariates, ties: asked.ties.method,
          variance: options.variance, level: options.level, threads: options.threads
        ).hazardRatio(0)
      } catch .noEvents {
        value = SurvivalEstimate(reason: .noEvents)
      }
      result.append(
        estimate(
          .causeSpecificHazardRatio, group: Self.focal, reference: Self.reference, cause: cause,
          value, method: asked.ties.rawValue, isMarginal: isMarginal(adjustment)))
    }
    return result
  }
}
