internal import LinearAlgebra

extension Cox {
  /// A coefficient with limits and test from its profile likelihood.
  ///
  /// The limits are where twice the log partial likelihood, maximised over the other coefficients,
  /// is the quantile of χ²₁ below its maximum; the test is the likelihood ratio of 0. A coefficient
  /// without a maximum still has the limit on the other side. As all of the likelihood, it does not
  /// hold under weights that are not frequencies, nor under clusters. Venzon and Moolgavkar 1988,
  /// doi:10.2307/2347496.
  ///
  /// - Complexity: some ten to twenty fits.
  public func profile(_ j: Int) -> SurvivalEstimate {
    let infinite = newton.isInfinite[j]
    if let reason = reasons[j], !infinite { return SurvivalEstimate(reason: reason) }
    let search = ProfileSearch(
      objective: PartialLikelihood(sets: sets), maximum: logLikelihood, peak: newton.point.beta,
      held: newton.isCollinear)
    let error = newton.variance[j, j].squareRoot()
    return search.estimate(
      j, unit: sets.scale[j], level: level, scale: error > 0 ? error : 1,
      infinite: infinite ? (newton.point.beta[j] < 0 ? -1 : 1) : nil)
  }
}
