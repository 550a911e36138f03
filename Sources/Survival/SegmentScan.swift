internal import LinearAlgebra

/// The partial likelihood of some consecutive blocks of one stratum, by one backward scan over those
/// who are at risk at any of them.
struct SegmentScan {
  private(set) var logLikelihood = 0.0
  private(set) var score: [Double]
  private(set) var information: Matrix

  private let sets: CoxRiskSets
  private let beta: [Double]
  /// Σ w e^η of 1, x and the lower triangle of x xᵀ over the risk set.
  private var all: CompensatedSums
  /// The same over the events of a block.
  private var dead: [Double]
  /// The same of one row.
  private var item: [Double]

  /// Scans the blocks; nil where the predictor is beyond any use.
  init?(
    _ sets: CoxRiskSets, _ stratum: CoxRiskSets.Stratum, _ segment: Range<Int>, _ beta: [Double]
  ) {
    let width = sets.width
    self.sets = sets
    self.beta = beta
    score = [Double](repeating: 0, count: width)
    information = Matrix(rows: width, columns: width)
    item = [Double](repeating: 0, count: 1 + width + width * (width + 1) / 2)
    dead = item
    all = CompensatedSums(count: item.count)
    var (position, entry) = (stratum.positions.upperBound, stratum.entries.upperBound)
    let latest = sets.blocks[segment.upperBound - 1].time
    while entry > stratum.entries.lowerBound,
      sets.entryTime[sets.entries[entry - 1]] >= latest
    {
      entry -= 1
    }
    for b in segment.reversed() {
      let block = sets.blocks[b]
      while position > block.start {
        position -= 1
        if !sets.entryTime.isEmpty, sets.entryTime[position] >= latest { continue }
        guard load(position) else { return nil }
        for k in item.indices { all.add(item[k], at: k) }
      }
      while entry > stratum.entries.lowerBound,
        sets.entryTime[sets.entries[entry - 1]] >= block.time
      {
        entry -= 1
        guard load(sets.entries[entry]) else { return nil }
        for k in item.indices { all.add(-item[k], at: k) }
      }
      guard count(b) else { return nil }
    }
    guard logLikelihood.isFinite else { return nil }
  }

  private func predictor(_ i: Int) -> Double {
    var sum = sets.offset[i]
    for j in 0..<sets.width { sum += beta[j] * sets.x[i * sets.width + j] }
    return sum
  }

  private mutating func load(_ i: Int) -> Bool {
    let eta = predictor(i)
    guard abs(eta) <= CoxRiskSets.largestPredictor else { return false }
    let risk = sets.weight[i] * exponential(eta)
    let (width, place) = (sets.width, i * sets.width)
    item[0] = risk
    var at = 1 + width
    for j in 0..<width {
      let value = risk * sets.x[place + j]
      item[1 + j] = value
      for l in 0...j {
        item[at] = value * sets.x[place + l]
        at += 1
      }
    }
    return true
  }

  /// Adds the terms of a block.
  private mutating func count(_ b: Int) -> Bool {
    let (block, width) = (sets.blocks[b], sets.width)
    for k in dead.indices { dead[k] = 0 }
    for i in block.start..<block.deadEnd {
      guard load(i) else { return false }
      for k in dead.indices { dead[k] += item[k] }
      logLikelihood += sets.weight[i] * predictor(i)
      for j in 0..<width { score[j] += sets.weight[i] * sets.x[i * width + j] }
    }
    let share = block.weight / Double(block.terms)
    for k in 0..<block.terms {
      let fraction = Double(k) / Double(block.terms)
      let total = all[0] - fraction * dead[0]
      logLikelihood -= share * logarithm(total)
      var at = 1 + width
      for j in 0..<width {
        let mean = (all[1 + j] - fraction * dead[1 + j]) / total
        score[j] -= share * mean
        for l in 0...j {
          let other = (all[1 + l] - fraction * dead[1 + l]) / total
          information[j, l] += share * ((all[at] - fraction * dead[at]) / total - mean * other)
          information[l, j] = information[j, l]
          at += 1
        }
      }
    }
    return true
  }
}
