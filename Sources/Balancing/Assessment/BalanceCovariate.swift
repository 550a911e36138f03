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

extension BalanceCovariate {
  /// Checks the values of so many rows.
  func check(_ expected: Int) throws(BalanceError) {
    switch values {
    case .numeric(let values):
      guard values.count == expected else {
        throw .lengthsDiffer(column: name, expected: expected, found: values.count)
      }
      guard values.contains(where: \.isInfinite) else { return }
      throw .valueNotFinite(column: name, rows: values.indices.filter { values[$0].isInfinite })
    case .category(let codes, let levels):
      guard codes.count == expected else {
        throw .lengthsDiffer(column: name, expected: expected, found: codes.count)
      }
      guard codes.contains(where: { $0 >= levels.count }) else { return }
      throw .unknownLevel(
        column: name, rows: codes.indices.filter { codes[$0] >= levels.count })
    }
  }
}
