/// Rows in the order in which they leave, and in which they enter.
///
/// What is read again and again along the order (time, event, weight) is kept in it, so that scans
/// over many rows run through memory from one end to the other.
struct RowOrder: Sendable {
  /// Rows by time, events before censorings.
  private(set) var exits: [Int] = []
  /// The time of each exit.
  private(set) var time: [Double] = []
  /// Whether each exit is an event.
  private(set) var isEvent: [Bool] = []
  /// The weight of each exit.
  private(set) var weight: [Double] = []
  /// Rows by entry; empty without delayed entry.
  private(set) var entries: [Int] = []

  /// The rows of positive weight.
  /// - Complexity: O(n).
  init(
    exits: [Int], time: [Double], entries: [Int], event: [Bool], weights: [Double]?
  ) {
    guard let weights else {
      (self.exits, self.time, self.entries) = (exits, time, entries)
      isEvent = exits.map { event[$0] }
      weight = [Double](repeating: 1, count: exits.count)
      return
    }
    reserve(exits.count)
    for i in exits.indices where weights[exits[i]] > 0 {
      append(exits[i], time: time[i], isEvent: event[exits[i]], weight: weights[exits[i]])
    }
    self.entries = entries.filter { weights[$0] > 0 }
  }

  /// The same rows, each of which counts once.
  var unweighted: RowOrder {
    var result = self
    result.weight = [Double](repeating: 1, count: exits.count)
    return result
  }

  private init(capacity: Int) { reserve(capacity) }

  private mutating func reserve(_ count: Int) {
    exits.reserveCapacity(count)
    time.reserveCapacity(count)
    isEvent.reserveCapacity(count)
    weight.reserveCapacity(count)
  }

  private mutating func append(_ row: Int, time: Double, isEvent: Bool, weight: Double) {
    exits.append(row)
    self.time.append(time)
    self.isEvent.append(isEvent)
    self.weight.append(weight)
  }

  /// The rows of each code, in the same order.
  /// - Complexity: O(n + codes).
  func split(by codes: [Int], count: Int) -> [RowOrder] {
    var sizes = [Int](repeating: 0, count: count)
    let ordered = exits.map { codes[$0] }
    for code in ordered { sizes[code] += 1 }
    // Of few groups each takes its own from all rows, of many all are filled at once.
    var result = sizes.map { RowOrder(capacity: $0) }
    if count <= 4 {
      for code in result.indices { result[code].take(from: self, ordered, code) }
    } else {
      for i in exits.indices {
        result[ordered[i]].append(exits[i], time: time[i], isEvent: isEvent[i], weight: weight[i])
      }
    }
    for row in entries { result[codes[row]].entries.append(row) }
    return result
  }

  private mutating func take(from other: RowOrder, _ codes: [Int], _ code: Int) {
    for i in codes.indices where codes[i] == code { exits.append(other.exits[i]) }
    for i in codes.indices where codes[i] == code { time.append(other.time[i]) }
    for i in codes.indices where codes[i] == code { isEvent.append(other.isEvent[i]) }
    for i in codes.indices where codes[i] == code { weight.append(other.weight[i]) }
  }

  /// Puts events before censorings among equal times, keeping the order otherwise.
  static func eventsFirst(_ exits: [Int], time: [Double], event: [Bool]) -> [Int] {
    var result = exits
    var start = 0
    while start < exits.count {
      var end = start + 1
      while end < exits.count, time[end] == time[start] { end += 1 }
      if end > start + 1 {
        var position = start
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
  /// The label of each number.
  let distinct: [Int]

  /// - Complexity: O(n + k log k) for k distinct labels, O(n) where they are close together.
  init(_ labels: [Int]) {
    let (lowest, highest) = (labels.min() ?? 0, labels.max() ?? 0)
    let (range, isFar) = highest.subtractingReportingOverflow(lowest)
    if !isFar, range < 4 * labels.count {
      self.init(labels, from: lowest, range: range + 1)
    } else {
      let distinct = Set(labels).sorted()
      var code = [Int: Int](minimumCapacity: distinct.count)
      for (position, label) in distinct.enumerated() { code[label] = position }
      self.init(values: labels.map { code[$0] ?? 0 }, distinct: distinct)
    }
  }

  /// Labels that are close together, by a table of all numbers between them.
  private init(_ labels: [Int], from lowest: Int, range: Int) {
    var code = [Int](repeating: -1, count: range)
    for label in labels { code[label - lowest] = 0 }
    var distinct: [Int] = []
    for i in code.indices where code[i] == 0 {
      code[i] = distinct.count
      distinct.append(i + lowest)
    }
    self.init(values: labels.map { code[$0 - lowest] }, distinct: distinct)
  }

  private init(values: [Int], distinct: [Int]) {
    self.values = values
    self.distinct = distinct
    count = distinct.count
  }
}
