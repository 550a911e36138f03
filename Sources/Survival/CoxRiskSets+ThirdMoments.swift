internal import LinearAlgebra

extension CoxRiskSets {
  /// tr(A ∂I/∂β_r) for each coefficient r: the derivative of log |I| where A is the inverse of the
  /// information I.
  ///
  /// ∂I_ab/∂β_r is the third central moment of the covariates a, b and r over the risk sets. With
  /// h = xᵀAx its contraction with A is Cov(h, x_r) − 2 Σ_a (A x̄)_a Cov(x_a, x_r), so that no more
  /// than second moments are summed.
  /// - Complexity: O(n p²).
  func contractedThirdMoments(_ state: CoxRiskSums, _ a: Matrix) -> [Double] {
    let size = MomentLayout(width).size
    var (all, dead) = (CompensatedSums(count: size), CompensatedSums(count: size))
    var result = [Double](repeating: 0, count: width)
    var item = [Double](repeating: 0, count: size)
    for stratum in strata {
      all.reset()
      var (position, entry) = (stratum.positions.upperBound, stratum.entries.upperBound)
      for b in stratum.blocks.reversed() {
        let block = blocks[b]
        while position > block.start {
          position -= 1
          load(&item, position, weight[position] * state.risk[position], a)
          for j in 0..<size { all.add(item[j], at: j) }
        }
        while entry > stratum.entries.lowerBound, entryTime[entries[entry - 1]] >= block.time {
          entry -= 1
          let i = entries[entry]
          load(&item, i, -weight[i] * state.risk[i], a)
          for j in 0..<size { all.add(item[j], at: j) }
        }
        dead.reset()
        if block.terms > 1 {
          for i in block.start..<block.deadEnd {
            load(&item, i, weight[i] * state.risk[i], a)
            for j in 0..<size { dead.add(item[j], at: j) }
          }
        }
        for k in 0..<block.terms {
          let fraction = Double(k) / Double(block.terms)
          for j in 0..<size { item[j] = all[j] - fraction * dead[j] }
          add(item, block.weight / Double(block.terms), a, to: &result)
        }
      }
    }
    return result
  }

  /// The moments of one position, times a factor.
  private func load(_ item: inout [Double], _ i: Int, _ factor: Double, _ a: Matrix) {
    let (layout, place) = (MomentLayout(width), i * width)
    var h = 0.0
    for r in 0..<width {
      for s in 0..<width { h += x[place + r] * a[r, s] * x[place + s] }
    }
    item[layout.total] = factor
    item[layout.form] = factor * h
    for r in 0..<width {
      item[layout.mean(r)] = factor * x[place + r]
      item[layout.formMean(r)] = factor * h * x[place + r]
      for s in 0..<width { item[layout.square(r, s)] = factor * x[place + r] * x[place + s] }
    }
  }

  /// Adds the term of a sum of moments.
  private func add(_ sums: [Double], _ share: Double, _ a: Matrix, to result: inout [Double]) {
    let layout = MomentLayout(width)
    let total = sums[layout.total]
    let mean = (0..<width).map { sums[layout.mean($0)] / total }
    let leverage = a.times(mean)
    for r in 0..<width {
      var value = (sums[layout.formMean(r)] - mean[r] * sums[layout.form]) / total
      for s in 0..<width {
        value -= 2 * leverage[s] * (sums[layout.square(s, r)] / total - mean[s] * mean[r])
      }
      result[r] += share * value
    }
  }
}

/// Where each moment of a list is.
private struct MomentLayout {
  let width: Int
  init(_ width: Int) { self.width = width }

  var total: Int { 0 }
  var form: Int { 1 }
  func mean(_ r: Int) -> Int { 2 + r }
  func formMean(_ r: Int) -> Int { 2 + width + r }
  func square(_ r: Int, _ s: Int) -> Int { 2 + 2 * width + r * width + s }
  var size: Int { 2 + 2 * width + width * width }
}
