internal import LinearAlgebra

/// All patients by stratum, score and row.
///
/// - Complexity: O(n) to build.
struct LineOrder {
  let score: [Double]
  let treated: [Bool]
  let strata: Strata
  /// All rows by score, then row.
  let byScore: [Int32]
  /// All rows by stratum, score and row.
  let inLine: [Int32]

  init(score: [Double], treated: [Bool], strata: Strata) {
    self.score = score
    self.treated = treated
    self.strata = strata
    byScore = AscendingOrder(score).rows
    inLine = strata.count > 1 ? strata.sorted(byScore) : byScore
  }
}

/// The patients who may be chosen, in line by stratum, score and row, and where each focal patient
/// stands in that line.
///
/// - Complexity: O(n) to build.
struct CandidateLine {
  /// The row of each candidate.
  let row: [Int]
  /// The score of each candidate.
  let score: [Double]
  /// The rows of the focal patients, in the order of the data.
  let focalRow: [Int]
  /// The score of each focal patient.
  let focalScore: [Double]
  /// How many candidates stand before each focal patient.
  let before: [Int]
  /// The focal patients by score, then row.
  let focalAscending: [Int32]
  /// The focal patients as they stand in the line.
  let focalInLine: [Int32]
  private let stratumOfFocal: [Int32]
  private let start: [Int]

  init(_ order: LineOrder, focalIsTreated: Bool) {
    let all = order.score
    var focalRow: [Int] = []
    var focalOfRow = [Int32](repeating: -1, count: all.count)
    for row in all.indices where order.treated[row] == focalIsTreated {
      focalOfRow[row] = Int32(truncatingIfNeeded: focalRow.count)
      focalRow.append(row)
    }
    var (rows, score): ([Int], [Double]) = ([], [])
    rows.reserveCapacity(all.count - focalRow.count)
    score.reserveCapacity(all.count - focalRow.count)
    var before = [Int](repeating: 0, count: focalRow.count)
    var start = [Int](repeating: 0, count: order.strata.count + 1)
    var focalInLine: [Int32] = []
    focalInLine.reserveCapacity(focalRow.count)
    for place in order.inLine {
      let row = Int(place)
      let focal = focalOfRow[row]
      if focal >= 0 {
        before[Int(focal)] = rows.count
        focalInLine.append(focal)
      } else {
        rows.append(row)
        score.append(all[row])
        start[order.strata.of[row] + 1] += 1
      }
    }
    for i in 1...order.strata.count { start[i] += start[i - 1] }
    self.row = rows
    self.score = score
    self.focalScore = focalRow.map { all[$0] }
    stratumOfFocal = focalRow.map { Int32(truncatingIfNeeded: order.strata.of[$0]) }
    focalAscending =
      order.strata.count > 1
      ? order.byScore.map { focalOfRow[Int($0)] }.filter { $0 >= 0 } : focalInLine
    self.focalRow = focalRow
    self.focalInLine = focalInLine
    self.before = before
    self.start = start
  }

  /// Where a focal patient's stratum begins in the line, and where it ends.
  func stratum(_ focal: Int) -> Range<Int> {
    let stratum = Int(stratumOfFocal[focal])
    return start[stratum]..<start[stratum + 1]
  }

  /// The focal patients by falling score, then row.
  var focalDescending: [Int] {
    var result: [Int] = []
    result.reserveCapacity(focalAscending.count)
    var end = focalAscending.count
    while end > 0 {
      let score = focalScore[Int(focalAscending[end - 1])]
      var start = end - 1
      while start > 0, focalScore[Int(focalAscending[start - 1])] == score { start -= 1 }
      for place in start..<end { result.append(Int(focalAscending[place])) }
      end = start
    }
    return result
  }
}
