/// A lower and an upper bound, both inside.
public struct WeightRange: Sendable, Equatable {
  /// The lower bound.
  public var low: Double
  /// The upper bound.
  public var high: Double

  /// A range.
  public init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

extension PropensityWeights {
  /// The choices of propensity-score weights.
  public struct Options: Sendable, Equatable {
    /// The population that the weighted arms stand for.
    public var estimand: Estimand
    /// Whether each weight is multiplied by the share of its own arm.
    public var stabilize: Bool
    /// The quantiles of the weights, from 0 to 1, beyond which they are cut back.
    public var truncate: WeightRange?
    /// The probabilities outside which patients are dropped.
    public var trim: WeightRange?

    /// Choices; by default plain ATE weights.
    public init(
      estimand: Estimand = .ate, stabilize: Bool = false, truncate: WeightRange? = nil,
      trim: WeightRange? = nil
    ) {
      self.estimand = estimand
      self.stabilize = stabilize
      self.truncate = truncate
      self.trim = trim
    }
  }
}

extension PropensityWeights.Options {
  func validate() throws(WeightingError) {
    for (name, range) in [("truncate", truncate), ("trim", trim)] {
      guard let range else { continue }
      guard range.low >= 0, range.high <= 1, range.low < range.high else {
        throw .rangeNotAllowed(option: name, range)
      }
    }
  }

  func truncationLimits(
    _ weights: [Double], _ treated: [Bool], _ isKept: [Bool]
  ) -> WeightRange? {
    guard let truncate else { return nil }
    var varying: [Double] = []
    for i in weights.indices where isKept[i] && estimand.varies(inTreated: treated[i]) {
      varying.append(weights[i])
    }
    varying.sort()
    guard let low = Quantile.linear(varying, truncate.low),
      let high = Quantile.linear(varying, truncate.high)
    else { return nil }
    return WeightRange(low, high)
  }
}

extension Estimand {
  /// Whether an arm's weights vary; those of the focal arm of ATT and ATC do not.
  func varies(inTreated isTreated: Bool) -> Bool {
    switch self {
    case .ate, .ato, .atm: true
    case .att: !isTreated
    case .atc: isTreated
    }
  }
}
