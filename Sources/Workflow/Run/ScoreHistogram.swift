/// Counts scores from 0 to 1 in bins of equal width, by arm.
enum ScoreHistogram {
  static let bins = 40

  static func of(
    _ scores: [Double], weights: [Double]?, groups: [Int], armNames: [String]
  ) -> PropensityResult.Histogram {
    var bars = [[Double]](repeating: [Double](repeating: 0, count: bins), count: armNames.count)
    for row in scores.indices {
      let weight = weights?[row] ?? 1
      guard weight > 0, scores[row].isFinite else { continue }
      let bin = min(max(Int(scores[row] * Double(bins)), 0), bins - 1)
      bars[groups[row]][bin] += weight
    }
    let counts = Dictionary(uniqueKeysWithValues: zip(armNames, bars))
    return PropensityResult.Histogram(lower: 0, upper: 1, counts: counts)
  }
}
