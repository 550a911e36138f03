internal import LinearAlgebra

/// The sum of the covariates of d people drawn together from a risk set, any d of them in
/// proportion to the product of their risks.
///
/// With independent draws of probability p = c r / (1 + c r), such that d are expected, the sum of
/// the products over all choices is P(d drawn) Π (1 + c r) / cᵈ, whatever c. Adding one person
/// at a time, k drawn are a mixture of k drawn before and of k − 1 before and this one; so are the
/// mean and the covariance of their sum, and nothing overflows or cancels. Gail, Lubin and
/// Rubinstein 1981, doi:10.1093/biomet/68.3.703.
struct ExactDraw {
  /// The logarithm of the sum over all choices of the product of the risks.
  private(set) var logSum = 0.0
  /// The mean of the sum of covariates.
  private(set) var mean: [Double]
  /// The lower triangle of its covariance, stored by rows.
  private(set) var covariance: [Double]

  private let width: Int
  private let drawn: Int
  private var probability: [Double]

  /// - Parameters:
  ///   - drawn: How many are drawn, at least 1 and at most as many as there are.
  ///   - risks: The risk of each person.
  ///   - x: The covariates, one person after another.
  ///   - width: The number of covariates; 0 if only the sum over choices is wanted.
  /// - Complexity: O(n d (1 + p²)) time and O(d (1 + p²)) memory.
  init(_ drawn: Int, risks: [Double], x: [Double], width: Int) {
    self.width = width
    self.drawn = drawn
    mean = [Double](repeating: 0, count: (drawn + 1) * width)
    covariance = [Double](repeating: 0, count: (drawn + 1) * width * width)
    probability = [Double](repeating: 0, count: drawn + 1)
    if drawn == risks.count {
      takeAll(risks, x)
      return
    }
    let tilt = Self.tilt(drawn, risks)
    probability[0] = 1
    for i in risks.indices {
      let odds = exponential(tilt + logarithm(risks[i]))
      add(i, odds / (1 + odds), remaining: risks.count - 1 - i, x)
      logSum += logarithm(1 + odds)
    }
    logSum += logarithm(probability[drawn]) - Double(drawn) * tilt
    mean = Array(mean[(drawn * width)...])
    covariance = Array(covariance[(drawn * width * width)...])
  }

  private mutating func takeAll(_ risks: [Double], _ x: [Double]) {
    var sum = [Double](repeating: 0, count: width)
    for i in risks.indices {
      logSum += logarithm(risks[i])
      for j in 0..<width { sum[j] += x[i * width + j] }
    }
    mean = sum
    covariance = [Double](repeating: 0, count: width * width)
  }

  /// The logarithm of the factor of all risks at which as many are expected as are drawn.
  private static func tilt(_ drawn: Int, _ risks: [Double]) -> Double {
    let logs = risks.map(logarithm)
    var (low, high) = (-(logs.max() ?? 0) - 800, -(logs.min() ?? 0) + 800)
    var result = logarithm(Double(drawn) / risks.reduce(0, +))
    for _ in 0..<200 {
      var (expected, slope) = (0.0, 0.0)
      for log in logs {
        let p = 1 / (1 + exponential(-result - log))
        expected += p
        slope += p * (1 - p)
      }
      let excess = expected - Double(drawn)
      if abs(excess) <= 1e-3 * slope { break }
      if excess > 0 { high = result } else { low = result }
      let next = result - excess / slope
      result = next > low && next < high ? next : (low + high) / 2
    }
    return result
  }

  private mutating func add(_ i: Int, _ p: Double, remaining: Int, _ x: [Double]) {
    let highest = min(drawn, i + 1)
    let lowest = max(0, drawn - remaining)
    guard lowest <= highest else { return }
    for k in stride(from: highest, through: max(1, lowest), by: -1) {
      let (without, with) = ((1 - p) * probability[k], p * probability[k - 1])
      let total = without + with
      probability[k] = total
      if total > 0, width > 0 { mix(k, with / total, x, i * width) }
    }
    if lowest == 0 { probability[0] *= 1 - p }
  }

  /// Makes k drawn a mixture: with this share, k − 1 of those before and the person whose covariates
  /// are at a place of x.
  private mutating func mix(_ k: Int, _ share: Double, _ x: [Double], _ place: Int) {
    let (own, before, square) = (k * width, (k - 1) * width, width * width)
    for a in 0..<width {
      let first = mean[before + a] + x[place + a] - mean[own + a]
      for b in 0...a {
        let second = mean[before + b] + x[place + b] - mean[own + b]
        let at = a * width + b
        covariance[k * square + at] +=
          share
          * (covariance[(k - 1) * square + at] - covariance[k * square + at]
            + (1 - share) * first * second)
      }
    }
    for a in 0..<width {
      mean[own + a] += share * (mean[before + a] + x[place + a] - mean[own + a])
    }
  }
}
