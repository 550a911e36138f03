#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The outcome side of a logistic model: what a linear predictor means for the outcomes.
///
/// Probabilities and their complements, weights and log-likelihood are all computed from
/// exp(−|η|), so that none of them loses digits where a probability is near 0 or 1.
struct BinaryResponse {
  let isOne: [Bool]
  /// Case weights.
  let weights: [Double]
  let offset: [Double]?

  var count: Int { isOne.count }

  /// The log-likelihood Σ w ln P(y | η), added up with Neumaier's correction.
  ///
  /// - Complexity: O(n).
  func logLikelihood(_ eta: [Double]) -> Double {
    var (sum, lost) = (0.0, 0.0)
    for i in eta.indices where weights[i] > 0 {
      // ln P(y) = −ln(1 + exp(−m)) for the margin m = η where y = 1 and −η where y = 0.
      let margin = isOne[i] ? eta[i] : -eta[i]
      let tail = log1p(exp(-abs(margin)))
      let term = -weights[i] * (margin >= 0 ? tail : tail - margin)
      let next = sum + term
      lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
      sum = next
    }
    let total = sum + lost
    return total.isFinite ? total : sum
  }

  /// The log-likelihood where all rows have the same predictor.
  ///
  /// - Complexity: O(n).
  func logLikelihood(ofConstant eta: Double) -> Double {
    var (ones, zeros) = (0.0, 0.0)
    for i in weights.indices { if isOne[i] { ones += weights[i] } else { zeros += weights[i] } }
    let tail = log1p(exp(-abs(eta)))
    return -(ones * (eta >= 0 ? tail : tail - eta)) - zeros * (eta >= 0 ? tail + eta : tail)
  }

  /// P(y = 1 | η).
  static func probability(_ eta: Double) -> Double {
    let tail = exp(-abs(eta))
    return (eta >= 0 ? 1 : tail) / (1 + tail)
  }

  /// Fills the residuals w (y − p) and the working weights w p (1 − p).
  func work(_ eta: [Double], residuals: inout [Double], workingWeights: inout [Double]) {
    for i in eta.indices {
      let tail = exp(-abs(eta[i]))
      let large = 1 / (1 + tail)
      let small = tail * large
      workingWeights[i] = weights[i] * large * small
      let against = (eta[i] >= 0) == isOne[i] ? small : large
      residuals[i] = weights[i] * (isOne[i] ? against : -against)
    }
  }

  /// Fills √(w p (1 − p)) and the residuals divided by it, which are ±√w exp(−m / 2).
  func scaledWork(_ eta: [Double], roots: inout [Double], scaledResiduals: inout [Double]) {
    for i in eta.indices {
      let half = exp(-abs(eta[i]) / 2)
      let root = weights[i].squareRoot()
      roots[i] = root * half / (1 + half * half)
      let margin = isOne[i] ? eta[i] : -eta[i]
      let size = root * exp(-margin / 2)
      scaledResiduals[i] = isOne[i] ? size : -size
    }
  }

  /// Fills the residuals w (y − p) and the roots of the working weights for some rows, and gives
  /// their log-likelihood.
  ///
  /// Over rows of equal weight −Σ w ln(1 + e^(−m)) is −w ln ∏ (1 + e^(−m)): each factor is at most 2,
  /// so that the product over a block is a number, and one logarithm is taken of it.
  func blockWork(
    _ eta: [Double], from start: Int, count: Int, residuals: inout [Double], roots: inout [Double]
  ) -> Double {
    var (sum, product, weight) = (0.0, 1.0, weights[start])
    for i in 0..<count {
      let (value, one, w) = (eta[i], isOne[start + i], weights[start + i])
      let tail = exp(-abs(value))
      let large = 1 / (1 + tail)
      let small = tail * large
      let isExpected = (value >= 0) == one
      let against = isExpected ? small : large
      residuals[i] = w * (one ? against : -against)
      roots[i] = (w * large * small).squareRoot()
      if !isExpected { sum -= w * abs(value) }
      if w != weight {
        sum -= weight * log(product)
        (product, weight) = (1, w)
      }
      product *= 1 + tail
    }
    return sum - weight * log(product)
  }
}

/// The natural logarithm, from the C library.
func logarithm(_ x: Double) -> Double { log(x) }
