/// The sums over risk sets at one value of the coefficients.
struct CoxRiskSums: Sendable {
  /// e^η of each position, η centred within its stratum.
  var risk: [Double]
  /// For block k, Σ w e^η x at `k * (width + 1) ..< … + width`, and Σ w e^η after it.
  var sums: [Double]
  var logLikelihood: Double
}

extension CoxRiskSets {
  /// Beyond this |η| a step is refused.
  static let largestPredictor = 300.0

  /// Sums the risk sets by one backward scan; nil where the predictor is beyond any use.
  ///
  /// With delayed entry rows leave the sums again, so they are compensated (Neumaier 1974) lest a
  /// large risk that leaves take the digits of those that stay.
  /// - Complexity: O(n p).
  func riskSums(_ beta: [Double]) -> CoxRiskSums? {
    guard var result = isLarge ? blockedRiskSums(beta) : scannedRiskSums(beta) else { return nil }
    if ties == .exact { result.logLikelihood += exactCorrection(result) }
    return result.logLikelihood.isFinite ? result : nil
  }

  private func scannedRiskSums(_ beta: [Double]) -> CoxRiskSums? {
    var eta = offset
    for i in rows.indices {
      var sum = offset[i]
      for j in 0..<width { sum += beta[j] * x[i * width + j] }
      guard abs(sum) <= Self.largestPredictor else { return nil }
      eta[i] = sum
    }
    var result = CoxRiskSums(
      risk: eta.map(exponential),
      sums: [Double](repeating: 0, count: blocks.count * (width + 1)), logLikelihood: 0)
    var current = RunningRiskSum(width: width)
    for stratum in strata {
      current.reset()
      var (position, entry) = (stratum.positions.upperBound, stratum.entries.upperBound)
      for b in stratum.blocks.reversed() {
        while position > blocks[b].start {
          position -= 1
          current.add(weight[position] * result.risk[position], x, position)
        }
        while entry > stratum.entries.lowerBound, entryTime[entries[entry - 1]] >= blocks[b].time {
          entry -= 1
          current.remove(weight[entries[entry]] * result.risk[entries[entry]], x, entries[entry])
        }
        current.copy(to: &result.sums, at: b * (width + 1))
        result.logLikelihood += logLikelihood(
          of: blocks[b], eta: eta, risk: result.risk, total: result.sums[b * (width + 1) + width])
      }
    }
    return result.logLikelihood.isFinite ? result : nil
  }

  func logLikelihood(
    of block: Block, eta: [Double], risk: [Double], total: Double
  ) -> Double {
    var (sum, dead) = (0.0, 0.0)
    for i in block.start..<block.deadEnd {
      sum += weight[i] * eta[i]
      dead += weight[i] * risk[i]
    }
    let share = block.weight / Double(block.terms)
    for j in 0..<block.terms {
      sum -= share * logarithm(total - Double(j) / Double(block.terms) * dead)
    }
    return sum
  }
}

/// Σ w e^η (x, 1) over the current risk set.
private struct RunningRiskSum {
  private let width: Int
  private var sum: [Double]
  private var carry: [Double]
  private var count = 0

  init(width: Int) {
    self.width = width
    sum = [Double](repeating: 0, count: width + 1)
    carry = sum
  }

  mutating func reset() {
    for j in 0...width { (sum[j], carry[j]) = (0, 0) }
    count = 0
  }

  mutating func add(_ risk: Double, _ x: [Double], _ position: Int) {
    count += 1
    for j in 0..<width { accumulate(j, risk * x[position * width + j]) }
    accumulate(width, risk)
  }

  mutating func remove(_ risk: Double, _ x: [Double], _ position: Int) {
    count -= 1
    for j in 0..<width { accumulate(j, -risk * x[position * width + j]) }
    accumulate(width, -risk)
    if count == 0 { reset() }
  }

  func copy(to target: inout [Double], at start: Int) {
    for j in 0...width { target[start + j] = sum[j] + carry[j] }
  }

  @inline(__always)
  private mutating func accumulate(_ j: Int, _ value: Double) {
    let new = sum[j] + value
    carry[j] += abs(sum[j]) >= abs(value) ? (sum[j] - new) + value : (value - new) + sum[j]
    sum[j] = new
  }
}
