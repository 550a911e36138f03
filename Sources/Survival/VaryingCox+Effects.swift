internal import LinearAlgebra

extension VaryingCox {
  /// The hazard ratio of a column at a time, per unit of the column.
  ///
  /// The logarithm is the sum of the column's coefficients times what the covariate is multiplied by
  /// at the time; its variance is that of the sum.
  ///
  /// - Parameters:
  ///   - column: A column of the covariates.
  ///   - time: Above 0; of a change by rank or by the curve of all rows there is no such number, since
  ///     these are known at event times only.
  /// - Returns: Ratio, limits and test; the standard error is that of the logarithm.
  /// - Complexity: O(q²), q the coefficients of the column.
  public func hazardRatio(_ column: Int, at time: Double) -> SurvivalEstimate {
    guard time > 0, time.isFinite else { return SurvivalEstimate(reason: .invalidTime) }
    var (value, used): (Double, [(index: Int, factor: Double)]) = (0, [])
    for m in terms.indices where terms[m].column == column {
      guard let factor = terms[m].factor.value(at: time) else {
        return SurvivalEstimate(reason: .transformNotFinite)
      }
      guard factor != 0 else { continue }
      guard let coefficient = coefficients[m] else { return SurvivalEstimate(reason: reasons[m]) }
      value += factor * coefficient
      used.append((m, factor))
    }
    guard !used.isEmpty else { return SurvivalEstimate(reason: .invalidTime) }
    var square = 0.0
    for a in used {
      for b in used { square += a.factor * b.factor * variance[a.index, b.index] }
    }
    return SurvivalEstimate.normal(value, max(square, 0).squareRoot(), level: level).exponentiated
  }

  /// The Wald test that the coefficient of a column does not change: that its slope is 0, or that all
  /// its pieces are equal.
  /// - Complexity: O(q³), q the coefficients of the column.
  public func changeTest(_ column: Int) -> SurvivalEstimate {
    let members = terms.indices.filter { terms[$0].column == column }
    var slopes: [(plus: Int, minus: Int?)] = []
    for m in members {
      switch terms[m].factor {
      case .constant: continue
      case .function: slopes.append((m, nil))
      case .piece: if m != members[0] { slopes.append((m, members[0])) }
      }
    }
    for m in members where coefficients[m] == nil { return SurvivalEstimate(reason: reasons[m]) }
    func covariance(_ a: Int, _ b: Int?) -> Double { b.map { variance[a, $0] } ?? 0 }
    let q = slopes.count
    guard q > 0 else { return SurvivalEstimate(reason: .noVariation) }
    var matrix = Matrix(rows: q, columns: q)
    let values = slopes.map { slope in
      (coefficients[slope.plus] ?? 0) - (slope.minus.flatMap { coefficients[$0] } ?? 0)
    }
    for (i, a) in slopes.enumerated() {
      for (j, b) in slopes.enumerated() {
        matrix[i, j] =
          variance[a.plus, b.plus] - covariance(a.plus, b.minus) - covariance(b.plus, a.minus)
          + (a.minus.map { covariance($0, b.minus) } ?? 0)
      }
    }
    let factor = TriangularFactor(matrix)
    guard factor.rank == q else { return SurvivalEstimate(reason: .noVariation) }
    return .chiSquared(factor.quadraticForm(values), degreesOfFreedom: q)
  }
}

extension VaryingTerm.Factor {
  /// What a covariate is multiplied by at a time; nil where that is known at event times only.
  fileprivate func value(at time: Double) -> Double? {
    switch self {
    case .constant: 1
    case .function(.identity): time
    case .function(.log): logarithm(time)
    case .function(.km), .function(.rank): nil
    case .piece(let lower, let upper):
      time > lower ?? -.infinity && time <= upper ?? .infinity ? 1 : 0
    }
  }
}
