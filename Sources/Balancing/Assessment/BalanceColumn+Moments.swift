/// The weighted moments of one arm.
struct ArmMoments {
  let count: Int
  let mean: Double
  /// p(1 − p) of a binary covariate, else Σw(x − m)²/(1 − Σw²); `nil` with one patient.
  let variance: Double?
  /// Σ(x − m)² with weights as they are.
  let squares: Double
}

extension BalanceColumn {
  /// The moments of an arm, or of everybody; `nil` where no weight is above zero.
  func moments(_ arm: Bool?, _ weights: [Double]) -> ArmMoments? {
    var count = 0
    var total = 0.0
    var sum = 0.0
    for i in values.indices where weights[i] > 0 && (arm == nil || treated[i] == arm) {
      count += 1
      total += weights[i]
      sum += weights[i] * values[i]
    }
    guard count > 0 else { return nil }
    let mean = sum / total
    var squares = 0.0
    var weightSquares = 0.0
    for i in values.indices where weights[i] > 0 && (arm == nil || treated[i] == arm) {
      let deviation = values[i] - mean
      squares += weights[i] * deviation * deviation
      weightSquares += weights[i] * weights[i]
    }
    let spread = total - weightSquares / total
    let variance: Double? =
      isBinary ? max(mean * (1 - mean), 0) : count > 1 && spread > 0 ? squares / spread : nil
    return ArmMoments(count: count, mean: mean, variance: variance, squares: squares)
  }

  /// The standard deviation that differences are divided by; `nil` where nothing varies.
  func denominator(
    _ denominator: BalanceDenominator, _ before: (true: ArmMoments?, false: ArmMoments?)
  ) -> Double? {
    let variance: Double?
    switch denominator {
    case .treated: variance = before.true?.variance
    case .control: variance = before.false?.variance
    case .pooled:
      variance = before.true?.variance.flatMap { one in
        before.false?.variance.map { (one + $0) / 2 }
      }
    case .all: variance = moments(nil, [Double](repeating: 1, count: values.count))?.variance
    case .weighted: variance = moments(nil, weights)?.variance
    }
    if let deviation = variance?.squareRoot(), deviation >= Self.negligible { return deviation }
    guard let within = varianceWithinArms(before) else { return nil }
    let deviation = within.squareRoot()
    return deviation >= Self.negligible ? deviation : nil
  }

  /// The mean squared deviation from the own arm's mean: with denominator n for binary covariates,
  /// else n − 2.
  private func varianceWithinArms(_ before: (true: ArmMoments?, false: ArmMoments?)) -> Double? {
    guard let one = before.true, let other = before.false else { return nil }
    let freedom = values.count - (isBinary ? 0 : 2)
    return freedom > 0 ? (one.squares + other.squares) / Double(freedom) : nil
  }
}
