/// What a column holds, in figures.
public struct ColumnSummary: Sendable, Equatable {
  /// How often a level occurs.
  public struct LevelCount: Sendable, Equatable {
    /// The level; `true` or `false` for a flag.
    public let level: String
    /// The rows that have it.
    public let count: Int
  }

  /// The name of the column.
  public let name: String
  /// Its type.
  public let type: ColumnType
  /// The rows that have a value.
  public let count: Int
  /// The rows that have none.
  public let missing: Int
  /// The number of distinct values.
  public let distinct: Int
  /// For categories every level in its order, for flags false and true; empty for other types.
  public let levels: [LevelCount]
  /// For numbers, and for dates in days since 1970-01-01; `nil` for other types or without values.
  public let distribution: Distribution?

  /// The summary of a column.
  /// - Complexity: O(n log n).
  public init(_ column: Column) {
    let rows = (0..<column.count).filter { !column.missing[$0] }
    name = column.name
    type = column.type
    count = rows.count
    missing = column.count - rows.count
    switch column.values {
    case .number(let values):
      let sorted = rows.map { values[$0] }.sorted()
      (distinct, levels, distribution) = (sorted.distinctCount, [], Distribution(sorted: sorted))
    case .integer(let values):
      let sorted = rows.map { values[$0] }.sorted()
      distinct = sorted.distinctCount
      (levels, distribution) = ([], Distribution(sorted: sorted.map(Double.init)))
    case .date(let values):
      let sorted = rows.map { values[$0] }.sorted()
      distinct = sorted.distinctCount
      (levels, distribution) = ([], Distribution(sorted: sorted.map(Double.init)))
    case .text(let values):
      (distinct, levels, distribution) = (Set(rows.map { values[$0] }).count, [], nil)
    case .flag(let values):
      let codes = rows.map { values[$0] ? 1 : 0 }
      levels = Self.count(codes, levels: ["false", "true"])
      (distinct, distribution) = (levels.filter { $0.count > 0 }.count, nil)
    case .category(let values):
      levels = Self.count(rows.map { Int(values.codes[$0]) }, levels: values.levels)
      (distinct, distribution) = (levels.filter { $0.count > 0 }.count, nil)
    }
  }

  private static func count(_ codes: [Int], levels: [String]) -> [LevelCount] {
    var counts = [Int](repeating: 0, count: levels.count)
    for code in codes where counts.indices.contains(code) { counts[code] += 1 }
    return zip(levels, counts).map { LevelCount(level: $0, count: $1) }
  }
}

extension ColumnSummary {
  /// How numbers are distributed.
  public struct Distribution: Sendable, Equatable {
    /// The smallest value.
    public let minimum: Double
    /// The value with a quarter of the sample below it.
    public let lowerQuartile: Double
    /// The middle value.
    public let median: Double
    /// The value with three quarters of the sample below it.
    public let upperQuartile: Double
    /// The largest value.
    public let maximum: Double
    /// The arithmetic mean.
    public let mean: Double
    /// The standard deviation with n − 1; `nil` where there is one value or it exceeds a Double.
    public let standardDeviation: Double?

    /// The distribution of values in ascending order; `nil` where there are none.
    ///
    /// Quartiles are of type 7: at p the order statistic 1 + (n − 1) p, interpolated (R. J. Hyndman
    /// and Y. Fan, Sample quantiles in statistical packages, Am. Stat. 1996,
    /// doi:10.2307/2684934).
    init?(sorted values: [Double]) {
      guard let first = values.first, let last = values.last else { return nil }
      func quantile(_ share: Double) -> Double {
        let position = Double(values.count - 1) * share
        let below = Int(position)
        let above = min(below + 1, values.count - 1)
        let weight = position - Double(below)
        return (1 - weight) * values[below] + weight * values[above]
      }
      minimum = first
      lowerQuartile = quantile(0.25)
      median = quantile(0.5)
      upperQuartile = quantile(0.75)
      maximum = last
      let count = Double(values.count)
      let center = values.reduce(0) { $0 + $1 / count }
      let mean = center + values.reduce(0) { $0 + ($1 - center) / count }
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = values.count > 1 ? (squares / (count - 1)).squareRoot() : .nan
      self.mean = mean
      standardDeviation = deviation.isFinite ? deviation : nil
    }
  }
}

extension Array where Element: Equatable {
  /// The number of distinct elements of a sorted array.
  fileprivate var distinctCount: Int {
    var count = isEmpty ? 0 : 1
    for index in indices.dropFirst() where self[index] != self[index - 1] { count += 1 }
    return count
  }
}
