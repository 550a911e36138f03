public import Vocabulary

/// Whose standard deviation a difference of means is divided by.
public enum BalanceDenominator: String, Word {
  /// That of the treated.
  case treated
  /// That of the controls.
  case control
  /// The root of the mean of both arms' variances.
  case pooled
  /// That of all patients together.
  case all
  /// That of all patients together under the weights of the design.
  case weighted

  /// What the word means.
  public var summary: String {
    switch self {
    case .treated: "standard deviation of the treated before matching or weighting"
    case .control: "standard deviation of the controls before matching or weighting"
    case .pooled: "root of the mean of both arms' variances before matching or weighting"
    case .all: "standard deviation of all patients before matching or weighting"
    case .weighted: "standard deviation of all patients under the weights"
    }
  }

  /// The one that goes with an estimand: treated for the ATT, control for the ATC, pooled for the
  /// ATE, weighted for ATO and ATM.
  public static func standard(for estimand: Estimand) -> BalanceDenominator {
    switch estimand {
    case .att: .treated
    case .atc: .control
    case .ate: .pooled
    case .ato, .atm: .weighted
    }
  }
}

/// How differences of proportions are told.
public enum BinaryStandardization: String, Word {
  /// Divided by a standard deviation, as other differences are.
  case standardized
  /// As they are.
  case raw

  /// What the word means.
  public var summary: String {
    switch self {
    case .standardized: "differences of proportions are divided by a standard deviation"
    case .raw: "differences of proportions are left as they are"
    }
  }
}

extension BalanceTable {
  /// The choices of a balance table.
  public struct Options: Sendable, Equatable {
    /// Whose standard deviation is used, before and after alike.
    public var denominator: BalanceDenominator
    /// How differences of proportions are told.
    public var binary: BinaryStandardization

    /// Choices; by default standardized by the treated.
    public init(
      denominator: BalanceDenominator = .treated, binary: BinaryStandardization = .standardized
    ) {
      self.denominator = denominator
      self.binary = binary
    }
  }
}
