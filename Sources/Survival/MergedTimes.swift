/// Times in which near ties are made exact ties.
struct MergedTimes {
  /// √ε of a double, 2⁻²⁶.
  static let tolerance = 0x1p-26

  let time: [Double]
  let entry: [Double]?
  /// The times in order of the exits.
  let sorted: [Double]

  /// Pools exits and entries, and gives each run of neighbours no farther apart than the tolerance
  /// its lowest value.
  /// - Complexity: O(n), for rows already sorted.
  init(time: [Double], exits: [Int], sorted: [Double], entry: [Double]?, entries: [Int]) {
    if entry == nil, !Self.hasNearTies(sorted) {
      (self.time, self.entry, self.sorted) = (time, nil, sorted)
      return
    }
    let entered = entry ?? []
    var pooled = Pool(time: time, exits: exits, entry: entered, entries: entries)
    var (sum, distinct, last) = (0.0, 0.0, -1.0)
    while let value = pooled.next()?.value {
      if value != last {
        sum += value
        distinct += 1
      }
      last = value
    }
    let scale = sum / distinct
    var (newTime, newEntry) = (time, entered)
    var lowest = -1.0
    last = -1
    pooled = Pool(time: time, exits: exits, entry: entered, entries: entries)
    while let next = pooled.next() {
      let gap = next.value - last
      let tied = last >= 0 && (gap <= Self.tolerance || gap / scale <= Self.tolerance)
      if !tied { lowest = next.value }
      last = next.value
      if next.isEntry { newEntry[next.row] = lowest } else { newTime[next.row] = lowest }
    }
    self.time = newTime
    self.entry = entry == nil ? nil : newEntry
    self.sorted = exits.map { newTime[$0] }
  }

  /// Whether any two neighbours differ, but by no more than the tolerance.
  private static func hasNearTies(_ sorted: [Double]) -> Bool {
    var (sum, distinct, last) = (0.0, 0.0, -1.0)
    for value in sorted where value != last {
      sum += value
      distinct += 1
      last = value
    }
    let scale = sum / distinct
    for i in 1..<max(1, sorted.count) {
      let gap = sorted[i] - sorted[i - 1]
      if gap > 0, gap <= tolerance || gap / scale <= tolerance { return true }
    }
    return false
  }

  /// Walks exits and entries together in ascending order.
  private struct Pool {
    let time: [Double]
    let exits: [Int]
    let entry: [Double]
    let entries: [Int]
    var exit = 0
    var enter = 0

    init(time: [Double], exits: [Int], entry: [Double], entries: [Int]) {
      self.time = time
      self.exits = exits
      self.entry = entry
      self.entries = entries
    }

    mutating func next() -> (value: Double, row: Int, isEntry: Bool)? {
      if enter < entries.count, exit == exits.count || entry[entries[enter]] <= time[exits[exit]] {
        enter += 1
        let row = entries[enter - 1]
        return (entry[row], row, true)
      }
      guard exit < exits.count else { return nil }
      exit += 1
      let row = exits[exit - 1]
      return (time[row], row, false)
    }
  }
}
