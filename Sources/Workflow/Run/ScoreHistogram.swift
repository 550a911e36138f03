/// Counts scores from 0 to 1 in bins of equal width, by arm.
enum ScoreHistogram {
  static let bins = 40

  static func of(
    _ scores: [Double], weights: [Double]?, groups: [Int], armNames: [String]
  ) -> PropensityResult.Histogram {
    var counts: [String: [Double]] = [:]
    for name in armNames { counts[name] = [Double](repeating: 0, count: bins) }
    for (row, score) in scores.enumerated() {
      let weight = weights?[row] ?? 1
      guard weight > 0, score.isFinite else { continue }
      let bin = min(max(Int(score * Double(bins)), 0), bins - 1)
      counts[armNames[groups[row]]]?[bin] += weight
    }
    return PropensityResult.Histogram(lower: 0, upper: 1, counts: counts)
  }
}
