/// The balance of one covariate, or of one level of a category.
public struct BalanceRow: Sendable, Equatable {
  /// The name of the covariate.
  public let covariate: String
  /// The level, if the covariate is a category.
  public let level: String?
  /// What the covariate is to the design.
  public let role: BalanceCovariate.Role
  /// Whether all values are 0 or 1.
  public let isBinary: Bool
  /// The number of patients left out because the value is missing.
  public let missing: Int
  /// The standard deviation that differences are divided by; `nil` where there is none to divide by.
  public let denominator: Double?
  /// All patients, each counting one.
  public let before: BalanceContrast
  /// The patients with their weights.
  public let after: BalanceContrast
}

/// Treated against controls on one covariate.
public struct BalanceContrast: Sendable, Equatable {
  /// The mean, or proportion, of the treated.
  public internal(set) var mean: Double?
  /// The mean, or proportion, of the controls.
  public internal(set) var referenceMean: Double?
  /// The difference of the means over the standard deviation.
  public internal(set) var standardizedMeanDifference: Double?
  /// The variance of the treated over that of the controls; not for binary covariates.
  public internal(set) var varianceRatio: Double?
  /// The largest distance between the distribution functions (Kolmogorov–Smirnov).
  public internal(set) var kolmogorovSmirnov: Double?
  /// The mean distance between the distribution functions over the values that occur.
  public internal(set) var meanDistributionDistance: Double?
  /// Why statistics are `nil`.
  public internal(set) var undefined: [BalanceStatistic: UndefinedBalance] = [:]
}

/// What a balance table tells.
public enum BalanceStatistic: String, Sendable, CaseIterable, Codable {
  /// The means and what compares them.
  case mean
  /// The standardized difference of means.
  case standardizedMeanDifference
  /// The ratio of variances.
  case varianceRatio
  /// The distances between distribution functions.
  case distribution
}

/// Why a statistic of balance does not exist.
public enum UndefinedBalance: String, Sendable, CaseIterable, Codable {
  /// Variances of 0/1 covariates say nothing beyond the means.
  case binary
  /// Nobody with a weight and a value is in the treated arm.
  case noTreated
  /// Nobody with a weight and a value is in the control arm.
  case noControl
  /// An arm has a single patient with a weight and a value.
  case onePatient
  /// The values do not vary where the statistic needs them to.
  case noVariation
  /// The values are too large to be added up.
  case overflow
}
