extension SurvivalData {
  /// The most people that a row may stand for.
  private static let largestFrequency = 1e9

  /// The positive weights whose fourth powers are numbers, with room for sums of many.
  private static let usableWeights = 1e-60...1e60

  static func check(
    _ found: Int?, _ column: SurvivalError.Column, _ expected: Int
  ) throws(SurvivalError) {
    guard let found, found != expected else { return }
    throw .lengthsDiffer(column, expected: expected, found: found)
  }

  static func check(level: Double) throws(SurvivalError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
  }

  static func check(time: [Double], entry: [Double]?) throws(SurvivalError) {
    for row in 0..<time.count {
      if !time[row].isFinite { throw .timeNotFinite(row: row) }
      if time[row] < 0 { throw .negativeTime(row: row) }
    }
    guard let entry else { return }
    for row in 0..<time.count {
      if !entry[row].isFinite { throw .entryNotFinite(row: row) }
      if entry[row] < 0 { throw .negativeEntry(row: row) }
      if entry[row] >= time[row] { throw .emptyInterval(row: row) }
    }
  }

  static func check(weights: Weights) throws(SurvivalError) {
    var anyWeight = false
    for row in 0..<weights.values.count {
      let weight = weights.values[row]
      guard weight.isFinite, weight >= 0 else { throw .invalidWeight(row: row) }
      if weight > 0, !usableWeights.contains(weight) { throw .weightOutOfRange(row: row) }
      if weights.kind == .frequency, weight != weight.rounded() || weight > largestFrequency {
        throw .frequencyNotWhole(row: row)
      }
      if weight > 0 { anyWeight = true }
    }
    guard anyWeight else { throw .noWeight }
  }
}
