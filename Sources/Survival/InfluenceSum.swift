internal import LinearAlgebra

/// The standard error of an estimate whose influence function is known at each row.
enum InfluenceSum {
  /// The root of the sum of squares, of clusters where there are any; a row that stands for several
  /// people is as many.
  static func standardError(
    _ influence: [Double], cluster: [Int]?, copies: [Double]?
  ) -> Double {
    var total = 0.0
    if let cluster {
      var sums: [Int: Double] = [:]
      for i in influence.indices { sums[cluster[i], default: 0] += influence[i] }
      for sum in sums.sorted(by: { $0.key < $1.key }) { total += sum.value * sum.value }
    } else {
      for i in influence.indices {
        let count = copies?[i] ?? 1
        if count > 0 { total += influence[i] * influence[i] / count }
      }
    }
    return total.squareRoot()
  }

  /// The sum of outer products of the rows, added up by cluster first where there are clusters.
  static func crossProduct(_ influence: Matrix, cluster: [Int]?) -> Matrix {
    var rows = influence
    if let cluster {
      var index: [Int: Int] = [:]
      for label in cluster where index[label] == nil { index[label] = index.count }
      rows = Matrix(rows: index.count, columns: influence.columns)
      for j in 0..<influence.columns {
        for i in 0..<influence.rows {
          guard let place = index[cluster[i]] else { continue }
          rows[place, j] += influence[i, j]
        }
      }
    }
    var products = WeightedCrossProduct()
    return products(rows, weights: [Double](repeating: 1, count: rows.rows))
  }

  /// The same for the rows of data, of which one that counts several people is as many.
  static func crossProduct(_ influence: Matrix, data: SurvivalData) -> Matrix {
    guard data.countsCopies, data.cluster == nil else {
      return crossProduct(influence, cluster: data.cluster)
    }
    var products = WeightedCrossProduct()
    return products(influence, weights: data.rowWeights.map { $0 > 0 ? 1 / $0 : 0 })
  }
}
