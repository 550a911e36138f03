internal import LinearAlgebra

extension VaryingRiskSets {
  /// The score residuals by row of the data in the coefficients of the terms, without weights.
  /// - Complexity: O(n p) for each run of events without a change.
  func scoreResiduals(at beta: [Double], rowCount: Int) -> Matrix {
    var result = Matrix(rows: rowCount, columns: width)
    for segment in design.segments {
      let factors = (0..<width).map { design.factors[segment.blocks.lowerBound * width + $0] }
      let part = CoxRiskSets(sets, stratum: segment.stratum, blocks: segment.blocks)
      guard let sums = part.riskSums(coefficients(segment.blocks, beta)) else { continue }
      let residuals = part.scoreResiduals(sums)
      for (m, term) in design.terms.enumerated() where factors[m] != 0 {
        for (i, position) in part.rows.enumerated() {
          result[sets.rows[position], m] += factors[m] * residuals[i * sets.width + term.column]
        }
      }
    }
    return result
  }
}
