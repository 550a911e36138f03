public import LinearAlgebra

/// Curves of two or more arms over a target population, by regression of pseudo-values.
///
/// In each arm the pseudo-values of survival at a time, or of the mean to a horizon, are regressed on
/// the covariates by weighted least squares, and what the line predicts is averaged over the target
/// population. No hazard is modelled. It is assumed that in an arm censoring does not depend on the
/// covariates. Standard errors are those of the influence function with the pseudo-values taken as
/// data, added up by cluster. Andersen, Klein and Rosthøj 2003, doi:10.1093/biomet/90.1.15; Andersen
/// and Perme 2010, doi:10.1177/0962280209105020; that errors are slightly too large: Jacobsen and
/// Martinussen 2016, doi:10.1111/sjos.12212.
public struct PseudoValueSurvival: Sendable {
  /// The confidence level.
  public let level: Double

  private let arms: [PseudoValueArm]
  private let combination: InfluenceCombination

  /// Prepares the curves and the design.
  ///
  /// - Parameters:
  ///   - data: The follow-up; strata are not used.
  ///   - groups: The arm of each row.
  ///   - covariates: One row a row of the data, one column at least; no column of the arm.
  ///   - target: How much each row counts in the target population; by default the weights of the data.
  ///   - level: The confidence level.
  /// - Complexity: O(n log n); O(n p²) for each number.
  /// - Throws: `.lengthsDiffer`, `.noRows`, `.invalidLevel`, or `.invalidWeight` and `.noWeight` of the
  ///   target.
  public init(
    _ data: SurvivalData, by groups: Groups, covariates: Matrix, target: [Double]? = nil,
    level: Double = 0.95
  ) throws(SurvivalError) {
    try SurvivalData.check(covariates.rows, .covariates, data.count)
    try SurvivalData.check(target?.count, .weights, data.count)
    let target = target ?? data.rowWeights
    if let row = target.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
      throw .invalidWeight(row: row)
    }
    let total = target.reduce(0, +)
    guard total > 0 else { throw .noWeight }
    let curves = try KaplanMeierGroups(data, by: groups, level: level)
    let x = Self.design(covariates)
    let shares = target.map { $0 / total }
    var arms: [PseudoValueArm] = []
    for (group, curve) in curves.curves.enumerated() {
      guard !curve.isEmpty else { throw .noRows }
      arms.append(
        PseudoValueArm(
          curve: curve, x: x, shares: shares,
          roots: groups.codes.indices.map {
            groups.codes[$0] == group ? data.rowWeights[$0].squareRoot() : 0
          }))
    }
    self.arms = arms
    self.level = level
    combination = InfluenceCombination(data, level: level)
  }

  /// Ones, and the columns centred and scaled, which changes no prediction.
  private static func design(_ covariates: Matrix) -> Matrix {
    var columns = [[Double](repeating: 1, count: covariates.rows)]
    for j in 0..<covariates.columns {
      let column = covariates.column(j)
      let mean = column.reduce(0) { $0 + $1 / Double(column.count) }
      let centred = column.map { $0 - mean }
      let spread = centred.lazy.map { abs($0) }.max() ?? 0
      let varies = spread > 1e-13 * abs(mean) && spread.isFinite
      columns.append(centred.map { varies ? $0 / spread : 0 })
    }
    return Matrix(columns: columns)
  }

  /// The mean curve of an arm at a time, with limits on the scale of log(−log S).
  ///
  /// A line may leave the range from 0 to 1 in small samples; it is then cut.
  /// - Complexity: O(n p²).
  public func survival(_ group: Int, at time: Double) -> SurvivalEstimate {
    combination.survival(arms[group].found(survivalAt: time))
  }

  /// The curve of one arm less that of the other at a time.
  /// - Complexity: O(n p²).
  public func survivalDifference(
    _ group: Int, minus reference: Int, at time: Double
  ) -> SurvivalEstimate {
    combination.difference(
      arms[group].found(survivalAt: time), arms[reference].found(survivalAt: time))
  }

  /// The curve of one arm over that of the other at a time; the standard error is that of its logarithm.
  /// - Complexity: O(n p²).
  public func survivalRatio(
    _ group: Int, over reference: Int, at time: Double
  ) -> SurvivalEstimate {
    combination.ratio(arms[group].found(survivalAt: time), arms[reference].found(survivalAt: time))
  }

  /// The mean time without the event up to a horizon, in the units of time.
  /// - Complexity: O(n p²).
  public func restrictedMean(_ group: Int, to horizon: Double) -> SurvivalEstimate {
    combination.mean(arms[group].found(meanTo: horizon))
  }

  /// The difference of such means.
  /// - Complexity: O(n p²).
  public func restrictedMeanDifference(
    _ group: Int, minus reference: Int, to horizon: Double
  ) -> SurvivalEstimate {
    combination.difference(
      arms[group].found(meanTo: horizon), arms[reference].found(meanTo: horizon))
  }

  /// The ratio of such means; the standard error is that of its logarithm.
  /// - Complexity: O(n p²).
  public func restrictedMeanRatio(
    _ group: Int, over reference: Int, to horizon: Double
  ) -> SurvivalEstimate {
    combination.ratio(arms[group].found(meanTo: horizon), arms[reference].found(meanTo: horizon))
  }
}

/// The regression of one arm's pseudo-values.
private struct PseudoValueArm: Sendable {
  let curve: KaplanMeier
  let x: Matrix
  /// How much each row counts in the target population, 1 in all.
  let shares: [Double]
  /// The root of the weight of each row of the arm, 0 for other rows.
  let roots: [Double]

  func found(survivalAt time: Double) -> InfluenceCombination.Found {
    guard let found = try? curve.pseudoValues(survivalAt: time) else { return .absent(.noEvents) }
    return found.values.map { average($0.values) } ?? .absent(found.reason ?? .invalidTime)
  }

  func found(meanTo horizon: Double) -> InfluenceCombination.Found {
    guard let found = try? curve.pseudoValues(restrictedMeanTo: horizon) else {
      return .absent(.noEvents)
    }
    return found.values.map { average($0.values) } ?? .absent(found.reason ?? .invalidTime)
  }

  private func average(_ values: [Double]) -> InfluenceCombination.Found {
    let fit = WeightedLeastSquares(
      x, rowScales: roots, rightSide: values.indices.map { roots[$0] * values[$0] })
    guard fit.upper.dependentColumns().isEmpty, let beta = try? fit.solution() else {
      return .absent(.collinear)
    }
    let predicted = x.times(beta)
    var mean = 0.0
    var gradient = [Double](repeating: 0, count: x.columns)
    for i in shares.indices where shares[i] > 0 {
      mean += shares[i] * predicted[i]
      for j in gradient.indices { gradient[j] += shares[i] * x[i, j] }
    }
    guard let half = try? fit.upper.solveTransposed(gradient),
      let direction = try? fit.upper.solve(half)
    else { return .absent(.collinear) }
    let along = x.times(direction)
    let influence = shares.indices.map { i in
      shares[i] * (predicted[i] - mean)
        + roots[i] * roots[i] * (values[i] - predicted[i]) * along[i]
    }
    guard mean.isFinite, influence.allSatisfy(\.isFinite) else { return .absent(.outOfScale) }
    return .value(mean, influence)
  }
}
