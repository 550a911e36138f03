extension TurnbullError {
  /// A stable name of the kind of error.
  public var id: String {
    switch self {
    case .noRows: "no-rows"
    case .lengthsDiffer: "lengths-differ"
    case .lowerNotFinite: "lower-bound-not-finite"
    case .upperMissing: "upper-bound-missing"
    case .negativeTime: "negative-time"
    case .boundsExchanged: "bounds-exchanged"
    case .intervalWithinTolerance: "interval-within-tolerance"
    case .weights(let error): error.id
    case .weightTooSmall: "weight-too-small"
    case .invalidLevel: "invalid-level"
    case .tooFewReplicates: "too-few-replicates"
    case .tooManyPeople: "too-many-people"
    case .testNeedsFrequencies: "test-needs-frequencies"
    case .invalidTime: "invalid-time"
    }
  }

  /// What is wrong, in one sentence; rows count from 1.
  public var message: String {
    switch self {
    case .noRows: "There is nobody to follow"
    case .lengthsDiffer(let expected, let found):
      "There are \(expected) lower bounds and \(found) upper bounds or weights"
    case .lowerNotFinite(let row): "The lower bound of row \(row + 1) is missing or not finite"
    case .upperMissing(let row): "The upper bound of row \(row + 1) is missing"
    case .negativeTime(let row): "The lower bound of row \(row + 1) is negative"
    case .boundsExchanged(let row): "The upper bound of row \(row + 1) is below its lower bound"
    case .intervalWithinTolerance(let row):
      "The bounds of row \(row + 1) differ by less than the tolerance for ties"
    case .weights(let error): error.message
    case .weightTooSmall(let row):
      "The weight of row \(row + 1) is too small beside the sum of all to be computed with"
    case .invalidLevel(let level): "The confidence level \(level) is not between 0 and 1"
    case .tooFewReplicates(let count): "A bootstrap needs 2 replicates or more, not \(count)"
    case .tooManyPeople(let limit):
      "Frequencies stand for more than \(limit) people, who cannot be drawn one by one"
    case .testNeedsFrequencies:
      "The test counts people and cannot use sampling or matching weights"
    case .invalidTime(let index): "Time \(index + 1) is missing, negative or not finite"
    }
  }

  /// What may be done about it.
  public var help: String? {
    switch self {
    case .upperMissing: "the upper bound of someone still free of the event is infinite"
    case .lowerNotFinite: "the lower bound of someone never seen free of the event is 0"
    case .intervalWithinTolerance: "an exact time has equal bounds"
    case .weights(let error): error.help
    default: nil
    }
  }
}
