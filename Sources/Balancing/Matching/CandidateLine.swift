/// The patients who may be chosen, in line by stratum, score and row, and where each focal patient
/// stands in that line.
///
/// - Complexity: O(n log n) to build.
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
  /// Where each focal patient's stratum begins in the line, and where it ends.
  let stratum: [Range<Int>]

  init(score all: [Double], treated: [Bool], focalIsTreated: Bool, strata: Strata) {
    var places: [Place] = []
    var focalRow: [Int] = []
    for row in all.indices {
      if treated[row] == focalIsTreated {
        focalRow.append(row)
      } else {
        places.append(Place(stratum: strata.of[row], score: all[row], row: row))
      }
    }
    places.sort()
    var start = [Int](repeating: 0, count: strata.count + 1)
    for place in places { start[place.stratum + 1] += 1 }
    for i in 1...strata.count { start[i] += start[i - 1] }

    var before = [Int](repeating: 0, count: focalRow.count)
    var ranges = [Range<Int>](repeating: 0..<0, count: focalRow.count)
    for f in focalRow.indices {
      let row = focalRow[f]
      let own = Place(stratum: strata.of[row], score: all[row], row: row)
      let range = start[own.stratum]..<start[own.stratum + 1]
      var low = range.lowerBound
      var high = range.upperBound
      while low < high {
        let middle = (low + high) / 2
        if places[middle] < own { low = middle + 1 } else { high = middle }
      }
      before[f] = low
      ranges[f] = range
    }
    self.row = places.map(\.row)
    self.score = places.map(\.score)
    self.focalScore = focalRow.map { all[$0] }
    self.focalRow = focalRow
    self.before = before
    self.stratum = ranges
  }

  private struct Place: Comparable {
    let stratum: Int
    let score: Double
    let row: Int

    static func < (a: Place, b: Place) -> Bool {
      if a.stratum != b.stratum { return a.stratum < b.stratum }
      if a.score != b.score { return a.score < b.score }
      return a.row < b.row
    }
  }
}
