/// The search for the masses of greatest likelihood.
///
/// Steps of expectation and maximization alternate with the iterative convex minorant (Wellner and
/// Zhan 1997, doi:10.2307/2965565), which moves far and may set masses to 0. Newton's method on
/// the intervals that are left then gives all digits. The conditions of Kuhn and Tucker over all
/// intervals decide whether the maximum has been reached.
struct TurnbullSearch {
  /// The most intervals with mass for which second derivatives are taken.
  static let manyMasses = 800

  /// The gap that rounding alone may leave.
  static let rounding = 1e-12

  let patterns: TurnbullPatterns
  var mass: [Double]
  var likelihood: TurnbullLikelihood
  private(set) var iterations = 0

  init(_ patterns: TurnbullPatterns, from start: [Double]? = nil) {
    self.patterns = patterns
    mass = start ?? TurnbullStart.masses(patterns)
    likelihood = TurnbullLikelihood(patterns, mass)
  }

  /// By how much the likelihood may at most still rise, for each unit of weight.
  var gap: Double { likelihood.gap(patterns) }

  /// Searches until the gap is within the tolerance.
  mutating func run(tolerance: Double) {
    alternate(to: 1e-4, atMost: 500)
    for round in 0..<4 {
      if mass.reduce(0, { $0 + ($1 > 0 ? 1 : 0) }) <= Self.manyMasses {
        polish()
      } else if gap > Self.rounding {
        polishByConjugateGradients(tolerance: Self.rounding)
      }
      if gap <= tolerance { return }
      alternate(to: tolerance, atMost: 200 << round)
    }
  }

  private mutating func alternate(to tolerance: Double, atMost limit: Int) {
    for _ in 0..<limit where gap > tolerance {
      expectationStep()
      convexMinorantStep()
      iterations += 1
    }
  }

  /// The mass of each interval becomes the mean over rows of the probability that it has the event.
  private mutating func expectationStep() {
    for j in mass.indices { mass[j] *= likelihood.slope[j] / patterns.total }
    normalize()
    likelihood.update(patterns, mass)
  }

  /// Divides the masses by their sum.
  mutating func normalize() {
    var sum = CompensatedSum()
    for value in mass { sum += value }
    for j in mass.indices { mass[j] /= sum.value }
  }

  /// A Newton step in the distribution function with the second derivatives' diagonal, made
  /// monotone, and shortened until the likelihood does not fall.
  private mutating func convexMinorantStep() {
    guard mass.count > 1 else { return }
    let nodes = mass.count - 1
    var curvature = [Double](repeating: 0, count: mass.count + 1)
    for i in 0..<patterns.count {
      let p = likelihood.probability[i]
      let second = patterns.weight[i] / (p * p)
      curvature[patterns.first[i]] += second
      curvature[patterns.last[i] + 1] += second
    }
    let sums = TurnbullLikelihood.sums(mass)
    var target = [Double](repeating: 0, count: nodes)
    for k in 0..<nodes {
      let gradient = likelihood.slope[k] - likelihood.slope[k + 1]
      target[k] = sums.before[k + 1] + gradient / curvature[k + 1]
    }
    let fitted = Self.isotonic(target, weights: curvature, offset: 1)
    var proposed = [Double](repeating: 0, count: mass.count)
    var below = 0.0
    for k in 0..<nodes {
      let value = min(1, max(0, fitted[k]))
      proposed[k] = value - below
      below = value
    }
    proposed[nodes] = 1 - below
    take(proposed)
  }

  /// Moves towards the proposal as far as the likelihood rises.
  private mutating func take(_ proposed: [Double]) {
    var share = 1.0
    for _ in 0..<40 {
      let next = mass.indices.map { (1 - share) * mass[$0] + share * proposed[$0] }
      let found = TurnbullLikelihood(patterns, next)
      if found.logLikelihood > likelihood.logLikelihood {
        (mass, likelihood) = (next, found)
        return
      }
      share /= 2
    }
  }

  /// The weighted least squares fit that does not descend, by pooling adjacent violators.
  /// - Complexity: O(n).
  static func isotonic(_ values: [Double], weights: [Double], offset: Int) -> [Double] {
    var (means, masses, sizes): ([Double], [Double], [Int]) = ([], [], [])
    for (k, value) in values.enumerated() {
      var (mean, mass, size) = (value, weights[k + offset], 1)
      while let last = means.last, last >= mean {
        let sum = mass + masses[masses.count - 1]
        mean = (mean * mass + last * masses[masses.count - 1]) / sum
        mass = sum
        size += sizes[sizes.count - 1]
        means.removeLast()
        masses.removeLast()
        sizes.removeLast()
      }
      means.append(mean)
      masses.append(mass)
      sizes.append(size)
    }
    return means.indices.flatMap { [Double](repeating: means[$0], count: sizes[$0]) }
  }
}
