internal import LinearAlgebra

/// The score and the information of the partial likelihood, in the scaled covariates.
struct CoxDerivatives: Sendable {
  var score: [Double]
  var information: Matrix
  /// The diagonal of Σ w E x xᵀ, from which the information is the part that remains.
  var secondMoment: [Double]
}

/// The terms of one block: means of the covariates and hazards; filled again and again without
/// allocation.
struct CoxBlockTerms {
  /// The hazard of those at risk who do not die here.
  var hazard = 0.0
  /// The hazard of those who do.
  var deadHazard = 0.0
  /// Σ of squared hazards over weights: the variance of the cumulative hazard.
  var hazardVariance = 0.0
  /// Σ of hazards times the mean covariates of their terms, for those who do not die here.
  var weightedMean: [Double]
  /// The same for those who do.
  var deadWeightedMean: [Double]
  /// The plain mean over terms of the mean covariates.
  var mean: [Double]
  /// The mean covariate of each term, one term after another.
  var termMeans: [Double] = []
  /// Σ w e^η x over those who die here.
  fileprivate var deadSum: [Double]

  init(width: Int) {
    let zeros = [Double](repeating: 0, count: width)
    (weightedMean, deadWeightedMean, mean, deadSum) = (zeros, zeros, zeros, zeros)
  }

  fileprivate mutating func clear() {
    (hazard, deadHazard, hazardVariance) = (0, 0, 0)
    termMeans.removeAll(keepingCapacity: true)
    for j in mean.indices {
      (weightedMean[j], deadWeightedMean[j], mean[j], deadSum[j]) = (0, 0, 0, 0)
    }
  }
}

extension CoxRiskSets {
  /// Fills in the terms of a block: term j of m has weight D/m, denominator Σ_risk − (j/m) Σ_dead,
  /// and its mean covariate.
  func load(_ result: inout CoxBlockTerms, block b: Int, _ state: CoxRiskSums) {
    result.clear()
    let block = blocks[b]
    let base = b * (width + 1)
    var dead = 0.0
    if block.terms > 1 {
      for i in block.start..<block.deadEnd {
        let risk = weight[i] * state.risk[i]
        dead += risk
        for l in 0..<width { result.deadSum[l] += risk * x[i * width + l] }
      }
    }
    let count = Double(block.terms)
    let share = block.weight / count
    for j in 0..<block.terms {
      let fraction = Double(j) / count
      let denominator = state.sums[base + width] - fraction * dead
      let hazard = share / denominator
      result.hazard += hazard
      result.deadHazard += (1 - fraction) * hazard
      result.hazardVariance += hazard / denominator
      for l in 0..<width {
        let mean = (state.sums[base + l] - fraction * result.deadSum[l]) / denominator
        result.termMeans.append(mean)
        result.mean[l] += mean / count
        result.weightedMean[l] += hazard * mean
        result.deadWeightedMean[l] += (1 - fraction) * hazard * mean
      }
    }
  }

  /// Score and information, with block k counted `multiplier[k]` times.
  ///
  /// The information is Σ w E x xᵀ − Σ m x̄ x̄ᵀ, over rows with E their expected events and over
  /// terms with m their weight, so that the quadratic work is two sums of squares.
  /// - Complexity: O(n p²).
  func derivatives(_ state: CoxRiskSums, multiplier: [Double]? = nil) -> CoxDerivatives {
    var score = [Double](repeating: 0, count: width)
    var square = [Double](repeating: 0, count: width * width)
    var hazard = [Double](repeating: 0, count: blocks.count)
    var deadHazard = hazard
    var terms = CoxBlockTerms(width: width)
    for b in blocks.indices {
      let factor = multiplier?[b] ?? 1
      load(&terms, block: b, state)
      (hazard[b], deadHazard[b]) = (factor * terms.hazard, factor * terms.deadHazard)
      for i in blocks[b].start..<blocks[b].deadEnd {
        for j in 0..<width { score[j] += factor * weight[i] * x[i * width + j] }
      }
      let share = factor * blocks[b].weight / Double(blocks[b].terms)
      for j in 0..<width { score[j] -= factor * blocks[b].weight * terms.mean[j] }
      for term in 0..<blocks[b].terms {
        addSquare(&square, -share, terms.termMeans, term * width)
      }
    }
    let exposure = exposures(hazard, deadHazard)
    var expected = [Double](repeating: 0, count: width * width)
    for i in rows.indices where exposure[i] != 0 {
      addSquare(&expected, weight[i] * state.risk[i] * exposure[i], x, i * width)
    }
    var information = Matrix(rows: width, columns: width)
    for j in 0..<width {
      for l in 0...j {
        information[j, l] = expected[j * width + l] + square[j * width + l]
        information[l, j] = information[j, l]
      }
    }
    return CoxDerivatives(
      score: score, information: information,
      secondMoment: (0..<width).map { expected[$0 * width + $0] })
  }

  /// Adds c v vᵀ to the lower triangle, for v at a place of an array.
  private func addSquare(_ square: inout [Double], _ c: Double, _ v: [Double], _ start: Int) {
    for j in 0..<width {
      let factor = c * v[start + j]
      for l in 0...j { square[j * width + l] += factor * v[start + l] }
    }
  }

  /// The sum of hazards over the blocks at which each position is at risk, its own death counted as
  /// a dead one's.
  /// - Complexity: O(n).
  func exposures(_ hazard: [Double], _ deadHazard: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rows.count)
    for stratum in strata {
      var cumulative = 0.0
      var (position, entry) = (stratum.positions.lowerBound, stratum.entries.lowerBound)
      for b in stratum.blocks {
        let block = blocks[b]
        while entry < stratum.entries.upperBound, entryTime[entries[entry]] < block.time {
          result[entries[entry]] -= cumulative
          entry += 1
        }
        for i in position..<block.start { result[i] += cumulative }
        for i in block.start..<block.deadEnd { result[i] += cumulative + deadHazard[b] }
        cumulative += hazard[b]
        for i in block.deadEnd..<block.end { result[i] += cumulative }
        position = block.end
      }
      for i in position..<stratum.positions.upperBound { result[i] += cumulative }
      for i in entry..<stratum.entries.upperBound { result[entries[i]] -= cumulative }
    }
    return result
  }
}
