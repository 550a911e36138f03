public import Regression
public import Survival
public import Vocabulary

/// How curves are adjusted for covariates.
public enum CurveAdjustment: String, Word, Sendable {
  /// Averages of what models of each arm predict for everybody.
  case standardized
  /// The same, corrected by what was seen.
  case augmented
  /// Averages of lines through pseudo-values of each arm.
  case pseudoValues

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .standardized:
      "what a Cox model of each arm predicts, averaged over all patients (g-computation)"
    case .augmented:
      "the same, corrected by what was seen weighted by propensities: right if either is"
    case .pseudoValues:
      "what a linear regression of each arm's pseudo-values predicts, without a model of hazards"
    }
  }
}

/// Where errors of adjusted curves come from.
public enum CurveErrors: String, Word, Sendable {
  /// The influence function.
  case influence
  /// Resamples of the patients.
  case bootstrap

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .influence: "the influence function of each patient"
    case .bootstrap:
      "resamples of patients, or of those who belong together; limits are percentiles"
    }
  }
}

/// Times at which a number of curves is estimated, and what it is adjusted for.
public struct TimesOption: Section, Equatable {
  /// The times in the outcome's unit.
  public var at: [Double] = []
  /// Terms of the models whose predictions are averaged.
  public var adjust: [Term] = []
  /// How the curves are adjusted.
  public var by = CurveAdjustment.standardized
  /// How leaving is modelled where curves are augmented.
  public var censoring = CensoringModel.kaplanMeier
  /// Where errors come from where curves are adjusted.
  public var errors = CurveErrors.influence
  /// How many resamples are drawn.
  public var draws = 500
  /// The seed of their random numbers.
  public var seed = 1
  /// Where given, survival of those who are free of the event at this earlier time.
  public var given: Double?

  /// No times.
  public init() {}

  /// The same without adjustment.
  public var plain: TimesOption {
    var options = TimesOption()
    options.at = at
    options.given = given
    return options
  }

  /// The options as written: the times alone where there is nothing else.
  var written: Node { self == plain && given == nil ? at.node : node }

  /// How adjusted numbers were made.
  var method: String { errors == .influence ? by.rawValue : "\(by.rawValue), bootstrap" }

  /// `times`.
  public static let name = "times"
  /// What it holds.
  public static let summary = "times at which something is estimated, and what it is adjusted for"
  /// A bare number or list is the times.
  public static let shorthand: String? = "at"
  /// Its fields.
  public static let fields: [Field<TimesOption>] = [
    Field("at", \.at, "the times, in the outcome's unit", limits: .positive, required: true),
    Field(
      "adjust", \.adjust,
      "terms of a Cox model in each arm, averaged over the patients: the number stays marginal"),
    Field("by", \.by, "how it is adjusted"),
    Field("censoring", \.censoring, "how leaving is modelled where 'by' is augmented"),
    Field("errors", \.errors, "where errors come from where it is adjusted"),
    Field(
      "draws", \.draws, "how many resamples a bootstrap draws",
      limits: Limits(minimum: 50, maximum: 100_000)),
    Field("seed", \.seed, "the seed of the resamples", limits: .atLeast(0)),
    Field(
      "given", \.given,
      "survival of those who are free of the event at this earlier time, without adjustment",
      limits: .positive),
  ]
}

/// Options of survival curves.
public struct CurveOptions: Section, Equatable {
  /// The band that holds the whole curve, beside the pointwise one.
  public var band: SimultaneousBand.Kind?

  /// The pointwise band alone.
  public init() {}

  /// `kaplanMeier`.
  public static let name = "kaplanMeier"
  /// What it holds.
  public static let summary = "options of survival curves"
  /// Its fields.
  public static let fields: [Field<CurveOptions>] = [
    Field(
      "band", \.band, "a band that holds the whole curve at the level, beside the pointwise one")
  ]
}

/// Options of the cumulative hazard.
public struct CumulativeHazardOptions: Section, Equatable {
  /// The times in the outcome's unit.
  public var at: [Double] = []
  /// How ties are taken.
  public var estimator = HazardEstimator.nelsonAalen

  /// No times.
  public init() {}

  /// `cumulativeHazard`.
  public static let name = "cumulativeHazard"
  /// What it holds.
  public static let summary = "options of the cumulative hazard"
  /// A bare number or list is the times.
  public static let shorthand: String? = "at"
  /// Its fields.
  public static let fields: [Field<CumulativeHazardOptions>] = [
    Field("at", \.at, "the times, in the outcome's unit", limits: .positive, required: true),
    Field("estimator", \.estimator, "how events at one time are taken"),
  ]
}

/// Options of the average hazard ratio.
public struct HorizonOptions: Section, Equatable {
  /// The horizons in the outcome's unit.
  public var at: [Double] = []

  /// No horizons.
  public init() {}

  /// `horizon`.
  public static let name = "horizon"
  /// What it holds.
  public static let summary = "horizons to which something is averaged"
  /// A bare number or list is the horizons.
  public static let shorthand: String? = "at"
  /// Its fields.
  public static let fields: [Field<HorizonOptions>] = [
    Field("at", \.at, "the horizons, in the outcome's unit", limits: .positive, required: true)
  ]
}
