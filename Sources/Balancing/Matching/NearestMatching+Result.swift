extension GreedySearch {
  /// Makes all choices.
  mutating func run(_ options: NearestMatching.Options, keys: [UInt64]) {
    let focal = line.focalRow.indices
    let wanted = MatchCounts.of(
      line, ratio: options.ratio, fewest: options.minControls, most: options.maxControls)
    if capacity >= focal.count {
      for f in focal { chooseNearest(wanted[f], for: f) }
      return
    }
    switch options.resolvedOrder {
    case .closest: runClosestFirst(wanted)
    case .farthest: runByDistance(closestFirst: false, wanted)
    case .data: runInSequence(Array(focal), wanted)
    case .largest: runInSequence(line.focalDescending, wanted)
    case .smallest: runInSequence(line.focalAscending.map(Int.init), wanted)
    case .random:
      let draws = focal.map { Draw(key: keys[$0], focal: $0) }
      runInSequence(draws.sorted().map(\.focal), wanted)
    }
  }
}

/// A focal patient with the random number that decides when it chooses.
private struct Draw: Comparable {
  let key: UInt64
  let focal: Int

  static func < (a: Draw, b: Draw) -> Bool {
    a.key != b.key ? a.key < b.key : a.focal < b.focal
  }
}

extension NearestMatching {
  /// The choices gathered into sets, by focal patient in the order of the data.
  static func sets(_ search: GreedySearch) -> [MatchedSet] {
    let line = search.line
    var sets: [MatchedSet] = []
    sets.reserveCapacity(min(search.choices.count, line.focalRow.count))
    for f in line.focalRow.indices {
      if let set = search.set(of: f) { sets.append(set) }
    }
    return sets
  }

  /// What follows from the sets for each row.
  struct Tally {
    private(set) var weights: [Double]
    private(set) var uses: [Int]
    private(set) var setIndex: [Int?]
    private(set) var distance = 0.0

    init(_ sets: [MatchedSet], rows: Int) {
      weights = [Double](repeating: 0, count: rows)
      uses = [Int](repeating: 0, count: rows)
      setIndex = [Int?](repeating: nil, count: rows)
      for (index, set) in sets.enumerated() {
        enter(set.focal, 1, index)
        let share = 1 / Double(set.count)
        for place in 0..<set.count {
          enter(set[place].row, share, index)
          distance += set[place].distance
        }
      }
      var chosen = 0
      for count in uses where count > 0 { chosen += 1 }
      let factor = Double(chosen - sets.count) / Double(max(sets.count, 1))
      for row in weights.indices { weights[row] *= factor }
      for set in sets { weights[set.focal] = 1 }
    }

    private mutating func enter(_ row: Int, _ share: Double, _ index: Int) {
      weights[row] += share
      uses[row] += 1
      setIndex[row] = uses[row] == 1 ? index : nil
    }
  }

  /// Everybody in no set with the reason.
  ///
  /// Of the other arm, only the caliper on the score is looked at. Who finds only patients alike on
  /// an antiexact column counts as without any within the calipers.
  static func unmatched(
    _ input: Input, _ options: Options, _ width: Double?, _ order: LineOrder,
    _ line: CandidateLine, uses: [Int]
  ) -> [UnmatchedRow] {
    let opposite = CandidateLine(order, focalIsTreated: !options.estimand.focalIsTreated)
    let sides = [
      (line, input.calipers, input.antiexact, UnmatchedReason.noneLeft),
      (opposite, [], [], .notChosen),
    ]
    var reasons = [UnmatchedReason?](repeating: nil, count: uses.count)
    for (line, covariates, differing, otherwise) in sides {
      var search = GreedySearch(
        line: line, caliper: width, covariates: covariates, differing: differing, capacity: 1)
      for f in line.focalRow.indices where uses[line.focalRow[f]] == 0 {
        reasons[line.focalRow[f]] =
          line.stratum(f).isEmpty
          ? .noneInStratum : search.nearest(f) == nil ? .noneWithinCaliper : otherwise
      }
    }
    var result: [UnmatchedRow] = []
    for row in reasons.indices {
      if let reason = reasons[row] { result.append(UnmatchedRow(row: row, reason: reason)) }
    }
    return result
  }
}
