/// Why propensity scores cannot be used.
public enum PropensityError: Error, Equatable, Sendable {
  /// The arms have another number of rows than the scores.
  case lengthsDiffer(expected: Int, found: Int)
  /// A probability is missing or outside 0...1 in these rows.
  case probabilityNotAllowed(rows: [Int])
  /// The logit is infinite or missing in these rows.
  case logitNotFinite(rows: [Int])
  /// Nobody is in an arm.
  case emptyArm(treated: Bool)
}

extension PropensityError {
  /// The stable name of the fault.
  public var id: String {
    switch self {
    case .lengthsDiffer: "propensity-lengths-differ"
    case .probabilityNotAllowed: "propensity-probability"
    case .logitNotFinite: "propensity-separation"
    case .emptyArm: "propensity-empty-arm"
    }
  }

  /// The fault in words.
  public var message: String {
    switch self {
    case .lengthsDiffer(let expected, let found):
      "there are \(found) propensity scores where the arms have \(expected) rows"
    case .probabilityNotAllowed(let rows):
      "the propensity score is missing or not from 0 to 1 in \(RowList(rows))"
    case .logitNotFinite(let rows):
      "the propensity score is exactly 0 or 1 in \(RowList(rows)), so its logit is infinite"
    case .emptyArm(let treated):
      "there is nobody in the \(treated ? "treated" : "control") arm"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .logitNotFinite:
      "a covariate tells the arms apart completely; drop it, restrict the cohort, or use Firth"
    default: nil
    }
  }
}
