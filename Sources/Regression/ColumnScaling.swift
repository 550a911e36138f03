internal import LinearAlgebra

/// Which columns of a matrix are kept, how they were scaled, and the way back to them as given.
struct ColumnScaling: Sendable {
  /// The columns of the given matrix that are kept.
  let kept: [Int]
  /// The columns of the given matrix that are combinations of those before them.
  let aliased: [Int]
  /// What is subtracted from each kept column.
  let centres: [Double]
  /// What each kept column is divided by.
  let scales: [Double]
  /// Whether the first kept column is a column of ones.
  let hasIntercept: Bool

  /// The coefficients of the kept columns as given, from those of the scaled columns.
  func coefficients(_ scaled: [Double]) -> [Double] {
    var result = scaled
    for j in scaled.indices { result[j] = scaled[j] / scales[j] }
    if hasIntercept {
      for j in 1..<max(1, scaled.count) { result[0] -= result[j] * centres[j] }
    }
    return result
  }

  /// A square root of the covariance of the kept columns' coefficients: M with M Mᵀ = covariance,
  /// from the triangle R with (RᵀR)⁻¹ the covariance for the scaled columns.
  func covarianceRoot(_ upper: UpperTriangular) throws(LinearAlgebraError) -> Matrix {
    var root = try upper.inverse().matrix
    let order = root.rows
    for k in 0..<order {
      for j in 0..<order { root[j, k] /= scales[j] }
      guard hasIntercept else { continue }
      for j in 1..<max(1, order) { root[0, k] -= centres[j] * root[j, k] }
    }
    return root
  }

  /// The linear predictor without offset over the columns as given, by way of the scaled ones, which
  /// loses no digits where an intercept is large.
  func predictor(_ scaled: [Double], over given: Matrix) -> [Double] {
    var result = [Double](repeating: 0, count: given.rows)
    for (j, column) in kept.enumerated() {
      let (coefficient, centre) = (scaled[j] / scales[j], centres[j])
      given.withColumn(column) { values in
        for i in 0..<values.count { result[i] += (values[i] - centre) * coefficient }
      }
    }
    return result
  }
}
