/// What a careful reader should know about a model that was fitted.
public enum RegressionFinding: Sendable, Equatable {
  /// A column that is a combination of those before it, and so has no coefficient.
  case aliased(DesignColumn)
  /// Some coefficients have no finite estimate.
  case separated(Separation)
  /// The estimates may be wrong in digits that look right.
  case illConditioned(conditionNumber: Double)
  /// The iteration was given up.
  case notConverged(iterations: Int)

  /// A stable name in kebab case.
  public var id: String {
    switch self {
    case .aliased: "aliased"
    case .separated: "separation"
    case .illConditioned: "ill-conditioned"
    case .notConverged: "not-converged"
    }
  }
}
