extension PopulationError {
  /// A stable name of the kind of error.
  public var id: String {
    switch self {
    case .lengthsDiffer: "lengths-differ"
    case .invalidNumber: "invalid-number"
    case .invalidBounds: "invalid-bounds"
    case .tooManyCells: "too-many-cells"
    case .noTimeInCell: "no-time-in-cell"
    case .emptyStandard: "empty-standard"
    case .nothingExpected: "nothing-expected"
    case .countsNeeded: "counts-needed"
    case .invalidLevel: "invalid-level"
    case .hazardsMissing: "hazards-missing"
    case .invalidHazard: "invalid-hazard"
    case .potentialTooShort: "potential-too-short"
    case .hazardTooLarge: "hazard-too-large"
    case .entryNotPossible: "entry-not-possible"
    case .invalidTime: "invalid-time"
    case .potentialNeeded: "potential-needed"
    }
  }

  /// What is wrong, in one sentence; rows, scales and cells count from 1.
  public var message: String {
    switch self {
    case .lengthsDiffer(let column, let expected, let found):
      "There are \(expected) rows or cells and \(found) values of \(column.rawValue)"
    case .invalidNumber(let column, let index):
      "Value \(index + 1) of \(column.rawValue) is missing, not finite or negative"
    case .invalidBounds(let scale):
      "The bounds of time scale \(scale + 1) are not two or more ascending numbers"
    case .tooManyCells(let limit): "The bands of all scales make more than \(limit) cells"
    case .noTimeInCell(let cell):
      "Cell \(cell + 1) has a weight in the standard and no person-time"
    case .emptyStandard: "The standard has no weight above 0"
    case .nothingExpected: "No events were expected, so that those seen have no ratio to them"
    case .countsNeeded: "This needs counts, and the weights are not frequencies"
    case .invalidLevel(let level): "The confidence level \(level) is not between 0 and 1"
    case .hazardsMissing(let expected, let found):
      "The rate table needs \(expected) hazards, one for each age, sex and period, and has \(found)"
    case .invalidHazard(let index):
      "Hazard \(index + 1) of the rate table is missing, negative or not finite"
    case .potentialTooShort(let row):
      "Row \(row + 1) was followed for longer than it could have been"
    case .hazardTooLarge:
      "Hazards of the rate table are so large that hardly anyone of the population would survive"
    case .entryNotPossible:
      "The methods Ederer I and Hakulinen follow everyone from time 0 and know no delayed entry"
    case .invalidTime(let index): "Time \(index + 1) is missing, negative or not finite"
    case .potentialNeeded:
      "Hakulinen's method needs the time up to which each could have been followed"
    }
  }

  /// What may be done about it.
  public var help: String? {
    switch self {
    case .noTimeInCell: "join bands until each has person-time"
    case .tooManyCells: "use wider bands or fewer scales"
    case .hazardTooLarge: "hazards, ages, dates and follow-up must have one unit, usually days"
    case .entryNotPossible: "use ederer2 or poharPerme"
    default: nil
    }
  }
}
