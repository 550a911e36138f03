public import LinearAlgebra

/// A Cox model in which some coefficients change with time.
///
/// The hazard of row i is h(t) exp(Σ_m β_m g_m(t) x_ij(m) + offset), with g_m constant, a function of
/// time, or 1 between two cut points. Likelihood, ties and variances are those of ``Cox`` with the
/// covariates g_m(t) x, computed anew at the event times, so that rows are neither copied nor split.
/// The model's variance is the inverse information, the robust one sums the score residuals by
/// cluster. Cox 1972; Therneau and Grambsch 2000, doi:10.1007/978-1-4757-3294-8.
public struct VaryingCox: Sendable {
  /// What each coefficient belongs to, by column.
  public let terms: [VaryingTerm]
  /// The coefficients; nil for collinear columns or where the search did not converge.
  public let coefficients: [Double?]
  /// Why a coefficient is nil.
  public let reasons: [NotEstimable?]
  /// The log partial likelihood at the coefficients.
  public let logLikelihood: Double
  /// The log partial likelihood at 0.
  public let nullLogLikelihood: Double
  /// The inverse information.
  public let modelVariance: Matrix
  /// The robust variance; nil where the model's was asked for.
  public let robustVariance: Matrix?
  /// How many steps the search took.
  public let iterations: Int
  /// The confidence level of limits.
  public let level: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights, clusters and strata.
  ///   - covariates: One row a row of the data.
  ///   - varying: The coefficients that change; those of other columns are constant.
  ///   - offset: A known part of the linear predictor.
  ///   - ties: Efron's or Breslow's method.
  ///   - variance: Which variance ``variance`` is; by default what fits the data.
  ///   - level: The confidence level of limits.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(k n p²) a step, k the number of event times at which a factor differs from
  ///   the time before; one more than the cut points where all changes are piecewise.
  /// - Throws: What ``Cox`` throws, `.invalidVaryingColumn`, `.invalidCuts`, `.transformNotFinite`
  ///   or `.varyingNotExact`.
  public init(
    _ data: SurvivalData, covariates: Matrix, varying: [VaryingCoefficient],
    offset: [Double]? = nil, ties: TieMethod = .efron, variance: VarianceEstimator? = nil,
    level: Double = 0.95, threads: Int = 1
  ) throws(SurvivalError) {
    guard ties != .exact else { throw .varyingNotExact }
    let start = try Cox(
      data, covariates: covariates, offset: offset, ties: ties, variance: .model, level: level,
      control: CoxControl(maximumIterations: 0), threads: threads)
    let sets = start.sets
    let design = try VaryingDesign(sets, data, varying)
    let objective = VaryingRiskSets(sets: sets, design: design)
    let zero = [Double](repeating: 0, count: design.terms.count)
    guard let null = objective.expansion(at: zero) else { throw .offsetOutOfRange }
    let unit = design.terms.indices.map { sets.scale[design.terms[$0].column] / design.unit[$0] }
    let isOutOfScale = unit.map {
      $0 > 0 && !($0 < CoxRiskSets.largestSize && $0 > 1 / CoxRiskSets.largestSize)
    }
    let held = zip(Self.collinear(null, design, sets), isOutOfScale).map { $0 || $1 }
    guard var search = ConcaveSearch(objective, from: zero, holding: held) else {
      throw .offsetOutOfRange
    }
    search.run(limit: 60)
    let last = search.factor
    let step = last.solve(search.expansion.gradient)
    let infinite = held.indices.map { m in
      !held[m] && (last.isDropped[m] || abs(step[m]) > 1e-5 * (1 + abs(search.beta[m])))
    }
    let converged = search.isConverged
    terms = design.terms
    reasons = held.indices.map { m in
      held[m]
        ? isOutOfScale[m] ? .outOfScale : sets.absence[design.terms[m].column] ?? .collinear
        : infinite[m] ? .infiniteCoefficient : converged ? nil : .notConverged
    }
    coefficients = held.indices.map {
      held[$0] || infinite[$0] || !converged ? nil : search.beta[$0] * unit[$0]
    }
    logLikelihood = search.expansion.value
    nullLogLikelihood = null.value
    iterations = search.iterations
    self.level = level
    let inverse = TriangularFactor(
      search.expansion.curvature,
      tolerance: search.expansion.curvature.diagonal.map { 1e-14 * abs($0) },
      dropping: held.indices.map { held[$0] || infinite[$0] }
    ).inverse
    let factor = unit.indices.map { isOutOfScale[$0] ? 0 : unit[$0] }
    modelVariance = Self.rescaled(inverse, factor)
    if variance ?? data.defaultVariance == .robust {
      let residuals = objective.scoreResiduals(at: search.beta, rowCount: data.count)
      let influence = sets.weighted(residuals, by: data).times(inverse)
      robustVariance = Self.rescaled(data.clusterCrossProduct(influence), factor)
    } else {
      robustVariance = nil
    }
  }

  /// The variance of the coefficients, robust where it was asked for.
  public var variance: Matrix { robustVariance ?? modelVariance }

  /// A coefficient with standard error, limits and Wald test.
  public func coefficient(_ m: Int) -> SurvivalEstimate {
    guard let value = coefficients[m] else { return SurvivalEstimate(reason: reasons[m]) }
    return .normal(value, max(variance[m, m], 0).squareRoot(), level: level)
  }

  /// Twice the rise of the log likelihood from 0; it does not hold under weights that are not
  /// frequencies, nor under clusters.
  public var likelihoodRatioTest: SurvivalEstimate {
    if let reason = reasons.first(where: { $0 == .notConverged }) {
      return SurvivalEstimate(reason: reason)
    }
    return .chiSquared(
      max(0, 2 * (logLikelihood - nullLogLikelihood)),
      degreesOfFreedom: reasons.count { $0 == nil || $0 == .infiniteCoefficient })
  }

  private static func collinear(
    _ null: Expansion, _ design: VaryingDesign, _ sets: CoxRiskSets
  ) -> [Bool] {
    let largest = null.curvature.diagonal.max() ?? 0
    return TriangularFactor(
      null.curvature,
      tolerance: null.curvature.diagonal.map {
        max(1e-11 * $0, TriangularFactor.relativeTolerance * largest)
      }, dropping: design.terms.map { sets.scale[$0.column] == 0 }
    ).isDropped
  }

  private static func rescaled(_ matrix: Matrix, _ unit: [Double]) -> Matrix {
    var result = matrix
    for j in unit.indices { for i in unit.indices { result[i, j] *= unit[i] * unit[j] } }
    return result
  }
}
