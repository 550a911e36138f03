/// Why person-time, rates or a population's mortality cannot be used; rows, scales and cells count
/// from 0.
public enum PopulationError: Error, Equatable, Sendable {
  /// One of the columns that must have one number a row, or a cell.
  public enum Column: String, Sendable {
    case origin
    case groups
    case rates
    case events
    case time
    case standard
    case age
    case date
    case sex
    case potential
  }

  /// A column is not as long as the rows or cells.
  case lengthsDiffer(Column, expected: Int, found: Int)
  /// A number is missing, not finite, or negative where it must not be.
  case invalidNumber(Column, index: Int)
  /// The bounds of a scale are fewer than two, not numbers, or do not ascend.
  case invalidBounds(scale: Int)
  /// The bands of all scales make more cells than can be held.
  case tooManyCells(limit: Int)
  /// A cell with a weight in the standard has no person-time.
  case noTimeInCell(Int)
  /// The standard has no weight above 0.
  case emptyStandard
  /// No events were expected, so none can be compared with them.
  case nothingExpected
  /// Counts are needed and the weights are not frequencies.
  case countsNeeded
  /// The confidence level is not strictly between 0 and 1.
  case invalidLevel(Double)
  /// A rate table has not one hazard for each age, sex and period.
  case hazardsMissing(expected: Int, found: Int)
  /// A hazard of a rate table is missing, negative or not finite.
  case invalidHazard(index: Int)
  /// Follow-up ends after the time up to which it was possible.
  case potentialTooShort(row: Int)
  /// Someone whose survival in the population is too small to weight by.
  case hazardTooLarge
  /// The method takes everyone from time 0, and there is delayed entry.
  case entryNotPossible
  /// A time to evaluate is missing, negative or not finite.
  case invalidTime(Int)
  /// The method needs the time up to which each could have been followed.
  case potentialNeeded
}
