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
  /// - Complexity: O(n).
  public init?(values: [Double], weights: [Double], members: [Int]) {
    var chosen = [Double](repeating: .nan, count: values.count)
    for row in members where weights[row] > 0 { chosen[row] = values[row] }
    let ordered = OrderedValues(chosen)
    let used = members.count { weights[$0] > 0 }
    self.init(
      ascending: ordered.values, weights: ordered.rows.map { weights[Int($0)] },
      missing: used - ordered.values.count)
  }

  /// Summarises values in ascending order, all of them with a weight.
  ///
  /// - Complexity: O(n).
  init?(ascending values: [Double], weights: [Double], missing: Int) {
    guard !values.isEmpty else { return nil }
    count = values.count
    self.missing = missing
    var (total, sum) = (0.0, 0.0)
    for i in values.indices {
      total += weights[i]
      sum += weights[i] * values[i]
    }
    mean = sum / total
    var (squares, squaredWeights) = (0.0, 0.0)
    for i in values.indices {
      let share = weights[i] / total
      squares += share * (values[i] - mean) * (values[i] - mean)
      squaredWeights += share * share
    }
    standardDeviation =
      values.count > 1 && squaredWeights < 1 ? (squares / (1 - squaredWeights)).squareRoot() : nil
    quartiles = Self.quartiles(values, weights, total)
  }

  private static func quartiles(
    _ values: [Double], _ weights: [Double], _ total: Double
  ) -> (lower: Double, median: Double, upper: Double) {
    let slack = total * 1e-12
    var found = [values[values.count - 1], values[values.count - 1], values[values.count - 1]]
    var cumulative = 0.0
    var next = 0
    for i in values.indices {
      cumulative += weights[i]
      while next < 3, cumulative >= 0.25 * Double(next + 1) * total - slack {
        let target = 0.25 * Double(next + 1) * total
        let isExact = abs(cumulative - target) <= slack && i + 1 < values.count
        found[next] = isExact ? Self.middle(values[i], values[i + 1]) : values[i]
        next += 1
      }
      if next == 3 { break }
    }
    return (found[0], found[1], found[2])
  }

  private static func middle(_ low: Double, _ high: Double) -> Double {
    let middle = (low + high) / 2
    return middle.isFinite ? middle : low / 2 + high / 2
  }

  /// Compares every part.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.missing == right.missing && left.mean == right.mean
      && left.standardDeviation == right.standardDeviation && left.quartiles == right.quartiles
  }
}
