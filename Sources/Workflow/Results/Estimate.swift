/// One number that was asked for, with its uncertainty, or why there is none.
public struct Estimate: Codable, Sendable, Equatable {
  /// Whether the number exists.
  public enum Status: String, Codable, Sendable {
    /// It does.
    case estimated
    /// A quantile that the curve does not reach.
    case notReached
    /// It cannot be estimated; the reason says why.
    case notEstimable
    /// A gate withheld it; the reason says which.
    case withheld
  }

  /// The outcome.
  public var outcome: String
  /// The event, where an outcome has several; the state, or the way between two, of states over time.
  @Nullable public var event: String?
  /// The design; `null` for the crude comparison.
  @Nullable public var design: String?
  /// The subgroup as `column=level`; `null` for everyone.
  @Nullable public var subgroup: String?
  /// The arm, for a contrast the one whose effect it is; `null` for tests over all arms.
  @Nullable public var arm: String?
  /// The arm it is compared with; `null` for a number of one arm.
  @Nullable public var referenceArm: String?
  /// The strategy followed, where arms are strategies over time, or from when on patients are in the
  /// focal arm, where not from the start.
  @Nullable public var regime: String?
  /// What is estimated: `median`, `medianDifference`, `medianRatio`, `quantile`, `survivalRatio`,
  /// `cumulativeHazard`, `averageHazardRatio`, `piecewiseHazardRatio`, `changingHazardRatio`,
  /// `hazardRatioChange`, `frailtyVariance`, `likelihoodRatioTest`, `waldTest`, `scoreTest`,
  /// `concordance`, `stateProbability`, `stateProbabilityDifference`, `stateTime`,
  /// `stateTimeDifference`, `transitionHazardRatio`, `maxCombo`, `survival`, `survivalDifference`, `rmst`, `rmstDifference`,
  /// `rmstRatio`, `hazardRatio`, `logRank`, `proportionalHazards`, `medianFollowUp`, `mean`,
  /// `meanDifference`, `risk`, `riskDifference`, `riskRatio`, `oddsRatio`, `rate`,
  /// `rateDifference`, `rateRatio`, `cumulativeIncidence`, `cumulativeIncidenceDifference`,
  /// `cumulativeIncidenceRatio`, `timeLost`, `timeLostDifference`, `timeLostRatio`, `gray`,
  /// `subdistributionHazardRatio`, `causeSpecificHazardRatio`, `accelerationFactor`,
  /// `survivalOddsRatio`, `probitDifference`, `meanTime`, `meanTimeDifference`, `akaikeCriterion`,
  /// `bayesianCriterion`.
  public var measure: String
  /// The time or horizon it refers to, in the outcome's unit; of a quantile, the share that has had the
  /// event.
  @Nullable public var at: Double?
  /// The unit of the estimate, such as `days`, `per year` or what values are measured in; `null` for
  /// ratios and probabilities.
  @Nullable public var unit: String?
  /// The confidence level.
  public var level: Double
  /// The estimate.
  @Nullable public var estimate: Double?
  /// The lower confidence limit.
  @Nullable public var lower: Double?
  /// The upper confidence limit.
  @Nullable public var upper: Double?
  /// The standard error; of a ratio, on the log scale.
  @Nullable public var standardError: Double?
  /// The test statistic.
  @Nullable public var statistic: Double?
  /// Its degrees of freedom, for chi-squared and t statistics; of the limits of a mean.
  @Nullable public var df: Double?
  /// Its p-value.
  @Nullable public var p: Double?
  /// Patients (unweighted) the estimate uses.
  @Nullable public var n: Int?
  /// Events (unweighted) among them.
  @Nullable public var events: Int?
  /// How the standard error was computed: `model` or `robust`.
  @Nullable public var variance: String?
  /// Whether the estimate is marginal over the covariates.
  @Nullable public var marginal: Bool?
  /// How it was computed, such as `efron` or `logLog`.
  @Nullable public var method: String?
  /// Whether the number exists.
  public var status: Status
  /// Why it does not.
  @Nullable public var reason: String?
  /// The true value in the population that the estimate speaks of, where patients are simulated and
  /// the study says what its arms stand for.
  @Nullable public var truth: Double?

  /// An estimate without its numbers yet.
  public init(
    outcome: String, design: String?, subgroup: String?, arm: String?, referenceArm: String?,
    measure: String, at: Double? = nil, unit: String? = nil, level: Double,
    status: Status = .estimated
  ) {
    self.outcome = outcome
    self.design = design
    self.subgroup = subgroup
    self.arm = arm
    self.referenceArm = referenceArm
    self.measure = measure
    self.at = at
    self.unit = unit
    self.level = level
    self.status = status
  }
}

/// A curve over time.
public struct Curve: Codable, Sendable, Equatable {
  /// The outcome.
  public var outcome: String
  /// The event, where an outcome has several.
  @Nullable public var event: String?
  /// The design; `null` for the crude comparison.
  @Nullable public var design: String?
  /// The subgroup as `column=level`; `null` for everyone.
  @Nullable public var subgroup: String?
  /// The arm.
  public var arm: String
  /// `survival`, `cumulativeIncidence` or `occupation`.
  public var kind: String
  /// The unit of the times.
  public var unit: String
  /// Times, starting at 0; at most 1,000.
  public var time: [Double] = []
  /// The value from each time to the next.
  public var value: [Double] = []
  /// Pointwise lower limits.
  public var lower: [Double?] = []
  /// Pointwise upper limits.
  public var upper: [Double?] = []
  /// Patients at risk just before each time.
  public var atRisk: [Int] = []
  /// Their weight.
  public var atRiskWeighted: [Double] = []
  /// Events at or since the time before, unweighted.
  public var events: [Int] = []
  /// Censored since the time before, unweighted.
  public var censored: [Int] = []
  /// The last time at which anyone was followed.
  public var lastTime: Double
  /// A few round times with the number at risk, for tables under a figure.
  public var riskTable: RiskTable
  /// A band that holds the whole curve, where one was asked for.
  @Nullable public var band: Band?
  /// Times at which follow-up ended without the event, of survival curves: at most 200, evenly chosen.
  @Nullable public var censoringTimes: [Double]?

  /// A band that holds the whole curve at the level.
  public struct Band: Codable, Sendable, Equatable {
    /// Its shape: `hallWellner` or `equalPrecision`.
    public var kind: String
    /// Lower limits at the times of the curve; `null` where the band has none.
    public var lower: [Double?]
    /// Upper limits.
    public var upper: [Double?]
    /// Why there is no band; `null` where there is one.
    @Nullable public var reason: String?

    /// A band.
    public init(kind: String, lower: [Double?], upper: [Double?], reason: String?) {
      self.kind = kind
      self.lower = lower
      self.upper = upper
      self.reason = reason
    }
  }

  /// Numbers at risk at round times.
  public struct RiskTable: Codable, Sendable, Equatable {
    /// The times, in the unit of the curve.
    public var time: [Double]
    /// Patients at risk, unweighted.
    public var atRisk: [Int]
    /// Their weight.
    public var atRiskWeighted: [Double]

    /// Numbers at risk.
    public init(time: [Double], atRisk: [Int], atRiskWeighted: [Double]) {
      self.time = time
      self.atRisk = atRisk
      self.atRiskWeighted = atRiskWeighted
    }
  }

  /// A curve without its steps yet.
  public init(
    outcome: String, design: String?, subgroup: String?, arm: String, kind: String, unit: String,
    lastTime: Double, riskTable: RiskTable
  ) {
    self.outcome = outcome
    self.design = design
    self.subgroup = subgroup
    self.arm = arm
    self.kind = kind
    self.unit = unit
    self.lastTime = lastTime
    self.riskTable = riskTable
  }
}
