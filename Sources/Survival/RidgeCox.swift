public import LinearAlgebra

/// A Cox model whose coefficients are drawn to 0 by a quadratic penalty.
///
/// The log partial likelihood less ½ θ Σ s_j β_j² is maximised, s_j the variance of column j where
/// coefficients per standard deviation are penalised alike, else 1. With I the information and
/// H = I + θ diag(s), the variance is H⁻¹ I H⁻¹, or H⁻¹ from the Bayesian view; the effective degrees of
/// freedom are the trace of H⁻¹ I. Gray 1992, doi:10.1080/01621459.1992.10476248; Verweij and
/// van Houwelingen 1994, doi:10.1002/sim.4780132307.
public struct RidgeCox: Sendable {
  /// The penalised coefficients; nil for a column that does not vary or whose size is out of range.
  public let coefficients: [Double?]
  /// Why a coefficient is nil.
  public let reasons: [NotEstimable?]
  /// The log partial likelihood at the coefficients, without the penalty.
  public let logLikelihood: Double
  /// ½ θ Σ s_j β_j².
  public let penalty: Double
  /// The log partial likelihood at 0.
  public let nullLogLikelihood: Double
  /// H⁻¹ I H⁻¹.
  public let variance: Matrix
  /// H⁻¹.
  public let posteriorVariance: Matrix
  /// The trace of H⁻¹ I.
  public let effectiveDegreesOfFreedom: Double
  /// How many steps the search took.
  public let iterations: Int
  /// θ, the strength of the penalty.
  public let strength: Double
  /// The confidence level of limits.
  public let level: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights and strata; clusters do not enter.
  ///   - covariates: One row a row of the data.
  ///   - strength: θ, above 0.
  ///   - standardized: Whether coefficients per standard deviation are penalised alike.
  ///   - penalized: Which columns are penalised; all if nil.
  ///   - offset: A known part of the linear predictor.
  ///   - ties: How tied events are treated.
  ///   - level: The confidence level of limits.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(n p²) a step.
  /// - Throws: What ``Cox`` throws, or `.invalidStrength`.
  public init(
    _ data: SurvivalData, covariates: Matrix, strength: Double, standardized: Bool = true,
    penalized: [Bool]? = nil, offset: [Double]? = nil, ties: TieMethod = .efron,
    level: Double = 0.95, threads: Int = 1
  ) throws(SurvivalError) {
    guard strength > 0, strength.isFinite else { throw .invalidStrength(strength) }
    let start = try Cox(
      data, covariates: covariates, offset: offset, ties: ties, variance: .model, level: level,
      control: CoxControl(maximumIterations: 0), threads: threads)
    let sets = start.sets
    let spread = sets.variances
    let factors = sets.scale.indices.map { j in
      guard penalized?[j] ?? true, sets.scale[j] > 0 else { return 0.0 }
      return strength * (standardized ? spread[j] : sets.scale[j] * sets.scale[j])
    }
    let zero = [Double](repeating: 0, count: sets.width)
    let held = sets.scale.indices.map {
      sets.scale[$0] == 0 || (start.newton.isCollinear[$0] && factors[$0] == 0)
    }
    let objective = PenalizedLikelihood(sets: sets, factors: factors)
    guard var search = ConcaveSearch(objective, from: zero, holding: held) else {
      throw .offsetOutOfRange
    }
    search.run()
    let failed = !search.isConverged
    // Where nothing holds a coefficient the search goes on in steps of about 1.
    let last = search.factor
    let step = last.solve(search.expansion.gradient)
    let infinite = held.indices.map { j in
      !held[j] && factors[j] == 0
        && (last.isDropped[j] || abs(step[j]) > 1e-5 * (1 + abs(search.beta[j])))
    }
    self.strength = strength
    self.level = level
    iterations = search.iterations
    reasons = held.indices.map { j in
      held[j]
        ? sets.absence[j] ?? .collinear
        : infinite[j] ? .infiniteCoefficient : failed ? .notConverged : nil
    }
    coefficients = held.indices.map {
      held[$0] || infinite[$0] || failed ? nil : search.beta[$0] * sets.scale[$0]
    }
    penalty = objective.penalty(search.beta)
    logLikelihood = search.expansion.value + penalty
    nullLogLikelihood = start.nullLogLikelihood
    let inverse = search.factor.inverse
    var information = search.expansion.curvature
    for j in factors.indices { information[j, j] -= factors[j] }
    let shrinkage = inverse.times(information)
    effectiveDegreesOfFreedom = shrinkage.diagonal.reduce(0, +)
    variance = sets.unscaled(variance: shrinkage.times(inverse))
    posteriorVariance = sets.unscaled(variance: inverse)
  }

  /// A coefficient with limits and Wald test, from H⁻¹ I H⁻¹ or, from the Bayesian view, H⁻¹.
  public func coefficient(_ j: Int, posterior: Bool = false) -> SurvivalEstimate {
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: reasons[j]) }
    let square = posterior ? posteriorVariance[j, j] : variance[j, j]
    return .normal(value, max(square, 0).squareRoot(), level: level)
  }
}

/// The log partial likelihood less ½ Σ f_j b_j².
private struct PenalizedLikelihood: SmoothObjective {
  let sets: CoxRiskSets
  let factors: [Double]

  var width: Int { sets.width }

  func penalty(_ beta: [Double]) -> Double {
    beta.indices.reduce(0) { $0 + factors[$1] * beta[$1] * beta[$1] / 2 }
  }

  func expansion(at beta: [Double]) -> Expansion? {
    guard var result = PartialLikelihood(sets: sets).expansion(at: beta) else { return nil }
    result.value -= penalty(beta)
    for j in beta.indices {
      result.gradient[j] -= factors[j] * beta[j]
      result.curvature[j, j] += factors[j]
    }
    return result
  }
}

extension CoxRiskSets {
  /// The variance of each scaled covariate over all rows, whatever their stratum, with one less than
  /// their number in the denominator.
  var variances: [Double] {
    var means = [Double](repeating: 0, count: width)
    var total = 0.0
    for value in weight { total += value }
    let positions = strata.indices.flatMap { s in strata[s].positions.map { (s, $0) } }
    for (s, i) in positions {
      for j in 0..<width { means[j] += weight[i] / total * (x[i * width + j] + shift(s, j)) }
    }
    var squares = [Double](repeating: 0, count: width)
    for (s, i) in positions {
      for j in 0..<width {
        let deviation = x[i * width + j] + shift(s, j) - means[j]
        squares[j] += weight[i] / total * deviation * deviation
      }
    }
    let count = countsCopies ? total : Double(rows.count)
    return squares.map { count > 1 ? $0 * count / (count - 1) : 0 }
  }

  /// What the centring of a stratum took from a scaled covariate, beside that of the first.
  private func shift(_ s: Int, _ j: Int) -> Double {
    (center[s * width + j] - center[j]) * scale[j]
  }
}
