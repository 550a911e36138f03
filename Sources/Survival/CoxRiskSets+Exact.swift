internal import LinearAlgebra
internal import Platform

/// Blocks of tied events by the exact method, in place of Breslow's one term.
extension CoxRiskSets {
  /// The blocks of more than one event.
  private var tiedBlocks: [(block: Int, stratum: Int)] {
    strata.indices.flatMap { s in
      strata[s].blocks.filter { drawn($0) > 1 }.map { (block: $0, stratum: s) }
    }
  }

  private func drawn(_ b: Int) -> Int {
    countsCopies ? Int(blocks[b].weight) : blocks[b].deadEnd - blocks[b].start
  }

  /// What the exact terms of tied blocks add to the log likelihood of Breslow's.
  /// - Complexity: O(d n) for each block of d events.
  func exactCorrection(_ state: CoxRiskSums) -> Double {
    let tied = tiedBlocks
    let corrections = Parallel.map(tied.count, threads: threads) { index in
      let (b, s) = tied[index]
      let total = state.sums[b * (width + 1) + width]
      return blocks[b].weight * logarithm(total)
        - draw(b, s, state, withMoments: false).logSum
    }
    return corrections.reduce(0, +)
  }

  /// Score and information, with block k counted `multiplier[k]` times.
  /// - Complexity: O(d n p²) for each block of d events.
  func exactDerivatives(_ state: CoxRiskSums, _ multiplier: [Double]?) -> CoxDerivatives {
    let tied = tiedBlocks
    guard !tied.isEmpty else { return termDerivatives(state, multiplier) }
    var others = multiplier ?? [Double](repeating: 1, count: blocks.count)
    for (b, _) in tied { others[b] = 0 }
    var result = termDerivatives(state, others)
    let draws = Parallel.map(tied.count, threads: threads) { index in
      draw(tied[index].block, tied[index].stratum, state, withMoments: true)
    }
    for (index, (b, _)) in tied.enumerated() {
      let (factor, draw) = (multiplier?[b] ?? 1, draws[index])
      for i in blocks[b].start..<blocks[b].deadEnd {
        for j in 0..<width { result.score[j] += factor * weight[i] * x[i * width + j] }
      }
      for j in 0..<width {
        result.score[j] -= factor * draw.mean[j]
        for l in 0...j {
          result.information[j, l] += factor * draw.covariance[j * width + l]
          result.information[l, j] = result.information[j, l]
        }
        let moment = draw.covariance[j * width + j] + draw.mean[j] * draw.mean[j] / Double(drawn(b))
        result.secondMoment[j] += abs(factor) * moment
      }
    }
    return result
  }

  /// As many people drawn from the risk set of a block as have events there.
  private func draw(
    _ b: Int, _ s: Int, _ state: CoxRiskSums, withMoments: Bool
  ) -> ExactDraw {
    let block = blocks[b]
    let used = withMoments ? width : 0
    var (risks, covariates): ([Double], [Double]) = ([], [])
    for i in block.start..<strata[s].positions.upperBound
    where entryTime.isEmpty || entryTime[i] < block.time {
      for _ in 0..<(countsCopies ? Int(weight[i]) : 1) {
        risks.append(state.risk[i])
        for j in 0..<used { covariates.append(x[i * width + j]) }
      }
    }
    return ExactDraw(drawn(b), risks: risks, x: covariates, width: used)
  }
}
