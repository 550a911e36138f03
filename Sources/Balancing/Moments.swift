/// Means and variances of a sample.
enum Moments {
  /// The variance with denominator n − 1; `nil` where there are fewer than two values.
  ///
  /// Two passes, with the remaining error of the mean taken out (Chan, Golub and LeVeque 1983).
  static func variance(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let count = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / count
    var squares = 0.0
    var rest = 0.0
    for value in values {
      let deviation = value - mean
      squares += deviation * deviation
      rest += deviation
    }
    return max(squares - rest * rest / count, 0) / (count - 1)
  }
}
