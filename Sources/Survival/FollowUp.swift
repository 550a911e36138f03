/// Follow-up in rows (start, stop] of which a patient may have several.
///
/// What is measured applies after its time, and an event belongs to the end of its row, so that a
/// row knows nothing of what came after it.
public struct FollowUp: Sendable, Equatable {
  /// The patient of each row.
  public let patient: [Int]
  /// When each row starts; a patient is not yet at risk then.
  public let start: [Double]
  /// When each row stops.
  public let stop: [Double]
  /// Whether the event is at the stop of the row.
  public let event: [Bool]
  /// The row of the first follow-up that each row was cut from.
  public let source: [Int]
  /// How many of the cut points that rows were last split at each row is after.
  public let episode: [Int]

  /// Rows as they are given.
  ///
  /// - Parameters:
  ///   - patient: Any whole numbers.
  ///   - start: Finite and not negative; 0 for all if nil.
  ///   - stop: Finite and after the start.
  ///   - event: Whether the event is at the stop.
  /// - Throws: The first rule of ``SurvivalError`` that a row breaks.
  public init(
    patient: [Int], start: [Double]? = nil, stop: [Double], event: [Bool]
  ) throws(SurvivalError) {
    try SurvivalData.check(patient.count, .patients, stop.count)
    try SurvivalData.check(event.count, .event, stop.count)
    try SurvivalData.check(start?.count, .entry, stop.count)
    let start = start ?? [Double](repeating: 0, count: stop.count)
    try SurvivalData.check(time: stop, entry: start)
    (self.patient, self.start, self.stop, self.event) = (patient, start, stop, event)
    source = Array(stop.indices)
    episode = [Int](repeating: 0, count: stop.count)
  }

  init(_ rows: FollowUpRows) {
    (patient, start, stop) = (rows.patient, rows.start, rows.stop)
    (event, source, episode) = (rows.event, rows.source, rows.episode)
  }

  /// The number of rows.
  public var count: Int { stop.count }

  /// Values of the first follow-up, one for each of these rows.
  /// - Complexity: O(n).
  public func carried<Value>(_ values: [Value]) -> [Value] { source.map { values[$0] } }

  /// The rows as survival data in which those of a patient are dependent.
  ///
  /// - Parameters:
  ///   - weights: One weight for each of these rows.
  ///   - strata: One stratum for each of these rows.
  /// - Returns: The rows, each patient a cluster.
  /// - Throws: What ``SurvivalData`` throws.
  public func survivalData(
    weights: Weights? = nil, strata: [Int]? = nil
  ) throws(SurvivalError) -> SurvivalData {
    try SurvivalData(
      time: stop, event: event, entry: start.contains { $0 > 0 } ? start : nil, weights: weights,
      cluster: patient, strata: strata)
  }

  /// The length below which an interval is none: that of ties in ``SurvivalData``.
  var tolerance: Double {
    let mean = stop.reduce(0) { $0 + $1 / Double(stop.count) }
    return MergedTimes.tolerance * max(1, mean)
  }

  /// The rows of each patient in order of their start, patients in ascending order.
  var byPatient: [(patient: Int, rows: ArraySlice<Int>)] {
    let order = Array(stop.indices).sorted {
      (patient[$0], start[$0], stop[$0], $0) < (patient[$1], start[$1], stop[$1], $1)
    }
    var result: [(patient: Int, rows: ArraySlice<Int>)] = []
    var first = 0
    for i in order.indices where i + 1 == order.count || patient[order[i + 1]] != patient[order[i]]
    {
      result.append((patient[order[i]], order[first...i]))
      first = i + 1
    }
    return result
  }
}

/// Rows that are being collected.
struct FollowUpRows {
  private(set) var patient: [Int] = []
  private(set) var start: [Double] = []
  private(set) var stop: [Double] = []
  private(set) var event: [Bool] = []
  private(set) var source: [Int] = []
  private(set) var episode: [Int] = []

  /// Adds the part of a row between two times, with the event if it is the last part.
  mutating func append(
    _ row: Int, of whole: FollowUp, from start: Double, to stop: Double, episode: Int,
    event: Bool? = nil
  ) {
    patient.append(whole.patient[row])
    self.start.append(start)
    self.stop.append(stop)
    self.event.append(event ?? (whole.event[row] && stop == whole.stop[row]))
    source.append(whole.source[row])
    self.episode.append(episode)
  }
}
