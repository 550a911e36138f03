extension GreedySearch {
  /// Lets focal patients choose one after another, in rounds: everybody's r-th match comes before
  /// anybody's next, and who finds none, or has all that it wanted, leaves.
  mutating func runInSequence(_ sequence: [Int], _ wanted: [Int]) {
    var playing = sequence
    for round in 0..<(wanted.max() ?? 0) {
      var staying = 0
      for focal in playing where wanted[focal] > round {
        guard let found = nearest(focal) else { continue }
        choose(found.candidate, for: focal, at: found.distance)
        playing[staying] = focal
        staying += 1
      }
      playing.removeLast(playing.count - staying)
      if playing.isEmpty { return }
    }
  }

  /// Lets the focal patient with the smallest, or the largest, distance to its best match choose
  /// first, in rounds.
  ///
  /// All best matches of a round are listed by distance, equal ones as in the data. Who finds its
  /// match taken looks again and is put back into the list: before its equals for the smallest
  /// first, behind them for the largest.
  /// - Complexity: O((n + s) log n) with s the number of second looks, which for the smallest first
  ///   can reach the square of the focal patients where many compete for few.
  mutating func runByDistance(
    closestFirst: Bool, _ wanted: [Int], from first: Int = 0, _ playing: [Bool]? = nil
  ) {
    var isPlaying = playing ?? [Bool](repeating: true, count: line.focalRow.count)
    let most = wanted.max() ?? 0
    for round in first..<max(first, most) {
      var queue = DistanceQueue(closestFirst: closestFirst)
      for focal in isPlaying.indices where isPlaying[focal] && wanted[focal] > round {
        if let found = nearest(focal) {
          queue.add(focal, found.candidate, at: found.distance)
        } else {
          isPlaying[focal] = false
        }
      }
      if queue.isEmpty { return }
      while let wish = queue.first {
        if isFree(wish.candidate) {
          choose(wish.candidate, for: wish.focal, at: wish.distance)
          queue.removeFirst()
        } else if let found = nearest(wish.focal) {
          queue.putBackFirst(found.candidate, at: found.distance)
        } else {
          isPlaying[wish.focal] = false
          queue.removeFirst()
        }
      }
    }
  }
}

/// Focal patients waiting with the candidate they want, by distance: a binary heap.
private struct DistanceQueue {
  struct Wish {
    /// The distance, negated where the largest goes first.
    var key: Double
    /// What decides between equal distances.
    var turn: Int
    let focal: Int
    var candidate: Int
    var distance: Double

    func precedes(_ other: Wish) -> Bool {
      key != other.key ? key < other.key : turn < other.turn
    }
  }

  let closestFirst: Bool
  private var heap: [Wish] = []
  private var turns = 0

  init(closestFirst: Bool) { self.closestFirst = closestFirst }

  var isEmpty: Bool { heap.isEmpty }

  var first: Wish? { heap.first }

  mutating func add(_ focal: Int, _ candidate: Int, at distance: Double) {
    turns += 1
    heap.append(
      Wish(
        key: closestFirst ? distance : -distance, turn: turns, focal: focal, candidate: candidate,
        distance: distance))
    siftUp(heap.count - 1)
  }

  mutating func removeFirst() {
    let last = heap.removeLast()
    guard !heap.isEmpty else { return }
    heap[0] = last
    siftDown()
  }

  /// Gives the first in line another wish and its new place.
  mutating func putBackFirst(_ candidate: Int, at distance: Double) {
    turns += 1
    heap[0].candidate = candidate
    heap[0].distance = distance
    heap[0].key = closestFirst ? distance : -distance
    heap[0].turn = closestFirst ? -turns : turns
    siftDown()
  }

  private mutating func siftUp(_ start: Int) {
    var i = start
    let wish = heap[i]
    while i > 0 {
      let parent = (i - 1) / 2
      guard wish.precedes(heap[parent]) else { break }
      heap[i] = heap[parent]
      i = parent
    }
    heap[i] = wish
  }

  private mutating func siftDown() {
    var i = 0
    let wish = heap[0]
    while 2 * i + 1 < heap.count {
      var child = 2 * i + 1
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(wish) else { break }
      heap[i] = heap[child]
      i = child
    }
    heap[i] = wish
  }
}
