internal import LinearAlgebra
internal import Survival

/// What is asked of a model of times, whichever it is.
struct ModelRequest {
  /// The ratios or differences that the coefficient of the arm is.
  let ratios: [EffectMeasure]
  let method: String
  let at: [Double]
  let rmst: [Double]
  let mean: Bool

  init(_ options: ParametricOptions) {
    ratios =
      switch options.distribution {
      case .exponential, .weibull: [.accelerationFactor, .hazardRatio]
      case .logNormal, .logLogistic, .generalizedGamma: [.accelerationFactor]
      case .gompertz: [.hazardRatio]
      }
    method = "\(options.distribution.inWords) model"
    (at, rmst, mean) = (options.at, options.rmst, options.mean)
  }

  init(_ options: SplineOptions) {
    ratios =
      switch options.scale {
      case .hazard: [.hazardRatio]
      case .odds: [.survivalOddsRatio]
      case .normal: [.probitDifference]
      }
    method = "spline (\(options.degreesOfFreedom) df on \(options.scale.rawValue)) model"
    (at, rmst, mean) = (options.at, options.rmst, options.mean)
  }

  /// The rows after the ratios, in their order.
  func rows<Row>(
    _ each: (EffectMeasure, Double?) -> [Row], _ contrast: (EffectMeasure, Double?) -> Row,
    _ model: (EffectMeasure) -> Row
  ) -> [Row] {
    var rows = at.flatMap { each(.survival, $0) + [contrast(.survivalDifference, $0)] }
    rows += rmst.flatMap { each(.rmst, $0) + [contrast(.rmstDifference, $0)] }
    if mean { rows += each(.meanTime, nil) + [contrast(.meanTimeDifference, nil)] }
    return rows + [model(.akaikeCriterion), model(.bayesianCriterion)]
  }
}

extension TimeComparison {
  /// The ratio of times or hazards, curves and means of a parametric model, and its criteria.
  func parametric(
    _ asked: ParametricOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let (model, columns) = (ModelRequest(asked), modelColumns(adjustment))
    let fit: ParametricSurvival
    do throws(SurvivalError) {
      fit = try ParametricSurvival(
        data, covariates: columns, distribution: asked.distribution, variance: options.variance,
        level: options.level)
    } catch .noEvents {
      return absent(.noEvents, model, adjustment)
    }
    if let reason = fit.reason { return absent(reason, model, adjustment) }
    let arms = ModelledArms(
      fit, data, covariates: columns, arms: groups.count, variance: options.variance)
    let ratios: [EffectEstimate] =
      groups.count < 2
      ? []
      : model.ratios.map { measure in
        let isTurned = measure == .hazardRatio && asked.distribution != .gompertz
        let value = isTurned ? fit.logHazardRatio(1) : fit.coefficient(1)
        return ratio(measure, value.exponentiated, model, adjustment)
      }
    return ratios
      + said(
        model, arms, SurvivalEstimate(fit.akaikeCriterion), SurvivalEstimate(fit.bayesianCriterion))
  }

  /// The same of a spline in log time.
  func spline(
    _ asked: SplineOptions, _ adjustment: Matrix?
  ) throws(SurvivalError) -> [EffectEstimate] {
    let (model, columns) = (ModelRequest(asked), modelColumns(adjustment))
    let fit: RoystonParmar
    do throws(SurvivalError) {
      fit = try RoystonParmar(
        data, covariates: columns, scale: asked.scale, degreesOfFreedom: asked.degreesOfFreedom,
        variance: options.variance, level: options.level)
    } catch .noEvents {
      return absent(.noEvents, model, adjustment)
    }
    if let reason = fit.reason { return absent(reason, model, adjustment) }
    let arms = ModelledArms(
      fit, data, covariates: columns, arms: groups.count, variance: options.variance)
    let ratios: [EffectEstimate] =
      groups.count < 2
      ? []
      : model.ratios.map { measure in
        let value = fit.coefficient(0)
        return ratio(
          measure, measure == .probitDifference ? value : value.exponentiated, model, adjustment)
      }
    return ratios
      + said(
        model, arms, SurvivalEstimate(fit.akaikeCriterion), SurvivalEstimate(fit.bayesianCriterion))
  }

  /// The columns of a model: the arm, where there are two, and those it is adjusted for.
  private func modelColumns(_ adjustment: Matrix?) -> Matrix {
    groups.count > 1
      ? covariates(adjustment) : adjustment ?? Matrix(rows: data.count, columns: 0)
  }

  private func ratio(
    _ measure: EffectMeasure, _ value: SurvivalEstimate, _ model: ModelRequest,
    _ adjustment: Matrix?
  ) -> EffectEstimate {
    estimate(
      measure, group: Self.focal, reference: Self.reference, value, method: model.method,
      isMarginal: adjustment == nil)
  }

  private func said(
    _ model: ModelRequest, _ arms: ModelledArms, _ akaike: SurvivalEstimate,
    _ bayesian: SurvivalEstimate
  ) -> [EffectEstimate] {
    let rows: [EffectEstimate?] = model.rows(
      { measure, time in
        shownGroups.map { group in
          let value: SurvivalEstimate
          switch (measure, time) {
          case (.survival, let time?): value = arms.survival(group, at: time)
          case (.rmst, let time?): value = arms.restrictedMean(group, to: time)
          default: value = arms.mean(group)
          }
          return estimate(measure, group: group, at: time, value, method: model.method)
        }
      },
      { measure, time in
        guard groups.count > 1 else { return nil }
        let value: SurvivalEstimate
        switch (measure, time) {
        case (.survivalDifference, let time?):
          value = arms.survivalDifference(Self.focal, minus: Self.reference, at: time)
        case (.rmstDifference, let time?):
          value = arms.restrictedMeanDifference(Self.focal, minus: Self.reference, to: time)
        default: value = arms.meanDifference(Self.focal, minus: Self.reference)
        }
        return estimate(
          measure, group: Self.focal, reference: Self.reference, at: time, value,
          method: model.method)
      },
      { measure in
        estimate(
          measure, group: nil, measure == .akaikeCriterion ? akaike : bayesian,
          method: model.method)
      })
    return rows.compactMap(\.self)
  }

  /// Rows that say why the model gives nothing.
  private func absent(
    _ reason: NotEstimable, _ model: ModelRequest, _ adjustment: Matrix?
  ) -> [EffectEstimate] {
    let value = SurvivalEstimate(reason: reason)
    let ratios = groups.count > 1 ? model.ratios.map { ratio($0, value, model, adjustment) } : []
    let rows: [EffectEstimate?] = model.rows(
      { measure, time in
        shownGroups.map { estimate(measure, group: $0, at: time, value, method: model.method) }
      },
      { measure, time in
        groups.count > 1
          ? estimate(
            measure, group: Self.focal, reference: Self.reference, at: time, value,
            method: model.method) : nil
      },
      { estimate($0, group: nil, value, method: model.method) })
    return ratios + rows.compactMap(\.self)
  }
}
