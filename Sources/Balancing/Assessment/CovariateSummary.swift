/// The weighted distribution of a numeric covariate in one arm.
public struct CovariateSummary: Sendable, Equatable {
  /// Patients with a value and a weight.
  public let count: Int
  /// Patients with a weight and no value.
  public let missing: Int
  /// Σwx / Σw.
  public let mean: Double
  /// The square root of Σw(x − mean)² / (1 − Σw²), weights scaled to a sum of 1; `nil` for one patient.
  public let standardDeviation: Double?
  /// The quartiles and median: the smallest value with at least that share of the weight at or
  /// below it, averaged with the next where the share is met exactly.
  public let quartiles: (lower: Double, median: Double, upper: Double)

  /// Summarises the values of chosen patients; `nil` where no patient has a value.
  ///
  /// There is no summary where no patient has a value.
  ///
  /// - Parameters:
  ///   - values: one value a patient; NaN where missing.
  ///   - weights: one weight a patient; patients of weight 0 do not count.
  ///   - members: the patients to summarise.
  /// - Complexity: O(n log n).
  public init?(values: [Double], weights: [Double], members: [Int]) {
    var pairs: [(value: Double, weight: Double)] = []
    var missing = 0
    for i in members where weights[i] > 0 {
      if values[i].isNaN { missing += 1 } else { pairs.append((values[i], weights[i])) }
    }
    guard !pairs.isEmpty else { return nil }
    pairs.sort { $0.value < $1.value }
    count = pairs.count
    self.missing = missing
    var (total, sum) = (0.0, 0.0)
    for pair in pairs {
      total += pair.weight
      sum += pair.weight * pair.value
    }
    mean = sum / total
    var (squares, squaredWeights) = (0.0, 0.0)
    for pair in pairs {
      let share = pair.weight / total
      squares += share * (pair.value - mean) * (pair.value - mean)
      squaredWeights += share * share
    }
    standardDeviation =
      pairs.count > 1 && squaredWeights < 1 ? (squares / (1 - squaredWeights)).squareRoot() : nil
    quartiles = (
      Self.quantile(0.25, pairs, total), Self.quantile(0.5, pairs, total),
      Self.quantile(0.75, pairs, total)
    )
  }

  private static func quantile(
    _ share: Double, _ pairs: [(value: Double, weight: Double)], _ total: Double
  ) -> Double {
    let target = share * total
    let slack = total * 1e-12
    var cumulative = 0.0
    for (index, pair) in pairs.enumerated() {
      cumulative += pair.weight
      if cumulative >= target - slack {
        let isExact = abs(cumulative - target) <= slack && index + 1 < pairs.count
        guard isExact else { return pair.value }
        let next = pairs[index + 1].value
        let middle = (pair.value + next) / 2
        return middle.isFinite ? middle : pair.value / 2 + next / 2
      }
    }
    return pairs[pairs.count - 1].value
  }

  /// Compares every part.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.missing == right.missing && left.mean == right.mean
      && left.standardDeviation == right.standardDeviation && left.quartiles == right.quartiles
  }
}
