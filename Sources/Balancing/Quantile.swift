/// Quantiles of a sample.
enum Quantile {
  /// The quantile of sorted values by linear interpolation between order statistics: type 7.
  ///
  /// [Hyndman & Fan 1996]: https://doi.org/10.1080/00031305.1996.10473566
  static func linear(_ sorted: [Double], _ share: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let position = Double(sorted.count - 1) * share
    let below = Int(position.rounded(.down))
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
