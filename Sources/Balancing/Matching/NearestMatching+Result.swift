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
    let score = line.focalScore
    switch options.resolvedOrder {
    case .closest: runByDistance(closestFirst: true, wanted)
    case .farthest: runByDistance(closestFirst: false, wanted)
    case .data: runInSequence(Array(focal), wanted)
    case .largest:
      let order = focal.sorted { score[$0] != score[$1] ? score[$0] > score[$1] : $0 < $1 }
      runInSequence(order, wanted)
    case .smallest:
      let order = focal.sorted { score[$0] != score[$1] ? score[$0] < score[$1] : $0 < $1 }
      runInSequence(order, wanted)
    case .random:
      let order = focal.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
      runInSequence(order, wanted)
    }
  }
}

extension NearestMatching {
  /// The choices gathered into sets, by focal patient in the order of the data.
  static func sets(_ search: GreedySearch) -> [MatchedSet] {
    let line = search.line
    var matches = [[MatchedSet.Match]](repeating: [], count: line.focalRow.count)
    for choice in search.choices {
      matches[choice.focal].append(
        MatchedSet.Match(row: line.row[choice.candidate], distance: choice.distance))
    }
    var sets: [MatchedSet] = []
    for f in matches.indices where !matches[f].isEmpty {
      sets.append(MatchedSet(focal: line.focalRow[f], matches: matches[f]))
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
        let share = 1 / Double(set.matches.count)
        for match in set.matches {
          enter(match.row, share, index)
          distance += match.distance
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
    _ input: Input, _ options: Options, _ width: Double?, _ strata: Strata, _ line: CandidateLine,
    uses: [Int]
  ) -> [UnmatchedRow] {
    let opposite = CandidateLine(
      score: input.score, treated: input.treated,
      focalIsTreated: !options.estimand.focalIsTreated, strata: strata)
    let sides = [
      (line, input.calipers, input.antiexact, UnmatchedReason.noneLeft),
      (opposite, [], [], .notChosen),
    ]
    var result: [UnmatchedRow] = []
    for (line, covariates, differing, otherwise) in sides {
      var search = GreedySearch(
        line: line, caliper: width, covariates: covariates, differing: differing, capacity: 1)
      for f in line.focalRow.indices where uses[line.focalRow[f]] == 0 {
        let reason: UnmatchedReason =
          line.stratum[f].isEmpty
          ? .noneInStratum : search.nearest(f) == nil ? .noneWithinCaliper : otherwise
        result.append(UnmatchedRow(row: line.focalRow[f], reason: reason))
      }
    }
    return result.sorted { $0.row < $1.row }
  }
}
