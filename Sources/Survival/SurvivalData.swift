/// Times to an event, possibly censored and of delayed entry, with weights, clusters and strata.
///
/// A row is at risk on (entry, time], or from the start without entry. At equal times events come
/// before censorings and censorings before entries. Times that differ by no more than √ε = 1.5e-8,
/// absolutely or relative to the mean of the distinct times, are made equal to the lowest of their
/// run before anything else is done, so that rounding in the source does not separate ties. A row
/// of weight 0 takes no part in anything.
public struct SurvivalData: Sendable {
  /// The time of the event or of censoring, after near ties have been merged.
  public let time: [Double]
  /// Whether the time is that of the event.
  public let event: [Bool]
  /// When a row comes under observation; nil if all do at the start.
  public let entry: [Double]?
  /// The weights; nil if every row counts once.
  public let weights: Weights?
  /// Rows with the same number are dependent; nil if all are independent.
  public let cluster: [Int]?
  /// Risk sets are formed within strata; nil if there is one stratum.
  public let strata: [Int]?

  /// The weight of each row.
  let rowWeights: [Double]
  /// All rows by time, events before censorings.
  let allExits: [Int]
  /// The time of each of them.
  private let allExitTimes: [Double]
  /// All rows by entry; empty without delayed entry.
  let allEntries: [Int]
  /// The rows of positive weight.
  let rows: RowOrder
  /// Clusters renumbered from 0.
  let clusterCodes: Codes?
  /// Strata renumbered from 0 in ascending order.
  let stratumCodes: Codes?

  /// Checks and sorts the rows.
  ///
  /// - Parameters:
  ///   - time: Finite and not negative.
  ///   - event: Whether the time is that of the event.
  ///   - entry: Finite, not negative and before the time.
  ///   - weights: Finite and not negative, of a stated kind.
  ///   - cluster: Any whole numbers.
  ///   - strata: Any whole numbers.
  ///   - threads: The most threads to sort with; the result does not depend on it.
  /// - Complexity: O(n).
  /// - Throws: The first rule of ``SurvivalError`` that a row breaks.
  public init(
    time: [Double], event: [Bool], entry: [Double]? = nil, weights: Weights? = nil,
    cluster: [Int]? = nil, strata: [Int]? = nil, threads: Int = 1
  ) throws(SurvivalError) {
    guard !time.isEmpty else { throw .noRows }
    try Self.check(event.count, .event, time.count)
    try Self.check(entry?.count, .entry, time.count)
    try Self.check(cluster?.count, .cluster, time.count)
    try Self.check(strata?.count, .strata, time.count)
    try Self.check(time: time, entry: entry)
    let (exits, sorted) = RadixOrder.ascending(time, threads: threads)
    let entries = entry.map { RadixOrder.ascending($0, threads: threads).rows } ?? []
    let merged = MergedTimes(
      time: time, exits: exits, sorted: sorted, entry: entry, entries: entries)
    if let entry = merged.entry {
      for row in 0..<time.count where entry[row] >= merged.time[row] {
        throw .intervalWithinTolerance(row: row)
      }
    }
    try self.init(
      time: merged.time, event: event, entry: merged.entry, weights: weights,
      codes: (cluster.map(Codes.init), strata.map(Codes.init)), labels: (cluster, strata),
      order: (exits, merged.sorted, entries))
  }

  private init(
    time: [Double], event: [Bool], entry: [Double]?, weights: Weights?,
    codes: (cluster: Codes?, strata: Codes?), labels: (cluster: [Int]?, strata: [Int]?),
    order: (exits: [Int], times: [Double], entries: [Int])
  ) throws(SurvivalError) {
    try Self.check(weights?.values.count, .weights, time.count)
    if let weights { try Self.check(weights: weights) }
    self.time = time
    self.event = event
    self.entry = entry
    self.weights = weights
    cluster = labels.cluster
    strata = labels.strata
    let rowWeights = weights?.values ?? [Double](repeating: 1, count: time.count)
    self.rowWeights = rowWeights
    allExits = RowOrder.eventsFirst(order.exits, time: order.times, event: event)
    allExitTimes = order.times
    allEntries = order.entries
    rows = RowOrder(
      exits: allExits, time: allExitTimes, entries: allEntries, event: event,
      weights: weights?.values)
    clusterCodes = codes.cluster
    stratumCodes = codes.strata
  }

  /// The number of rows, those of weight 0 included.
  public var count: Int { time.count }

  /// The estimator that fits the data: robust where rows are clustered or carry weights that are
  /// not frequencies.
  public var defaultVariance: VarianceEstimator {
    if cluster != nil { return .robust }
    switch weights?.kind {
    case .sampling, .matching: return .robust
    case .frequency, nil: return .model
    }
  }

  /// Whether a weight counts identical people.
  var countsCopies: Bool { weights?.kind == .frequency }

  /// The same follow-up under other weights, without sorting again.
  /// - Complexity: O(n).
  /// - Throws: `.lengthsDiffer`, `.invalidWeight`, `.frequencyNotWhole` or `.noWeight`.
  public func weighted(by weights: Weights?) throws(SurvivalError) -> Self {
    try Self(
      time: time, event: event, entry: entry, weights: weights,
      codes: (clusterCodes, stratumCodes), labels: (cluster, strata),
      order: (allExits, allExitTimes, allEntries))
  }

  /// The same follow-up with events and censorings exchanged, for the curve of the time to
  /// censoring.
  ///
  /// Among equal times the former censorings, now events, come first.
  /// - Complexity: O(n).
  public func exchangingEvents() throws(SurvivalError) -> Self {
    try Self(
      time: time, event: event.map { !$0 }, entry: entry, weights: weights,
      codes: (clusterCodes, stratumCodes), labels: (cluster, strata),
      order: (allExits, allExitTimes, allEntries))
  }
}
