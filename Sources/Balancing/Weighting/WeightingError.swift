/// Why weights do not exist.
public enum WeightingError: Error, Equatable, Sendable {
  /// The arms have another number of rows than the probabilities.
  case lengthsDiffer(expected: Int, found: Int)
  /// The probability is missing, 0, 1 or so near that the weight overflows, in these rows.
  case probabilityNotUsable(rows: [Int])
  /// Nobody is in an arm, perhaps after trimming.
  case emptyArm(treated: Bool)
  /// A range of an option does not lie in 0...1 or is empty.
  case rangeNotAllowed(option: String, WeightRange)
}

extension WeightingError {
  /// The stable name of the fault.
  public var id: String {
    switch self {
    case .lengthsDiffer: "weights-lengths-differ"
    case .probabilityNotUsable: "weights-extreme-probability"
    case .emptyArm: "weights-empty-arm"
    case .rangeNotAllowed: "weights-range"
    }
  }

  /// The fault in words.
  public var message: String {
    switch self {
    case .lengthsDiffer(let expected, let found):
      "there are \(found) propensity scores where the arms have \(expected) rows"
    case .probabilityNotUsable(let rows):
      "the propensity score is missing, 0 or 1 in \(RowList(rows)), so there is no weight"
    case .emptyArm(let treated):
      "nobody is left in the \(treated ? "treated" : "control") arm to weight"
    case .rangeNotAllowed(let option, let range):
      "'\(option)' must be two rising numbers from 0 to 1, not \(range.low) and \(range.high)"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .probabilityNotUsable:
      "a covariate tells the arms apart completely; drop it, restrict the cohort, or set 'trim'"
    case .emptyArm: "widen 'trim'"
    default: nil
    }
  }
}
