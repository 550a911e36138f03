public import LinearAlgebra

/// A Cox model with Firth's penalty, which has finite coefficients where events separate the
/// covariates, and less bias in small samples.
///
/// The log partial likelihood plus ½ log |I(β)| is maximised. The variance is the inverse
/// information there; limits and tests are best taken from the profile of the penalised likelihood.
/// Firth 1993, doi:10.1093/biomet/80.1.27; Heinze and Schemper 2001,
/// doi:10.1111/j.0006-341X.2001.00114.x.
public struct FirthCox: Sendable {
  /// The coefficients; nil for collinear columns.
  public let coefficients: [Double?]
  /// Why a coefficient is nil.
  public let reasons: [NotEstimable?]
  /// The penalised log likelihood at its maximum.
  public let penalizedLogLikelihood: Double
  /// The penalised log likelihood at 0.
  public let nullPenalizedLogLikelihood: Double
  /// The inverse information at the maximum.
  public let variance: Matrix
  /// How many steps the search took.
  public let iterations: Int
  /// The confidence level of limits.
  public let level: Double

  private let profile: ProfileSearch<FirthLikelihood>
  private let scale: [Double]
  private let isConverged: Bool

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up; weights must be frequencies, and clusters do not enter.
  ///   - covariates: One row a row of the data.
  ///   - offset: A known part of the linear predictor.
  ///   - ties: Efron's or Breslow's method.
  ///   - level: The confidence level of limits.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(n p²) a step.
  /// - Throws: What ``Cox`` throws, `.penaltyNeedsFrequencies` or `.penaltyNotExact`.
  public init(
    _ data: SurvivalData, covariates: Matrix, offset: [Double]? = nil, ties: TieMethod = .efron,
    level: Double = 0.95, threads: Int = 1
  ) throws(SurvivalError) {
    guard data.weights == nil || data.countsCopies else { throw .penaltyNeedsFrequencies }
    guard ties != .exact else { throw .penaltyNotExact }
    let start = try Cox(
      data, covariates: covariates, offset: offset, ties: ties, variance: .model, level: level,
      control: CoxControl(maximumIterations: 0), threads: threads)
    let sets = start.sets
    let held = start.newton.isCollinear
    let objective = FirthLikelihood(sets: sets, held: held)
    let zero = [Double](repeating: 0, count: sets.width)
    guard var search = ConcaveSearch(objective, from: zero, holding: held) else {
      throw .offsetOutOfRange
    }
    let null = search.expansion.value
    search.run()
    let converged = search.isConverged
    isConverged = converged
    scale = sets.scale
    self.level = level
    iterations = search.iterations
    reasons = held.indices.map { j in
      held[j] ? sets.absence[j] ?? .collinear : converged ? nil : .notConverged
    }
    coefficients = held.indices.map {
      held[$0] || !converged ? nil : search.beta[$0] * sets.scale[$0]
    }
    var unit = 0.0
    for j in held.indices where !held[j] { unit -= logarithm(sets.scale[j]) }
    penalizedLogLikelihood = search.expansion.value + unit
    nullPenalizedLogLikelihood = null + unit
    variance = sets.unscaled(variance: search.factor.inverse)
    profile = ProfileSearch(
      objective: objective, maximum: search.expansion.value, peak: search.beta, held: held)
  }

  /// A coefficient with limits and Wald test from the inverse information.
  public func coefficient(_ j: Int) -> SurvivalEstimate {
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: reasons[j]) }
    return .normal(value, max(variance[j, j], 0).squareRoot(), level: level)
  }

  /// A coefficient with limits and test from the profile of the penalised likelihood.
  /// - Complexity: some twenty fits.
  public func profile(_ j: Int) -> SurvivalEstimate {
    if let reason = reasons[j] { return SurvivalEstimate(reason: reason) }
    let error = max(variance[j, j], 0).squareRoot() / scale[j]
    var result = profile.estimate(j, unit: scale[j], level: level, scale: error)
    result.standardError = error * scale[j]
    return result
  }

  /// Twice the rise of the penalised log likelihood from 0.
  public var likelihoodRatioTest: SurvivalEstimate {
    guard isConverged else { return SurvivalEstimate(reason: .notConverged) }
    return .chiSquared(
      max(0, 2 * (penalizedLogLikelihood - nullPenalizedLogLikelihood)),
      degreesOfFreedom: reasons.count { $0 == nil })
  }
}

/// The log partial likelihood plus half the logarithm of the determinant of the information.
///
/// The information stands in for the curvature, so that the search converges linearly.
struct FirthLikelihood: SmoothObjective {
  let sets: CoxRiskSets
  let held: [Bool]

  var width: Int { sets.width }
  var isCurvatureExact: Bool { false }

  func expansion(at beta: [Double]) -> Expansion? {
    guard let sums = sets.riskSums(beta) else { return nil }
    let derivatives = sets.derivatives(sums)
    let factor = TriangularFactor(
      derivatives.information, tolerance: derivatives.secondMoment.map { 1e-14 * $0 },
      dropping: held)
    guard factor.isDropped == held else { return nil }
    let moments = sets.contractedThirdMoments(sums, factor.inverse)
    return Expansion(
      value: sums.logLikelihood + factor.logDeterminant / 2,
      gradient: derivatives.score.indices.map { derivatives.score[$0] + moments[$0] / 2 },
      curvature: derivatives.information)
  }
}
