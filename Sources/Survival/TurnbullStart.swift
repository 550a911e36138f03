/// Masses from which the search for the maximum starts.
enum TurnbullStart {
  /// The curve of Kaplan and Meier with each event in the middle of its row, which is the maximum
  /// itself where all times are exact or right-censored; elsewhere with a tenth spread evenly, so
  /// that no row is without probability.
  /// - Complexity: O(patterns + intervals).
  static func masses(_ patterns: TurnbullPatterns) -> [Double] {
    let count = patterns.intervals.count
    var events = [Double](repeating: 0, count: count)
    var censored = [Double](repeating: 0, count: count)
    var isExact = true
    for i in 0..<patterns.count {
      let (first, last) = (patterns.first[i], patterns.last[i])
      if last == count - 1, first < last {
        censored[first] += patterns.weight[i]
      } else {
        events[(first + last) / 2] += patterns.weight[i]
        if first < last { isExact = false }
      }
    }
    var masses = productLimit(events, censored)
    if !isExact || masses.contains(0) {
      for j in masses.indices { masses[j] = 0.9 * masses[j] + 0.1 / Double(count) }
    }
    return masses
  }

  /// The jumps of the product limit; what is left at the end goes to the last interval.
  private static func productLimit(_ events: [Double], _ censored: [Double]) -> [Double] {
    var atRisk = [Double](repeating: 0, count: events.count)
    var sum = CompensatedSum()
    for j in events.indices.reversed() {
      sum += events[j]
      atRisk[j] = sum.value
      sum += censored[j]
    }
    var survival = 1.0
    return events.indices.map { j in
      guard j < events.count - 1, atRisk[j] > 0 else {
        return j == events.count - 1 ? survival : 0
      }
      let jump = survival * events[j] / atRisk[j]
      survival *= (atRisk[j] - events[j]) / atRisk[j]
      return jump
    }
  }
}
