extension BinaryResponse {
  /// Checks and takes outcomes, weights and offset.
  init(
    outcome: [Double], weights: [Double]?, offset: [Double]?
  ) throws(RegressionError) {
    precondition(weights.map { $0.count == outcome.count } ?? true)
    precondition(offset.map { $0.count == outcome.count } ?? true)
    let weights = weights ?? [Double](repeating: 1, count: outcome.count)
    var (ones, zeros) = (false, false)
    for i in outcome.indices {
      guard outcome[i] == 0 || outcome[i] == 1 else { throw .outcomeNotBinary(row: i) }
      guard weights[i].isFinite, weights[i] >= 0 else { throw .badWeight(row: i) }
      if let offset, !offset[i].isFinite { throw .badOffset(row: i) }
      if weights[i] > 0 { if outcome[i] == 1 { ones = true } else { zeros = true } }
    }
    guard ones || zeros else { throw .noRows }
    guard ones && zeros else { throw .oneOutcomeOnly(ones ? 1 : 0) }
    self.init(isOne: outcome.map { $0 == 1 }, weights: weights, offset: offset)
  }

  /// The logit of the weighted mean outcome.
  var logitOfMean: Double {
    var (ones, zeros) = (0.0, 0.0)
    for i in isOne.indices { if isOne[i] { ones += weights[i] } else { zeros += weights[i] } }
    return logarithm(ones) - logarithm(zeros)
  }

  /// The weighted mean of the offset.
  var meanOffset: Double {
    guard let offset else { return 0 }
    var (sum, total) = (0.0, 0.0)
    for i in offset.indices {
      sum += weights[i] * offset[i]
      total += weights[i]
    }
    return sum / total
  }
}
