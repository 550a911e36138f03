internal import LinearAlgebra
internal import Platform

/// Rows laid out for the partial likelihood: by stratum and time, covariates centred and scaled.
///
/// Covariates are centred by their weighted mean within the stratum, which changes neither
/// likelihood nor score, and scaled to a mean absolute deviation of 1.
struct CoxRiskSets: Sendable {
  /// The events at one time in one stratum.
  struct Block: Sendable {
    var time: Double
    /// The positions of the rows of this time: events at `start..<deadEnd`, censored at
    /// `deadEnd..<end`.
    var start: Int
    var deadEnd: Int
    var end: Int
    /// The weight of the events.
    var weight: Double
    /// How many equal terms the events contribute: 1 after Breslow, the number of tied events after
    /// Efron.
    var terms: Int
  }

  /// A run of positions, blocks and entries that form one stratum.
  struct Stratum: Sendable {
    var positions: Range<Int>
    var blocks: Range<Int>
    var entries: Range<Int>
  }

  let width: Int
  /// The row of the data at each position.
  let rows: [Int]
  let weight: [Double]
  let isEvent: [Bool]
  /// Covariate j of position i is at `i * width + j`.
  private(set) var x: [Double]
  /// The sum of the covariates of the events, times their weights; only where rows are many.
  private(set) var eventSum: [Double] = []
  /// How tied events are treated.
  let ties: TieMethod
  /// Whether every row weighs 1.
  let hasUnitWeights: Bool
  /// Whether rows stand for as many people as they weigh.
  let countsCopies: Bool
  /// The most threads that sums over many rows may use.
  let threads: Int
  private(set) var offset: [Double]
  let blocks: [Block]
  let strata: [Stratum]
  /// Positions by entry within each stratum.
  let entries: [Int]
  /// The entry of each position; empty without delayed entry.
  let entryTime: [Double]
  /// The factor of each covariate; 0 for one that is constant within every stratum.
  private(set) var scale: [Double]
  /// Why a column is left out before anything is fitted.
  private(set) var absence: [NotEstimable?]
  /// The mean of covariate j in stratum s at `s * width + j`, in units of the data.
  private(set) var center: [Double]
  private(set) var offsetCenter: [Double]

  /// - Complexity: O(n p).
  init(
    _ data: SurvivalData, _ covariates: Matrix, offset given: [Double]?, ties: TieMethod,
    threads: Int = 1
  ) {
    self.threads = threads
    self.ties = ties
    countsCopies = data.countsCopies
    hasUnitWeights = data.weights == nil
    var layout = CoxLayout(data, ties: ties)
    let orders = data.stratumCodes.map { data.rows.split(by: $0.values, count: $0.count) }
    for order in orders ?? [data.rows] where !order.exits.isEmpty { layout.add(order) }
    width = covariates.columns
    rows = layout.rows
    blocks = layout.blocks
    strata = layout.strata
    entries = layout.entries
    weight = layout.rowWeights
    isEvent = layout.isEvent
    entryTime = data.entry.map { entry in layout.rows.map { entry[$0] } } ?? []
    offset = given.map { given in layout.rows.map { given[$0] } } ?? []
    if offset.isEmpty { offset = [Double](repeating: 0, count: rows.count) }
    x = []
    scale = [Double](repeating: 0, count: width)
    absence = [NotEstimable?](repeating: nil, count: width)
    center = [Double](repeating: 0, count: strata.count * width)
    offsetCenter = [Double](repeating: 0, count: strata.count)
    if strata.count == 1, isLarge {
      layOut(covariates, weights: data.rowWeights)
      sumEvents()
      return
    }
    x = [Double](repeating: 0, count: rows.count * width)
    let values = covariates.storage
    var sizes = [Double](repeating: 0, count: width)
    for j in 0..<width {
      for i in rows.indices { sizes[j] += weight[i] * abs(values[rows[i] + j * covariates.rows]) }
      guard sizes[j] < Self.largestSize else { continue }
      for i in rows.indices { x[i * width + j] = values[rows[i] + j * covariates.rows] }
    }
    centre()
    rescale(sizes)
    if isLarge { sumEvents() }
  }

  /// Some consecutive blocks of a stratum with those who are at risk at any of them; a row is here
  /// the position that it has in the whole.
  /// - Complexity: O(n p).
  init(_ whole: CoxRiskSets, stratum s: Int, blocks range: Range<Int>) {
    let first = whole.blocks[range.lowerBound].start
    let latest = whole.blocks[range.upperBound - 1].time
    // Whoever enters later than the last block leaves later too, so that positions only shift.
    let positions = (first..<whole.strata[s].positions.upperBound).filter {
      whole.entryTime.isEmpty || whole.entryTime[$0] < latest
    }
    width = whole.width
    rows = positions
    weight = positions.map { whole.weight[$0] }
    isEvent = positions.map { whole.isEvent[$0] }
    offset = positions.map { whole.offset[$0] }
    x = positions.flatMap { whole.x[$0 * whole.width..<($0 + 1) * whole.width] }
    (ties, countsCopies, threads) = (whole.ties, whole.countsCopies, whole.threads)
    hasUnitWeights = whole.hasUnitWeights
    blocks = whole.blocks[range].map { block in
      var block = block
      (block.start, block.deadEnd, block.end) = (
        block.start - first, block.deadEnd - first, block.end - first
      )
      return block
    }
    entryTime = whole.entryTime.isEmpty ? [] : positions.map { whole.entryTime[$0] }
    let times = entryTime
    entries = times.indices.sorted { times[$0] < times[$1] }
    strata = [
      Stratum(
        positions: positions.indices, blocks: blocks.indices, entries: entries.indices)
    ]
    scale = whole.scale
    absence = whole.absence
    center = Array(whole.center[s * whole.width..<(s + 1) * whole.width])
    offsetCenter = [whole.offsetCenter[s]]
  }

  /// Whether rows come at the start and are so many that sums over them are worth several threads.
  var isLarge: Bool { width > 0 && entryTime.isEmpty && rows.count >= Self.manyRows }
  private static let manyRows = 4096

  private mutating func sumEvents() {
    let weights = rows.indices.map { isEvent[$0] ? weight[$0] : 0 }
    let table = RowTable(width: width, storage: x)
    let sum = Parallel.reduce(rows.count, threads: threads, chunk: 8192) { range in
      table.weightedSum(weights, rows: range)
    } combine: { total, part in
      for j in total.indices { total[j] += part[j] }
    }
    eventSum = sum ?? []
  }

  /// Centres and scales the covariates of a single stratum while they are put in order.
  private mutating func layOut(_ covariates: Matrix, weights: [Double]) {
    let moments = Parallel.map(width, threads: threads) { j in
      covariates.withColumn(j) { AbsoluteMoments($0, weights: weights) }
    }
    for j in 0..<width {
      let moments = moments[j]
      setScale(j, deviation: moments.deviation, size: moments.size, total: moments.total)
      center[j] = absence[j] == nil ? moments.centre : 0
    }
    var sum = 0.0
    for i in rows.indices { sum += weight[i] * offset[i] }
    offsetCenter[0] = sum / weight.reduce(0, +)
    for i in rows.indices { offset[i] -= offsetCenter[0] }
    let (width, rows, center, scale) = (width, rows, center, scale)
    x = Parallel.array(rows.count * width, threads: threads, chunk: 16_384 * width) {
      range, part in
      let first = range.lowerBound / width
      for j in 0..<width {
        covariates.withColumn(j) { values in
          var target = j
          for i in first..<range.upperBound / width {
            part[target] = (values[rows[i]] - center[j]) * scale[j]
            target += width
          }
        }
      }
    }
  }

  private mutating func centre() {
    var mean = [Double](repeating: 0, count: width + 1)
    for s in strata.indices {
      for j in 0...width { mean[j] = 0 }
      var total = 0.0
      for i in strata[s].positions {
        total += weight[i]
        for j in 0..<width { mean[j] += weight[i] * x[i * width + j] }
        mean[width] += weight[i] * offset[i]
      }
      for j in 0..<width { center[s * width + j] = mean[j] / total }
      offsetCenter[s] = mean[width] / total
      for i in strata[s].positions {
        for j in 0..<width { x[i * width + j] -= center[s * width + j] }
        offset[i] -= offsetCenter[s]
      }
    }
  }

  private mutating func rescale(_ sizes: [Double]) {
    var total = 0.0
    for value in weight { total += value }
    for j in 0..<width {
      var deviation = 0.0
      for i in rows.indices { deviation += weight[i] * abs(x[i * width + j]) }
      setScale(j, deviation: deviation, size: sizes[j], total: total)
      for i in rows.indices { x[i * width + j] *= scale[j] }
    }
  }

  /// The sum of weight and size of a column beyond which it is left out.
  static let largestSize = 1e140

  /// Makes the mean absolute deviation of a column 1, unless it is 0 or its square is no number.
  private mutating func setScale(_ j: Int, deviation: Double, size: Double, total: Double) {
    let factor = total / deviation
    if !(size < Self.largestSize) || deviation > 0 && !(factor < Self.largestSize) {
      absence[j] = .outOfScale
    } else if deviation > 1e-13 * size {
      scale[j] = factor
    }
  }
}

/// The weighted mean of a column, and how far its values are from it and from 0.
private struct AbsoluteMoments: Sendable {
  private(set) var (total, size, deviation) = (0.0, 0.0, 0.0)
  let centre: Double

  init(_ column: Span<Double>, weights: [Double]) {
    var sum = 0.0
    for i in 0..<column.count {
      total += weights[i]
      sum += weights[i] * column[i]
      size += weights[i] * abs(column[i])
    }
    centre = sum / total
    for i in 0..<column.count { deviation += weights[i] * abs(column[i] - centre) }
  }
}

/// Collects positions and blocks stratum by stratum.
private struct CoxLayout {
  private let data: SurvivalData
  private let ties: TieMethod
  private(set) var rows: [Int] = []
  private(set) var rowWeights: [Double] = []
  private(set) var isEvent: [Bool] = []
  private(set) var blocks: [CoxRiskSets.Block] = []
  private(set) var strata: [CoxRiskSets.Stratum] = []
  private(set) var entries: [Int] = []
  private var positionOfRow: [Int]

  init(_ data: SurvivalData, ties: TieMethod) {
    self.data = data
    self.ties = ties
    positionOfRow = data.entry == nil ? [] : [Int](repeating: 0, count: data.count)
  }

  mutating func add(_ order: RowOrder) {
    let (firstRow, firstBlock, firstEntry) = (rows.count, blocks.count, entries.count)
    var i = 0
    while i < order.exits.count {
      let start = i
      let t = order.time[i]
      var (weight, dead) = (0.0, 0)
      while i < order.exits.count, order.time[i] == t {
        if order.isEvent[i] {
          weight += order.weight[i]
          dead += 1
        }
        i += 1
      }
      guard dead > 0 else { continue }
      blocks.append(
        CoxRiskSets.Block(
          time: t, start: firstRow + start, deadEnd: firstRow + start + dead, end: firstRow + i,
          weight: weight, terms: terms(dead, weight)))
    }
    rows += order.exits
    rowWeights += order.weight
    isEvent += order.isEvent
    if !order.entries.isEmpty {
      for position in firstRow..<rows.count { positionOfRow[rows[position]] = position }
      for row in order.entries { entries.append(positionOfRow[row]) }
    }
    strata.append(
      CoxRiskSets.Stratum(
        positions: firstRow..<rows.count, blocks: firstBlock..<blocks.count,
        entries: firstEntry..<entries.count))
  }

  private func terms(_ dead: Int, _ weight: Double) -> Int {
    switch ties {
    case .breslow, .exact: 1
    case .efron: data.countsCopies ? Int(weight) : dead
    }
  }
}
