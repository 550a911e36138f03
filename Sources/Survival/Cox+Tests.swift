internal import LinearAlgebra

extension Cox {
  /// A coefficient with standard error, limits and Wald test.
  public func coefficient(_ j: Int) -> SurvivalEstimate {
    guard let value = coefficients[j] else { return SurvivalEstimate(reason: reasons[j]) }
    return .normal(value, max(variance[j, j], 0).squareRoot(), level: level)
  }

  /// A hazard ratio with limits and Wald test; the standard error is that of its logarithm.
  public func hazardRatio(_ j: Int) -> SurvivalEstimate { coefficient(j).exponentiated }

  /// Twice the rise of the log likelihood from 0; it does not hold under weights that are not
  /// frequencies, nor under clusters.
  public var likelihoodRatioTest: SurvivalEstimate {
    if status == .iterationLimit { return SurvivalEstimate(reason: .notConverged) }
    return .chiSquared(max(0, 2 * (logLikelihood - nullLogLikelihood)), degreesOfFreedom: rank)
  }

  /// β'V⁻¹β, with the variance that was asked for.
  public var waldTest: SurvivalEstimate {
    if let reason = reasons.first(where: { $0 != nil && $0?.isColumnLeftOut != true }) {
      return SurvivalEstimate(reason: reason)
    }
    let scaled = sets.rescaledVariance(variance)
    let factor = TriangularFactor(scaled)
    return .chiSquared(
      factor.quadraticForm(newton.point.beta), degreesOfFreedom: factor.rank)
  }

  /// U'V⁻¹U at 0; V is the information, or for a robust fit the squared score residuals summed by
  /// cluster.
  public var scoreTest: SurvivalEstimate {
    let null = newton.null
    guard robustVariance != nil else {
      let factor = TriangularFactor(
        null.derivatives.information,
        tolerance: [Double](repeating: 0, count: sets.width), dropping: newton.isCollinear)
      return .chiSquared(
        factor.quadraticForm(null.derivatives.score), degreesOfFreedom: factor.rank)
    }
    let residuals = sets.scoreResiduals(null.sums, rowCount: data.count)
    let meat = data.clusterCrossProduct(sets.weighted(residuals, by: data))
    let largest = meat.diagonal.max() ?? 0
    let factor = TriangularFactor(
      meat,
      tolerance: [Double](
        repeating: TriangularFactor.relativeTolerance * largest, count: sets.width),
      dropping: newton.isCollinear)
    return .chiSquared(
      factor.quadraticForm(null.derivatives.score), degreesOfFreedom: factor.rank)
  }

  private var rank: Int { newton.isCollinear.reduce(0) { $0 + ($1 ? 0 : 1) } }
}

extension CoxRiskSets {
  /// A variance of coefficients in the scaled covariates.
  func rescaledVariance(_ variance: Matrix) -> Matrix {
    var result = variance
    for j in 0..<width {
      for i in 0..<width {
        let factor = scale[i] * scale[j]
        result[i, j] = factor > 0 ? result[i, j] / factor : 0
      }
    }
    return result
  }
}
