internal import LinearAlgebra

/// The covariate side of a model: columns centred to mean 0 and scaled to standard deviation 1, and
/// the way back to the columns as given.
///
/// Centring and scaling change neither the fit nor its likelihood, and take away the
/// ill-conditioning that only comes from units and origins (van der Sluis 1969).
struct ScaledDesign {
  /// The scaled columns that are kept, in order.
  let matrix: Matrix
  /// How they follow from the columns as given.
  let scaling: ColumnScaling
  /// The condition number of the scaled columns with case weights.
  let conditionNumber: Double

  /// Scales the columns of a matrix by their weighted mean and standard deviation.
  ///
  /// - Complexity: O(rows · columns²).
  init(_ given: Matrix, weights: [Double], moments: ColumnMoments) {
    let hasIntercept = moments.hasIntercept
    let centres = moments.centres
    let scales = moments.scales.map { $0 == 0 ? 1 : $0 }
    var scaled = given
    for j in 0..<given.columns {
      let (start, factor) = (j * given.rows, moments.scales[j] == 0 ? 0 : 1 / moments.scales[j])
      scaled.update { elements in
        for i in start..<start + given.rows {
          elements[i] = (elements[i] - centres[j]) * factor
        }
      }
    }
    let roots = weights.map { $0.squareRoot() }
    let zeros = [Double](repeating: 0, count: given.rows)
    let upper = WeightedLeastSquares(scaled, rowScales: roots, rightSide: zeros).upper
    let dependent = upper.dependentColumns()
    let kept = (0..<given.columns).filter { !dependent.contains($0) }
    scaling = ColumnScaling(
      kept: kept, aliased: dependent, centres: kept.map { centres[$0] },
      scales: kept.map { scales[$0] }, hasIntercept: hasIntercept)
    matrix = dependent.isEmpty ? scaled : Matrix(columns: kept.map { scaled.column($0) })
    conditionNumber = ScaledDesign.conditionNumber(
      dependent.isEmpty ? upper.matrix : Matrix(columns: kept.map { upper.matrix.column($0) }))
  }

  /// The condition number of a matrix; ∞ where it cannot be computed.
  static func conditionNumber(_ matrix: Matrix) -> Double {
    (try? SingularValues(matrix).conditionNumber) ?? .infinity
  }
}
