/// A design: whom it compares with whom, and how well balanced they are.
public struct DesignResult: Codable, Sendable, Equatable {
  /// What is left of an arm.
  public struct ArmCounts: Codable, Sendable, Equatable {
    /// Patients the design uses.
    public var n: Int
    /// Patients of the arm it does not use.
    public var unmatched: Int
    /// (Σw)² / Σw².
    public var effectiveSampleSize: Double
    /// Σw.
    public var sumOfWeights: Double
    /// The largest weight.
    public var largestWeight: Double

    /// Counts of an arm.
    public init(
      n: Int, unmatched: Int, effectiveSampleSize: Double, sumOfWeights: Double,
      largestWeight: Double
    ) {
      self.n = n
      self.unmatched = unmatched
      self.effectiveSampleSize = effectiveSampleSize
      self.sumOfWeights = sumOfWeights
      self.largestWeight = largestWeight
    }
  }

  /// One row of the balance table.
  public struct BalanceRow: Codable, Sendable, Equatable {
    /// The covariate.
    public var covariate: String
    /// The level, for categories.
    @Nullable public var level: String?
    /// The time, for covariates that change; not used by one table.
    @Nullable public var time: Double?
    /// The subgroup, where balance is within one.
    @Nullable public var subgroup: String?
    /// Whether the covariate is in the propensity model, or only reported beside it.
    public var inModel: Bool
    /// The arm.
    public var arm: String
    /// The arm it is compared with.
    public var referenceArm: String
    /// The mean in the arm before.
    @Nullable public var meanBefore: Double?
    /// The mean in the reference arm before.
    @Nullable public var referenceMeanBefore: Double?
    /// The mean in the arm after.
    @Nullable public var meanAfter: Double?
    /// The mean in the reference arm after.
    @Nullable public var referenceMeanAfter: Double?
    /// The standardized mean difference before.
    @Nullable public var smdBefore: Double?
    /// The standardized mean difference after.
    @Nullable public var smdAfter: Double?
    /// The ratio of variances before; `null` for shares.
    @Nullable public var varianceRatioBefore: Double?
    /// The ratio of variances after; `null` for shares.
    @Nullable public var varianceRatioAfter: Double?
    /// The largest difference of the cumulative distributions before.
    @Nullable public var ksBefore: Double?
    /// The largest difference of the cumulative distributions after.
    @Nullable public var ksAfter: Double?

    /// A row.
    public init(
      covariate: String, level: String?, inModel: Bool, arm: String, referenceArm: String
    ) {
      self.covariate = covariate
      self.level = level
      self.inModel = inModel
      self.arm = arm
      self.referenceArm = referenceArm
    }
  }

  /// What a gate found.
  public struct Gate: Codable, Sendable, Equatable {
    /// The gate: `smd`, `overlap`, `ess` or `share`.
    public var gate: String
    /// What was measured; `null` where it cannot be.
    @Nullable public var value: Double?
    /// What the study asks for.
    public var threshold: Double
    /// `report` or `withhold`.
    public var action: String
    /// Whether the value is on the right side of the threshold.
    public var passed: Bool
    /// What the value belongs to: a covariate, or an arm.
    @Nullable public var subject: String?

    /// A gate.
    public init(
      gate: String, value: Double?, threshold: Double, action: String, passed: Bool,
      subject: String?
    ) {
      self.gate = gate
      self.value = value
      self.threshold = threshold
      self.action = action
      self.passed = passed
      self.subject = subject
    }
  }

  /// Its place among the designs of the study, from 0.
  public var position: Int
  /// How the arms are made comparable, such as `nearest`.
  public var method: String
  /// The estimand asked for, such as `ATT`.
  @Nullable public var estimand: String?
  /// Whom the estimate speaks of, such as `ATT`, or `matched-ATT` where patients were dropped.
  @Nullable public var targetPopulation: String?
  /// The number of matched sets.
  @Nullable public var sets: Int?
  /// The caliper on the scale of the score.
  @Nullable public var caliperWidth: Double?
  /// The sum of distances within sets.
  @Nullable public var totalDistance: Double?
  /// What proves an optimal match optimal.
  @Nullable public var certificate: String?
  /// What is left of each arm.
  public var arms: [String: ArmCounts] = [:]
  /// The balance before and after.
  public var balance: [BalanceRow] = []
  /// What each gate found.
  public var gates: [Gate] = []
  /// The propensity scores under the design.
  @Nullable public var scores: PropensityResult.Histogram?

  /// A design.
  public init(position: Int, method: String, estimand: String?, targetPopulation: String?) {
    self.position = position
    self.method = method
    self.estimand = estimand
    self.targetPopulation = targetPopulation
  }
}
