/// Follow-up that ends with one of several events, each of which keeps the others from happening.
public struct CompetingRisks: Sendable {
  /// The follow-up to an event of any cause, with entries, weights, clusters and strata.
  public let followUp: SurvivalData
  /// The cause that each row ended with, from 1 on; 0 where follow-up ended without an event.
  public let cause: [Int]
  /// How many causes there are.
  public let causes: Int

  /// Checks and sorts the rows.
  ///
  /// - Parameters:
  ///   - time: Finite and not negative.
  ///   - cause: 0 for the end of follow-up, else the cause from 1 to `causes`.
  ///   - causes: How many causes there are.
  ///   - entry: Finite, not negative and before the time.
  ///   - weights: Finite and not negative, of a stated kind.
  ///   - cluster: Any whole numbers.
  ///   - strata: Any whole numbers.
  ///   - threads: The most threads to sort with; the result does not depend on it.
  /// - Complexity: O(n).
  /// - Throws: The first rule of ``SurvivalError`` that a row breaks.
  public init(
    time: [Double], cause: [Int], causes: Int, entry: [Double]? = nil, weights: Weights? = nil,
    cluster: [Int]? = nil, strata: [Int]? = nil, threads: Int = 1
  ) throws(SurvivalError) {
    try SurvivalData.check(cause.count, .event, time.count)
    for row in cause.indices where cause[row] < 0 || cause[row] > causes {
      throw .groupOutOfRange(row: row, groups: causes + 1)
    }
    followUp = try SurvivalData(
      time: time, event: cause.map { $0 > 0 }, entry: entry, weights: weights, cluster: cluster,
      strata: strata, threads: threads)
    self.cause = cause
    self.causes = causes
  }

  private init(_ followUp: SurvivalData, _ cause: [Int], _ causes: Int) {
    self.followUp = followUp
    self.cause = cause
    self.causes = causes
  }

  /// The same follow-up under other weights, without sorting again.
  /// - Complexity: O(n).
  /// - Throws: `.lengthsDiffer`, `.invalidWeight`, `.frequencyNotWhole` or `.noWeight`.
  public func weighted(by weights: Weights?) throws(SurvivalError) -> Self {
    Self(try followUp.weighted(by: weights), cause, causes)
  }

  /// The follow-up to one cause that takes the other causes for the end of follow-up, for its
  /// cause-specific hazard.
  /// - Complexity: O(n).
  /// - Throws: Nothing that the follow-up to all causes did not.
  public func causeSpecific(_ cause: Int) throws(SurvivalError) -> SurvivalData {
    try SurvivalData(
      time: followUp.time, event: self.cause.map { $0 == cause }, entry: followUp.entry,
      weights: followUp.weights, cluster: followUp.cluster, strata: followUp.strata)
  }
}
