/// Times of which only bounds are known.
///
/// The event of a row lies in (lower, upper]: the patient was last seen free of it at the lower
/// bound and first seen with it at the upper. Equal bounds are an exact time. An infinite upper
/// bound is right censoring; a lower bound of 0 means never seen free of the event, so that time 0
/// belongs to the interval. At equal times an event therefore comes before a censoring, as in
/// ``SurvivalData``, and times that differ by no more than its tolerance are made equal to the lowest
/// of their run. A row of weight 0 takes no part in anything.
public struct TurnbullData: Sendable {
  /// The last time at which a row was free of the event, near ties merged.
  public let lower: [Double]
  /// The first time at which it was not; infinite if none.
  public let upper: [Double]
  /// The weights; nil if every row counts once.
  public let weights: Weights?

  /// The least share of the weight of all that a row may have for its probability to be a number beside 1.
  private static let leastShare = 1e-14

  /// Checks the rows.
  ///
  /// - Parameters:
  ///   - lower: Finite and not negative.
  ///   - upper: Not below the lower bound; infinite where the event was not seen.
  ///   - weights: Finite and not negative, of a stated kind.
  /// - Complexity: O(n).
  /// - Throws: The first rule of ``TurnbullError`` that a row breaks.
  public init(
    lower: [Double], upper: [Double], weights: Weights? = nil
  ) throws(TurnbullError) {
    guard !lower.isEmpty else { throw .noRows }
    for found in [upper.count, weights?.values.count ?? lower.count] where found != lower.count {
      throw .lengthsDiffer(expected: lower.count, found: found)
    }
    for row in lower.indices {
      if !lower[row].isFinite { throw .lowerNotFinite(row: row) }
      if upper[row].isNaN { throw .upperMissing(row: row) }
      if lower[row] < 0 { throw .negativeTime(row: row) }
      if upper[row] < lower[row] { throw .boundsExchanged(row: row) }
    }
    if let weights {
      do { try SurvivalData.check(weights: weights) } catch { throw .weights(error) }
      var total = CompensatedSum()
      for weight in weights.values { total += weight }
      let least = Self.leastShare * total.value
      if let row = weights.values.firstIndex(where: { $0 > 0 && $0 < least }) {
        throw .weightTooSmall(row: row)
      }
    }
    let merged = Self.mergingNearTies(lower, upper)
    for row in lower.indices
    where lower[row] < upper[row] && merged.lower[row] == merged.upper[row] {
      throw .intervalWithinTolerance(row: row)
    }
    (self.lower, self.upper, self.weights) = (merged.lower, merged.upper, weights)
  }

  /// The number of rows, those of weight 0 included.
  public var count: Int { lower.count }

  /// The same times under other weights.
  init(_ other: TurnbullData, weights: Weights) {
    (lower, upper, self.weights) = (other.lower, other.upper, weights)
  }

  private static func mergingNearTies(
    _ lower: [Double], _ upper: [Double]
  ) -> (lower: [Double], upper: [Double]) {
    let (rows, sorted) = RadixOrder.ascending(lower + upper)
    var (sum, distinct, last) = (0.0, 0.0, -1.0)
    for value in sorted where value != last && value.isFinite {
      sum += value
      distinct += 1
      last = value
    }
    let tolerance = MergedTimes.tolerance * max(1, sum / distinct)
    var values = lower + upper
    var lowest = -1.0
    last = -1
    for (row, value) in zip(rows, sorted) where value.isFinite {
      if last < 0 || value - last > tolerance { lowest = value }
      last = value
      values[row] = lowest
    }
    return (Array(values[..<lower.count]), Array(values[lower.count...]))
  }
}
