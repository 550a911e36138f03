/// The candidates of a line in a tree of boxes: for each stretch of the line the smallest and largest
/// values among those still free of the covariates with calipers and of the columns that must differ.
///
/// A search for the nearest admissible candidate does not open a box that lies outside a caliper, or
/// in which all have the value that must differ.
/// - Complexity: O(d n) to build for d columns, O(d log n) to remove a candidate.
struct CaliperBoxes {
  private static let leaf = 16

  private let line: CandidateLine
  private let calipers: [CovariateCaliper]
  private let differing: [ExactColumn]
  /// How many columns boxes have: those of calipers, then those that must differ.
  private let width: Int
  private var isFree: [Bool]
  /// How many stretches the lowest level has: a power of two.
  private let leaves: Int
  /// The smallest value of each column in node i at `i * width`; node 1 is the root.
  private var low: [Double]
  private var high: [Double]

  init(_ line: CandidateLine, _ calipers: [CovariateCaliper], _ differing: [ExactColumn]) {
    self.line = line
    self.calipers = calipers
    self.differing = differing
    width = calipers.count + differing.count
    isFree = [Bool](repeating: true, count: line.row.count)
    var leaves = 1
    while leaves * Self.leaf < line.row.count { leaves *= 2 }
    self.leaves = leaves
    low = [Double](repeating: .infinity, count: 2 * leaves * width)
    high = [Double](repeating: -.infinity, count: 2 * leaves * width)
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
    let start = node * width
    for (index, caliper) in calipers.enumerated() {
      let value = caliper.values[row]
      if low[start + index] - value > caliper.width || value - high[start + index] > caliper.width {
        return false
      }
    }
    for (index, column) in differing.enumerated() {
      let (own, place) = (Double(column.codes[row]), start + calipers.count + index)
      if low[place] == own, high[place] == own { return false }
    }
    return true
  }

  private func isAdmissible(_ candidate: Int, _ row: Int) -> Bool {
    guard isFree[candidate] else { return false }
    let other = line.row[candidate]
    for caliper in calipers where abs(caliper.values[row] - caliper.values[other]) > caliper.width {
      return false
    }
    for column in differing where column.codes[row] == column.codes[other] { return false }
    return true
  }

  private mutating func measureLeaf(_ leaf: Int) {
    let stretch =
      leaf * Self.leaf..<min((leaf + 1) * Self.leaf, max(line.row.count, leaf * Self.leaf))
    for index in 0..<width {
      var (least, most) = (Double.infinity, -Double.infinity)
      for place in stretch where isFree[place] {
        let value = value(index, line.row[place])
        least = min(least, value)
        most = max(most, value)
      }
      low[(leaves + leaf) * width + index] = least
      high[(leaves + leaf) * width + index] = most
    }
  }

  private func value(_ index: Int, _ row: Int) -> Double {
    index < calipers.count
      ? calipers[index].values[row] : Double(differing[index - calipers.count].codes[row])
  }

  private mutating func measure(_ node: Int) {
    for index in 0..<width {
      let (own, left) = (node * width + index, 2 * node * width + index)
      let right = left + width
      low[own] = min(low[left], low[right])
      high[own] = max(high[left], high[right])
    }
  }
}
