internal import LinearAlgebra

extension SeparationCheck {
  /// What separates, and which coefficients stay finite.
  struct Finding {
    let separation: Separation
    /// The rows that no direction separates.
    let overlap: [Int]
    /// Whether the coefficient of each kept column, as given, has a finite limit.
    let isFinite: [Bool]
  }

  /// Names the columns responsible for a separation, if there is one.
  static func finding(
    _ design: ScaledDesign, _ response: BinaryResponse, columns: [DesignColumn]
  ) -> Finding? {
    guard let result = SeparationCheck(design.matrix, response).solve() else { return nil }
    let responsible = responsibleColumns(design, response, direction: result.direction)
    let separation = Separation(
      kind: result.overlap.isEmpty ? .complete : .quasiComplete,
      columns: responsible.map { j, sign in
        .init(columns[design.scaling.kept[j]], isPositive: sign > 0)
      },
      separatedRows: result.separated.count)
    return Finding(
      separation: separation, overlap: result.overlap,
      isFinite: finiteCoefficients(design, rows: result.overlap))
  }

  /// Each column that separates beside the intercept alone, or else an irreducible set, found by
  /// leaving out columns one by one as long as the rest still separates.
  private static func responsibleColumns(
    _ design: ScaledDesign, _ response: BinaryResponse, direction: [Double]
  ) -> [(column: Int, sign: Double)] {
    let all = Array(design.matrix.columns == 0 ? 0..<0 : 0..<design.matrix.columns)
    let fixed = design.scaling.hasIntercept ? [0] : []
    let candidates = all.filter { !fixed.contains($0) }
    func separating(_ chosen: [Int]) -> [Double]? {
      let part = Matrix(columns: (fixed + chosen).map { design.matrix.column($0) })
      return SeparationCheck(part, response).direction().map { Array($0.dropFirst(fixed.count)) }
    }
    let single = candidates.compactMap { j in separating([j]).map { (column: j, sign: $0[0]) } }
    if !single.isEmpty { return single }
    let largest = candidates.reduce(0) { max($0, abs(direction[$1])) }
    let support = candidates.filter { abs(direction[$0]) > 1e-9 * largest }
    var (chosen, final) = (support, support.map { direction[$0] })
    let size = Double(design.matrix.columns)
    guard Double(design.matrix.rows) * size * size * size < 2e9 else {
      return Array(zip(chosen, final)).map { (column: $0.0, sign: $0.1) }
    }
    for candidate in support.reversed() where chosen.count > 1 {
      let fewer = chosen.filter { $0 != candidate }
      if let direction = separating(fewer) { (chosen, final) = (fewer, direction) }
    }
    return Array(zip(chosen, final)).map { (column: $0.0, sign: $0.1) }
  }

  /// Whether each coefficient is determined by the rows that overlap, to which the fit tends.
  private static func finiteCoefficients(_ design: ScaledDesign, rows: [Int]) -> [Bool] {
    let count = design.matrix.columns
    guard !rows.isEmpty else { return [Bool](repeating: false, count: count) }
    let part = Matrix(
      columns: (0..<count).map { j in rows.map { design.matrix[$0, j] } })
    let ones = [Double](repeating: 1, count: rows.count)
    let zeros = [Double](repeating: 0, count: rows.count)
    let upper = WeightedLeastSquares(part, rowScales: ones, rightSide: zeros).upper
    guard let values = try? SingularValues(upper.matrix), let largest = values.values.first else {
      return [Bool](repeating: false, count: count)
    }
    var result = [Bool](repeating: true, count: count)
    for k in 0..<count where values.values[k] <= 1e-9 * largest {
      let free = (0..<count).map { values.rightTransposed[k, $0] }
      let given = design.scaling.coefficients(free)
      for j in 0..<count {
        let reach = j == 0 ? 1 : 1 / design.scaling.scales[j]
        if abs(given[j]) > 1e-7 * reach { result[j] = false }
      }
    }
    return result
  }
}
