internal import LinearAlgebra
internal import Survival

extension TimeComparison {
  /// The hazard ratio of the focal group with its test of proportional hazards.
  ///
  /// Without events there is no partial likelihood, and with the exact treatment of ties no robust
  /// variance; both say so.
  func hazardRatio(
    _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let fit: Cox
    do throws(SurvivalError) {
      fit = try Cox(
        data, covariates: covariates(adjustment), ties: request.ties, variance: options.variance,
        level: options.level, threads: options.threads)
    } catch {
      guard let reason = error.absence else { throw error }
      return absent(reason, request, adjustment)
    }
    return try hazardRatios(fit, request, adjustment) + tests(fit, request, adjustment)
      + [proportionalHazards(fit, request, adjustment)]
  }

  /// Tests of all coefficients of the model.
  private func tests(
    _ fit: Cox, _ request: CoxOptions, _ adjustment: Matrix?
  ) -> [EffectEstimate] {
    request.tests.map { test in
      let value =
        switch test {
        case .likelihoodRatio:
          options.variance == .robust || isWeighted
            ? SurvivalEstimate(reason: .needsIndependentPeople) : fit.likelihoodRatioTest
        case .wald: fit.waldTest
        case .score: fit.scoreTest
        }
      return estimate(
        test.measure, group: nil, value, method: request.ties.rawValue,
        isMarginal: isMarginal(adjustment))
    }
  }

  /// The test of proportional hazards for the arm.
  ///
  /// It is that of the model, whose variance takes a weight as that many copies. Where weights are
  /// not all 1 its statistic is therefore divided by the design effect of the log hazard ratio, the
  /// robust variance over the model's: it does not change when all weights are multiplied by a
  /// number, and refers to the patients there are. The first-order correction of Rao and Scott 1981,
  /// doi:10.1080/01621459.1981.10477633, with the design effect of the coefficient standing for that
  /// of its change.
  private func proportionalHazards(
    _ fit: Cox, _ request: CoxOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> EffectEstimate {
    let test = ProportionalHazardsTest(fit, transform: request.proportionalHazards).terms[0]
    let transform = request.proportionalHazards.rawValue
    guard isWeighted, let statistic = test.statistic else {
      return estimate(
        .proportionalHazards, group: nil, test, method: transform,
        isMarginal: isMarginal(adjustment),
        variance: .model)
    }
    var robust = fit.robustVariance
    if robust == nil {
      robust = try Cox(
        data, covariates: covariates(adjustment), ties: request.ties, variance: .robust,
        level: options.level, threads: options.threads
      ).robustVariance
    }
    let (model, other) = (fit.modelVariance[0, 0], robust?[0, 0] ?? 0)
    let corrected =
      other > 0 && model > 0
      ? .chiSquared(statistic * (model / other), degreesOfFreedom: 1)
      : SurvivalEstimate(reason: .noVariation)
    return estimate(
      .proportionalHazards, group: nil, corrected, method: "\(transform), design effect",
      isMarginal: isMarginal(adjustment), variance: .robust)
  }

  /// Whether some patients count more than others.
  var isWeighted: Bool { data.weights?.values.contains { $0 != 1 } ?? false }

  /// Whether a ratio of hazards is that of the arms as wholes: not within strata, and not at given
  /// covariates.
  func isMarginal(_ adjustment: Matrix?) -> Bool {
    adjustment == nil && data.strata == nil
  }

  private func absent(
    _ reason: NotEstimable, _ request: CoxOptions, _ adjustment: Matrix?
  ) -> [EffectEstimate] {
    EstimateRequest.cox(request).rows(causes: 1).map { row in
      let isTest = row.measure == .proportionalHazards
      return estimate(
        row.measure, group: row.group, reference: row.referenceGroup,
        SurvivalEstimate(reason: reason),
        method: isTest ? request.proportionalHazards.rawValue : request.method,
        isMarginal: isMarginal(adjustment) && request.frailty == .none,
        variance: isTest ? .model : nil)
    }
  }

  /// The column of the arm, and those it is adjusted for.
  func covariates(_ adjustment: Matrix?) -> Matrix {
    let arm = groups.codes.map(Double.init)
    return Matrix(
      rows: arm.count, columns: 1 + (adjustment?.columns ?? 0),
      storage: arm + (adjustment?.storage ?? []))
  }
}
