extension SurvivalError {
  /// A stable name of the kind of error.
  public var id: String {
    switch self {
    case .noRows: "no-rows"
    case .lengthsDiffer: "lengths-differ"
    case .timeNotFinite: "time-not-finite"
    case .negativeTime: "negative-time"
    case .entryNotFinite: "entry-not-finite"
    case .negativeEntry: "negative-entry"
    case .emptyInterval: "empty-interval"
    case .intervalWithinTolerance: "interval-within-tolerance"
    case .invalidWeight: "invalid-weight"
    case .weightOutOfRange: "weight-out-of-range"
    case .frequencyNotWhole: "frequency-not-whole"
    case .invalidProbability: "invalid-probability"
    case .timeNotPositive: "time-not-positive"
    case .weightsNotUsed: "weights-not-used"
    case .noWeight: "no-weight"
    case .groupOutOfRange: "group-out-of-range"
    case .exactNeedsFrequencies: "exact-needs-frequencies"
    case .exactNotRobust: "exact-not-robust"
    case .exactNotForSubdistribution: "exact-not-for-subdistribution"
    case .invalidStrength: "invalid-strength"
    case .penaltyNeedsFrequencies: "penalty-needs-frequencies"
    case .penaltyNotExact: "penalty-not-exact"
    case .weightsOutOfRange: "weights-out-of-range"
    case .scoreNotFinite: "score-not-finite"
    case .invalidVaryingColumn: "invalid-varying-column"
    case .invalidCuts: "invalid-cuts"
    case .transformNotFinite: "transform-not-finite"
    case .varyingNotExact: "varying-not-exact"
    case .frailtyNeedsClusters: "frailty-needs-clusters"
    case .frailtyNeedsFrequencies: "frailty-needs-frequencies"
    case .frailtyNotExact: "frailty-not-exact"
    case .cutNotFinite: "cut-not-finite"
    case .invalidLevel: "invalid-level"
    case .covariateNotFinite: "covariate-not-finite"
    case .offsetNotFinite: "offset-not-finite"
    case .offsetOutOfRange: "offset-out-of-range"
    case .invalidTestWeight: "invalid-test-weight"
    case .numberOfTestWeights: "number-of-test-weights"
    case .twoGroupsNeeded: "two-groups-needed"
    case .invalidScores: "invalid-scores"
    case .noEvents: "no-events"
    case .riskSetEmpties: "risk-set-empties"
    case .transitionToItself: "transition-to-itself"
    case .staysOverlap: "stays-overlap"
    case .stateChangesUnseen: "state-changes-unseen"
    }
  }

  /// What is wrong, in one sentence; rows and columns count from 1.
  public var message: String {
    switch self {
    case .noRows: "There is nobody to follow"
    case .lengthsDiffer(let column, let expected, let found):
      "There are \(expected) times and \(found) values of \(column.rawValue)"
    case .timeNotFinite(let row): "The time of row \(row + 1) is missing or not finite"
    case .negativeTime(let row): "The time of row \(row + 1) is negative"
    case .entryNotFinite(let row): "The entry of row \(row + 1) is missing or not finite"
    case .negativeEntry(let row): "The entry of row \(row + 1) is negative"
    case .emptyInterval(let row): "The entry of row \(row + 1) is not before its time"
    case .intervalWithinTolerance(let row):
      "Entry and time of row \(row + 1) are closer than the tolerance for ties"
    case .invalidWeight(let row): "The weight of row \(row + 1) is negative or not finite"
    case .weightOutOfRange(let row):
      "The weight of row \(row + 1) is too small or too large to compute with"
    case .frequencyNotWhole(let row):
      "The frequency of row \(row + 1) is not a whole number up to a billion"
    case .invalidProbability(let row):
      "The probability of row \(row + 1) is not strictly between 0 and 1"
    case .timeNotPositive(let row): "The time of row \(row + 1) is 0 and has no logarithm"
    case .weightsNotUsed: "The method has no version for weights"
    case .noWeight: "No row has a weight above 0"
    case .groupOutOfRange(let row, let groups):
      "The group of row \(row + 1) is not one of the \(groups) groups"
    case .exactNeedsFrequencies:
      "The exact partial likelihood counts people and cannot use sampling or matching weights"
    case .exactNotForSubdistribution:
      "Subdistribution hazards have no exact partial likelihood"
    case .exactNotRobust: "The exact partial likelihood has no robust variance"
    case .invalidStrength(let strength): "The penalty \(strength) is not a finite number above 0"
    case .penaltyNeedsFrequencies:
      "Firth's penalty counts people and cannot use sampling or matching weights"
    case .penaltyNotExact: "Firth's penalty needs Efron's or Breslow's treatment of ties"
    case .weightsOutOfRange:
      "The weights are so large or so small that hazards cannot be computed"
    case .scoreNotFinite(let row): "The score of row \(row + 1) is missing or not finite"
    case .invalidVaryingColumn(let index):
      "Coefficient \(index + 1) that is to change with time is no column, or is named twice"
    case .invalidCuts(let index):
      "The cut points of coefficient \(index + 1) that is to change with time do not ascend"
    case .transformNotFinite(let transform):
      "The function of time \(transform.rawValue) is not finite at an event"
    case .varyingNotExact:
      "Coefficients that change with time need Efron's or Breslow's treatment of ties"
    case .frailtyNeedsClusters: "A shared frailty needs to know which rows share it"
    case .frailtyNeedsFrequencies:
      "A frailty counts people and cannot use sampling or matching weights"
    case .frailtyNotExact: "A frailty needs Efron's or Breslow's treatment of ties"
    case .cutNotFinite(let index): "Cut point \(index + 1) is missing or not finite"
    case .invalidLevel(let level): "The confidence level \(level) is not between 0 and 1"
    case .covariateNotFinite(let row, let column):
      "Covariate \(column + 1) of row \(row + 1) is missing or not finite"
    case .offsetNotFinite(let row): "The offset of row \(row + 1) is missing or not finite"
    case .offsetOutOfRange: "The offsets are so far apart that hazards cannot be computed"
    case .invalidTestWeight:
      "An exponent of the weight of a log-rank test is negative or not finite"
    case .numberOfTestWeights(let found, let limit):
      "A combined test takes 1 to \(limit) weights, not \(found)"
    case .twoGroupsNeeded(let found): "Two groups can be compared so, not \(found)"
    case .invalidScores: "A test for trend needs one finite score for each group"
    case .noEvents: "No event was seen, so hazards cannot be compared"
    case .riskSetEmpties:
      "After an early event of another cause everybody entered anew, so that its weight is unknown"
    case .transitionToItself(let row): "Row \(row + 1) ends in the state that it was in"
    case .staysOverlap(let row, let other):
      "Row \(row + 1) begins before row \(other + 1) of the same person has ended"
    case .stateChangesUnseen(let row, let other):
      "Row \(row + 1) begins in another state than row \(other + 1) of the same person ended in"
    }
  }

  /// What may be done about it.
  public var help: String? {
    switch self {
    case .exactNeedsFrequencies, .exactNotRobust, .exactNotForSubdistribution:
      "Efron's method treats ties nearly as well, with any weights and clusters"
    case .emptyInterval, .intervalWithinTolerance:
      "follow-up runs from after the entry to the time: a row needs a positive length"
    case .negativeTime: "time 0 is the start of follow-up; check the two dates"
    case .frequencyNotWhole: "weights that are not counts are of kind sampling or matching"
    case .weightOutOfRange: "a weight above 0 lies between 1e-60 and 1e60; rescale the weights"
    default: nil
    }
  }
}
