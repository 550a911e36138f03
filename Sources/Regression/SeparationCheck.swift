internal import LinearAlgebra

/// Decides whether there is a b with s·Xb ≥ 0 in every row and s·Xb > 0 in some, where s is +1 for an
/// outcome of 1 and −1 for 0.
///
/// By Stiemke's lemma there is none exactly when some v > 0 has Aᵀv = 0, where the rows of A are
/// s x / ‖x‖. Scaled so that v ≥ 1/n, this asks whether min ‖Aᵀ(1/n + u)‖ over u ≥ 0 is zero: a
/// non-negative least squares problem with as many equations as there are columns, which the active
/// set method of [Lawson & Hanson] solves in a finite number of steps. Where the minimum b = Aᵀv is
/// not zero, its optimality conditions are just A b ≥ 0 and bᵀb = Σ vᵢ (A b)ᵢ > 0: b separates.
/// Rows that b leaves on the border (A b = 0) are tried again by themselves, until none is left
/// (complete separation) or the rest overlaps; sums of such directions separate all rows that any
/// direction does. A row counts as on the border where its distance is below 1e-8 of its length, in
/// columns of standard deviation 1, which is what rounding may make of a tie.
/// [Lawson & Hanson]: https://doi.org/10.1137/1.9781611971217
struct SeparationCheck {
  /// Below this a direction is rounding: rows have length 1.
  private static let zero = 1e-12
  private static let border = 1e-8

  let design: Matrix
  /// s / ‖x‖ for rows in play, 0 for the others.
  private var factors: [Double]

  /// A separating direction in the scaled columns, and the rows that it separates strictly.
  struct Result {
    var direction: [Double]
    var separated: [Int]
    var overlap: [Int]
  }

  /// Rows of a design with outcomes; rows of weight 0 do not count.
  init(_ design: Matrix, _ response: BinaryResponse) {
    self.design = design
    var squares = [Double](repeating: 0, count: design.rows)
    for j in 0..<design.columns {
      design.withColumn(j) { column in
        for i in 0..<column.count { squares[i] += column[i] * column[i] }
      }
    }
    factors = squares
    for i in squares.indices {
      let isUsed = response.weights[i] > 0 && squares[i] > 0
      factors[i] = isUsed ? (response.isOne[i] ? 1 : -1) / squares[i].squareRoot() : 0
    }
  }

  /// Whether any direction separates.
  ///
  /// - Complexity: O(rows · columns) for each step; steps are usually few times the columns.
  func direction() -> [Double]? { direction(factors) }

  /// The largest set of rows that can be separated, or `nil` where none can.
  func solve() -> Result? {
    var active = factors
    var result = Result(
      direction: [Double](repeating: 0, count: design.columns), separated: [], overlap: [])
    var share = 1.0
    while let next = direction(active) {
      let margins = design.times(next)
      var found = 0
      for i in active.indices where active[i] != 0 && active[i] * margins[i] > Self.border {
        result.separated.append(i)
        active[i] = 0
        found += 1
      }
      guard found > 0 else { break }
      for j in next.indices { result.direction[j] += share * next[j] }
      share /= 1024
    }
    guard !result.separated.isEmpty else { return nil }
    result.separated.sort()
    result.overlap = active.indices.filter { active[$0] != 0 }
    return result
  }

  /// A direction of length 1 that separates some rows in play, or `nil`.
  private func direction(_ factors: [Double]) -> [Double]? {
    let count = Double(factors.count { $0 != 0 })
    guard count > 0 else { return nil }
    let target = design.transposedTimes(factors).map { $0 / count }
    var rest = target
    var (active, multipliers): ([Int], [Double]) = ([], [])
    var barred: Set<Int> = []
    for _ in 0..<(100 + 20 * design.columns) {
      let length = norm(rest)
      guard length > Self.zero, active.count < design.columns else { return nil }
      let margins = design.times(rest)
      let tolerance = max(1e-9 * length, 1e-14)
      var (worst, least) = (-1, -tolerance)
      for i in factors.indices where factors[i] * margins[i] < least && !barred.contains(i) {
        (worst, least) = (i, factors[i] * margins[i])
      }
      guard worst >= 0 else {
        let isProven = factors.indices.allSatisfy {
          factors[$0] * margins[$0] >= -Self.border * length
        }
        return isProven ? rest.map { $0 / length } : nil
      }
      active.append(worst)
      multipliers.append(0)
      refit(&active, &multipliers, target: target, factors: factors)
      // A row that leaves as soon as it enters depends on the others up to rounding.
      if active.contains(worst) { barred.removeAll() } else { barred.insert(worst) }
      rest = remainder(of: target, active, multipliers, factors)
    }
    return nil
  }

  /// Moves the multipliers towards the least squares solution on the active rows, dropping rows whose
  /// multiplier reaches 0 on the way.
  private func refit(
    _ active: inout [Int], _ multipliers: inout [Double], target: [Double], factors: [Double]
  ) {
    while !active.isEmpty {
      let basis = Matrix(columns: active.map { row($0, factors) })
      guard let wanted = try? QR(basis).solve(target.map { -$0 }) else {
        active.removeLast()
        multipliers.removeLast()
        continue
      }
      if wanted.allSatisfy({ $0 > 0 }) {
        multipliers = wanted
        return
      }
      var share = 1.0
      for k in wanted.indices where wanted[k] <= 0 {
        share = min(share, multipliers[k] / max(multipliers[k] - wanted[k], .leastNormalMagnitude))
      }
      var kept: [Int] = []
      for k in wanted.indices {
        let moved = multipliers[k] + share * (wanted[k] - multipliers[k])
        multipliers[k] = moved
        if moved > 1e-15 || wanted[k] > 0 { kept.append(k) }
      }
      guard kept.count < active.count else { return }
      active = kept.map { active[$0] }
      multipliers = kept.map { max(0, multipliers[$0]) }
    }
  }

  private func row(_ i: Int, _ factors: [Double]) -> [Double] {
    (0..<design.columns).map { design[i, $0] * factors[i] }
  }

  private func remainder(
    of target: [Double], _ active: [Int], _ multipliers: [Double], _ factors: [Double]
  ) -> [Double] {
    guard !active.isEmpty else { return target }
    let factor = QR(Matrix(columns: active.map { row($0, factors) }))
    var projected = factor.transposedQTimes(target)
    for k in active.indices { projected[k] = 0 }
    return factor.qTimes(projected)
  }

  private func norm(_ x: [Double]) -> Double {
    var sum = 0.0
    for value in x { sum += value * value }
    return sum.squareRoot()
  }
}
