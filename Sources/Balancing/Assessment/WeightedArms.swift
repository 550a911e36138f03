/// The arms of a sample with the weights of its patients.
public struct WeightedArms: Sendable {
  /// Which rows are treated.
  public let treated: [Bool]
  /// The weight of each row.
  public let weights: [Double]
  /// The treated with a weight above zero.
  let treatedRows: [Int32]
  /// The controls with a weight above zero.
  let controlRows: [Int32]

  /// Arms with weights.
  ///
  /// - Parameters:
  ///   - treated: Which rows are treated.
  ///   - weights: The weight of each row; one each where `nil`.
  /// - Throws: Weights of another number or that are none; an arm with nobody.
  /// - Complexity: O(n).
  public init(treated: [Bool], weights: [Double]? = nil) throws(BalanceError) {
    let weights = weights ?? [Double](repeating: 1, count: treated.count)
    guard weights.count == treated.count else {
      throw .lengthsDiffer(column: "weights", expected: treated.count, found: weights.count)
    }
    var bad: [Int] = []
    for row in weights.indices where !(weights[row] >= 0 && weights[row].isFinite) {
      bad.append(row)
    }
    guard bad.isEmpty else { throw .weightNotAllowed(rows: bad) }
    for arm in [true, false] where !treated.contains(arm) { throw .emptyArm(treated: arm) }
    var (ones, zeros): ([Int32], [Int32]) = ([], [])
    for row in weights.indices where weights[row] > 0 {
      if treated[row] {
        ones.append(Int32(truncatingIfNeeded: row))
      } else {
        zeros.append(Int32(truncatingIfNeeded: row))
      }
    }
    self.treated = treated
    self.weights = weights
    treatedRows = ones
    controlRows = zeros
  }

  /// Whether somebody with a weight is in each arm.
  public var hasBoth: Bool { !treatedRows.isEmpty && !controlRows.isEmpty }

  /// The rows of an arm with a weight above zero.
  func rows(ofTreated arm: Bool) -> [Int32] { arm ? treatedRows : controlRows }

  /// All rows with a weight above zero, ascending.
  var everyone: [Int32] {
    var rows: [Int32] = []
    rows.reserveCapacity(treatedRows.count + controlRows.count)
    for row in weights.indices where weights[row] > 0 {
      rows.append(Int32(truncatingIfNeeded: row))
    }
    return rows
  }

  /// The arms of some rows.
  ///
  /// - Parameter rows: the rows, ascending.
  /// - Returns: their arms and weights.
  /// - Throws: An arm that none of them is in.
  public func selecting(_ rows: [Int]) throws(BalanceError) -> WeightedArms {
    try WeightedArms(treated: rows.map { treated[$0] }, weights: rows.map { weights[$0] })
  }
}
