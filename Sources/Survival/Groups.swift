/// The groups that are compared, numbered from 0.
public struct Groups: Sendable, Equatable {
  /// The group of each row.
  public let codes: [Int]
  /// How many groups there are; some may be empty.
  public let count: Int

  /// The groups of the rows.
  ///
  /// - Throws: `.groupOutOfRange` for the first code outside `0..<count`.
  public init(_ codes: [Int], count: Int) throws(SurvivalError) {
    for row in 0..<codes.count where codes[row] < 0 || codes[row] >= count {
      throw .groupOutOfRange(row: row, groups: count)
    }
    self.codes = codes
    self.count = count
  }
}
