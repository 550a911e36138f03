extension GreedySearch {
  /// Lets the focal patient with the smallest distance to its best match choose first, in rounds.
  ///
  /// Without reuse, covariate calipers and antiexact columns the nearest pair of all always stands side by side in the
  /// line of those left, so only neighbours wait in a queue. Where equal distances compete for one
  /// candidate the order of second looks decides, and the round is done by looking again.
  /// - Complexity: O(n log n) a round, else as ``runByDistance(closestFirst:_:from:_:)``.
  mutating func runClosestFirst(_ wanted: [Int]) {
    guard capacity == 1, covariates.isEmpty, differing.isEmpty else {
      return runByDistance(closestFirst: true, wanted)
    }
    var isPlaying = [Bool](repeating: true, count: line.focalRow.count)
    for round in 0..<(wanted.max() ?? 0) {
      for focal in isPlaying.indices where wanted[focal] <= round { isPlaying[focal] = false }
      var neighbours = Neighbours(line, isPlaying: isPlaying, isFree: isFree, caliper)
      guard let pairs = neighbours.pairs() else {
        return runByDistance(closestFirst: true, wanted, from: round, isPlaying)
      }
      if pairs.isEmpty { return }
      isPlaying = [Bool](repeating: false, count: line.focalRow.count)
      for pair in pairs {
        choose(pair.candidate, for: pair.focal, at: pair.distance)
        isPlaying[pair.focal] = true
      }
    }
  }
}

/// Focal patients and free candidates in one line, those who find a match taken out.
private struct Neighbours {
  struct Pair {
    let focal: Int
    let candidate: Int
    let distance: Double
  }

  /// The candidate at each place, or −1 − the focal patient.
  private var who: [Int32] = []
  private var score: [Double] = []
  private var left: [Int32] = []
  private var right: [Int32] = []
  private var queue: [Wish] = []
  private let width: Double

  private struct Wish {
    let distance: Double
    let left: Int32
    let right: Int32

    func precedes(_ other: Wish) -> Bool {
      distance != other.distance ? distance < other.distance : left < other.left
    }
  }

  init(
    _ line: CandidateLine, isPlaying: [Bool], isFree: (Int) -> Bool, _ caliper: Double?
  ) {
    width = caliper ?? .infinity
    var candidate = 0
    var stratum = 0..<0
    for focal in line.focalInLine.map(Int.init) where isPlaying[focal] {
      let own = line.stratum(focal)
      if own != stratum {
        add(line, candidate..<max(candidate, stratum.upperBound), isFree)
        separate()
        stratum = own
        candidate = own.lowerBound
      }
      add(line, candidate..<line.before[focal], isFree)
      candidate = max(candidate, line.before[focal])
      add(Int32(truncatingIfNeeded: -1 - focal), line.focalScore[focal])
    }
    add(line, candidate..<max(candidate, stratum.upperBound), isFree)
    for place in who.indices.dropLast() { consider(Int32(place), Int32(place + 1)) }
  }

  private mutating func add(_ line: CandidateLine, _ range: Range<Int>, _ isFree: (Int) -> Bool) {
    for candidate in range where isFree(candidate) {
      add(Int32(truncatingIfNeeded: candidate), line.score[candidate])
    }
  }

  private mutating func add(_ one: Int32, _ score: Double) {
    let place = Int32(truncatingIfNeeded: who.count)
    who.append(one)
    self.score.append(score)
    left.append(place - 1)
    right.append(place + 1)
  }

  /// Ends a stratum: who stands on either side are no neighbours.
  private mutating func separate() { if !who.isEmpty { add(0, .nan) } }

  /// The pairs, nearest first; `nil` where equal distances compete.
  mutating func pairs() -> [Pair]? {
    var pairs: [Pair] = []
    while let wish = popFirst() {
      guard right[Int(wish.left)] == wish.right, left[Int(wish.right)] == wish.left else {
        continue
      }
      if competes(wish) { return nil }
      let (one, other) = (Int(who[Int(wish.left)]), Int(who[Int(wish.right)]))
      pairs.append(
        Pair(focal: -1 - min(one, other), candidate: max(one, other), distance: wish.distance))
      let (before, after) = (left[Int(wish.left)], right[Int(wish.right)])
      if before >= 0 { right[Int(before)] = after }
      if after < who.count { left[Int(after)] = before }
      left[Int(wish.right)] = wish.left - 1
      right[Int(wish.left)] = -1
      if before >= 0, after < who.count { consider(before, after) }
    }
    return pairs
  }

  /// Whether another focal patient is as near to the candidate: the one behind the focal patient,
  /// or the one beyond the candidate.
  private func competes(_ wish: Wish) -> Bool {
    let isFocalLeft = who[Int(wish.left)] < 0
    let candidate = score[Int(isFocalLeft ? wish.right : wish.left)]
    for other in [left[Int(wish.left)], right[Int(wish.right)]]
    where other >= 0 && other < who.count && who[Int(other)] < 0 {
      if abs(score[Int(other)] - candidate) == wish.distance { return true }
    }
    return false
  }

  /// Puts neighbours into the queue if they are a focal patient and a candidate within the caliper.
  private mutating func consider(_ one: Int32, _ other: Int32) {
    guard (who[Int(one)] < 0) != (who[Int(other)] < 0) else { return }
    let distance = score[Int(other)] - score[Int(one)]
    guard distance <= width else { return }
    queue.append(Wish(distance: distance, left: one, right: other))
    var i = queue.count - 1
    let wish = queue[i]
    while i > 0, wish.precedes(queue[(i - 1) / 2]) {
      queue[i] = queue[(i - 1) / 2]
      i = (i - 1) / 2
    }
    queue[i] = wish
  }

  private mutating func popFirst() -> Wish? {
    guard let first = queue.first else { return nil }
    let wish = queue.removeLast()
    guard !queue.isEmpty else { return first }
    var i = 0
    while 2 * i + 1 < queue.count {
      var child = 2 * i + 1
      if child + 1 < queue.count, queue[child + 1].precedes(queue[child]) { child += 1 }
      guard queue[child].precedes(wish) else { break }
      queue[i] = queue[child]
      i = child
    }
    queue[i] = wish
    return first
  }
}
