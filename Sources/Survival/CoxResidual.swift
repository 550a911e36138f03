public import LinearAlgebra
public import Vocabulary

/// A kind of residual of a Cox model that a row has.
public enum CoxResidual: String, Word, Sendable {
  /// Events seen less events expected.
  case martingale
  /// The martingale residual, made more symmetric about 0.
  case deviance
  /// The contribution to the score, one a covariate.
  case score
  /// The change of each coefficient if the row is left out, to first order.
  case dfbeta
  /// The same in standard errors of the model.
  case dfbetas

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .martingale: "events seen less events expected"
    case .deviance: "the martingale residual made more symmetric about 0"
    case .score: "the contribution to the score"
    case .dfbeta: "the change of each coefficient without the row, to first order"
    case .dfbetas: "the same in standard errors of the model"
    }
  }
}

/// Whether residuals are multiplied by the weights of their rows.
public enum ResidualWeighting: String, Word, Sendable {
  /// As if each row counted once.
  case unweighted
  /// Times the weight.
  case weighted

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .unweighted: "each row counts once"
    case .weighted: "each row counts as much as its weight"
    }
  }
}

/// Residuals by row or by patient.
public struct CoxResiduals: Sendable, Equatable {
  /// The row, or the patient in ascending order, of each residual.
  public let labels: [Int]
  /// One row a label; one column, or one a covariate.
  public let values: Matrix
}

extension Cox {
  /// The residuals of a kind, taken at ``iterate``; those of rows of weight 0 are 0.
  ///
  /// With m the martingale residual and δ the events, the deviance residual is
  /// sign(m) √(−2 (m + δ log((δ − m)/δ))); m and δ are weighted and summed before that is taken.
  /// Therneau, Grambsch and Fleming 1990, doi:10.1093/biomet/77.1.147.
  ///
  /// - Parameters:
  ///   - kind: Which residuals.
  ///   - weighting: Whether they are multiplied by the weights.
  ///   - patients: The patient of each row, over whose rows residuals are summed; by row if nil.
  /// - Returns: The residuals.
  /// - Complexity: O(n p²).
  /// - Throws: `.lengthsDiffer`.
  public func residuals(
    _ kind: CoxResidual, weighting: ResidualWeighting = .unweighted, by patients: [Int]? = nil
  ) throws(SurvivalError) -> CoxResiduals {
    try SurvivalData.check(patients?.count, .patients, data.count)
    let codes = patients.map(Codes.init)
    func collected(_ matrix: Matrix) -> Matrix {
      let weighted = weighting == .weighted ? sets.weighted(matrix, by: data) : matrix
      return codes.map { $0.sums(weighted) } ?? weighted
    }
    var values: Matrix
    switch kind {
    case .martingale: values = collected(Matrix(columns: [martingaleResiduals]))
    case .deviance:
      let events = data.event.indices.map { data.event[$0] && data.rowWeights[$0] > 0 ? 1.0 : 0 }
      let both = collected(Matrix(columns: [martingaleResiduals, events]))
      values = Matrix(columns: [
        (0..<both.rows).map { Self.deviance(both[$0, 0], events: both[$0, 1]) }
      ])
    case .score: values = collected(scoreResiduals)
    case .dfbeta, .dfbetas:
      let residuals = sets.scoreResiduals(newton.point.sums, rowCount: data.count)
      values = collected(residuals).times(newton.variance)
      for j in 0..<values.columns {
        let error = newton.variance[j, j].squareRoot()
        let factor = kind == .dfbeta ? sets.scale[j] : error > 0 ? 1 / error : 0
        for i in 0..<values.rows { values[i, j] *= factor }
      }
    }
    return CoxResiduals(labels: codes?.distinct ?? Array(0..<data.count), values: values)
  }

  private static func deviance(_ residual: Double, events: Double) -> Double {
    let expected = events - residual
    let inner = residual + (events > 0 && expected > 0 ? events * logarithm(expected / events) : 0)
    let size = max(0, -2 * inner).squareRoot()
    return residual < 0 ? -size : size
  }
}

extension Codes {
  /// The rows of a matrix summed by code.
  func sums(_ matrix: Matrix) -> Matrix {
    var result = Matrix(rows: count, columns: matrix.columns)
    for j in 0..<matrix.columns {
      for i in 0..<matrix.rows { result[values[i], j] += matrix[i, j] }
    }
    return result
  }
}
