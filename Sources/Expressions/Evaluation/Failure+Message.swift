internal import Diagnostics

extension Failure {
  /// The failure in words; rows are counted from 1.
  func diagnostic(
    rows: Int, firstRow: Int, of table: String? = nil, at place: Place?
  ) -> Diagnostic {
    let owner = table.map { " of '\($0)'" } ?? ""
    let extent =
      rows == 1
      ? "row \(firstRow + 1)\(owner)" : "\(rows) rows\(owner), first in row \(firstRow + 1)"
    return Diagnostic(
      id, severity: .warning, "\(cause) in \(extent); the value is missing there", at: place)
  }

  private var id: String {
    switch self {
    case .divisionByZero: "division-by-zero"
    case .logarithm: "logarithm-of-nonpositive"
    case .root: "root-of-negative"
    case .power: "power-undefined"
    case .tooLarge: "number-too-large"
    case .dateOutOfRange: "date-out-of-range"
    }
  }

  private var cause: String {
    switch self {
    case .divisionByZero: "a division by 0"
    case .logarithm: "a logarithm of a number that is not above 0"
    case .root: "a square root of a negative number"
    case .power: "a negative number to a power that is not whole"
    case .tooLarge: "a number too large to hold"
    case .dateOutOfRange: "a date outside the years 1 to 9999"
    }
  }
}
