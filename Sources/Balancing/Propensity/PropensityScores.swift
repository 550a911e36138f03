internal import LinearAlgebra

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The probability of treatment of each patient, with who was treated.
public struct PropensityScores: Sendable {
  /// The probability of treatment of each row.
  public let probability: [Double]
  /// The log odds of treatment of each row.
  public let linearPredictor: [Double]
  /// Which rows are treated.
  public let treated: [Bool]
  /// The number of treated.
  public let treatedCount: Int

  /// Scores from a fitted model.
  ///
  /// - Parameters:
  ///   - probability: The probability of treatment of each row.
  ///   - linearPredictor: Its logit where the model has it; else it is computed, and then no
  ///     probability may be 0 or 1.
  ///   - treated: Which rows are treated.
  /// - Throws: Rows with missing, impossible or infinite scores; an empty arm.
  public init(
    probability: [Double], linearPredictor: [Double]? = nil, treated: [Bool]
  ) throws(PropensityError) {
    for found in [probability.count, linearPredictor?.count] {
      guard let found, found != treated.count else { continue }
      throw .lengthsDiffer(expected: treated.count, found: found)
    }
    let impossible = probability.indices.filter { !(probability[$0] >= 0 && probability[$0] <= 1) }
    guard impossible.isEmpty else { throw .probabilityNotAllowed(rows: impossible) }
    let logits = linearPredictor ?? probability.map { log($0) - log1p(-$0) }
    let infinite = logits.indices.filter { !logits[$0].isFinite }
    guard infinite.isEmpty else { throw .logitNotFinite(rows: infinite) }
    for arm in [true, false] where !treated.contains(arm) { throw .emptyArm(treated: arm) }
    self.probability = probability
    self.linearPredictor = logits
    self.treated = treated
    var count = 0
    for isTreated in treated where isTreated { count += 1 }
    treatedCount = count
  }

  /// The share of the treated.
  public var prevalence: Double { Double(treatedCount) / Double(treated.count) }

  /// The probability that a treated patient has a higher score than a control, equal ones counting
  /// one half: the area under the ROC curve.
  ///
  /// It tells how well the arms can be told apart, not how good the model is: 0.5 is a random
  /// allocation, 1 has no overlap.
  /// - Complexity: O(n).
  public var cStatistic: Double {
    let order = AscendingOrder(probability).rows.map(Int.init)
    var halves = 0
    var below = 0
    var start = 0
    while start < order.count {
      var (ones, zeros) = (0, 0)
      var end = start
      while end < order.count, probability[order[end]] == probability[order[start]] {
        if treated[order[end]] { ones += 1 } else { zeros += 1 }
        end += 1
      }
      halves += ones * (2 * below + zeros)
      below += zeros
      start = end
    }
    return Double(halves) / (2 * Double(treatedCount) * Double(treated.count - treatedCount))
  }
}
