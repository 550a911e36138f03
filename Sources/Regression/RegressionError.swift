/// Why a regression cannot be fitted at all.
public enum RegressionError: Error, Equatable, Sendable {
  /// There is no row with a positive weight.
  case noRows
  /// Every outcome with a positive weight is the same.
  case oneOutcomeOnly(Double)
  /// An outcome that is neither 0 nor 1; rows count from 0.
  case outcomeNotBinary(row: Int)
  /// A weight that is negative or no finite number.
  case badWeight(row: Int)
  /// An offset that is no finite number.
  case badOffset(row: Int)
  /// A covariate that is no finite number.
  case badCovariate(DesignColumn, row: Int)

  /// A stable name in kebab case.
  public var id: String {
    switch self {
    case .noRows: "no-rows"
    case .oneOutcomeOnly: "one-outcome-only"
    case .outcomeNotBinary: "outcome-not-binary"
    case .badWeight: "bad-weight"
    case .badOffset: "bad-offset"
    case .badCovariate: "undefined-covariate"
    }
  }
}
