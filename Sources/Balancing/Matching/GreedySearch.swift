/// The state of a greedy matching: who is free, who has chosen whom.
struct GreedySearch {
  let line: CandidateLine
  let caliper: Double?
  let covariates: [CovariateCaliper]
  /// Columns on which matches must differ.
  let differing: [ExactColumn]
  /// How many sets a candidate may serve in.
  let capacity: Int
  /// The choices in the order in which they were made.
  private(set) var choices: [Choice] = []

  private var free: FreeCandidates
  private var boxes: CaliperBoxes?
  private var uses: [Int32]
  /// Each focal patient's latest choice, or −1.
  private var latest: [Int]

  struct Choice {
    let focal: Int
    let candidate: Int
    let distance: Double
    /// The choice that the same focal patient made before, or −1.
    let previous: Int
  }

  init(
    line: CandidateLine, caliper: Double?, covariates: [CovariateCaliper],
    differing: [ExactColumn], capacity: Int
  ) {
    self.line = line
    self.caliper = caliper
    self.covariates = covariates
    self.differing = differing
    self.capacity = capacity
    free = FreeCandidates(line.row.count)
    boxes =
      covariates.isEmpty && differing.isEmpty ? nil : CaliperBoxes(line, covariates, differing)
    uses = [Int32](repeating: 0, count: line.row.count)
    latest = [Int](repeating: -1, count: line.focalRow.count)
  }

  /// Whether a candidate may serve in another set.
  func isFree(_ candidate: Int) -> Bool { Int(uses[candidate]) < capacity }

  /// The nearest free candidate that a focal patient may choose and has not chosen yet; of equally
  /// near ones the left one.
  mutating func nearest(_ focal: Int) -> (candidate: Int, distance: Double)? {
    var scan = start(focal)
    while let found = next(focal, &scan) {
      if !hasChosen(found.candidate, focal) { return found }
    }
    return nil
  }

  /// Lets a focal patient choose up to so many candidates at once, nearest first.
  mutating func chooseNearest(_ count: Int, for focal: Int) {
    var scan = start(focal)
    for _ in 0..<count {
      guard let found = next(focal, &scan) else { return }
      choose(found.candidate, for: focal, at: found.distance)
    }
  }

  /// Records a choice, and takes the candidate away once it is used up.
  mutating func choose(_ candidate: Int, for focal: Int, at distance: Double) {
    choices.append(
      Choice(
        focal: focal, candidate: candidate, distance: distance, previous: latest[focal]))
    latest[focal] = choices.count - 1
    uses[candidate] += 1
    if !isFree(candidate) {
      free.remove(candidate)
      boxes?.remove(candidate)
    }
  }

  /// What a focal patient has chosen, in the order in which it did; `nil` where that is nobody.
  func set(of focal: Int) -> MatchedSet? {
    let last = latest[focal]
    guard last >= 0 else { return nil }
    let row = line.focalRow[focal]
    if choices[last].previous < 0 { return MatchedSet(focal: row, match: match(last)) }
    var matches: [MatchedSet.Match] = []
    var i = last
    while i >= 0 {
      matches.append(match(i))
      i = choices[i].previous
    }
    return MatchedSet(focal: row, matches: matches.reversed())
  }

  private func match(_ choice: Int) -> MatchedSet.Match {
    MatchedSet.Match(row: line.row[choices[choice].candidate], distance: choices[choice].distance)
  }

  /// Where a search has got to on either side; beyond the stratum where a side is exhausted.
  private struct Scan {
    var left: Int
    var right: Int
  }

  private mutating func start(_ focal: Int) -> Scan {
    let place = line.before[focal]
    return Scan(left: free.last(through: place - 1), right: free.first(from: place))
  }

  private mutating func next(
    _ focal: Int, _ scan: inout Scan
  ) -> (candidate: Int, distance: Double)? {
    if let boxes { return next(focal, &scan, boxes) }
    let score = line.focalScore[focal]
    let range = line.stratum(focal)
    let hasLeft = scan.left >= range.lowerBound
    let hasRight = scan.right < range.upperBound
    guard hasLeft || hasRight else { return nil }
    let toLeft = hasLeft ? score - line.score[scan.left] : .infinity
    let toRight = hasRight ? line.score[scan.right] - score : .infinity
    let goesLeft = hasLeft && (!hasRight || toLeft <= toRight)
    let distance = goesLeft ? toLeft : toRight
    if distance > caliper ?? .infinity { return nil }
    let candidate = goesLeft ? scan.left : scan.right
    if goesLeft {
      scan.left = free.last(through: candidate - 1)
    } else {
      scan.right = free.first(from: candidate + 1)
    }
    return (candidate, distance)
  }

  /// The next candidate within the covariate calipers, unlike on the columns that must differ.
  private func next(
    _ focal: Int, _ scan: inout Scan, _ boxes: CaliperBoxes
  ) -> (candidate: Int, distance: Double)? {
    let range = line.stratum(focal)
    let row = line.focalRow[focal]
    let score = line.focalScore[focal]
    let width = caliper ?? .infinity
    let right = boxes.first(
      in: scan.right..<max(scan.right, range.upperBound), of: row, score, within: width)
    let toRight = right.map { line.score[$0] - score }
    let left = boxes.last(
      in: range.lowerBound..<max(range.lowerBound, scan.left + 1), of: row, score,
      within: min(width, toRight ?? .infinity))
    if let left {
      scan.left = left - 1
      return (left, score - line.score[left])
    }
    guard let right, let toRight else { return nil }
    scan.right = right + 1
    return (right, toRight)
  }

  private func hasChosen(_ candidate: Int, _ focal: Int) -> Bool {
    guard capacity > 1 else { return false }
    var i = latest[focal]
    while i >= 0 {
      if choices[i].candidate == candidate { return true }
      i = choices[i].previous
    }
    return false
  }
}
