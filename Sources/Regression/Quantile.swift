/// Quantiles by linear interpolation between order statistics.
enum Quantile {
  /// The p-quantile of values in increasing order: type 7 of [Hyndman & Fan 1996], as R's default.
  ///
  /// [Hyndman & Fan 1996]: https://doi.org/10.2307/2684934
  static func type7(_ sorted: ArraySlice<Double>, _ p: Double) -> Double {
    let position = Double(sorted.count - 1) * p
    let lower = position.rounded(.down)
    let share = position - lower
    let first = sorted.startIndex + Int(lower)
    guard share > 0, first + 1 < sorted.endIndex else { return sorted[first] }
    return (1 - share) * sorted[first] + share * sorted[first + 1]
  }
}
