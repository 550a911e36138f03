/// Means and variances of part of a column.
enum Moments {
  /// The mean and the variance with denominator n − 1 of the rows of one arm, or of all rows.
  ///
  /// The variance is `nil` where there are fewer than two rows.
  static func sample(
    _ values: [Double], where treated: [Bool]? = nil, is arm: Bool = true
  ) -> (mean: Double, variance: Double?)? {
    var count = 0
    var sum = 0.0
    for i in values.indices where treated.map({ $0[i] == arm }) ?? true {
      count += 1
      sum += values[i]
    }
    guard count > 0 else { return nil }
    let mean = sum / Double(count)
    var squares = 0.0
    var rest = 0.0
    for i in values.indices where treated.map({ $0[i] == arm }) ?? true {
      let deviation = values[i] - mean
      squares += deviation * deviation
      rest += deviation
    }
    squares -= rest * rest / Double(count)
    return (mean + rest / Double(count), count > 1 ? max(squares, 0) / Double(count - 1) : nil)
  }
}
