internal import LinearAlgebra

/// The coefficients of a fit for the columns as given, and the covariance of those with an estimate.
struct CoefficientTable {
  private(set) var coefficients: [Coefficient] = []
  private(set) var covariance = Matrix(rows: 0, columns: 0)

  init(
    _ fit: LogisticFit, _ scaling: ColumnScaling, columns: [DesignColumn],
    limit: LogisticRegression?
  ) {
    if let found = fit.separation {
      fillLimits(found, scaling, columns, limit)
    } else {
      fill(fit, scaling, columns)
    }
  }

  private mutating func fill(
    _ fit: LogisticFit, _ scaling: ColumnScaling, _ columns: [DesignColumn]
  ) {
    let estimates = scaling.coefficients(fit.coefficients)
    let root = fit.upper.flatMap { try? scaling.covarianceRoot($0) }
    for (j, column) in columns.enumerated() {
      guard let place = scaling.kept.firstIndex(of: j) else {
        coefficients.append(Coefficient(column, absence: .aliased))
        continue
      }
      let error = root.map { root in
        var largest = 0.0
        for k in 0..<root.columns { largest = max(largest, abs(root[place, k])) }
        var sum = 0.0
        for k in 0..<root.columns {
          let share = largest > 0 ? root[place, k] / largest : 0
          sum += share * share
        }
        return largest * sum.squareRoot()
      }
      coefficients.append(Coefficient(column, estimate: estimates[place], standardError: error))
    }
    if let root { covariance = root.transposed.crossProduct }
  }

  /// Takes the coefficients that stay finite under separation from the fit to the rows that overlap.
  private mutating func fillLimits(
    _ found: SeparationCheck.Finding, _ scaling: ColumnScaling, _ columns: [DesignColumn],
    _ limit: LogisticRegression?
  ) {
    let limits = limit?.coefficients ?? []
    let estimated = limits.indices.filter { limits[$0].estimate != nil }
    var used: [Int] = []
    for (j, column) in columns.enumerated() {
      guard let place = scaling.kept.firstIndex(of: j) else {
        coefficients.append(Coefficient(column, absence: .aliased))
        continue
      }
      guard found.isFinite[place], let index = estimated.firstIndex(of: j) else {
        coefficients.append(Coefficient(column, absence: .separated))
        continue
      }
      coefficients.append(limits[j])
      used.append(index)
    }
    guard let all = limit?.covariance else { return }
    covariance = Matrix(columns: used.map { j in used.map { all[$0, j] } })
  }
}
