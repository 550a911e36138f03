internal import LinearAlgebra
internal import Survival

extension OutcomeComparison {
  /// The log-rank test of both groups.
  func logRank() throws(SurvivalError) -> EffectEstimate {
    let test = try LogRank(data, by: groups, variance: options.variance)
    let method = options.variance == .model ? "hypergeometric" : "robust score"
    return estimate(.logRank, group: nil, test.test, method: method)
  }

  /// The hazard ratio of the focal group with its test of proportional hazards.
  ///
  /// Without events there is no partial likelihood, and both say so.
  func hazardRatio(
    _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let fit: Cox
    do throws(SurvivalError) {
      fit = try Cox(
        data, covariates: covariates(adjustment), ties: request.ties, variance: options.variance,
        level: options.level)
    } catch .noEvents {
      return absent(.noEvents, request, adjustment)
    }
    let ratio = estimate(
      .hazardRatio, group: Self.focal, reference: Self.reference, fit.hazardRatio(0),
      method: request.ties.rawValue, isMarginal: adjustment == nil)
    let tests = ProportionalHazardsTest(fit, transform: request.proportionalHazards)
    let proportional = estimate(
      .proportionalHazards, group: nil, tests.terms[0],
      method: request.proportionalHazards.rawValue, isMarginal: adjustment == nil,
      variance: .model)
    return [ratio, proportional]
  }

  private func absent(
    _ reason: NotEstimable, _ request: CoxOptions, _ adjustment: Matrix?
  ) -> [EffectEstimate] {
    let value = SurvivalEstimate(reason: reason)
    return [
      estimate(
        .hazardRatio, group: Self.focal, reference: Self.reference, value,
        method: request.ties.rawValue, isMarginal: adjustment == nil),
      estimate(
        .proportionalHazards, group: nil, value,
        method: request.proportionalHazards.rawValue, isMarginal: adjustment == nil,
        variance: .model),
    ]
  }

  /// The column of the arm, and those it is adjusted for.
  private func covariates(_ adjustment: Matrix?) -> Matrix {
    let arm = groups.codes.map(Double.init)
    return Matrix(
      rows: arm.count, columns: 1 + (adjustment?.columns ?? 0),
      storage: arm + (adjustment?.storage ?? []))
  }
}
