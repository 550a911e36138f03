/// What one column of a design matrix stands for.
public struct DesignColumn: Sendable, Hashable, Codable {
  /// The term in its standard spelling, such as `size`, `rcs(nodes, 4)` or `age:meno`.
  public let term: String
  /// The level of a category, or the number of a column of a spline.
  ///
  /// `nil` where the term has one column. In an interaction the levels of its factors are joined by
  /// `:`.
  public let level: String?

  /// A column of a term.
  public init(term: String, level: String? = nil) {
    self.term = term
    self.level = level
  }

  /// The term of the column of ones.
  public static let intercept = DesignColumn(term: "(Intercept)")

  /// Term and level as one name.
  public var name: String { level.map { "\(term) \($0)" } ?? term }
}

/// How many values of a column are missing.
public struct MissingCount: Sendable, Hashable, Codable {
  /// The column of the table.
  public let column: String
  /// How many of its values are missing.
  public let count: Int

  /// A column with the number of its missing values.
  public init(column: String, count: Int) {
    self.column = column
    self.count = count
  }
}
