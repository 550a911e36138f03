public import LinearAlgebra

/// A proportional subdistribution hazards model of one cause among competing ones.
///
/// Those who had another event stay in the risk set, with a weight that falls as observation ends for
/// the others: at t after their event at T it is G(t−)/G(T−), with G the curve of censoring, of a group
/// of rows where there are groups; with delayed entry also H(t−)/H(T−). Coefficients maximise the
/// weighted partial likelihood. They are log ratios of subdistribution hazards, which say whether the
/// cumulative incidence is higher, and not how the rate of the event is changed. Fine and Gray 1999,
/// doi:10.1080/01621459.1999.10474144; Geskus 2011, doi:10.1111/j.1541-0420.2010.01420.x.
///
/// No row is expanded: sums over those at risk run backwards in time and sums over those with another
/// event forwards (Kawaguchi et al. 2020, doi:10.32614/RJ-2021-010).
public struct FineGray: Sendable {
  /// How the search ended.
  public let status: CoxStatus
  /// How many steps it took.
  public let iterations: Int
  /// The coefficients; nil for collinear columns, without a maximum, or where the search did not
  /// converge.
  public let coefficients: [Double?]
  /// Why a coefficient is nil.
  public let reasons: [NotEstimable?]
  /// The log partial likelihood where the search ended.
  public let logLikelihood: Double
  /// The log partial likelihood at coefficients of 0.
  public let nullLogLikelihood: Double
  /// The variance of the coefficients; 0 in rows and columns without an estimate.
  public let variance: Matrix
  /// Where the variance comes from.
  public let varianceEstimator: SubdistributionVariance
  /// The confidence level of limits.
  public let level: Double

  let sets: FineGraySets
  let sums: FineGraySums
  let iterate: [Double]

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights and clusters; its strata are not used.
  ///   - cause: The cause, from 1 on.
  ///   - covariates: One row a row of the data.
  ///   - censoringGroups: Groups with a curve of censoring of their own; one for all if nil.
  ///   - censoring: Who is at risk of being censored at a time of events.
  ///   - ties: How tied events are treated.
  ///   - variance: Where the variance comes from.
  ///   - level: The confidence level of limits.
  ///   - control: How the maximum is sought.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(n p²) a step after the sort of the data, O(n p) memory.
  /// - Throws: `.lengthsDiffer`, `.invalidLevel`, `.covariateNotFinite`, `.noEvents`,
  ///   `.exactNotForSubdistribution`,
  ///   `.riskSetEmpties` or `.offsetOutOfRange`.
  public init(
    _ data: CompetingRisks, cause: Int = 1, covariates: Matrix, censoringGroups: Groups? = nil,
    censoring: CensoringTies = .eventsFirst, ties: TieMethod = .efron,
    variance: SubdistributionVariance = .estimatedCensoring, level: Double = 0.95,
    control: CoxControl = CoxControl(), threads: Int = 1
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    if ties == .exact { throw .exactNotForSubdistribution }
    try SurvivalData.check(covariates.rows, .covariates, data.followUp.count)
    try SurvivalData.check(censoringGroups?.codes.count, .groups, data.followUp.count)
    for i in covariates.storage.indices where !covariates.storage[i].isFinite {
      throw .covariateNotFinite(row: i % covariates.rows, column: i / covariates.rows)
    }
    let sets = FineGraySets(
      data, cause: cause, covariates, groups: censoringGroups, censoring: censoring, ties: ties,
      threads: threads)
    guard !sets.blocks.isEmpty else { throw .noEvents }
    guard sets.isObserved else { throw .riskSetEmpties }
    guard var newton = LikelihoodNewton(sets, control) else { throw .offsetOutOfRange }
    newton.run()
    self.sets = sets
    sums = newton.point.sums
    status = newton.status
    iterations = newton.iterations
    iterate = newton.point.beta
    reasons = sets.scale.indices.map { newton.reason($0) }
    coefficients = sets.scale.indices.map {
      newton.reason($0) == nil ? newton.point.beta[$0] * sets.scale[$0] : nil
    }
    logLikelihood = newton.point.sums.logLikelihood
    nullLogLikelihood = newton.null.sums.logLikelihood
    varianceEstimator = variance
    self.level = level
    let inverse = newton.variance
    var result = inverse
    if variance != .model {
      let scores = sets.scoreResiduals(
        newton.point.sums, rowCount: data.followUp.count,
        withCensoring: variance == .estimatedCensoring)
      result = data.followUp.clusterCrossProduct(scores.times(inverse))
    }
    for i in 0..<sets.width {
      for j in 0..<sets.width { result[i, j] *= sets.scale[i] * sets.scale[j] }
    }
    self.variance = result
  }

  /// A coefficient with standard error, limits and Wald test.
  public func coefficient(_ j: Int) -> SurvivalEstimate {
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: reasons[j]) }
    return .normal(value, max(variance[j, j], 0).squareRoot(), level: level)
  }

  /// A ratio of subdistribution hazards with limits and Wald test; the standard error is that of its
  /// logarithm.
  public func hazardRatio(_ j: Int) -> SurvivalEstimate { coefficient(j).exponentiated }

  /// The cumulative incidence of somebody with given covariates just after each time of an event of
  /// the cause: 1 − exp(−e^{xβ} Λ(t)).
  /// - Complexity: O(events).
  public func incidence(covariates: [Double]) -> (time: [Double], probability: [Double])? {
    guard covariates.count == sets.width, reasons.allSatisfy({ $0?.isColumnLeftOut ?? true })
    else { return nil }
    var eta = 0.0
    for j in covariates.indices {
      eta += iterate[j] * (covariates[j] - sets.center[j]) * sets.scale[j]
    }
    let shift = sums.shift
    let hazard = FineGrayHazard(sets, sums, column: nil).before.dropFirst()
    return (
      sets.blocks.map(\.time), hazard.map { 1 - exponential(-$0 * exponential(eta - shift)) }
    )
  }
}
