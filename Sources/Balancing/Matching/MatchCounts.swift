/// How many matches each focal patient is to be given.
enum MatchCounts {
  /// The same number for everybody, or with `maxControls` from `minControls` to `maxControls` such
  /// that `ratio` is their mean.
  ///
  /// Of n focal patients, ⌊n (ratio − min) / (max − min)⌋ get the most, one what is left over, the
  /// others the fewest; fewest where the other arm is scarce: from the highest score down if focal
  /// patients have the higher mean, else from the lowest up. Calipers are not looked at.
  ///
  /// [Ming & Rosenbaum 2001]: https://doi.org/10.1198/106186001317114938
  /// - Complexity: O(n).
  static func of(
    _ line: CandidateLine, ratio: Int, fewest: Int, most: Int?
  ) -> [Int] {
    let count = line.focalRow.count
    guard let most, fewest < most else { return [Int](repeating: ratio, count: count) }
    let (atMost, left) = (most - fewest).dividingFullWidth(
      count.multipliedFullWidth(by: ratio - fewest))
    let isHigher = mean(line.focalScore) > mean(line.score)
    let order = isHigher ? line.focalDescending : line.focalAscending.map(Int.init)
    var counts = [Int](repeating: fewest, count: count)
    for focal in order.suffix(atMost) { counts[focal] = most }
    if atMost < count { counts[order[count - atMost - 1]] = fewest + left }
    return counts
  }

  private static func mean(_ values: [Double]) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    return sum / Double(max(values.count, 1))
  }
}
