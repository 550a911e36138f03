/// How far two weighted distribution functions lie apart.
struct DistributionGap {
  let largest: Double
  let mean: Double
}

extension BalanceColumn {
  /// The distances of the arms' distribution functions before and after; `nil` where an arm has no
  /// weight.
  ///
  /// - Complexity: O(n log n).
  func distributions(_ ones: [Double]) -> (before: DistributionGap?, after: DistributionGap?) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    return (gap(order, ones), gap(order, weights))
  }

  private func gap(_ order: [Int], _ weights: [Double]) -> DistributionGap? {
    var total = 0.0
    var referenceTotal = 0.0
    for i in order {
      if treated[i] { total += weights[i] } else { referenceTotal += weights[i] }
    }
    guard total > 0, referenceTotal > 0 else { return nil }
    var sum = 0.0
    var referenceSum = 0.0
    var largest = 0.0
    var distances = 0.0
    var distinct = 0
    for (place, i) in order.enumerated() {
      if treated[i] { sum += weights[i] } else { referenceSum += weights[i] }
      if place + 1 < order.count, values[order[place + 1]] == values[i] { continue }
      let distance = abs(sum / total - referenceSum / referenceTotal)
      distinct += 1
      distances += distance
      if distance > largest { largest = distance }
    }
    return DistributionGap(largest: largest, mean: distances / Double(distinct))
  }
}
