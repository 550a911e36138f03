private import Distributions

/// One coefficient of a regression.
public struct Coefficient: Sendable, Equatable {
  /// Why there is no estimate.
  public enum Absence: String, Sendable, Codable {
    /// The column is a combination of those before it.
    case aliased
    /// The estimate of maximum likelihood is infinite.
    case separated
    /// The estimate is too large for a Double, as where a column's values are all next to zero.
    case outOfRange
  }

  /// The term in its standard spelling.
  public let term: String
  /// The level, where the term has several columns.
  public let level: String?
  /// The estimate, on the scale of the linear predictor per unit of the column.
  public let estimate: Double?
  /// The standard error of the estimate.
  public let standardError: Double?
  /// Why there is no estimate; `nil` where there is one.
  public let absence: Absence?

  init(_ column: DesignColumn, estimate: Double, standardError: Double?) {
    (term, level) = (column.term, column.level)
    self.estimate = estimate.isFinite ? estimate : nil
    self.standardError = standardError.flatMap { $0.isFinite && estimate.isFinite ? $0 : nil }
    absence = estimate.isFinite ? nil : .outOfRange
  }

  init(_ column: DesignColumn, absence: Absence) {
    (term, level) = (column.term, column.level)
    (estimate, standardError) = (nil, nil)
    self.absence = absence
  }

  /// The estimate over its standard error (Wald).
  public var z: Double? {
    guard let estimate, let standardError, standardError > 0 else { return nil }
    return estimate / standardError
  }

  /// The two-sided p-value of ``z``.
  public var p: Double? { z.map(Normal.twoSidedTail) }
}
