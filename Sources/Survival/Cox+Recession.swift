extension Cox {
  /// A direction in which the likelihood rises without end, one number a column in units of its
  /// coefficient; nil where there is a maximum, or where none of the directions tried is proven.
  ///
  /// It is proven by going through the events: each has the largest value of the direction in its
  /// risk set, and at least one is larger than another. A single column is separated where one
  /// number is not 0; several numbers name columns that separate only together. The longest is ±1
  /// in units of the column's mean deviation. Albert and Anderson 1984, doi:10.1093/biomet/71.1.1.
  ///
  public var recessionDirection: [Double]? {
    newton.recession.map { direction in
      direction.indices.map { direction[$0] * sets.scale[$0] }
    }
  }
}

extension CoxRiskSets {
  /// Whether all events have the largest value of a direction in their risk sets, and not all of
  /// the risk set have the same.
  /// - Complexity: O(n (p + log n)).
  func rises(along direction: [Double]) -> Bool {
    var value = [Double](repeating: 0, count: rows.count)
    for i in rows.indices {
      for j in 0..<width { value[i] += direction[j] * x[i * width + j] }
    }
    let slack = 1e-5 * value.reduce(0) { max($0, abs($1)) }
    var anyLarger = false
    for stratum in strata {
      var (upper, lower) = (LeavingMaximum(entryTime), LeavingMaximum(entryTime))
      var position = stratum.positions.upperBound
      for b in stratum.blocks.reversed() {
        while position > blocks[b].start {
          position -= 1
          upper.add(position, value[position])
          lower.add(position, -value[position])
        }
        let largest = upper.maximum(at: blocks[b].time)
        let smallest = -lower.maximum(at: blocks[b].time)
        for i in blocks[b].start..<blocks[b].deadEnd where value[i] < largest - slack {
          return false
        }
        if smallest < largest - 10 * slack { anyLarger = true }
      }
    }
    return anyLarger
  }
}

/// The largest value among positions that leave again, going back in time, at their entry.
private struct LeavingMaximum {
  private var heap: [(value: Double, position: Int)] = []
  private let entry: [Double]

  init(_ entry: [Double]) { self.entry = entry }

  mutating func add(_ position: Int, _ value: Double) {
    if entry.isEmpty, let top = heap.first, top.value >= value { return }
    heap.append((value, position))
    var child = heap.count - 1
    while child > 0, heap[(child - 1) / 2].value < heap[child].value {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// The largest value of those who have entered before a time.
  mutating func maximum(at time: Double) -> Double {
    while let top = heap.first {
      if entry.isEmpty || entry[top.position] < time { return top.value }
      removeTop()
    }
    return -.infinity
  }

  private mutating func removeTop() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var largest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].value > heap[largest].value {
        largest = child
      }
      if largest == parent { return }
      heap.swapAt(parent, largest)
      parent = largest
    }
  }
}
