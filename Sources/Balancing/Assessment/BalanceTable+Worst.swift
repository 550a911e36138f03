extension BalanceTable {
  /// The row farthest from balance.
  public struct Imbalance: Sendable, Equatable {
    /// Where it stands in the table.
    public let row: Int
    /// Its standardized mean difference, with its sign.
    public let standardizedMeanDifference: Double

    /// An imbalance of a row.
    public init(row: Int, standardizedMeanDifference: Double) {
      self.row = row
      self.standardizedMeanDifference = standardizedMeanDifference
    }
  }

  /// The largest standardized mean difference before, in size; the score does not count.
  public var worstImbalanceBefore: Imbalance? { worst(\.before) }

  /// The largest standardized mean difference after, in size; the score does not count, nor do rows
  /// of ``undefinedAfter``.
  public var worstImbalance: Imbalance? { worst(\.after) }

  /// The rows, but for the score, without a standardized mean difference after: whoever asks for
  /// balance cannot have it shown by them.
  public var undefinedAfter: [Int] {
    rows.indices.filter {
      rows[$0].role != .score && rows[$0].after.standardizedMeanDifference == nil
    }
  }

  private func worst(_ side: KeyPath<BalanceRow, BalanceContrast>) -> Imbalance? {
    var found: Imbalance?
    for (index, row) in rows.enumerated() where row.role != .score {
      guard let value = row[keyPath: side].standardizedMeanDifference else { continue }
      if let best = found, abs(best.standardizedMeanDifference) >= abs(value) { continue }
      found = Imbalance(row: index, standardizedMeanDifference: value)
    }
    return found
  }
}
