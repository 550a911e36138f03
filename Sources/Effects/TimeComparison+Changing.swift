internal import LinearAlgebra
internal import Survival

extension TimeComparison {
  /// Hazard ratios by pieces of time or at times, and the test that they are all the same.
  func changingHazardRatio(
    _ asked: ChangingHazardOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let isPiecewise = !asked.cuts.isEmpty
    let form: VaryingCoefficient.Form =
      isPiecewise ? .piecewise(asked.cuts) : .function(asked.scale == .log ? .log : .identity)
    let method =
      isPiecewise ? asked.ties.rawValue : "\(asked.ties.rawValue), \(asked.scale.rawValue)"
    let (ratio, change): ((Double) -> SurvivalEstimate, SurvivalEstimate)
    do throws(SurvivalError) {
      let fit = try VaryingCox(
        data, covariates: covariates(adjustment),
        varying: [VaryingCoefficient(column: 0, form)], ties: asked.ties,
        variance: options.variance, level: options.level, threads: options.threads)
      (ratio, change) = ({ fit.hazardRatio(0, at: $0) }, fit.changeTest(0))
    } catch {
      guard let reason = error.absence else { throw error }
      (ratio, change) = (
        { _ in SurvivalEstimate(reason: reason) }, SurvivalEstimate(reason: reason)
      )
    }
    let measure: EffectMeasure = isPiecewise ? .piecewiseHazardRatio : .changingHazardRatio
    let rows = (isPiecewise ? asked.starts : asked.at).map { time in
      estimate(
        measure, group: Self.focal, reference: Self.reference, at: time,
        ratio(isPiecewise ? time.nextUp : time), method: method, isMarginal: isMarginal(adjustment))
    }
    return rows + [
      estimate(
        .hazardRatioChange, group: nil, change, method: method, isMarginal: isMarginal(adjustment))
    ]
  }

  /// The concordance of a Cox model of arm and terms with what was seen.
  func concordance(
    _ asked: ConcordanceOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let value: SurvivalEstimate
    do throws(SurvivalError) {
      let fit = try Cox(
        data, covariates: covariates(adjustment), variance: .model, level: options.level,
        threads: options.threads)
      value = try Concordance(
        data, scores: fit.linearPredictor, weighting: asked.weighting, horizon: asked.horizon,
        level: options.level
      ).value
    } catch {
      guard let reason = error.absence else { throw error }
      value = SurvivalEstimate(reason: reason)
    }
    return [
      estimate(
        .concordance, group: nil, value, method: asked.weighting.rawValue,
        isMarginal: isMarginal(adjustment), variance: .robust)
    ]
  }
}

extension SurvivalError {
  /// Why a number does not exist, where the data are sound and the model does not fit them.
  var absence: NotEstimable? {
    switch self {
    case .noEvents: .noEvents
    case .exactNotRobust, .exactNeedsFrequencies: .noRobustVariance
    case .frailtyNeedsClusters: .needsClusters
    case .frailtyNeedsFrequencies: .notForWeights
    case .frailtyNotExact: .noFrailtyWithExactTies
    case .weightsNotUsed: .notForWeights
    case .transformNotFinite: .transformNotFinite
    default: nil
    }
  }
}
