internal import LinearAlgebra
internal import Survival

extension TimeComparison {
  /// The hazard ratio as it was asked for, of a model that was fitted without a penalty.
  ///
  /// All of the likelihood counts people who are independent. Neither Firth's penalty nor the profile
  /// exists under weights or robust errors, and they say so.
  func hazardRatio(
    _ fit: Cox, _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> EffectEstimate {
    let value: SurvivalEstimate
    if request == request.plain {
      value = fit.hazardRatio(0)
    } else if options.variance == .robust || isWeighted {
      value = SurvivalEstimate(reason: .needsIndependentPeople)
    } else if request.penalty == .firth {
      value = try penalized(request, adjustment)
    } else {
      value = fit.profile(0).exponentiated
    }
    return estimate(
      .hazardRatio, group: Self.focal, reference: Self.reference, value, method: request.method,
      isMarginal: isMarginal(adjustment))
  }

  private func penalized(
    _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> SurvivalEstimate {
    guard request.ties != .exact else { return SurvivalEstimate(reason: .noPenaltyWithExactTies) }
    let fit = try FirthCox(
      data, covariates: covariates(adjustment), ties: request.ties, level: options.level)
    let coefficient = request.limits == .wald ? fit.coefficient(0) : fit.profile(0)
    return coefficient.exponentiated
  }
}
