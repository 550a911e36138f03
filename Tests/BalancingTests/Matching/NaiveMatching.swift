import Balancing

/// Greedy matching written out without any data structure, as an oracle: O(n²) or worse.
struct NaiveMatching {
  let score: [Double]
  let treated: [Bool]
  var calipers: [CovariateCaliper] = []
  var exact: [ExactColumn] = []
  var antiexact: [ExactColumn] = []
  var width: Double?
  var options: NearestMatching.Options
  var keys: [UInt64] = []

  private var uses: [Int: Int] = [:]
  private var chosen: [Int: [Int]] = [:]
  private var line: [Int] = []

  init(
    score: [Double], treated: [Bool], calipers: [CovariateCaliper] = [], exact: [ExactColumn] = [],
    antiexact: [ExactColumn] = [], width: Double?, options: NearestMatching.Options,
    keys: [UInt64] = []
  ) {
    self.score = score
    self.treated = treated
    self.calipers = calipers
    self.exact = exact
    self.antiexact = antiexact
    self.width = width
    self.options = options
    self.keys = keys
  }

  private var focal: [Int] {
    treated.indices.filter { treated[$0] == (options.estimand == .att) }
  }

  private var capacity: Int { options.reuse ?? (options.replace ? Int.max : 1) }

  private func mayPair(_ i: Int, _ j: Int) -> Bool {
    treated[i] != treated[j] && uses[j, default: 0] < capacity
      && !chosen[i, default: []].contains(j)
      && exact.allSatisfy { $0.codes[i] == $0.codes[j] }
      && antiexact.allSatisfy { $0.codes[i] != $0.codes[j] }
      && calipers.allSatisfy { abs($0.values[i] - $0.values[j]) <= $0.width }
      && width.map { abs(score[i] - score[j]) <= $0 } ?? true
  }

  /// Walks left and right in the line of all patients, as the rule is told.
  private func best(_ i: Int) -> (row: Int, distance: Double)? {
    guard let place = line.firstIndex(of: i) else { return nil }
    let left = line[..<place].last { mayPair(i, $0) }
    let right = line[(place + 1)...].first { mayPair(i, $0) }
    let found = [left, right].compactMap { $0 }.map { ($0, abs(score[i] - score[$0])) }
    return found.count == 2 && found[1].1 < found[0].1 ? found[1] : found.first
  }

  private mutating func pair(_ i: Int, _ j: Int) {
    uses[j, default: 0] += 1
    chosen[i, default: []].append(j)
  }

  /// The rows of each set, focal patient first, by focal patient.
  mutating func sets() -> [[Int]] {
    line = score.indices.sorted { (score[$0], $0) < (score[$1], $1) }
    var playing = focal
    let key = Dictionary(uniqueKeysWithValues: zip(focal, keys))
    switch options.resolvedOrder {
    case .largest: playing.sort { (-score[$0], $0) < (-score[$1], $1) }
    case .smallest: playing.sort { (score[$0], $0) < (score[$1], $1) }
    case .random: playing.sort { key[$0, default: 0] < key[$1, default: 0] }
    case .closest, .farthest, .data: break
    }
    let byDistance = [.closest, .farthest].contains(options.resolvedOrder)
    let counts = wanted()
    for number in 0..<(options.maxControls ?? options.ratio) {
      playing = playing.filter { counts[$0, default: 0] > number }
      playing = byDistance ? byDistanceRound(playing) : round(playing)
    }
    return focal.compactMap { i in chosen[i].map { [i] + $0 } }
  }

  /// How many each focal patient seeks: dealt one by one from those with fewest to those with most.
  private func wanted() -> [Int: Int] {
    guard let most = options.maxControls else {
      return Dictionary(uniqueKeysWithValues: focal.map { ($0, options.ratio) })
    }
    let others = treated.indices.filter { treated[$0] != (options.estimand == .att) }
    func mean(_ rows: [Int]) -> Double {
      rows.reduce(0) { $0 + score[$1] } / Double(rows.count)
    }
    let sign: Double = mean(focal) > mean(others) ? 1 : -1
    let richest = focal.sorted { (sign * score[$0], -$0) < (sign * score[$1], -$1) }
    var counts = Dictionary(uniqueKeysWithValues: focal.map { ($0, options.minControls) })
    var left = focal.count * (options.ratio - options.minControls)
    for row in richest {
      let more = min(left, most - options.minControls)
      counts[row, default: 0] += more
      left -= more
    }
    return counts
  }

  private mutating func round(_ playing: [Int]) -> [Int] {
    var staying: [Int] = []
    for i in playing {
      guard let found = best(i) else { continue }
      pair(i, found.row)
      staying.append(i)
    }
    return staying
  }

  private mutating func byDistanceRound(_ playing: [Int]) -> [Int] {
    let closest = options.resolvedOrder == .closest
    var waiting: [(focal: Int, row: Int, distance: Double)] = []
    for i in playing {
      guard let found = best(i) else { continue }
      let place = waiting.firstIndex {
        closest ? $0.distance > found.distance : $0.distance < found.distance
      }
      waiting.insert((i, found.row, found.distance), at: place ?? waiting.endIndex)
    }
    var staying: Set<Int> = []
    while !waiting.isEmpty {
      let first = waiting.removeFirst()
      if uses[first.row, default: 0] < capacity {
        pair(first.focal, first.row)
        staying.insert(first.focal)
      } else if let found = best(first.focal) {
        let place = waiting.firstIndex {
          closest ? $0.distance >= found.distance : $0.distance < found.distance
        }
        waiting.insert((first.focal, found.row, found.distance), at: place ?? waiting.endIndex)
      }
    }
    return playing.filter(staying.contains)
  }
}
