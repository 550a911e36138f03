internal import LinearAlgebra

extension CoxRiskSets {
  /// A gradient in units of the data; 0 for constant columns.
  func unscaled(score: [Double]) -> [Double] {
    score.indices.map { scale[$0] > 0 ? score[$0] / scale[$0] : 0 }
  }

  /// An information matrix in units of the data.
  func unscaled(information: Matrix) -> Matrix {
    rescaled(information, scale.map { $0 > 0 ? 1 / $0 : 0 })
  }

  /// A variance of coefficients in units of the data.
  func unscaled(variance: Matrix) -> Matrix { rescaled(variance, scale) }

  private func rescaled(_ matrix: Matrix, _ factor: [Double]) -> Matrix {
    var result = matrix
    for j in 0..<width { for i in 0..<width { result[i, j] *= factor[i] * factor[j] } }
    return result
  }

  /// Residuals by row of the data, each times its weight.
  func weighted(_ residuals: Matrix, by data: SurvivalData) -> Matrix {
    var values = residuals.storage
    for j in 0..<residuals.columns {
      let start = j * residuals.rows
      for i in 0..<residuals.rows { values[start + i] *= data.rowWeights[i] }
    }
    return Matrix(rows: residuals.rows, columns: residuals.columns, storage: values)
  }
}
