internal import LinearAlgebra
internal import Platform

/// The same sums as those of the scans, for many rows that are all at risk from the start.
///
/// Positions and blocks are cut into parts that do not depend on the number of threads: sums over
/// parts come first, then each part continues from the sum of those after it. Rounding stays small
/// because a sum runs over one part only, and nothing ever leaves it.
extension CoxRiskSets {
  private static let partRows = 8192

  private var parts: [Range<Int>] {
    stride(from: 0, to: rows.count, by: Self.partRows).map {
      $0..<min(rows.count, $0 + Self.partRows)
    }
  }

  /// Sums the risk sets; nil where the predictor is beyond any use.
  /// - Complexity: O(n p).
  func blockedRiskSums(_ beta: [Double]) -> CoxRiskSums? {
    let table = RowTable(width: width, storage: x)
    let (parts, offset, weight) = (parts, offset, weight)
    let eta = Parallel.array(parts, threads: threads) { index, part in
      table.products(beta, rows: parts[index], into: &part)
      for i in 0..<part.count { part[i] += offset[parts[index].lowerBound + i] }
    }
    let isUsable = Parallel.map(parts.count, threads: threads) { index in
      for i in parts[index] where !(abs(eta[i]) <= Self.largestPredictor) { return false }
      return true
    }
    guard isUsable.allSatisfy(\.self) else { return nil }
    let risk = Parallel.array(parts, threads: threads) { index, part in
      for i in 0..<part.count { part[i] = exponential(eta[parts[index].lowerBound + i]) }
    }
    let weighted =
      hasUnitWeights
      ? risk
      : Parallel.array(parts, threads: threads) { index, part in
        let first = parts[index].lowerBound
        for i in 0..<part.count { part[i] = weight[first + i] * risk[first + i] }
      }
    let sums = suffixSums(table, weighted)
    let state = CoxRiskSums(risk: risk, sums: sums, logLikelihood: 0)
    let likelihood = Parallel.reduce(blocks.count, threads: threads, chunk: 4096) { range in
      var sum = 0.0
      for b in range {
        sum += logLikelihood(
          of: blocks[b], eta: eta, risk: risk, total: sums[b * (width + 1) + width])
      }
      return sum
    } combine: {
      $0 += $1
    }
    guard let likelihood, likelihood.isFinite else { return nil }
    return CoxRiskSums(risk: state.risk, sums: state.sums, logLikelihood: likelihood)
  }

  /// For each block, the sums over the rows at risk, within the stratum.
  private func suffixSums(_ table: RowTable, _ weighted: [Double]) -> [Double] {
    let marks = blocks.map(\.start)
    let pieces = strata.flatMap { stratum in
      stride(
        from: stratum.positions.lowerBound, to: stratum.positions.upperBound, by: Self.partRows
      )
      .map { $0..<min(stratum.positions.upperBound, $0 + Self.partRows) }
    }
    let totals = Parallel.map(pieces.count, threads: threads) { index in
      var sum = table.weightedSum(weighted, rows: pieces[index])
      sum.append(pieces[index].reduce(0.0) { $0 + weighted[$1] })
      return sum
    }
    var starts = totals
    for stratum in strata {
      var running = [Double](repeating: 0, count: width + 1)
      for k in pieces.indices.reversed() where stratum.positions.contains(pieces[k].lowerBound) {
        starts[k] = running
        for j in 0...width { running[j] += totals[k][j] }
      }
    }
    var (ranges, targets): ([Range<Int>], [Range<Int>]) = ([], [])
    var b = 0
    for piece in pieces {
      let first = b
      while b < marks.count, marks[b] < piece.upperBound { b += 1 }
      ranges.append(first..<b)
      targets.append(first * (width + 1)..<b * (width + 1))
    }
    return Parallel.array(targets, threads: threads) { [ranges, starts] index, part in
      table.suffixSums(
        weighted, rows: pieces[index], start: starts[index], marks: marks[ranges[index]],
        into: &part)
    }
  }

  /// What the blocks of a part add to the information, and to the score beside the events' own
  /// covariates.
  private struct BlockSums: Sendable {
    var score: [Double]
    var square: [Double]
    var hazard: [Double] = []
    var deadHazard: [Double] = []
  }

  /// Score and information.
  /// - Complexity: O(n p²).
  func blockedDerivatives(_ state: CoxRiskSums) -> CoxDerivatives {
    let table = RowTable(width: width, storage: x)
    let sums = RowTable(width: width + 1, storage: state.sums)
    let single = singleHazards(state)
    let singleRoots = blocks.indices.map { single[$0] / blocks[$0].weight.squareRoot() }
    let terms = Parallel.reduce(blocks.count, threads: threads, chunk: 2048) { range in
      blockSums(range, state, sums, single, singleRoots)
    } combine: { total, part in
      for j in total.score.indices { total.score[j] += part.score[j] }
      for j in total.square.indices { total.square[j] += part.square[j] }
      total.hazard += part.hazard
      total.deadHazard += part.deadHazard
    }
    let zeros = [Double](repeating: 0, count: width)
    let result =
      terms ?? BlockSums(score: zeros, square: [Double](repeating: 0, count: width * width))
    let roots = expectedRoots(state, result.hazard, result.deadHazard)
    let expected =
      Parallel.reduce(rows.count, threads: threads, chunk: Self.partRows) { range in
        squares(table, rows: range, roots: roots)
      } combine: { total, part in
        for j in total.indices { total[j] += part[j] }
      } ?? []
    var information = Matrix(rows: width, columns: width)
    for j in 0..<width {
      for l in 0...j {
        information[j, l] = expected[j + l * width] - result.square[j + l * width]
        information[l, j] = information[j, l]
      }
    }
    return CoxDerivatives(
      score: (0..<width).map { eventSum[$0] + result.score[$0] }, information: information,
      secondMoment: (0..<width).map { expected[$0 + $0 * width] })
  }

  /// The root of the expected events of each position.
  private func expectedRoots(
    _ state: CoxRiskSums, _ hazard: [Double], _ deadHazard: [Double]
  ) -> [Double] {
    var result = exposures(hazard, deadHazard)
    for i in result.indices {
      result[i] = (weight[i] * state.risk[i] * result[i]).squareRoot()
    }
    return result
  }

  /// The lower triangle of Σ c² v vᵀ over rows v of a table, of which the first ``width`` elements
  /// count.
  func squares(_ table: RowTable, rows: Range<Int>, roots: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: width * width)
    var block = RowBlock(columns: width)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: RowBlock.capacity) {
      let end = min(rows.upperBound, start + RowBlock.capacity)
      block.load(table, rows: start..<end, factors: roots)
      block.addCrossProduct(to: &result)
    }
    return result
  }

  /// The hazard of each block of one term; 0 for others.
  private func singleHazards(_ state: CoxRiskSums) -> [Double] {
    blocks.indices.map { b in
      blocks[b].terms == 1 ? blocks[b].weight / state.sums[b * (width + 1) + width] : 0
    }
  }

  /// Blocks of one term need no more than the sums over their risk sets; others go through their
  /// terms.
  private func blockSums(
    _ range: Range<Int>, _ state: CoxRiskSums, _ sums: RowTable, _ single: [Double],
    _ roots: [Double]
  ) -> BlockSums {
    var result = BlockSums(
      score: [Double](repeating: 0, count: width),
      square: [Double](repeating: 0, count: width * width))
    var terms = CoxBlockTerms(width: width)
    for b in range {
      let block = blocks[b]
      if block.terms == 1 {
        result.hazard.append(single[b])
        result.deadHazard.append(single[b])
        continue
      }
      load(&terms, block: b, state)
      result.hazard.append(terms.hazard)
      result.deadHazard.append(terms.deadHazard)
      for j in 0..<width { result.score[j] -= block.weight * terms.mean[j] }
      addSquare(&result.square, terms.firstFactor, terms.firstSquare)
      addSquare(&result.square, terms.secondFactor, terms.secondSquare)
    }
    let means = sums.weightedSum(single, rows: range)
    for j in 0..<width { result.score[j] -= means[j] }
    let square = squares(sums, rows: range, roots: roots)
    for j in square.indices { result.square[j] += square[j] }
    return result
  }

  /// Adds c v vᵀ to the lower triangle of a matrix stored by columns.
  private func addSquare(_ square: inout [Double], _ c: Double, _ v: [Double]) {
    guard c > 0 else { return }
    for l in 0..<width {
      let factor = c * v[l]
      for j in l..<width { square[j + l * width] += factor * v[j] }
    }
  }
}
