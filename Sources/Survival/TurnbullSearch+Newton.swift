private import LinearAlgebra

extension TurnbullSearch {
  /// Newton's method on the intervals with mass, which leave when their mass reaches 0 and return
  /// when their slope says so.
  /// - Complexity: O(n + k³) a step for k intervals with mass.
  mutating func polish() {
    var support = initialSupport()
    let best = (mass, likelihood)
    keep(support)
    var lastResidual = Double.infinity
    for _ in 0..<(100 + 4 * support.count) {
      let residual = support.reduce(0) {
        max($0, abs(likelihood.slope[$1] / patterns.total - 1))
      }
      if residual <= 1e-13 || residual < 1e-8 && residual >= lastResidual / 2 {
        guard let missing = worstMissing(support) else { break }
        support.insert(missing, at: support.firstIndex(from: { $0 >= missing }))
        lastResidual = .infinity
      } else {
        lastResidual = residual
      }
      guard let direction = newtonDirection(support) else { break }
      guard let left = step(support, direction) else { break }
      if let left {
        support.removeAll { $0 == left }
        lastResidual = .infinity
      }
    }
    normalize()
    likelihood.update(patterns, mass)
    let isBetter = gap <= best.1.gap(patterns) || likelihood.logLikelihood > best.1.logLikelihood
    if !isBetter || !likelihood.logLikelihood.isFinite { (mass, likelihood) = best }
  }

  /// The intervals that have mass or should have.
  private func initialSupport() -> [Int] {
    let small = 1e-7 / Double(mass.count)
    return mass.indices.filter {
      mass[$0] > small || mass[$0] > 0 && likelihood.slope[$0] > (1 - 1e-6) * patterns.total
    }
  }

  private mutating func keep(_ support: [Int]) {
    var kept = [Double](repeating: 0, count: mass.count)
    for j in support { kept[j] = mass[j] }
    mass = kept
    normalize()
    likelihood.update(patterns, mass)
  }

  /// The interval without mass in which the likelihood rises fastest; nil if it rises in none.
  private func worstMissing(_ support: [Int]) -> Int? {
    var isKept = [Bool](repeating: false, count: mass.count)
    for j in support { isKept[j] = true }
    let worst = mass.indices.filter { !isKept[$0] }.max {
      likelihood.slope[$0] < likelihood.slope[$1]
    }
    return worst.flatMap { likelihood.slope[$0] > (1 + 1e-11) * patterns.total ? $0 : nil }
  }

  /// Where Newton's method goes for Σ w log P − W Σ p, whose maximum has masses that sum to 1.
  private func newtonDirection(_ support: [Int]) -> [Double]? {
    let hessian = curvature(support)
    let gradient = support.map { likelihood.slope[$0] - patterns.total }
    for ridge in [0, 1e-14, 1e-10, 1e-6] {
      var matrix = hessian
      for j in support.indices { matrix[j, j] *= 1 + ridge }
      guard let factor = try? Cholesky(matrix) else { continue }
      let direction = factor.solve(gradient)
      if direction.allSatisfy(\.isFinite) { return direction }
    }
    return nil
  }

  /// The second derivatives: for two intervals Σ w/P² over the patterns that hold both.
  private func curvature(_ support: [Int]) -> Matrix {
    let k = support.count
    var before = [Int](repeating: 0, count: mass.count + 1)
    for j in support { before[j + 1] = 1 }
    for j in mass.indices { before[j + 1] += before[j] }
    var sums = [Double](repeating: 0, count: k * k)
    for i in 0..<patterns.count {
      let (first, last) = (before[patterns.first[i]], before[patterns.last[i] + 1] - 1)
      let p = likelihood.probability[i]
      guard first <= last, p > 0 else { continue }
      sums[first * k + last] += patterns.weight[i] / (p * p)
    }
    for first in 0..<k {
      for last in stride(from: k - 2, through: first, by: -1) {
        sums[first * k + last] += sums[first * k + last + 1]
      }
      guard first > 0 else { continue }
      for last in first..<k { sums[first * k + last] += sums[(first - 1) * k + last] }
    }
    var matrix = Matrix(rows: k, columns: k)
    for i in 0..<k {
      for j in i..<k {
        matrix[i, j] = sums[i * k + j]
        matrix[j, i] = sums[i * k + j]
      }
    }
    return matrix
  }

  /// Goes as far in the direction as masses stay and the objective rises.
  ///
  /// - Returns: The interval whose mass has come to 0, inner nil if none; nil if there is no way up.
  private mutating func step(_ support: [Int], _ direction: [Double]) -> Int?? {
    var (longest, leaving) = (1.0, Int?.none)
    for (d, j) in zip(direction, support) where d < 0 && mass[j] < -d * longest {
      (longest, leaving) = (mass[j] / -d, j)
    }
    let old = objective(mass, likelihood)
    var length = longest
    for _ in 0..<50 {
      var next = mass
      for (d, j) in zip(direction, support) { next[j] = max(0, mass[j] + length * d) }
      if length == longest, let leaving { next[leaving] = 0 }
      let found = TurnbullLikelihood(patterns, next)
      if objective(next, found) >= old - 1e-14 * abs(old) {
        (mass, likelihood) = (next, found)
        return .some(length == longest ? leaving : nil)
      }
      length /= 2
    }
    return nil
  }

  /// The log-likelihood less the weight of all times what the masses are more than 1.
  func objective(_ mass: [Double], _ found: TurnbullLikelihood) -> Double {
    var sum = CompensatedSum()
    for value in mass { sum += value }
    return found.logLikelihood - patterns.total * (sum.value - 1)
  }
}
