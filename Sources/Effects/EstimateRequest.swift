public import Regression
public import Survival
public import Vocabulary

/// One thing asked to be estimated, as a word of a study: `cox`, or `{rmst: 1826.25}`.
public enum EstimateRequest: WordWithOptions, Equatable {
  /// Survival curves with numbers at risk and follow-up.
  case kaplanMeier(NoOptions)
  /// Median survival.
  case median(NoOptions)
  /// Survival at given times.
  case survival(TimesOption)
  /// Restricted mean survival time to given horizons.
  case rmst(TimesOption)
  /// The log-rank test.
  case logRank(NoOptions)
  /// The hazard ratio.
  case cox(CoxOptions)

  /// The words with their options.
  public static let choices: [Choice<EstimateRequest>] = [
    Choice(
      [.init("kaplanMeier", "survival curves, numbers at risk and median follow-up")],
      EstimateRequest.kaplanMeier),
    Choice([.init("median", "median survival of each arm")], EstimateRequest.median),
    Choice(
      [.init("survival", "survival at given times, by arm and its difference")],
      EstimateRequest.survival),
    Choice(
      [.init("rmst", "restricted mean survival time, by arm, its difference and ratio")],
      EstimateRequest.rmst),
    Choice([.init("logRank", "the log-rank test")], EstimateRequest.logRank),
    Choice(
      [.init("cox", "the hazard ratio, with a test of proportional hazards")],
      EstimateRequest.cox),
  ]

  /// The word.
  public var word: String {
    switch self {
    case .kaplanMeier: "kaplanMeier"
    case .median: "median"
    case .survival: "survival"
    case .rmst: "rmst"
    case .logRank: "logRank"
    case .cox: "cox"
    }
  }

  /// The options.
  public var options: Node {
    switch self {
    case .kaplanMeier, .median, .logRank: .mapping([])
    case .survival(let options), .rmst(let options): options.at.node
    case .cox(let options): options.node
    }
  }
}

/// Options of a word that has none.
public struct NoOptions: Section, Equatable {
  /// No options.
  public init() {}

  /// `noOptions`.
  public static let name = "noOptions"
  /// What it holds.
  public static let summary = "no options"
  /// Its fields.
  public static let fields: [Field<NoOptions>] = []
}

/// Times at which something is estimated.
public struct TimesOption: Section, Equatable {
  /// The times in the outcome's unit.
  public var at: [Double] = []

  /// No times.
  public init() {}

  /// `times`.
  public static let name = "times"
  /// What it holds.
  public static let summary = "times at which something is estimated"
  /// A bare number or list is the times.
  public static let shorthand: String? = "at"
  /// Its fields.
  public static let fields: [Field<TimesOption>] = [
    Field("at", \.at, "the times, in the outcome's unit", limits: .positive, required: true)
  ]
}

/// Options of the Cox model.
public struct CoxOptions: Section, Equatable {
  /// How tied event times are handled.
  public var ties = TieMethod.efron
  /// Terms added beside the arm.
  public var adjust: [Term] = []
  /// The scale of time in the test of proportional hazards.
  public var proportionalHazards = TimeTransform.km

  /// Efron's ties and no further terms.
  public init() {}

  /// `cox`.
  public static let name = "cox"
  /// What it holds.
  public static let summary = "options of the Cox model"
  /// Its fields.
  public static let fields: [Field<CoxOptions>] = [
    Field("ties", \.ties, "how tied event times are handled"),
    Field("adjust", \.adjust, "terms beside the arm; the hazard ratio is then conditional on them"),
    Field(
      "proportionalHazards", \.proportionalHazards,
      "the scale of time in the test of proportional hazards"),
  ]
}
