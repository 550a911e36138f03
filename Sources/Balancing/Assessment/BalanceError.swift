/// Why balance cannot be judged.
public enum BalanceError: Error, Equatable, Sendable {
  /// A column has another number of rows than the arms.
  case lengthsDiffer(column: String, expected: Int, found: Int)
  /// Nobody is in an arm.
  case emptyArm(treated: Bool)
  /// A weight is negative, infinite or missing in these rows.
  case weightNotAllowed(rows: [Int])
  /// A value is infinite in these rows.
  case valueNotFinite(column: String, rows: [Int])
  /// A code has no level in these rows.
  case unknownLevel(column: String, rows: [Int])
}

extension BalanceError {
  /// The stable name of the fault.
  public var id: String {
    switch self {
    case .lengthsDiffer: "balance-lengths-differ"
    case .emptyArm: "balance-empty-arm"
    case .weightNotAllowed: "balance-weight"
    case .valueNotFinite: "balance-infinite-value"
    case .unknownLevel: "balance-unknown-level"
    }
  }

  /// The fault in words.
  public var message: String {
    switch self {
    case .lengthsDiffer(let column, let expected, let found):
      "'\(column)' has \(found) rows where the arms have \(expected)"
    case .emptyArm(let treated):
      "there is nobody in the \(treated ? "treated" : "control") arm to compare"
    case .weightNotAllowed(let rows):
      "a weight is negative, infinite or missing in \(RowList(rows))"
    case .valueNotFinite(let column, let rows): "'\(column)' is infinite in \(RowList(rows))"
    case .unknownLevel(let column, let rows):
      "'\(column)' has a value outside its levels in \(RowList(rows))"
    }
  }
}
