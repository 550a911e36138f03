/// The values present of one covariate with arms and weights, and what balance needs of them.
struct BalanceColumn {
  let values: [Double]
  let treated: [Bool]
  let weights: [Double]
  let missing: Int
  let isBinary: Bool

  /// √ε of double precision, below which a difference or deviation counts as none.
  static let negligible = Double.ulpOfOne.squareRoot()

  init(
    _ all: [Double], _ isPresent: [Bool], _ allTreated: [Bool], _ allWeights: [Double],
    isIndicator: Bool = false
  ) {
    var values: [Double] = []
    var treated: [Bool] = []
    var weights: [Double] = []
    values.reserveCapacity(all.count)
    treated.reserveCapacity(all.count)
    weights.reserveCapacity(all.count)
    for i in all.indices where isPresent[i] {
      values.append(all[i])
      treated.append(allTreated[i])
      weights.append(allWeights[i])
    }
    self.values = values
    self.treated = treated
    self.weights = weights
    missing = all.count - values.count
    isBinary = isIndicator || values.allSatisfy { $0 == 0 || $0 == 1 }
  }

  /// The row of the table.
  func row(
    _ covariate: BalanceCovariate, level: String?, _ options: BalanceTable.Options
  ) -> BalanceRow {
    let ones = [Double](repeating: 1, count: values.count)
    let before = (true: moments(true, ones), false: moments(false, ones))
    let after = (true: moments(true, weights), false: moments(false, weights))
    let denominator = denominator(options.denominator, before)
    let divisor = isBinary && options.binary == .raw ? 1 : denominator
    let gaps = isBinary ? nil : distributions(ones)
    return BalanceRow(
      covariate: covariate.name, level: level, role: covariate.role, isBinary: isBinary,
      missing: missing, denominator: denominator,
      before: contrast(before, divisor, gaps?.before),
      after: contrast(after, divisor, gaps?.after))
  }

  private func contrast(
    _ arms: (true: ArmMoments?, false: ArmMoments?), _ divisor: Double?,
    _ gap: DistributionGap?
  ) -> BalanceContrast {
    var result = BalanceContrast(mean: arms.true?.mean, referenceMean: arms.false?.mean)
    guard let one = arms.true, let other = arms.false else {
      let reason: UndefinedBalance = arms.true == nil ? .noTreated : .noControl
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
