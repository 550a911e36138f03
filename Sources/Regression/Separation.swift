/// That some combination of columns tells the two values of an outcome apart without error, so that
/// the likelihood rises for ever in its direction ([Albert & Anderson 1984]).
///
/// [Albert & Anderson 1984]: https://doi.org/10.1093/biomet/71.1.1
public struct Separation: Sendable, Equatable {
  /// How far the outcome is told apart.
  public enum Kind: String, Sendable, Codable {
    /// In every row.
    case complete
    /// In some rows, while the others lie on the border.
    case quasiComplete
  }

  /// A column whose coefficient goes to infinity.
  public struct Direction: Sendable, Equatable {
    /// The column.
    public let column: DesignColumn
    /// Whether its coefficient goes to +∞, and not to −∞.
    public let isPositive: Bool

    /// A column with the sign of its infinite coefficient.
    public init(_ column: DesignColumn, isPositive: Bool) {
      self.column = column
      self.isPositive = isPositive
    }
  }

  /// How far the outcome is told apart.
  public let kind: Kind
  /// The columns responsible: each that separates by itself (beside the intercept), or else a set
  /// that separates together and of which none can be spared.
  public let columns: [Direction]
  /// The number of rows that are told apart.
  public let separatedRows: Int
}
