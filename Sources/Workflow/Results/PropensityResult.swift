/// A fitted propensity model.
public struct PropensityResult: Codable, Sendable, Equatable {
  /// One coefficient on the user's scale.
  public struct Coefficient: Codable, Sendable, Equatable {
    /// The term as written; `(Intercept)` for the constant.
    public var term: String
    /// The level or basis column, where a term has several.
    @Nullable public var level: String?
    /// The arm whose probability the model gives.
    public var arm: String
    /// The log odds ratio per unit; `null` where the column is aliased.
    @Nullable public var estimate: Double?
    /// Its standard error.
    @Nullable public var standardError: Double?
    /// The Wald statistic.
    @Nullable public var z: Double?
    /// Its two-sided p-value.
    @Nullable public var p: Double?

    /// A coefficient.
    public init(
      term: String, level: String?, arm: String, estimate: Double?, standardError: Double?,
      z: Double?, p: Double?
    ) {
      self.term = term
      self.level = level
      self.arm = arm
      self.estimate = estimate
      self.standardError = standardError
      self.z = z
      self.p = p
    }
  }

  /// Counts of scores in bins of equal width.
  public struct Histogram: Codable, Sendable, Equatable {
    /// Where the first bin starts.
    public var lower: Double
    /// Where the last bin ends.
    public var upper: Double
    /// The (weighted) count in each bin, by arm.
    public var counts: [String: [Double]]

    /// A histogram.
    public init(lower: Double, upper: Double, counts: [String: [Double]]) {
      self.lower = lower
      self.upper = upper
      self.counts = counts
    }
  }

  /// Its place among the models of the study, from 0.
  public var position: Int
  /// How it was fitted: `logistic` or `firth`.
  public var model: String
  /// How many patients it was fitted on.
  public var n: Int
  /// Whether the fit converged.
  public var converged: Bool
  /// How many iterations it took.
  public var iterations: Int
  /// The log-likelihood.
  @Nullable public var logLikelihood: Double?
  /// The deviance.
  @Nullable public var deviance: Double?
  /// The deviance of the model with an intercept only.
  @Nullable public var nullDeviance: Double?
  /// The area under the receiver operating characteristic.
  @Nullable public var cStatistic: Double?
  /// The share of patients with a preference score from 0.3 to 0.7.
  @Nullable public var equipoiseShare: Double?
  /// The condition number of the scaled design.
  @Nullable public var conditionNumber: Double?
  /// The coefficients in the order of the terms.
  public var coefficients: [Coefficient] = []
  /// The propensity scores before any design.
  @Nullable public var scores: Histogram?
  /// The preference scores before any design.
  @Nullable public var preferenceScores: Histogram?

  /// A model.
  public init(position: Int, model: String, n: Int, converged: Bool, iterations: Int) {
    self.position = position
    self.model = model
    self.n = n
    self.converged = converged
    self.iterations = iterations
  }
}
