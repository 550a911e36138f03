/// One number for each person, whose mean is an estimate and that can be regressed on covariates.
///
/// That of a person is θ + W Σ ∂θ/∂w over the person's rows, with W the sum over the curve's persons
/// of the mean weight of their rows: the infinitesimal jackknife instead of leaving each person out,
/// which it equals but for terms of order 1/n. Andersen and Perme 2010, doi:10.1177/0962280209105020.
public struct PseudoValues: Sendable {
  /// The estimate θ itself.
  public let estimate: Double
  /// One value a row, or a person, in ascending order of the numbers of the persons.
  public let values: [Double]
  /// The numbers of the persons; nil if each row is one.
  public let persons: [Int]?
}

extension KaplanMeier {
  /// Pseudo-values of S(t).
  ///
  /// - Parameters:
  ///   - t: A time at which the curve is known.
  ///   - persons: Rows with the same number are of one person; by default each row is a person.
  /// - Returns: nil with the reason where the curve says nothing about the time. Rows outside the
  ///   curve's group and of weight 0 have the value θ.
  /// - Complexity: O(n), O(n log n) with persons.
  /// - Throws: `.lengthsDiffer`.
  public func pseudoValues(
    survivalAt t: Double, persons: [Int]? = nil
  ) throws(SurvivalError) -> (values: PseudoValues?, reason: NotEstimable?) {
    if let reason = reasonNotKnown(at: t) { return (nil, reason) }
    return (
      try pseudoValues(survivalValue(at: t), survivalMultiplier(at: t), persons), nil
    )
  }

  /// Pseudo-values of the area under the curve to a horizon.
  ///
  /// - Parameters:
  ///   - horizon: A horizon to which the curve is known.
  ///   - persons: Rows with the same number are of one person; by default each row is a person.
  /// - Returns: nil with the reason where the area is not known.
  /// - Complexity: O(n), O(n log n) with persons.
  /// - Throws: `.lengthsDiffer`.
  public func pseudoValues(
    restrictedMeanTo horizon: Double, persons: [Int]? = nil
  ) throws(SurvivalError) -> (values: PseudoValues?, reason: NotEstimable?) {
    if let reason = reasonNoArea(to: horizon) { return (nil, reason) }
    let area = areas(to: horizon)
    let values = try pseudoValues(area.total, area.after, persons)
    return values.values.allSatisfy(\.isFinite) ? (values, nil) : (nil, .outOfScale)
  }

  private func pseudoValues(
    _ estimate: Double, _ multiplier: [Double], _ persons: [Int]?
  ) throws(SurvivalError) -> PseudoValues {
    try SurvivalData.check(persons?.count, .cluster, data.count)
    let derivative = derivative(multiplier)
    guard let persons else {
      let size = table.totalWeight
      return PseudoValues(
        estimate: estimate, values: derivative.map { estimate + size * $0 }, persons: nil)
    }
    let codes = Codes(persons)
    let size = totalWeight(codes)
    var sums = [Double](repeating: 0, count: codes.count)
    var labels = [Int](repeating: 0, count: codes.count)
    for row in derivative.indices {
      sums[codes.values[row]] += derivative[row]
      labels[codes.values[row]] = persons[row]
    }
    return PseudoValues(
      estimate: estimate, values: sums.map { estimate + size * $0 }, persons: labels)
  }

  /// The sum over the curve's persons of the mean weight of their rows.
  private func totalWeight(_ codes: Codes) -> Double {
    var weight = [Double](repeating: 0, count: codes.count)
    var rows = [Double](repeating: 0, count: codes.count)
    for row in order.exits {
      weight[codes.values[row]] += data.rowWeights[row]
      rows[codes.values[row]] += 1
    }
    return weight.indices.reduce(0) { $0 + (rows[$1] > 0 ? weight[$1] / rows[$1] : 0) }
  }

  /// The derivative of a functional by the weight of each row; 0 for rows outside the group.
  private func derivative(_ multiplier: [Double]) -> [Double] {
    var result = influence(multiplier)
    for row in result.indices where result[row] != 0 { result[row] /= data.rowWeights[row] }
    return result
  }

  /// The influence of each row on S(t): its weight times the derivative of S(t) by it.
  ///
  /// Summed within clusters and squared it is the robust variance. 0 for rows of other groups; nil
  /// where the curve says nothing about the time.
  /// - Complexity: O(n).
  public func influence(ofSurvivalAt t: Double) -> [Double]? {
    reasonNotKnown(at: t) == nil ? influence(survivalMultiplier(at: t)) : nil
  }

  /// The influence of each row on the area under the curve to a horizon.
  ///
  /// 0 for rows of other groups; nil where the area is not known.
  /// - Complexity: O(n).
  public func influence(ofRestrictedMeanTo horizon: Double) -> [Double]? {
    reasonNoArea(to: horizon) == nil ? influence(areas(to: horizon).after) : nil
  }
}
