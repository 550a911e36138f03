public import Cohorts

/// A number about an outcome that is a value of each patient.
public enum ValueMeasure: String, Sendable, CaseIterable {
  /// The mean by arm.
  case mean
  /// The difference of means.
  case meanDifference
  /// The share by arm.
  case risk
  /// The difference of shares.
  case riskDifference
  /// The ratio of shares.
  case riskRatio
  /// The ratio of odds.
  case oddsRatio
  /// The rate by arm.
  case rate
  /// The difference of rates.
  case rateDifference
  /// The ratio of rates.
  case rateRatio

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .mean: "the mean of each arm (continuous)"
    case .meanDifference: "the difference of the means (continuous)"
    case .risk: "the share of each arm of whom it is so (binary)"
    case .riskDifference: "the difference of the shares (binary)"
    case .riskRatio: "the ratio of the shares (binary)"
    case .oddsRatio: "the ratio of their odds, marginal over covariates (binary)"
    case .rate: "the rate of each arm, or the mean count without exposure (count)"
    case .rateDifference: "the difference of the rates (count)"
    case .rateRatio: "the ratio of the rates (count)"
    }
  }

  /// The kind of values it is about.
  public var kind: ValueKind {
    switch self {
    case .mean, .meanDifference: .continuous
    case .risk, .riskDifference, .riskRatio, .oddsRatio: .binary
    case .rate, .rateDifference, .rateRatio: .count
    }
  }

  /// Whether it compares the arms.
  public var isContrast: Bool { ![.mean, .risk, .rate].contains(self) }

  var effect: EffectMeasure {
    switch self {
    case .mean: .mean
    case .meanDifference: .meanDifference
    case .risk: .risk
    case .riskDifference: .riskDifference
    case .riskRatio: .riskRatio
    case .oddsRatio: .oddsRatio
    case .rate: .rate
    case .rateDifference: .rateDifference
    case .rateRatio: .rateRatio
    }
  }
}
