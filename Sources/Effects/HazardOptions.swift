public import Regression
public import Survival
public import Vocabulary

/// The function of time with which a log hazard ratio changes.
public enum HazardScale: String, Word, Sendable {
  /// The time itself.
  case identity
  /// The logarithm of the time.
  case log

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .identity: "the log hazard ratio changes with the time itself"
    case .log: "the log hazard ratio changes with the logarithm of the time"
    }
  }
}

/// Options of a hazard ratio that changes with time.
public struct ChangingHazardOptions: Section, Equatable {
  /// The times at which one constant ratio gives way to the next.
  public var cuts: [Double] = []
  /// The times at which a ratio that changes all along is shown.
  public var at: [Double] = []
  /// The function of time with which it changes all along.
  public var scale = HazardScale.log
  /// How tied event times are handled.
  public var ties = TieMethod.efron
  /// Terms added beside the arm, with constant coefficients.
  public var adjust: [Term] = []

  /// No times.
  public init() {}

  /// `changingHazardRatio`.
  public static let name = "changingHazardRatio"
  /// What it holds.
  public static let summary = "options of a hazard ratio that changes with time"
  /// Its fields.
  public static let fields: [Field<ChangingHazardOptions>] = [
    Field(
      "cuts", \.cuts,
      "times between which the ratio is constant; an event at such a time is in the piece before it",
      limits: .positive),
    Field(
      "at", \.at, "times at which a ratio is shown that changes all along, instead of 'cuts'",
      limits: .positive),
    Field("scale", \.scale, "how the ratio changes where 'at' is given"),
    Field("ties", \.ties, "how tied event times are handled"),
    Field("adjust", \.adjust, "terms beside the arm; the ratios are then conditional on them"),
  ]

  /// When each piece begins.
  var starts: [Double] { [0] + cuts }
}

/// Options of concordance.
public struct ConcordanceOptions: Section, Equatable {
  /// Terms of the Cox model beside the arm.
  public var adjust: [Term] = []
  /// Which pairs count for how much.
  public var weighting = ConcordanceWeight.harrell
  /// The last time of an event that counts.
  public var horizon: Double?

  /// Harrell's, over all times.
  public init() {}

  /// `concordance`.
  public static let name = "concordance"
  /// What it holds.
  public static let summary = "options of the concordance of a Cox model"
  /// Its fields.
  public static let fields: [Field<ConcordanceOptions>] = [
    Field("adjust", \.adjust, "terms of the Cox model beside the arm"),
    Field("weighting", \.weighting, "which pairs count for how much"),
    Field("horizon", \.horizon, "the last time of an event that counts", limits: .positive),
  ]
}
