/// A column whose balance is judged.
public struct BalanceCovariate: Sendable {
  /// The values of a column.
  public enum Values: Sendable {
    /// Numbers; NaN where missing.
    case numeric([Double])
    /// Codes of levels from 0; a negative code where missing. Every level becomes a row.
    case category(codes: [Int], levels: [String])
  }

  /// What a column is to the design.
  public enum Role: String, Sendable, CaseIterable, Codable {
    /// A covariate of the propensity model.
    case model
    /// A covariate outside the model that is watched.
    case also
    /// The propensity score; it does not count as an imbalance.
    case score
  }

  /// The name.
  public let name: String
  /// The values, one a row.
  public let values: Values
  /// What it is to the design.
  public let role: Role

  /// A column with its name.
  public init(_ name: String, _ values: Values, role: Role = .model) {
    self.name = name
    self.values = values
    self.role = role
  }
}
