public import Cohorts
public import Regression
public import Vocabulary

/// One thing asked to be estimated, as a word of a study: `cox`, or `{rmst: 1826.25}`.
public enum EstimateRequest: WordWithOptions, Equatable {
  /// Survival curves with numbers at risk and follow-up.
  case kaplanMeier(CurveOptions)
  /// Median survival.
  case median(NoOptions)
  /// The difference and the ratio of medians.
  case medianDifference(MedianDifferenceOptions)
  /// Times by which a share has had the event.
  case quantile(QuantileOptions)
  /// Survival at given times.
  case survival(TimesOption)
  /// The ratio of survival at given times.
  case survivalRatio(TimesOption)
  /// Restricted mean survival time to given horizons.
  case rmst(TimesOption)
  /// The log-rank test.
  case logRank(LogRankOptions)
  /// The largest of several log-rank tests.
  case maxCombo(MaxComboOptions)
  /// The hazard ratio.
  case cox(CoxOptions)
  /// The cumulative hazard at given times.
  case cumulativeHazard(CumulativeHazardOptions)
  /// The average hazard ratio up to given horizons.
  case averageHazardRatio(HorizonOptions)
  /// A hazard ratio that changes with time.
  case changingHazardRatio(ChangingHazardOptions)
  /// How well a Cox model tells who has the event first.
  case concordance(ConcordanceOptions)
  /// The probability of each of several events, with its curves.
  case cumulativeIncidence(IncidenceOptions)
  /// The time lost to each of several events.
  case timeLost(IncidenceOptions)
  /// Gray's test.
  case gray(GrayOptions)
  /// The ratio of subdistribution hazards.
  case fineGray(FineGrayOptions)
  /// The ratio of the rates of each of several events.
  case causeSpecific(CauseSpecificOptions)
  /// States over time.
  case states(StateOptions)
  /// A mean, risk or rate, or a contrast of them.
  case value(ValueMeasure, ValueOptions)

  /// The words with their options.
  public static let choices: [Choice<EstimateRequest>] =
    [
      Choice(
        [.init("kaplanMeier", "survival curves, numbers at risk and median follow-up")],
        EstimateRequest.kaplanMeier),
      Choice([.init("median", "median survival of each arm")], EstimateRequest.median),
      Choice(
        [.init("medianDifference", "the difference of medians, and their ratio")],
        EstimateRequest.medianDifference),
      Choice(
        [.init("quantile", "the times by which given shares of each arm have had the event")],
        EstimateRequest.quantile),
      Choice(
        [.init("survival", "survival at given times, by arm and its difference")],
        EstimateRequest.survival),
      Choice(
        [.init("survivalRatio", "the ratio of survival at given times")],
        EstimateRequest.survivalRatio),
      Choice(
        [.init("rmst", "restricted mean survival time, by arm, its difference and ratio")],
        EstimateRequest.rmst),
      Choice(
        [.init("logRank", "the log-rank test, and its weighted relatives")],
        EstimateRequest.logRank),
      Choice(
        [
          .init(
            "maxCombo", "the largest of several log-rank tests, where hazards may cross or delay")
        ], EstimateRequest.maxCombo),
      Choice(
        [.init("cox", "the hazard ratio, with a test of proportional hazards")],
        EstimateRequest.cox),
      Choice(
        [.init("cumulativeHazard", "the cumulative hazard of each arm at given times")],
        EstimateRequest.cumulativeHazard),
      Choice(
        [
          .init(
            "averageHazardRatio",
            "the odds of having the event first, up to horizons: a hazard ratio where hazards may cross"
          )
        ], EstimateRequest.averageHazardRatio),
      Choice(
        [
          .init(
            "changingHazardRatio", "a hazard ratio by pieces of time, or one that changes all along"
          )
        ], EstimateRequest.changingHazardRatio),
      Choice(
        [.init("concordance", "how well a Cox model of arm and terms tells who is first")],
        EstimateRequest.concordance),
      Choice(
        [
          .init(
            "cumulativeIncidence",
            "the probability of the event and of each competing one, with curves and at given times"
          )
        ], EstimateRequest.cumulativeIncidence),
      Choice(
        [
          .init(
            "timeLost", "the mean time lost to each event up to given horizons, and its difference")
        ], EstimateRequest.timeLost),
      Choice(
        [.init("gray", "Gray's test of equal cumulative incidence of each event")],
        EstimateRequest.gray),
      Choice(
        [.init("fineGray", "the ratio of subdistribution hazards of each event")],
        EstimateRequest.fineGray),
      Choice(
        [
          .init(
            "causeSpecific", "the ratio of the rates of each event among those still free of all")
        ], EstimateRequest.causeSpecific),
      Choice(
        [
          .init(
            "states", "in which state patients are over time, for how long, and how they leave")
        ], EstimateRequest.states),
    ]
    + ValueMeasure.allCases.map { measure in
      Choice([.init(measure.rawValue, measure.summary)]) { EstimateRequest.value(measure, $0) }
    }

  /// The word.
  public var word: String {
    switch self {
    case .kaplanMeier: "kaplanMeier"
    case .median: "median"
    case .medianDifference: "medianDifference"
    case .quantile: "quantile"
    case .survival: "survival"
    case .survivalRatio: "survivalRatio"
    case .rmst: "rmst"
    case .logRank: "logRank"
    case .maxCombo: "maxCombo"
    case .cox: "cox"
    case .cumulativeHazard: "cumulativeHazard"
    case .averageHazardRatio: "averageHazardRatio"
    case .changingHazardRatio: "changingHazardRatio"
    case .concordance: "concordance"
    case .cumulativeIncidence: "cumulativeIncidence"
    case .timeLost: "timeLost"
    case .gray: "gray"
    case .fineGray: "fineGray"
    case .causeSpecific: "causeSpecific"
    case .states: "states"
    case .value(let measure, _): measure.rawValue
    }
  }

  /// The options.
  public var options: Node {
    switch self {
    case .median: .mapping([])
    case .kaplanMeier(let options): options.band == nil ? .mapping([]) : options.node
    case .medianDifference(let options): options.node
    case .quantile(let options): options.node
    case .survival(let options), .survivalRatio(let options), .rmst(let options): options.written
    case .logRank(let options): options == LogRankOptions() ? .mapping([]) : options.node
    case .maxCombo(let options): options.node
    case .cox(let options): options.node
    case .cumulativeHazard(let options): options.node
    case .averageHazardRatio(let options): options.at.node
    case .changingHazardRatio(let options): options.node
    case .concordance(let options): options.node
    case .causeSpecific(let options): options.node
    case .cumulativeIncidence(let options), .timeLost(let options): options.node
    case .gray(let options): options.node
    case .fineGray(let options): options.node
    case .states(let options): options.node
    case .value(_, let options): options.adjust.isEmpty ? .mapping([]) : options.node
    }
  }

  /// The terms beside the arm in the model of the request.
  public var adjustment: [Term] {
    switch self {
    case .cox(let options): options.adjust
    case .changingHazardRatio(let options): options.adjust
    case .concordance(let options): options.adjust
    case .causeSpecific(let options): options.adjust
    case .fineGray(let options): options.adjust
    case .states(let options): options.adjust
    case .value(_, let options): options.adjust
    case .survival(let options), .survivalRatio(let options), .rmst(let options): options.adjust
    case .kaplanMeier, .median, .medianDifference, .quantile, .logRank, .maxCombo,
      .cumulativeHazard, .averageHazardRatio, .cumulativeIncidence, .timeLost, .gray:
      []
    }
  }

  /// Whether it weighs patients by propensities of its own.
  public var needsPropensity: Bool {
    switch self {
    case .survival(let options), .survivalRatio(let options), .rmst(let options):
      !options.adjust.isEmpty && options.by == .augmented
    default: false
    }
  }

  /// Whether the request says something of a cohort without arms.
  public var isOfOneGroup: Bool {
    switch self {
    case .kaplanMeier, .median, .quantile, .survival, .rmst, .cumulativeHazard,
      .cumulativeIncidence, .timeLost, .states:
      true
    case .medianDifference, .survivalRatio, .logRank, .maxCombo, .cox, .averageHazardRatio,
      .changingHazardRatio, .concordance, .gray, .fineGray, .causeSpecific, .value:
      false
    }
  }

  /// Whether the request is about each of several events rather than about one that others censor.
  public var isOfSeveralEvents: Bool {
    switch self {
    case .cumulativeIncidence, .timeLost, .gray, .fineGray, .causeSpecific: true
    case .kaplanMeier, .median, .medianDifference, .quantile, .survival, .survivalRatio, .rmst,
      .logRank, .maxCombo, .cox, .cumulativeHazard, .averageHazardRatio, .changingHazardRatio,
      .concordance, .states, .value:
      false
    }
  }

  /// The times it asks for.
  public var times: [Double] {
    switch self {
    case .survival(let times), .survivalRatio(let times), .rmst(let times): times.at
    case .cumulativeIncidence(let options), .timeLost(let options): options.at
    case .cumulativeHazard(let options): options.at
    case .averageHazardRatio(let options): options.at
    case .changingHazardRatio(let options): options.at
    case .states(let options): options.at + options.horizon
    case .kaplanMeier, .median, .medianDifference, .quantile, .logRank, .maxCombo, .cox,
      .concordance, .gray, .fineGray, .causeSpecific, .value:
      []
    }
  }

  /// The kind of values the request is about; `nil` for times to an event.
  public var valueKind: ValueKind? {
    if case .value(let measure, _) = self { return measure.kind }
    return nil
  }
}
