/// Why survival data or a model cannot be used; rows count from 0.
public enum SurvivalError: Error, Equatable, Sendable {
  /// One of the columns that must be as long as the times.
  public enum Column: String, Sendable {
    case event
    case entry
    case weights
    case cluster
    case strata
    case groups
    case offset
    case covariates
    case patients
    case scores
    case measurements
  }

  /// There are no rows.
  case noRows
  /// A column is not as long as the times.
  case lengthsDiffer(Column, expected: Int, found: Int)
  /// A time is not a finite number.
  case timeNotFinite(row: Int)
  /// A time is below 0.
  case negativeTime(row: Int)
  /// An entry is not a finite number.
  case entryNotFinite(row: Int)
  /// An entry is below 0.
  case negativeEntry(row: Int)
  /// The entry is not before the time.
  case emptyInterval(row: Int)
  /// Entry and time differ by less than the tolerance for ties.
  case intervalWithinTolerance(row: Int)
  /// A weight is negative or not finite.
  case invalidWeight(row: Int)
  /// A positive weight is below 10⁻⁶⁰ or above 10⁶⁰.
  case weightOutOfRange(row: Int)
  /// A frequency is not a whole number up to 10⁹.
  case frequencyNotWhole(row: Int)
  /// A probability of being in a group is not strictly between 0 and 1.
  case invalidProbability(row: Int)
  /// A time is 0, and its logarithm is needed.
  case timeNotPositive(row: Int)
  /// The method has no version for weights.
  case weightsNotUsed
  /// No row has a weight above 0.
  case noWeight
  /// A group is not in the range of the groups.
  case groupOutOfRange(row: Int, groups: Int)
  /// The exact partial likelihood knows no weights but frequencies.
  case exactNeedsFrequencies
  /// The exact partial likelihood has no robust variance.
  case exactNotRobust
  /// Subdistribution hazards have no exact partial likelihood.
  case exactNotForSubdistribution
  /// A penalty is not a finite number above 0.
  case invalidStrength(Double)
  /// Firth's penalty knows no weights but frequencies.
  case penaltyNeedsFrequencies
  /// Firth's penalty is not written for the exact partial likelihood.
  case penaltyNotExact
  /// The sum of the weights is too large or too small for hazards to be computed.
  case weightsOutOfRange
  /// A score is not finite.
  case scoreNotFinite(row: Int)
  /// A coefficient is to change that is no column of the covariates, or is named twice.
  case invalidVaryingColumn(Int)
  /// The cut points of a coefficient do not ascend.
  case invalidCuts(Int)
  /// A function of time is not finite at an event.
  case transformNotFinite(TimeTransform)
  /// Coefficients that change with time are not written for the exact partial likelihood.
  case varyingNotExact
  /// A shared frailty needs clusters that share it.
  case frailtyNeedsClusters
  /// A frailty knows no weights but frequencies.
  case frailtyNeedsFrequencies
  /// A frailty is not written for the exact partial likelihood.
  case frailtyNotExact
  /// A cut point is not finite.
  case cutNotFinite(Int)
  /// The confidence level is not strictly between 0 and 1.
  case invalidLevel(Double)
  /// A value of a covariate is not finite.
  case covariateNotFinite(row: Int, column: Int)
  /// An offset is not finite.
  case offsetNotFinite(row: Int)
  /// Offsets so far apart that hazards cannot be computed.
  case offsetOutOfRange
  /// An exponent of a test's weight is negative or not finite.
  case invalidTestWeight
  /// A combined test has no weight or more than it can take.
  case numberOfTestWeights(found: Int, limit: Int)
  /// Something that compares two groups was given another number of them.
  case twoGroupsNeeded(found: Int)
  /// There is not one finite score a group.
  case invalidScores
  /// No event, so there is no partial likelihood.
  case noEvents
  /// With delayed entry nobody who is followed now was followed before some earlier event.
  case riskSetEmpties
  /// A transition leads to the state that it leaves.
  case transitionToItself(row: Int)
  /// A stay begins before another of the same person has ended.
  case staysOverlap(row: Int, with: Int)
  /// A stay begins in another state than the one before has ended in.
  case stateChangesUnseen(row: Int, from: Int)
}
