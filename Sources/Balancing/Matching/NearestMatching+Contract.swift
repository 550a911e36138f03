extension NearestMatching {
  /// Checks what every matching promises, from a result and the input alone.
  package struct ContractCheck {
    package var options: Options
    package var caliperWidth: Double?
    package var sets: [MatchedSet]
    package var unmatched: [Int]
    package var weights: [Double]
    package var score: [Double]
    package var treated: [Bool]
    package var calipers: [CovariateCaliper]
    package var exact: [ExactColumn]
    package var antiexact: [ExactColumn]

    package init(
      _ matching: NearestMatching, score: [Double], treated: [Bool], calipers: [CovariateCaliper],
      exact: [ExactColumn], antiexact: [ExactColumn] = []
    ) {
      options = matching.options
      caliperWidth = matching.caliperWidth
      sets = matching.sets
      unmatched = matching.unmatched.map(\.row)
      weights = matching.weights
      self.score = score
      self.treated = treated
      self.calipers = calipers
      self.exact = exact
      self.antiexact = antiexact
    }

    /// Throws ``MatchingError/contractBroken(_:row:)`` for the first promise found broken.
    package func run() throws(MatchingError) {
      var seen = [Int](repeating: 0, count: treated.count)
      var latest = [Int](repeating: -1, count: treated.count)
      for (index, set) in sets.enumerated() {
        try check(set)
        seen[set.focal] += 1
        for place in 0..<set.count {
          let row = set[place].row
          try require(.duplicates, row, latest[row] != index)
          latest[row] = index
          seen[row] += 1
        }
      }
      var isListed = [Bool](repeating: false, count: treated.count)
      for row in unmatched { isListed[row] = true }
      for row in seen.indices {
        let isFocal = treated[row] == options.estimand.focalIsTreated
        try require(.partition, row, (seen[row] == 0) == isListed[row])
        try require(.partition, row, !isFocal || seen[row] <= 1)
        try require(.reuse, row, isFocal || seen[row] <= options.capacity)
      }
      try checkWeights(seen)
    }

    private func check(_ set: MatchedSet) throws(MatchingError) {
      let focal = set.focal
      let focalIsTreated = options.estimand.focalIsTreated
      try require(.roles, focal, treated[focal] == focalIsTreated)
      try require(.ratio, focal, (1...options.largestSet).contains(set.count))
      for place in 0..<set.count {
        let match = set[place]
        let row = match.row
        try require(.roles, row, treated[row] != focalIsTreated)
        let distance = abs(score[focal] - score[row])
        try require(.caliper, row, distance == match.distance)
        try require(.caliper, row, caliperWidth.map { distance <= $0 } ?? true)
        for column in exact {
          try require(.exactness, row, column.codes[focal] == column.codes[row])
        }
        for column in antiexact {
          try require(.exactness, row, column.codes[focal] != column.codes[row])
        }
        for caliper in calipers {
          let difference = abs(caliper.values[focal] - caliper.values[row])
          try require(.covariateCaliper, row, difference <= caliper.width)
        }
      }
    }

    private func checkWeights(_ seen: [Int]) throws(MatchingError) {
      for arm in [true, false] {
        var sum = 0.0
        var count = 0
        for row in seen.indices where treated[row] == arm {
          try require(.weights, row, (weights[row] > 0) == (seen[row] > 0))
          sum += weights[row]
          count += seen[row] > 0 ? 1 : 0
        }
        try require(.weights, 0, abs(sum - Double(count)) <= 1e-9 * Double(max(count, 1)))
      }
    }

    private func require(
      _ contract: MatchingContract, _ row: Int, _ holds: Bool
    ) throws(MatchingError) {
      if !holds { throw .contractBroken(contract, row: row) }
    }
  }
}
