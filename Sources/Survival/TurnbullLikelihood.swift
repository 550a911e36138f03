private import Foundation

/// The likelihood of masses on the Turnbull intervals, and its slope in each.
///
/// With P the sum of the masses inside a pattern, the logarithm is Σ w log P and its slope in mass
/// j is g = Σ w/P over the patterns that hold j. Since Σ p g = Σ w, no masses can have a logarithm
/// that is higher by more than max g − Σ w, and they are the maximum if and only if no slope is above Σ w
/// (the conditions of Kuhn and Tucker).
struct TurnbullLikelihood {
  /// The probability of each pattern.
  private(set) var probability: [Double]
  /// The slope in each mass.
  private(set) var slope: [Double]
  private(set) var logLikelihood = 0.0

  /// - Complexity: O(patterns + intervals).
  init(_ patterns: TurnbullPatterns, _ mass: [Double]) {
    probability = [Double](repeating: 0, count: patterns.count)
    slope = [Double](repeating: 0, count: mass.count)
    update(patterns, mass)
  }

  mutating func update(_ patterns: TurnbullPatterns, _ mass: [Double]) {
    let sums = Self.sums(mass)
    var change = [Double](repeating: 0, count: mass.count + 1)
    var single = [Double](repeating: 0, count: mass.count)
    var total = CompensatedSum()
    for i in 0..<patterns.count {
      let (first, last) = (patterns.first[i], patterns.last[i])
      let p = first == last ? mass[first] : sums.between(first, last)
      probability[i] = p
      total += p > 0 ? patterns.weight[i] * log(p) : -.infinity
      let quotient = p > 0 ? patterns.weight[i] / p : 0
      if first == last {
        single[first] += quotient
      } else {
        change[first] += quotient
        change[last + 1] -= quotient
      }
    }
    logLikelihood = total.value.isNaN ? -.infinity : total.value
    var running = CompensatedSum()
    for j in mass.indices {
      running += change[j]
      slope[j] = running.value + single[j]
    }
  }

  /// The sums of the masses from either end, so that small ones keep their digits in both tails.
  struct Sums {
    /// The sum of the masses before each.
    let before: [Double]
    /// The sum of each mass and those after it.
    let after: [Double]

    func between(_ first: Int, _ last: Int) -> Double {
      before[first] < 0.5
        ? before[last + 1] - before[first] : after[first] - after[last + 1]
    }
  }

  static func sums(_ mass: [Double]) -> Sums {
    var (before, after) = ([0.0], [Double](repeating: 0, count: mass.count + 1))
    before.reserveCapacity(mass.count + 1)
    var sum = CompensatedSum()
    for value in mass {
      sum += value
      before.append(sum.value)
    }
    sum = CompensatedSum()
    for j in mass.indices.reversed() {
      sum += mass[j]
      after[j] = sum.value
    }
    return Sums(before: before, after: after)
  }

  /// By how much the largest slope is above the weight of all, as a share of it.
  func gap(_ patterns: TurnbullPatterns) -> Double {
    max(0, (slope.max() ?? 0) / patterns.total - 1)
  }
}
