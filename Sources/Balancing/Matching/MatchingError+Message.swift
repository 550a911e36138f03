extension MatchingError {
  /// The stable name of the fault.
  public var id: String {
    switch self {
    case .lengthsDiffer: "matching-lengths-differ"
    case .emptyArm: "matching-empty-arm"
    case .scoreNotFinite: "matching-score-missing"
    case .covariateNotFinite: "matching-covariate-missing"
    case .ratioTooSmall: "matching-ratio"
    case .reuseTooSmall: "matching-reuse"
    case .controlsNotInOrder: "matching-controls"
    case .caliperNotAllowed: "matching-caliper"
    case .caliperScaleUndefined: "matching-caliper-scale"
    case .randomOrderNeedsGenerator: "matching-needs-seed"
    case .contractBroken: "matching-contract-broken"
    }
  }

  /// The fault in words.
  public var message: String {
    switch self {
    case .lengthsDiffer(let column, let expected, let found):
      "'\(column)' has \(found) rows where the arms have \(expected)"
    case .emptyArm(let treated):
      "there is nobody in the \(treated ? "treated" : "control") arm to match"
    case .scoreNotFinite(let rows):
      "the score to match on is missing or infinite in \(RowList(rows))"
    case .covariateNotFinite(let column, let rows):
      "'\(column)' has a caliper and is missing in \(RowList(rows))"
    case .ratioTooSmall(let ratio): "'ratio' must be at least 1, not \(ratio)"
    case .reuseTooSmall(let reuse): "'reuse' must be at least 1, not \(reuse)"
    case .controlsNotInOrder(let fewest, let ratio, let most):
      "'ratio' must be between minControls and maxControls, but \(fewest), \(ratio), \(most)"
        + " do not rise"
    case .caliperNotAllowed(let column?, let width):
      "the caliper on '\(column)' must be zero or more, not \(width)"
    case .caliperNotAllowed(nil, let width): "'caliper' must be zero or more, not \(width)"
    case .caliperScaleUndefined(let scale):
      "a caliper on the scale \(scale.rawValue) needs at least two patients in each arm"
    case .randomOrderNeedsGenerator: "the order 'random' needs a seed"
    case .contractBroken(let contract, let row):
      "the matching broke its promise about \(contract.rawValue) at \(RowList([row]))"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .scoreNotFinite: "leave these patients out before matching"
    case .covariateNotFinite: "leave these patients out, or drop the caliper"
    case .controlsNotInOrder: "ratio is the mean number of matches, as in 1, 2, 4"
    case .caliperScaleUndefined: "use caliperScale: raw"
    case .contractBroken: "no result is given; please report this with the study file"
    default: nil
    }
  }
}

/// Rows as they are named to a reader: counted from 1, the first few of many.
struct RowList: CustomStringConvertible {
  let rows: [Int]

  init(_ rows: [Int]) { self.rows = rows }

  var description: String {
    let shown = rows.prefix(5).map { String($0 + 1) }.joined(separator: ", ")
    let more = rows.count > 5 ? " and \(rows.count - 5) more" : ""
    return (rows.count == 1 ? "row " : "rows ") + shown + more
  }
}
