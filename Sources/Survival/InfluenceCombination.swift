/// Numbers of arms whose influence functions are known, and their differences and ratios.
struct InfluenceCombination: Sendable {
  /// A number with the influence of each row, or why there is none.
  enum Found {
    case value(Double, [Double])
    case absent(NotEstimable)
  }

  private let level: Double
  private let cluster: [Int]?
  private let copies: [Double]?

  /// The sums of squares that fit the data.
  init(_ data: SurvivalData, level: Double) {
    self.level = level
    cluster = data.cluster
    copies = data.countsCopies ? data.weights?.values : nil
  }

  /// A survival, cut to 0 to 1, with limits on the scale of log(−log S).
  func survival(_ found: Found) -> SurvivalEstimate {
    guard case .value(let value, let influence) = found else { return absence(found) }
    let (s, error) = (min(max(value, 0), 1), standardError(influence))
    let limits = Band(.logLog, level: level).limits(s, logStandardError: s > 0 ? error / s : 0)
    return SurvivalEstimate(
      s, standardError: error, lower: limits.lower, upper: limits.upper, reason: limits.reason)
  }

  /// A mean, with symmetric limits and no test.
  func mean(_ found: Found) -> SurvivalEstimate {
    guard case .value(let value, let influence) = found else { return absence(found) }
    var result = SurvivalEstimate.normal(value, standardError(influence), level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  /// The first less the second.
  func difference(_ first: Found, _ second: Found) -> SurvivalEstimate {
    guard case .value(let a, let u) = first else { return absence(first) }
    guard case .value(let b, let v) = second else { return absence(second) }
    return .normal(a - b, standardError(u.indices.map { u[$0] - v[$0] }), level: level)
  }

  /// The first over the second; the standard error is that of the logarithm.
  func ratio(_ first: Found, _ second: Found) -> SurvivalEstimate {
    guard case .value(let a, let u) = first else { return absence(first) }
    guard case .value(let b, let v) = second else { return absence(second) }
    guard a > 0, b > 0 else { return SurvivalEstimate(reason: .survivalIsZero) }
    let error = standardError(u.indices.map { u[$0] / a - v[$0] / b })
    return SurvivalEstimate.normal(logarithm(a / b), error, level: level).exponentiated
  }

  private func absence(_ found: Found) -> SurvivalEstimate {
    guard case .absent(let reason) = found else { return SurvivalEstimate(reason: .invalidTime) }
    return SurvivalEstimate(reason: reason)
  }

  private func standardError(_ influence: [Double]) -> Double {
    InfluenceSum.standardError(influence, cluster: cluster, copies: copies)
  }
}
