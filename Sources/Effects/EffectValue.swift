/// A number with its uncertainty, or the reason why it does not exist.
///
/// A number that cannot be computed is nil, and then ``absence`` says why; an estimate may exist
/// while its limits do not.
public struct EffectValue: Sendable, Equatable {
  /// The estimate.
  public var estimate: Double?
  /// Its standard error; on the log scale for a ratio.
  public var standardError: Double?
  /// The lower limit.
  public var lower: Double?
  /// The upper limit.
  public var upper: Double?
  /// The statistic of its test.
  public var statistic: Double?
  /// The degrees of freedom of a chi-squared or t statistic; nil for a normal one.
  public var degreesOfFreedom: Double?
  /// The p-value of its test.
  public var p: Double?
  /// Why a number is missing.
  public var absence: Absence?

  /// Why a number is missing, whatever the outcome.
  public struct Absence: Sendable, Equatable {
    /// A stable name.
    public let id: String
    /// What it means, in one line.
    public let summary: String
    /// Whether the number lies beyond what was seen, rather than not existing.
    public let isNotReached: Bool
  }

  /// An estimate with what is known of it.
  public init(
    _ estimate: Double? = nil, standardError: Double? = nil, lower: Double? = nil,
    upper: Double? = nil, statistic: Double? = nil, degreesOfFreedom: Double? = nil,
    p: Double? = nil, absence: Absence? = nil
  ) {
    self.estimate = estimate
    self.standardError = standardError
    self.lower = lower
    self.upper = upper
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.p = p
    self.absence = absence
  }
}
