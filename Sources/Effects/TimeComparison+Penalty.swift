internal import LinearAlgebra
internal import Survival

extension TimeComparison {
  /// The hazard ratio as it was asked for, of a model that was fitted without a penalty.
  ///
  /// All of the likelihood counts people who are independent. Neither penalties nor the profile
  /// exist under weights or robust errors, and they say so. A frailty is what those who belong
  /// together share, so that its errors are those of its own likelihood.
  func hazardRatios(
    _ fit: Cox, _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    if request.frailty == .gamma { return try shared(request, adjustment) }
    let value: SurvivalEstimate
    if request.isPlain {
      value = fit.hazardRatio(0)
    } else if options.variance == .robust || isWeighted {
      value = SurvivalEstimate(reason: .needsIndependentPeople)
    } else {
      value =
        switch request.penalty {
        case .none: fit.profile(0).exponentiated
        case .firth: try penalized(request, adjustment)
        case .ridge: try drawn(request, adjustment)
        }
    }
    return [
      estimate(
        .hazardRatio, group: Self.focal, reference: Self.reference, value, method: request.method,
        isMarginal: isMarginal(adjustment))
    ]
  }

  /// The follow-up without weights that are all 1, of which the likelihood of people is that.
  private var people: SurvivalData {
    get throws(SurvivalError) { isWeighted ? data : try data.weighted(by: nil) }
  }

  private func penalized(
    _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> SurvivalEstimate {
    guard request.ties != .exact else { return SurvivalEstimate(reason: .noPenaltyWithExactTies) }
    let fit = try FirthCox(
      people, covariates: covariates(adjustment), ties: request.ties, level: options.level)
    let coefficient = request.limits == .wald ? fit.coefficient(0) : fit.profile(0)
    return coefficient.exponentiated
  }

  /// The ratio of a model in which the terms beside the arm are drawn to 0.
  private func drawn(
    _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> SurvivalEstimate {
    let columns = covariates(adjustment)
    return try RidgeCox(
      people, covariates: columns, strength: request.strength,
      penalized: (0..<columns.columns).map { $0 > 0 }, ties: request.ties, level: options.level,
      threads: options.threads
    ).coefficient(0).exponentiated
  }

  /// The ratio of a model with frailties, and their variance with its test.
  private func shared(
    _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let (ratio, variance): (SurvivalEstimate, SurvivalEstimate)
    do throws(SurvivalError) {
      let fit = try FrailtyCox(
        people, covariates: covariates(adjustment), ties: request.ties, level: options.level,
        threads: options.threads)
      ratio = fit.coefficient(0).exponentiated
      var test = fit.frailtyTest ?? SurvivalEstimate(reason: .notConverged)
      test.estimate = test.reason == nil ? fit.frailtyVariance : nil
      variance = test
    } catch {
      guard let reason = error.absence else { throw error }
      (ratio, variance) = (SurvivalEstimate(reason: reason), SurvivalEstimate(reason: reason))
    }
    return [
      estimate(
        .hazardRatio, group: Self.focal, reference: Self.reference, ratio, method: request.method,
        isMarginal: false, variance: .model),
      estimate(
        .frailtyVariance, group: nil, variance, method: request.method, isMarginal: false,
        variance: .model),
    ]
  }
}
