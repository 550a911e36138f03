private import Distributions
internal import LinearAlgebra

/// The cumulative hazard and survival of a person with given covariates, from a fitted model.
///
/// The increments are those of the fitted tie method. With z = x less the mean covariates of the
/// risk set, the variance of the cumulative hazard is Σ (own variance of the increments) + cᵀ V c,
/// with c = ∫ z dΛ and V the variance of the coefficients, robust where the fit is; the first part
/// then remains the model's. Tsiatis 1981; Therneau and Grambsch 2000,
/// doi:10.1007/978-1-4757-3294-8.
public struct CoxCurve: Sendable {
  /// The event times of the stratum, ascending.
  public let time: [Double]
  /// The cumulative hazard just after each time.
  public let cumulativeHazard: [Double]
  /// Its standard error; nil where the fit has columns without an estimate, unless it took no steps
  /// because the coefficients were given.
  public let standardError: [Double?]
  /// exp(−cumulative hazard).
  public let survival: [Double]
  /// The lower limit of survival, symmetric for its logarithm.
  public let lower: [Double?]
  /// The upper limit of survival, cut at 1.
  public let upper: [Double?]
}

extension Cox {
  /// The curve of a person in a stratum.
  ///
  /// - Parameters:
  ///   - covariates: The value of each column.
  ///   - offset: The offset of the person.
  ///   - stratum: The stratum as in the data; any where there are no strata.
  /// - Returns: The curve; nil if the stratum has no rows of positive weight, or if the covariates
  ///   are so far from all that were seen that the hazard is no number.
  /// - Complexity: O(n p).
  public func curve(
    covariates: [Double], offset: Double = 0, stratum: Int? = nil
  ) -> CoxCurve? {
    guard covariates.count == sets.width, let s = index(ofStratum: stratum) else { return nil }
    let width = sets.width
    var relative = offset - sets.offsetCenter[s]
    var x = [Double](repeating: 0, count: width)
    for j in 0..<width {
      x[j] = (covariates[j] - sets.center[s * width + j]) * sets.scale[j]
      relative += x[j] * newton.point.beta[j]
    }
    guard abs(relative) <= CoxRiskSets.largestPredictor else { return nil }
    let risk = exponential(relative)
    let known = newton.isGiven || reasons.allSatisfy { $0?.isColumnLeftOut ?? true }
    let scaledVariance = sets.rescaledVariance(variance)
    var terms = CoxBlockTerms(width: width)
    var gradient = [Double](repeating: 0, count: width)
    var (hazard, own) = (0.0, 0.0)
    var (times, hazards, errors): ([Double], [Double], [Double?]) = ([], [], [])
    for b in sets.strata[s].blocks {
      sets.load(&terms, block: b, newton.point.sums)
      hazard += risk * terms.hazard
      own += risk * risk * terms.hazardVariance
      for j in 0..<width {
        gradient[j] += risk * (x[j] * terms.hazard - terms.weightedMean[j])
      }
      var quadratic = 0.0
      for j in 0..<width {
        for l in 0..<width { quadratic += gradient[j] * scaledVariance[j, l] * gradient[l] }
      }
      times.append(sets.blocks[b].time)
      hazards.append(hazard)
      let variance = max(own + quadratic, 0)
      errors.append(known && variance.isFinite ? variance.squareRoot() : nil)
    }
    let z = Normal.quantile((1 + level) / 2)
    return CoxCurve(
      time: times, cumulativeHazard: hazards, standardError: errors,
      survival: hazards.map { exponential(-$0) },
      lower: times.indices.map { k in errors[k].map { exponential(-hazards[k] - z * $0) } },
      upper: times.indices.map { k in errors[k].map { min(1, exponential(-hazards[k] + z * $0)) } })
  }

  private func index(ofStratum label: Int?) -> Int? {
    guard let codes = data.stratumCodes, let labels = data.strata else { return 0 }
    guard let row = labels.indices.first(where: { labels[$0] == label }) else { return nil }
    let code = codes.values[row]
    return sets.strata.indices.first {
      codes.values[sets.rows[sets.strata[$0].positions.lowerBound]] == code
    }
  }
}
