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
  /// Σ m x̄ x̄ᵀ over terms is the sum of two squares, these vectors times these factors.
  var (firstSquare, secondSquare): ([Double], [Double])
  var (firstFactor, secondFactor) = (0.0, 0.0)

  init(width: Int) {
    let zeros = [Double](repeating: 0, count: width)
    (weightedMean, deadWeightedMean, mean) = (zeros, zeros, zeros)
    (firstSquare, secondSquare) = (zeros, zeros)
  }
}

extension CoxRiskSets {
  /// Fills in the terms of a block: term j of m has weight D/m and, with f = j/m, denominator
  /// Σ_risk − f Σ_dead and mean covariate (S − f X)/denominator, for S and X the same
  /// sums of w e^η x.
  ///
  /// All of them are linear or quadratic in S and X, so that only numbers are summed over terms.
  /// - Complexity: O(m + d p) for d tied events.
  func load(_ result: inout CoxBlockTerms, block b: Int, _ state: CoxRiskSums) {
    let block = blocks[b]
    let base = b * (width + 1)
    var dead = 0.0
    for l in 0..<width { result.secondSquare[l] = 0 }
    if block.terms > 1 {
      for i in block.start..<block.deadEnd {
        let risk = weight[i] * state.risk[i]
        dead += risk
        for l in 0..<width { result.secondSquare[l] += risk * x[i * width + l] }
      }
    }
    let sums = TermSums(block, total: state.sums[base + width], dead: dead)
    result.hazard = sums.hazard
    result.deadHazard = sums.hazard - sums.hazardByFraction
    result.hazardVariance = sums.square
    result.firstFactor = sums.square
    let ratio = sums.squareByFraction / sums.square
    result.secondFactor = max(0, sums.squareByFractions - ratio * sums.squareByFraction)
    for l in 0..<width {
      let (risk, own) = (state.sums[base + l], result.secondSquare[l])
      result.mean[l] = (risk * sums.hazard - own * sums.hazardByFraction) / block.weight
      result.weightedMean[l] = risk * sums.square - own * sums.squareByFraction
      result.deadWeightedMean[l] =
        result.weightedMean[l] - risk * sums.squareByFraction + own * sums.squareByFractions
      result.firstSquare[l] = risk - ratio * own
    }
  }

  /// Score and information, with block k counted `multiplier[k]` times.
  ///
  /// The information is Σ w E x xᵀ − Σ m x̄ x̄ᵀ, over rows with E their expected events and over
  /// terms with m their weight, so that the quadratic work is two sums of squares.
  /// - Complexity: O(n p²).
  func derivatives(_ state: CoxRiskSums, multiplier: [Double]? = nil) -> CoxDerivatives {
    ties == .exact ? exactDerivatives(state, multiplier) : termDerivatives(state, multiplier)
  }

  /// The same by the terms of the blocks, one for each block after Breslow's method.
  func termDerivatives(_ state: CoxRiskSums, _ multiplier: [Double]?) -> CoxDerivatives {
    if isLarge, multiplier == nil { return blockedDerivatives(state) }
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
      for j in 0..<width { score[j] -= factor * blocks[b].weight * terms.mean[j] }
      addSquare(&square, -factor * terms.firstFactor, terms.firstSquare, 0)
      if terms.secondFactor > 0 {
        addSquare(&square, -factor * terms.secondFactor, terms.secondSquare, 0)
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

/// Sums over the terms of a block of 1, f and f² times share/denominator and share/denominator².
struct TermSums {
  var (hazard, hazardByFraction) = (0.0, 0.0)
  var (square, squareByFraction, squareByFractions) = (0.0, 0.0, 0.0)

  init(_ block: CoxRiskSets.Block, total: Double, dead: Double) {
    let count = Double(block.terms)
    let share = block.weight / count
    for j in 0..<block.terms {
      let fraction = Double(j) / count
      let denominator = total - fraction * dead
      let term = share / denominator
      hazard += term
      hazardByFraction += fraction * term
      let squared = term / denominator
      square += squared
      squareByFraction += fraction * squared
      squareByFractions += fraction * fraction * squared
    }
  }
}
