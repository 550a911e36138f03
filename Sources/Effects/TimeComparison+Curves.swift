internal import Survival

extension TimeComparison {
  /// The times by which a share of each arm has had the event.
  func quantiles(_ asked: QuantileOptions) -> [EffectEstimate] {
    asked.at.flatMap { share in
      shownGroups.map { group in
        estimate(
          .quantile, group: group, at: share,
          curves.curves[group].quantile(share, rule: asked.rule),
          method: "\(options.confidence.rawValue), \(asked.rule.rawValue)")
      }
    }
  }

  /// The median of the focal arm less that of the reference arm, and over it.
  func medianContrasts(_ asked: MedianDifferenceOptions) -> [EffectEstimate] {
    guard groups.count > 1 else { return [] }
    let contrast = curves.contrast(Self.focal, with: Self.reference)
    let method = "\(asked.method.rawValue), \(asked.rule.rawValue)"
    return [
      estimate(
        .medianDifference, group: Self.focal, reference: Self.reference,
        contrast.quantileDifference(0.5, rule: asked.rule, method: asked.method), method: method),
      estimate(
        .medianRatio, group: Self.focal, reference: Self.reference,
        contrast.quantileRatio(0.5, rule: asked.rule, method: asked.method), method: method),
    ]
  }

  /// Survival of the focal arm over that of the reference arm.
  func survivalRatios(_ asked: TimesOption) -> [EffectEstimate] {
    guard groups.count > 1 else { return [] }
    let contrast = curves.contrast(Self.focal, with: Self.reference)
    return asked.at.map { time in
      estimate(
        .survivalRatio, group: Self.focal, reference: Self.reference, at: time,
        contrast.survivalRatio(at: time, given: asked.given),
        method: conditional("log", on: asked.given))
    }
  }

  /// The cumulative hazard of each arm, with limits on the scale of the curves.
  func cumulativeHazards(_ asked: CumulativeHazardOptions) -> [EffectEstimate] {
    let hazards = shownGroups.map { group in
      (group, CumulativeHazard(curves.curves[group], estimator: asked.estimator))
    }
    return asked.at.flatMap { time in
      hazards.map { group, hazard in
        estimate(
          .cumulativeHazard, group: group, at: time, hazard.hazard(at: time),
          method: "\(options.confidence.rawValue), \(asked.estimator.rawValue)")
      }
    }
  }

  /// The odds of having the event first, up to horizons.
  func averageHazardRatios(_ asked: HorizonOptions) -> [EffectEstimate] {
    guard groups.count > 1 else { return [] }
    let contrast = curves.contrast(Self.focal, with: Self.reference)
    return asked.at.map { horizon in
      estimate(
        .averageHazardRatio, group: Self.focal, reference: Self.reference, at: horizon,
        contrast.averageHazardRatio(to: horizon), method: "log")
    }
  }
}
