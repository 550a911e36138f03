internal import LinearAlgebra

/// The partial likelihood at given risks, and products with its information, without covariates.
///
/// For a direction u with one number a row, the information of the linear predictors times u is
/// w e^η (u Λ − ∫ ū dΛ), Λ the hazard that a row is exposed to and ū the mean over the risk set:
/// three scans, however many coefficients the predictors are made of.
struct HazardScan: Sendable {
  private(set) var logLikelihood = 0.0
  /// The expected events of each position, its weight included.
  let expected: [Double]

  private let sets: CoxRiskSets
  /// w e^η of each position.
  private let risk: [Double]
  private let exposure: [Double]
  /// Sums of the terms of each block.
  private let terms: [TermSums]

  /// Scans the risk sets; nil where a predictor is beyond any use.
  /// - Complexity: O(n).
  init?(_ sets: CoxRiskSets, eta: [Double]) {
    guard eta.allSatisfy({ abs($0) <= CoxRiskSets.largestPredictor }) else { return nil }
    let risk = eta.indices.map { sets.weight[$0] * exponential(eta[$0]) }
    let (all, dead) = Self.sums(sets, risk)
    var terms: [TermSums] = []
    terms.reserveCapacity(sets.blocks.count)
    for b in sets.blocks.indices {
      let block = sets.blocks[b]
      terms.append(TermSums(block, total: all[b], dead: dead[b]))
      for i in block.start..<block.deadEnd { logLikelihood += sets.weight[i] * eta[i] }
      let count = Double(block.terms)
      for k in 0..<block.terms {
        logLikelihood -= block.weight / count * logarithm(all[b] - Double(k) / count * dead[b])
      }
    }
    guard logLikelihood.isFinite else { return nil }
    let exposure = sets.exposures(
      terms.map(\.hazard), terms.map { $0.hazard - $0.hazardByFraction })
    (self.sets, self.risk, self.terms, self.exposure) = (sets, risk, terms, exposure)
    expected = risk.indices.map { risk[$0] * exposure[$0] }
  }

  /// The information times a direction, by position.
  /// - Complexity: O(n).
  func informationTimes(_ u: [Double]) -> [Double] {
    let (all, dead) = Self.sums(sets, risk.indices.map { risk[$0] * u[$0] })
    var (mean, deadMean) = (all, all)
    for b in terms.indices {
      let term = terms[b]
      mean[b] = all[b] * term.square - dead[b] * term.squareByFraction
      deadMean[b] = mean[b] - all[b] * term.squareByFraction + dead[b] * term.squareByFractions
    }
    let means = sets.exposures(mean, deadMean)
    return risk.indices.map { risk[$0] * (u[$0] * exposure[$0] - means[$0]) }
  }

  /// For each block, the sum over its risk set and, where it has several terms, over its events.
  private static func sums(
    _ sets: CoxRiskSets, _ value: [Double]
  ) -> (all: [Double], dead: [Double]) {
    var all = [Double](repeating: 0, count: sets.blocks.count)
    var dead = all
    var running = CompensatedSums(count: 1)
    for stratum in sets.strata {
      running.reset()
      var (position, entry) = (stratum.positions.upperBound, stratum.entries.upperBound)
      for b in stratum.blocks.reversed() {
        let block = sets.blocks[b]
        while position > block.start {
          position -= 1
          running.add(value[position], at: 0)
        }
        while entry > stratum.entries.lowerBound,
          sets.entryTime[sets.entries[entry - 1]] >= block.time
        {
          entry -= 1
          running.add(-value[sets.entries[entry]], at: 0)
        }
        all[b] = running[0]
        if block.terms > 1 {
          for i in block.start..<block.deadEnd { dead[b] += value[i] }
        }
      }
    }
    return (all, dead)
  }
}
