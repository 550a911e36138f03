internal import LinearAlgebra

extension CoxRiskSets {
  /// The score residuals by row of the data, in the scaled covariates and without weights.
  ///
  /// Residual i is δ(x − x̄(T)) − ∫ (x − x̄) e^η dΛ over its time at risk, with the means and
  /// hazards of the terms of each block; an own death has the hazard (1 − j/m) of term j. Weighted
  /// by w they sum to the score.
  ///
  /// With block k counted `multiplier[k]` times they are those of the score that is so counted.
  ///
  /// - Complexity: O(n p), by running sums of hazard and hazard times mean.
  func scoreResiduals(
    _ state: CoxRiskSums, rowCount: Int, multiplier: [Double]? = nil
  ) -> Matrix {
    let byPosition = scoreResiduals(state, multiplier: multiplier)
    var result = [Double](repeating: 0, count: rowCount * width)
    for i in rows.indices {
      for j in 0..<width { result[rows[i] + j * rowCount] = byPosition[i * width + j] }
    }
    return Matrix(rows: rowCount, columns: width, storage: result)
  }

  /// The same by position; residual j of position i is at `i * width + j`.
  func scoreResiduals(_ state: CoxRiskSums, multiplier: [Double]? = nil) -> [Double] {
    if isLarge, strata.count == 1 { return blockedScoreResiduals(state, multiplier) }
    var result = [Double](repeating: 0, count: rows.count * width)
    var terms = CoxBlockTerms(width: width)
    for stratum in strata {
      var running = RunningHazard(width: width)
      var (position, entry) = (stratum.positions.lowerBound, stratum.entries.lowerBound)
      func expose(_ i: Int, sign: Double) {
        let factor = sign * state.risk[i]
        for j in 0..<width {
          result[i * width + j] +=
            factor * (x[i * width + j] * running.hazard - running.mean[j])
        }
      }
      for b in stratum.blocks {
        let block = blocks[b]
        while entry < stratum.entries.upperBound, entryTime[entries[entry]] < block.time {
          expose(entries[entry], sign: 1)
          entry += 1
        }
        for i in position..<block.start { expose(i, sign: -1) }
        load(&terms, block: b, state)
        let count = multiplier?[b] ?? 1
        for i in block.start..<block.deadEnd {
          expose(i, sign: -1)
          for j in 0..<width {
            let value = x[i * width + j]
            let own = value * terms.deadHazard - terms.deadWeightedMean[j]
            result[i * width + j] +=
              count * (value - terms.mean[j] - state.risk[i] * own)
          }
        }
        running.add(terms, count)
        for i in block.deadEnd..<block.end { expose(i, sign: -1) }
        position = block.end
      }
      for i in entry..<stratum.entries.upperBound { expose(entries[i], sign: 1) }
      for i in position..<stratum.positions.upperBound { expose(i, sign: -1) }
    }
    return result
  }

  /// Observed less expected events by row of the data.
  /// - Complexity: O(n p).
  func martingaleResiduals(_ state: CoxRiskSums, rowCount: Int) -> [Double] {
    let hazards = hazards(state)
    let exposure = exposures(hazards.all, hazards.dead)
    var result = [Double](repeating: 0, count: rowCount)
    for i in rows.indices {
      result[rows[i]] = (isEvent[i] ? 1 : 0) - state.risk[i] * exposure[i]
    }
    return result
  }

  /// The hazard of each block, for those who do not die there and for those who do.
  func hazards(_ state: CoxRiskSums) -> (all: [Double], dead: [Double]) {
    var result = (all: [Double](repeating: 0, count: blocks.count), dead: [Double]())
    result.dead = result.all
    var terms = CoxBlockTerms(width: width)
    for b in blocks.indices {
      load(&terms, block: b, state)
      (result.all[b], result.dead[b]) = (terms.hazard, terms.deadHazard)
    }
    return result
  }
}

/// The cumulative hazard, and the same weighted by the mean covariates.
struct RunningHazard: Sendable {
  var hazard = 0.0
  var mean: [Double]

  init(width: Int) { mean = [Double](repeating: 0, count: width) }

  mutating func add(_ terms: CoxBlockTerms, _ count: Double) {
    hazard += count * terms.hazard
    for j in mean.indices { mean[j] += count * terms.weightedMean[j] }
  }
}
