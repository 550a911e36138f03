/// Rows in the order in which they leave, and in which they enter.
struct RowOrder: Sendable {
  /// Rows by time, events before censorings.
  let exits: [Int]
  /// Rows by entry; empty without delayed entry.
  let entries: [Int]

  init(exits: [Int], entries: [Int]) {
    self.exits = exits
    self.entries = entries
  }

  /// The rows that satisfy a condition, in the same order.
  init(exits: [Int], entries: [Int], where keep: (Int) -> Bool) {
    self.exits = exits.filter(keep)
    self.entries = entries.filter(keep)
  }

  /// The rows of each code, in the same order.
  /// - Complexity: O(n + codes).
  func split(by codes: [Int], count: Int) -> [RowOrder] {
    let exits = Self.bucket(exits, codes, count)
    let entries = Self.bucket(entries, codes, count)
    return (0..<count).map { RowOrder(exits: exits[$0], entries: entries[$0]) }
  }

  private static func bucket(_ rows: [Int], _ codes: [Int], _ count: Int) -> [[Int]] {
    var buckets = [[Int]](repeating: [], count: count)
    for row in rows { buckets[codes[row]].append(row) }
    return buckets
  }

  /// Puts events before censorings among equal times, keeping the order otherwise.
  static func eventsFirst(_ exits: [Int], time: [Double], event: [Bool]) -> [Int] {
    var result = exits
    var start = 0
    while start < exits.count {
      var end = start
      while end < exits.count, time[exits[end]] == time[exits[start]] { end += 1 }
      var position = start
      if end > start + 1 {
        for i in start..<end where event[exits[i]] {
          result[position] = exits[i]
          position += 1
        }
        for i in start..<end where !event[exits[i]] {
          result[position] = exits[i]
          position += 1
        }
      }
      start = end
    }
    return result
  }
}

/// Whole numbers renumbered from 0 in ascending order.
struct Codes: Sendable {
  let values: [Int]
  let count: Int

  /// - Complexity: O(n + k log k) for k distinct labels.
  init(_ labels: [Int]) {
    let distinct = Set(labels).sorted()
    var code = [Int: Int](minimumCapacity: distinct.count)
    for (position, label) in distinct.enumerated() { code[label] = position }
    values = labels.map { code[$0] ?? 0 }
    count = distinct.count
  }
}
