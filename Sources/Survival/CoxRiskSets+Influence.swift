internal import LinearAlgebra
internal import Platform

extension CoxRiskSets {
  private static let partBlocks = 1024

  /// Σ_c s_c s_cᵀ with s_c the weighted score residuals of cluster c summed: the middle of the robust
  /// variance, in the scaled covariates.
  /// - Complexity: O(n p²).
  func clusterSquares(_ state: CoxRiskSums, _ data: SurvivalData) -> Matrix {
    let residuals = scoreResiduals(state)
    guard width > 0 else { return Matrix(rows: 0, columns: 0) }
    var (table, factors) = (RowTable(width: width, storage: residuals), weight)
    if let codes = data.clusterCodes {
      if codes.count < data.count {
        table = RowTable(width: width, storage: sums(of: residuals, by: codes))
        factors = [Double](repeating: 1, count: codes.count)
      }
    } else if countsCopies {
      factors = weight.map { $0.squareRoot() }
    }
    let squares = Parallel.reduce(table.count, threads: threads, chunk: 8192) {
      [table, factors] (range: Range<Int>) -> [Double] in
      self.squares(table, rows: range, roots: factors)
    } combine: { total, part in
      for j in total.indices { total[j] += part[j] }
    }
    guard let squares else { return Matrix(rows: width, columns: width) }
    var result = Matrix(rows: width, columns: width)
    for j in 0..<width {
      for l in 0...j {
        result[j, l] = squares[j + l * width]
        result[l, j] = result[j, l]
      }
    }
    return result
  }

  private func sums(of residuals: [Double], by codes: Codes) -> [Double] {
    var result = [Double](repeating: 0, count: codes.count * width)
    for i in rows.indices {
      let (target, source) = (codes.values[rows[i]] * width, i * width)
      for j in 0..<width { result[target + j] += weight[i] * residuals[source + j] }
    }
    return result
  }

  /// The score residuals by position, for many rows of one stratum that are all at risk from the
  /// start.
  ///
  /// Hazards are summed over parts of the blocks first; each part then continues from those before.
  /// - Complexity: O(n p).
  func blockedScoreResiduals(_ state: CoxRiskSums, _ multiplier: [Double]?) -> [Double] {
    let parts = stride(from: 0, to: blocks.count, by: Self.partBlocks).map {
      $0..<min(blocks.count, $0 + Self.partBlocks)
    }
    let totals = Parallel.map(parts.count, threads: threads) { index in
      var running = RunningHazard(width: width)
      var terms = CoxBlockTerms(width: width)
      for b in parts[index] {
        load(&terms, block: b, state)
        running.add(terms, multiplier?[b] ?? 1)
      }
      return running
    }
    var starts: [RunningHazard] = []
    var running = RunningHazard(width: width)
    for total in totals {
      starts.append(running)
      running.hazard += total.hazard
      for j in 0..<width { running.mean[j] += total.mean[j] }
    }
    var targets: [Range<Int>] = []
    for part in parts {
      let first = targets.last?.upperBound ?? 0
      let last = part.upperBound == blocks.count ? rows.count : blocks[part.upperBound - 1].end
      targets.append(first..<last * width)
    }
    return Parallel.array(targets, threads: threads) { [starts, targets] index, values in
      fill(
        &values, from: targets[index].lowerBound / width, to: targets[index].upperBound / width,
        blocks: parts[index], starts[index], state, multiplier)
    }
  }

  private func fill(
    _ values: inout MutableSpan<Double>, from first: Int, to last: Int, blocks range: Range<Int>,
    _ start: RunningHazard, _ state: CoxRiskSums, _ multiplier: [Double]?
  ) {
    var running = start
    var terms = CoxBlockTerms(width: width)
    var position = first
    func expose(to end: Int, _ values: inout MutableSpan<Double>) {
      while position < end {
        let (place, target) = (position * width, (position - first) * width)
        let risk = state.risk[position]
        for j in 0..<width {
          values[target + j] = risk * (running.mean[j] - x[place + j] * running.hazard)
        }
        position += 1
      }
    }
    for b in range {
      let block = blocks[b]
      expose(to: block.start, &values)
      load(&terms, block: b, state)
      let count = multiplier?[b] ?? 1
      while position < block.deadEnd {
        let (place, target) = (position * width, (position - first) * width)
        let risk = state.risk[position]
        for j in 0..<width {
          let value = x[place + j]
          let own = value * terms.deadHazard - terms.deadWeightedMean[j]
          values[target + j] =
            risk * (running.mean[j] - value * running.hazard)
            + count * (value - terms.mean[j] - risk * own)
        }
        position += 1
      }
      running.add(terms, count)
      expose(to: block.end, &values)
    }
    expose(to: last, &values)
  }
}
