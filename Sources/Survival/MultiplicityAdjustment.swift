public import Vocabulary

/// How p-values of several comparisons are adjusted for their number.
public enum MultiplicityAdjustment: String, Word, Sendable {
  /// Not at all.
  case none
  /// Times the number of comparisons.
  case bonferroni
  /// Holm's step-down.
  case holm
  /// Hochberg's step-up.
  case hochberg
  /// The closed test of Simes' tests.
  case hommel
  /// The false discovery rate of independent comparisons.
  case benjaminiHochberg
  /// The false discovery rate whatever the dependence.
  case benjaminiYekutieli

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .none: "p-values as they are"
    case .bonferroni: "p times the number of comparisons"
    case .holm: "Holm's step-down, valid whatever the dependence"
    case .hochberg: "Hochberg's step-up, for independent or positively dependent tests"
    case .hommel: "Hommel's closed test, for independent or positively dependent tests"
    case .benjaminiHochberg: "false discovery rate of Benjamini and Hochberg"
    case .benjaminiYekutieli: "false discovery rate of Benjamini and Yekutieli"
    }
  }

  /// Adjusted p-values, in the order of the p-values; one that is missing is not counted.
  ///
  /// Holm 1979; Hochberg 1988, doi:10.1093/biomet/75.4.800; Hommel 1988,
  /// doi:10.1093/biomet/75.2.383; Benjamini and Hochberg 1995,
  /// doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini and Yekutieli 2001,
  /// doi:10.1214/aos/1013699998.
  /// - Complexity: O(m log m), O(m²) for Hommel's.
  public func adjust(_ p: [Double?]) -> [Double?] {
    let order = p.indices.filter { p[$0] != nil }.sorted { (p[$0] ?? 0, $0) < (p[$1] ?? 0, $1) }
    let adjusted = ascending(order.compactMap { p[$0] })
    var result = p
    for (rank, index) in order.enumerated() { result[index] = min(1, adjusted[rank]) }
    return result
  }

  private func ascending(_ p: [Double]) -> [Double] {
    let m = Double(p.count)
    switch self {
    case .none: return p
    case .bonferroni: return p.map { $0 * m }
    case .holm: return Self.stepDown(p)
    case .hochberg: return Self.stepUp(p) { m - Double($0) }
    case .hommel: return Self.closed(p)
    case .benjaminiHochberg: return Self.stepUp(p) { m / Double($0 + 1) }
    case .benjaminiYekutieli:
      let harmonic = p.indices.reduce(0.0) { $0 + 1 / Double($1 + 1) }
      return Self.stepUp(p) { harmonic * m / Double($0 + 1) }
    }
  }

  private static func stepDown(_ p: [Double]) -> [Double] {
    var largest = 0.0
    return p.indices.map { i in
      largest = max(largest, p[i] * Double(p.count - i))
      return largest
    }
  }

  private static func stepUp(_ p: [Double], _ factor: (Int) -> Double) -> [Double] {
    var result = p
    var smallest = 1.0
    for i in p.indices.reversed() {
      smallest = min(smallest, p[i] * factor(i))
      result[i] = smallest
    }
    return result
  }

  /// The largest of Simes' p-values of all sets that hold a hypothesis.
  ///
  /// Of the sets of a size, the one with the other hypotheses of largest p has the largest. Its
  /// members sorted, Simes' p-value is the least of size · p₍ⱼ₎/j: that of the hypothesis itself,
  /// if it is below the others, has j = 1; otherwise the set is that of the largest p-values alone.
  private static func closed(_ p: [Double]) -> [Double] {
    let m = p.count
    var result = p
    for size in 1...max(1, m) where size <= m {
      let first = m - size
      var others = Double.infinity
      for j in 1..<max(1, size) {
        others = min(others, Double(size) * p[first + j] / Double(j + 1))
      }
      for i in p.indices {
        let simes =
          i <= first ? min(others, Double(size) * p[i]) : min(others, Double(size) * p[first])
        result[i] = max(result[i], simes)
      }
    }
    return result
  }
}
