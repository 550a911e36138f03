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
  /// Without an intercept columns are not centred, and scaled by their root mean square.
  /// - Complexity: O(rows · columns²).
  init(_ given: Matrix, weights: [Double]) {
    let first = given.columns > 0 ? given.column(0) : []
    let hasIntercept = !first.isEmpty && first.allSatisfy { $0 == 1 }
    var (centres, scales) = ([Double](), [Double]())
    var scaled = given
    for j in 0..<given.columns {
      let moments =
        j == 0 && hasIntercept
        ? (centre: 0, scale: 1)
        : Self.moments(given, j, weights: weights, isCentred: hasIntercept)
      centres.append(moments.centre)
      scales.append(moments.scale == 0 ? 1 : moments.scale)
      let (start, factor) = (j * given.rows, moments.scale == 0 ? 0 : 1 / moments.scale)
      scaled.update { elements in
        for i in start..<start + given.rows {
          elements[i] = (elements[i] - moments.centre) * factor
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

  /// The weighted mean and standard deviation of a column; a scale of 0 where it is constant.
  private static func moments(
    _ matrix: Matrix, _ j: Int, weights: [Double], isCentred: Bool
  ) -> (centre: Double, scale: Double) {
    matrix.withColumn(j) { column in
      var (total, largest) = (0.0, 0.0)
      for i in 0..<column.count {
        total += weights[i]
        largest = max(largest, abs(column[i]))
      }
      guard largest > 0, total > 0 else { return (0, 0) }
      var centre = 0.0
      if isCentred {
        var sum = 0.0
        for i in 0..<column.count { sum += weights[i] * (column[i] / largest) }
        centre = largest * (sum / total)
      }
      var squares = 0.0
      for i in 0..<column.count {
        let distance = (column[i] - centre) / largest
        squares += weights[i] * distance * distance
      }
      let scale = largest * (squares / total).squareRoot()
      // What rounding leaves of a constant is not variation.
      return scale > 1e-13 * largest ? (centre, scale) : (centre, 0)
    }
  }
}
