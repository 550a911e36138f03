internal import LinearAlgebra
internal import Survival

/// Adjusted curves of both arms, however they were made.
private protocol AdjustedCurves {
  func survival(_ group: Int, at time: Double) -> SurvivalEstimate
  func survivalDifference(_ group: Int, minus reference: Int, at time: Double) -> SurvivalEstimate
  func survivalRatio(_ group: Int, over reference: Int, at time: Double) -> SurvivalEstimate
  func restrictedMean(_ group: Int, to horizon: Double) -> SurvivalEstimate
  func restrictedMeanDifference(
    _ group: Int, minus reference: Int, to horizon: Double
  ) -> SurvivalEstimate
  func restrictedMeanRatio(_ group: Int, over reference: Int, to horizon: Double)
    -> SurvivalEstimate
}

extension StandardizedSurvival: AdjustedCurves {}
extension AugmentedSurvival: AdjustedCurves {}
extension PseudoValueSurvival: AdjustedCurves {}

extension TimeComparison {
  /// Survival, its ratio, or restricted means of curves that are adjusted for covariates.
  ///
  /// The population is that of the design: everybody, each as often as they weigh.
  func adjusted(
    _ request: EstimateRequest, _ asked: TimesOption, _ columns: Matrix
  ) throws(SurvivalError) -> [EffectEstimate] {
    guard groups.count > 1 else { return [] }
    if asked.by == .augmented, data.weights != nil || probability == nil {
      return absent(request, asked, .notForWeights)
    }
    let all = AdjustedRows(data: data, groups: groups, columns: columns, probability: probability)
    let found = rows(try all.curves(asked, options, options.threads), request, asked)
    guard asked.errors == .bootstrap else { return found }
    let draws = Resamples(all, draws: asked.draws, seed: UInt64(max(0, asked.seed)))
      .map(threads: options.threads) { resample in
        (try? resample.curves(asked, options, 1)).map { curves in
          rows(curves, request, asked).map(\.value.estimate)
        }
      }
    return found.indices.map { index in
      found[index].resampled(
        draws.map { $0.flatMap { $0.indices.contains(index) ? $0[index] : nil } },
        level: options.level)
    }
  }

  private func rows(
    _ curves: any AdjustedCurves, _ request: EstimateRequest, _ asked: TimesOption
  ) -> [EffectEstimate] {
    asked.at.flatMap { time in
      switch request {
      case .rmst: means(curves, to: time, asked)
      case .survivalRatio:
        [
          contrast(
            .survivalRatio, at: time,
            curves.survivalRatio(Self.focal, over: Self.reference, at: time), asked)
        ]
      default:
        shownGroups.map { group in
          arm(.survival, group, at: time, curves.survival(group, at: time), asked)
        } + [
          contrast(
            .survivalDifference, at: time,
            curves.survivalDifference(Self.focal, minus: Self.reference, at: time), asked)
        ]
      }
    }
  }

  private func means(
    _ curves: any AdjustedCurves, to horizon: Double, _ asked: TimesOption
  ) -> [EffectEstimate] {
    let means = shownGroups.map { group in
      arm(.rmst, group, at: horizon, curves.restrictedMean(group, to: horizon), asked)
    }
    return means + [
      contrast(
        .rmstDifference, at: horizon,
        curves.restrictedMeanDifference(Self.focal, minus: Self.reference, to: horizon), asked),
      contrast(
        .rmstRatio, at: horizon,
        curves.restrictedMeanRatio(Self.focal, over: Self.reference, to: horizon), asked),
    ]
  }

  private func absent(
    _ request: EstimateRequest, _ asked: TimesOption, _ reason: NotEstimable
  ) -> [EffectEstimate] {
    request.rows(causes: 1).map { row in
      estimate(
        row.measure, group: row.group, reference: row.referenceGroup, at: row.at,
        SurvivalEstimate(reason: reason), method: asked.method, variance: .robust)
    }
  }

  private func arm(
    _ measure: EffectMeasure, _ group: Int, at time: Double, _ value: SurvivalEstimate,
    _ asked: TimesOption
  ) -> EffectEstimate {
    estimate(
      measure, group: group, at: time, value, method: asked.method, variance: .robust)
  }

  private func contrast(
    _ measure: EffectMeasure, at time: Double, _ value: SurvivalEstimate, _ asked: TimesOption
  ) -> EffectEstimate {
    estimate(
      measure, group: Self.focal, reference: Self.reference, at: time, value,
      method: asked.method, variance: .robust)
  }
}

extension AdjustedRows {
  /// The adjusted curves of these rows.
  fileprivate func curves(
    _ asked: TimesOption, _ options: TimeComparison.Options, _ threads: Int
  ) throws(SurvivalError) -> any AdjustedCurves {
    switch asked.by {
    case .standardized:
      try StandardizedSurvival(
        data, by: groups, covariates: columns, level: options.level, threads: threads)
    case .augmented:
      try AugmentedSurvival(
        data, by: groups, covariates: columns, probability: probability ?? [],
        censoring: asked.censoring, level: options.level, threads: threads)
    case .pseudoValues:
      try PseudoValueSurvival(data, by: groups, covariates: columns, level: options.level)
    }
  }
}
