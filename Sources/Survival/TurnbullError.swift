/// Why interval-censored times cannot be used; rows count from 0.
public enum TurnbullError: Error, Equatable, Sendable {
  /// There are no rows.
  case noRows
  /// A column is not as long as the lower bounds.
  case lengthsDiffer(expected: Int, found: Int)
  /// A lower bound is not a finite number.
  case lowerNotFinite(row: Int)
  /// An upper bound is not a number.
  case upperMissing(row: Int)
  /// A lower bound is below 0.
  case negativeTime(row: Int)
  /// The upper bound is below the lower.
  case boundsExchanged(row: Int)
  /// The bounds differ by less than the tolerance for ties.
  case intervalWithinTolerance(row: Int)
  /// The weights cannot be used.
  case weights(SurvivalError)
  /// A weight above 0 is too small beside the sum of all.
  case weightTooSmall(row: Int)
  /// The confidence level is not strictly between 0 and 1.
  case invalidLevel(Double)
  /// A bootstrap needs at least two replicates.
  case tooFewReplicates(Int)
  /// Frequencies stand for more people than are drawn one by one.
  case tooManyPeople(limit: Int)
  /// The test counts people and knows no weights but frequencies.
  case testNeedsFrequencies
  /// A time to evaluate is missing or below 0.
  case invalidTime(Int)
}
