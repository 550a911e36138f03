internal import LinearAlgebra

/// The numbers of a covariate in ascending order; missing ones are left out.
///
/// The order does not depend on weights, so it is found once for every design.
struct OrderedValues: Sendable {
  let rows: [Int32]
  let values: [Double]

  /// - Complexity: O(n).
  init(_ numbers: [Double]) { self.init(rows: AscendingOrder(numbers).rows, of: numbers) }

  private init(rows: [Int32], of numbers: [Double]) {
    self.rows = rows
    values = rows.map { numbers[Int($0)] }
  }

  /// The order of some rows, renumbered: each by its new number, −1 for those left out.
  func selecting(_ numbers: [Int32]) -> OrderedValues {
    var (rows, values): ([Int32], [Double]) = ([], [])
    for place in self.rows.indices {
      let number = numbers[Int(self.rows[place])]
      if number < 0 { continue }
      rows.append(number)
      values.append(self.values[place])
    }
    return OrderedValues(rows: rows, values: values)
  }

  private init(rows: [Int32], values: [Double]) {
    self.rows = rows
    self.values = values
  }
}

/// Ordered numbers with the arms and weights of their patients, in that order.
struct OrderedArms: Sendable {
  private let ordered: OrderedValues
  private let weights: [Double]
  private let isTreated: [Bool]

  init(_ ordered: OrderedValues, _ arms: WeightedArms) {
    self.ordered = ordered
    weights = ordered.rows.map { arms.weights[Int($0)] }
    isTreated = ordered.rows.map { arms.treated[Int($0)] }
  }

  /// How far the weighted distribution functions of the arms lie apart, read after each value;
  /// `nil` where an arm has no weight.
  ///
  /// - Complexity: O(n).
  var gap: DistributionGap? {
    let (weights, isTreated) = (weights.span, isTreated.span)
    let values = ordered.values.span
    var total = 0.0
    var referenceTotal = 0.0
    for place in weights.indices {
      let own = isTreated[place] ? weights[place] : 0
      total += own
      referenceTotal += weights[place] - own
    }
    guard total > 0, referenceTotal > 0 else { return nil }
    var sum = 0.0
    var referenceSum = 0.0
    var largest = 0.0
    var distances = 0.0
    var distinct = 0
    let last = values.count - 1
    for place in weights.indices {
      let own = isTreated[place] ? weights[place] : 0
      sum += own
      referenceSum += weights[place] - own
      if place < last, values[place + 1] == values[place] { continue }
      let distance = abs(sum / total - referenceSum / referenceTotal)
      distinct += 1
      distances += distance
      if distance > largest { largest = distance }
    }
    return DistributionGap(largest: largest, mean: distances / Double(distinct))
  }

  /// The distribution in an arm.
  ///
  /// - Parameters:
  ///   - arm: whether of the treated.
  ///   - used: how many patients of the arm have a weight.
  /// - Returns: the summary; `nil` where none of them has a value.
  /// - Complexity: O(n).
  func summary(ofTreated arm: Bool, used: Int) -> CovariateSummary? {
    var values = [Double](repeating: 0, count: used + 1)
    var own = values
    let count = gather(ofTreated: arm, into: &values, &own)
    values.removeLast(used + 1 - count)
    own.removeLast(used + 1 - count)
    return CovariateSummary(ascending: values, weights: own, missing: used - values.count)
  }

  /// Writes the values and weights of an arm's patients with a weight one behind the other; the
  /// place behind the last is written too, so that no step depends on a comparison.
  private func gather(
    ofTreated arm: Bool, into values: inout [Double], _ own: inout [Double]
  ) -> Int {
    let (weights, isTreated, all) = (weights.span, isTreated.span, ordered.values.span)
    var values = values.mutableSpan
    var own = own.mutableSpan
    var count = 0
    for place in weights.indices {
      let weight = weights[place]
      values[count] = all[place]
      own[count] = weight
      let isOwn = (isTreated[place] == arm ? weight : 0) > 0
      count += isOwn ? 1 : 0
    }
    return count
  }
}

/// How far two weighted distribution functions lie apart.
struct DistributionGap: Sendable {
  let largest: Double
  let mean: Double
}
