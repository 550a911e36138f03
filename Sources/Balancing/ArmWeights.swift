/// What the weights of one arm amount to.
public struct ArmWeights: Sendable, Equatable {
  /// The number of patients with a weight above zero.
  public let count: Int
  /// The sum of the weights.
  public let sum: Double
  /// The largest weight.
  public let largest: Double
  /// (Σw)² / Σw², the number of equally weighted patients with the same variance of a mean (Kish
  /// 1965); 0 where no weight is above zero.
  public let effectiveSampleSize: Double

  /// Summarizes the weights of the rows of one arm; none may be negative.
  ///
  /// The effective sample size does not depend on the scale of the weights.
  /// - Complexity: O(n).
  public init(_ weights: [Double], treated: [Bool], arm: Bool) {
    var count = 0
    var sum = 0.0
    var largest = 0.0
    for i in weights.indices where treated[i] == arm {
      sum += weights[i]
      if weights[i] > 0 { count += 1 }
      if weights[i] > largest { largest = weights[i] }
    }
    var scaledSum = 0.0
    var squares = 0.0
    for i in weights.indices where treated[i] == arm && weights[i] > 0 {
      let share = weights[i] / largest
      scaledSum += share
      squares += share * share
    }
    self.count = count
    self.sum = sum
    self.largest = largest
    effectiveSampleSize = squares > 0 ? scaledSum * scaledSum / squares : 0
  }
}
