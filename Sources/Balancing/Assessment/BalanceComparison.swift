/// The arms before and after on one row of a balance table.
struct BalanceComparison {
  let isBinary: Bool
  /// How many patients have a value.
  let present: Int
  let before: ArmPair
  let after: ArmPair
  /// Both arms together, where the denominator is theirs.
  let everyone: ArmMoments?
  let gapBefore: DistributionGap?
  let gapAfter: DistributionGap?

  /// √ε of double precision, below which a difference or deviation counts as none.
  private static let negligible = Double.ulpOfOne.squareRoot()

  /// The row of the table.
  func row(
    _ name: String, level: String?, _ role: BalanceCovariate.Role, missing: Int,
    _ options: BalanceTable.Options
  ) -> BalanceRow {
    let denominator = denominator(options.denominator)
    let divisor = isBinary && options.binary == .raw ? 1 : denominator
    return BalanceRow(
      covariate: name, level: level, role: role, isBinary: isBinary, missing: missing,
      denominator: denominator, before: contrast(before, divisor, gapBefore),
      after: contrast(after, divisor, gapAfter))
  }

  /// The standard deviation that differences are divided by; `nil` where nothing varies.
  private func denominator(_ denominator: BalanceDenominator) -> Double? {
    let variance: Double? =
      switch denominator {
      case .treated: before.treated?.variance
      case .control: before.control?.variance
      case .pooled:
        before.treated?.variance.flatMap { one in
          before.control?.variance.map { (one + $0) / 2 }
        }
      case .all, .weighted: everyone?.variance
      }
    if let deviation = variance?.squareRoot(), deviation >= Self.negligible { return deviation }
    guard let within = varianceWithinArms else { return nil }
    let deviation = within.squareRoot()
    return deviation >= Self.negligible ? deviation : nil
  }

  /// The mean squared deviation from the own arm's mean: with denominator n for binary covariates,
  /// else n − 2.
  private var varianceWithinArms: Double? {
    guard let one = before.treated, let other = before.control else { return nil }
    let freedom = present - (isBinary ? 0 : 2)
    return freedom > 0 ? (one.squares + other.squares) / Double(freedom) : nil
  }

  private func contrast(
    _ arms: ArmPair, _ divisor: Double?, _ gap: DistributionGap?
  ) -> BalanceContrast {
    var result = BalanceContrast(mean: arms.treated?.mean, referenceMean: arms.control?.mean)
    guard let one = arms.treated, let other = arms.control else {
      let reason: UndefinedBalance = arms.treated == nil ? .noTreated : .noControl
      for statistic in BalanceStatistic.allCases { result.undefined[statistic] = reason }
      return result
    }
    let difference = one.mean - other.mean
    if abs(difference) <= Self.negligible {
      result.standardizedMeanDifference = difference
    } else if let divisor {
      result.standardizedMeanDifference = difference / divisor
    } else {
      result.undefined[.standardizedMeanDifference] = .noVariation
    }
    if isBinary {
      result.kolmogorovSmirnov = abs(difference)
      result.meanDistributionDistance = abs(difference)
      result.undefined[.varianceRatio] = .binary
      return result
    }
    result.kolmogorovSmirnov = gap?.largest
    result.meanDistributionDistance = gap?.mean
    if let variance = one.variance, let reference = other.variance {
      if reference > 0 {
        result.varianceRatio = variance / reference
      } else {
        result.undefined[.varianceRatio] = .noVariation
      }
    } else {
      result.undefined[.varianceRatio] = .onePatient
    }
    result.dropInfinite()
    return result
  }
}

extension BalanceContrast {
  /// Leaves out what overflowed.
  fileprivate mutating func dropInfinite() {
    if standardizedMeanDifference.map({ !$0.isFinite }) ?? false {
      standardizedMeanDifference = nil
      undefined[.standardizedMeanDifference] = .overflow
    }
    if varianceRatio.map({ !$0.isFinite }) ?? false {
      varianceRatio = nil
      undefined[.varianceRatio] = .overflow
    }
    if mean.map({ !$0.isFinite }) ?? false || referenceMean.map({ !$0.isFinite }) ?? false {
      mean = nil
      referenceMean = nil
      undefined[.mean] = .overflow
    }
  }
}
