public import Diagnostics

extension RegressionFinding {
  /// The finding in words.
  public var message: String {
    switch self {
    case .aliased(let column):
      "'\(column.name)' is a combination of the terms before it and gets no coefficient"
    case .separated(let separation):
      "the groups are told apart without error\(separation.kind.phrase) by "
        + separation.columns.map { "'\($0.column.name)'" }.joined(separator: ", ")
        + ", so that the model has no finite estimate"
    case .illConditioned(let conditionNumber):
      "the terms are so nearly dependent (condition number \(Self.rounded(conditionNumber)))"
        + " that the estimates may be wrong in digits that look right"
    case .notConverged(let iterations):
      "the fit did not converge in \(iterations) steps"
    }
  }

  /// What to do.
  public var help: String? {
    switch self {
    case .aliased: "leave it out, or one of those that it follows from"
    case .separated: "merge levels, leave the term out, or choose the model firth"
    case .illConditioned:
      "centre or rescale the columns concerned, use poly(x, k) for powers, or leave one out"
    case .notConverged: "look for separated or nearly dependent terms"
    }
  }

  /// The finding as a diagnostic: an error where there are no estimates, else a warning.
  public func diagnostic(at place: Place?) -> Diagnostic {
    let severity: Diagnostic.Severity =
      switch self {
      case .aliased, .illConditioned: .warning
      case .separated, .notConverged: .error
      }
    return Diagnostic(id, severity: severity, message, at: place, help: help)
  }

  private static func rounded(_ value: Double) -> String {
    guard value.isFinite, value >= 1 else { return String(value) }
    var (mantissa, exponent) = (value, 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    return exponent < 4 ? String(Int(value.rounded())) : "\(Int(mantissa.rounded()))e\(exponent)"
  }
}

extension Separation.Kind {
  fileprivate var phrase: String {
    switch self {
    case .complete: ""
    case .quasiComplete: ", for some rows,"
    }
  }
}
