public import Regression
public import Survival
public import Vocabulary

/// How curves are adjusted for covariates.
public enum CurveAdjustment: String, Word, Sendable {
  /// Averages of what models of each arm predict for everybody.
  case standardized
  /// The same, corrected by what was seen.
  case augmented

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .standardized:
      "what a Cox model of each arm predicts, averaged over all patients (g-computation)"
    case .augmented:
      "the same, corrected by what was seen weighted by propensities: right if either is"
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

  /// No times.
  public init() {}

  /// The same without adjustment.
  public var plain: TimesOption {
    var options = TimesOption()
    options.at = at
    return options
  }

  /// The options as written: the times alone where there is nothing else.
  var written: Node { self == plain ? at.node : node }

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
  ]
}
