/// The candidates of a line in a tree of boxes: for each stretch of the line the smallest and largest
/// values of the covariates with calipers among those still free.
///
/// A search for the nearest admissible candidate does not open a box that lies outside a caliper.
/// - Complexity: O(d n) to build for d calipers, O(d log n) to remove a candidate.
struct CaliperBoxes {
  private static let leaf = 16

  private let line: CandidateLine
  private let calipers: [CovariateCaliper]
  private var isFree: [Bool]
  /// How many stretches the lowest level has: a power of two.
  private let leaves: Int
  /// The smallest value of each caliper's covariate in node i at `i * d`; node 1 is the root.
  private var low: [Double]
  private var high: [Double]

  init(_ line: CandidateLine, _ calipers: [CovariateCaliper]) {
    self.line = line
    self.calipers = calipers
    isFree = [Bool](repeating: true, count: line.row.count)
    var leaves = 1
    while leaves * Self.leaf < line.row.count { leaves *= 2 }
    self.leaves = leaves
    low = [Double](repeating: .infinity, count: 2 * leaves * calipers.count)
    high = [Double](repeating: -.infinity, count: 2 * leaves * calipers.count)
    for leaf in 0..<leaves { measureLeaf(leaf) }
    for node in stride(from: leaves - 1, to: 0, by: -1) { measure(node) }
  }

  /// Takes a candidate away.
  mutating func remove(_ candidate: Int) {
    isFree[candidate] = false
    measureLeaf(candidate / Self.leaf)
    var node = (leaves + candidate / Self.leaf) / 2
    while node > 0 {
      measure(node)
      node /= 2
    }
  }

  /// The first free candidate in a range at or above a score whose covariates lie within every
  /// caliper of a row's, no farther than a distance.
  func first(
    in range: Range<Int>, of row: Int, _ score: Double, within distance: Double
  ) -> Int? {
    guard !range.isEmpty else { return nil }
    return first(1, 0..<leaves * Self.leaf, Query(range, row, score, distance))
  }

  /// The last free candidate in a range at or below a score, likewise.
  func last(
    in range: Range<Int>, of row: Int, _ score: Double, within distance: Double
  ) -> Int? {
    guard !range.isEmpty else { return nil }
    return last(1, 0..<leaves * Self.leaf, Query(range, row, score, distance))
  }

  private struct Query {
    let range: Range<Int>
    let row: Int
    let score: Double
    let distance: Double

    init(_ range: Range<Int>, _ row: Int, _ score: Double, _ distance: Double) {
      self.range = range
      self.row = row
      self.score = score
      self.distance = distance
    }
  }

  private func first(_ node: Int, _ stretch: Range<Int>, _ query: Query) -> Int? {
    let part = stretch.clamped(to: query.range)
    guard !part.isEmpty, line.score[part.lowerBound] - query.score <= query.distance,
      mayHold(node, query.row)
    else { return nil }
    if node >= leaves {
      for place in part where isAdmissible(place, query.row) {
        return line.score[place] - query.score <= query.distance ? place : nil
      }
      return nil
    }
    let middle = (stretch.lowerBound + stretch.upperBound) / 2
    return first(2 * node, stretch.lowerBound..<middle, query)
      ?? first(2 * node + 1, middle..<stretch.upperBound, query)
  }

  private func last(_ node: Int, _ stretch: Range<Int>, _ query: Query) -> Int? {
    let part = stretch.clamped(to: query.range)
    guard !part.isEmpty, query.score - line.score[part.upperBound - 1] <= query.distance,
      mayHold(node, query.row)
    else { return nil }
    if node >= leaves {
      for place in part.reversed() where isAdmissible(place, query.row) {
        return query.score - line.score[place] <= query.distance ? place : nil
      }
      return nil
    }
    let middle = (stretch.lowerBound + stretch.upperBound) / 2
    return last(2 * node + 1, middle..<stretch.upperBound, query)
      ?? last(2 * node, stretch.lowerBound..<middle, query)
  }

  /// Whether a box has values within every caliper: differences are rounded as those of candidates
  /// are, so that no candidate at a caliper's very end is missed.
  private func mayHold(_ node: Int, _ row: Int) -> Bool {
    let start = node * calipers.count
    for (index, caliper) in calipers.enumerated() {
      let value = caliper.values[row]
      if low[start + index] - value > caliper.width || value - high[start + index] > caliper.width {
        return false
      }
    }
    return true
  }

  private func isAdmissible(_ candidate: Int, _ row: Int) -> Bool {
    guard isFree[candidate] else { return false }
    let other = line.row[candidate]
    for caliper in calipers where abs(caliper.values[row] - caliper.values[other]) > caliper.width {
      return false
    }
    return true
  }

  private mutating func measureLeaf(_ leaf: Int) {
    let stretch =
      leaf * Self.leaf..<min((leaf + 1) * Self.leaf, max(line.row.count, leaf * Self.leaf))
    for (index, caliper) in calipers.enumerated() {
      var (least, most) = (Double.infinity, -Double.infinity)
      for place in stretch where isFree[place] {
        least = min(least, caliper.values[line.row[place]])
        most = max(most, caliper.values[line.row[place]])
      }
      low[(leaves + leaf) * calipers.count + index] = least
      high[(leaves + leaf) * calipers.count + index] = most
    }
  }

  private mutating func measure(_ node: Int) {
    for index in calipers.indices {
      let (own, left) = (node * calipers.count + index, 2 * node * calipers.count + index)
      let right = left + calipers.count
      low[own] = min(low[left], low[right])
      high[own] = max(high[left], high[right])
    }
  }
}
