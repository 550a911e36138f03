public import Cohorts
public import Regression
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
    + ValueMeasure.allCases.map { measure in
      Choice([.init(measure.rawValue, measure.summary)]) { EstimateRequest.value(measure, $0) }
    }

  /// The word.
  public var word: String {
    switch self {
    case .kaplanMeier: "kaplanMeier"
    case .median: "median"
    case .survival: "survival"
    case .rmst: "rmst"
    case .logRank: "logRank"
    case .cox: "cox"
    case .value(let measure, _): measure.rawValue
    }
  }

  /// The options.
  public var options: Node {
    switch self {
    case .kaplanMeier, .median, .logRank: .mapping([])
    case .survival(let options), .rmst(let options): options.at.node
    case .cox(let options): options.node
    case .value(_, let options): options.adjust.isEmpty ? .mapping([]) : options.node
    }
  }

  /// The terms beside the arm in the model of the request.
  public var adjustment: [Term] {
    switch self {
    case .cox(let options): options.adjust
    case .value(_, let options): options.adjust
    case .kaplanMeier, .median, .survival, .rmst, .logRank: []
    }
  }

  /// Whether the request says something of a cohort without arms.
  public var isOfOneGroup: Bool {
    switch self {
    case .kaplanMeier, .median, .survival, .rmst: true
    case .logRank, .cox, .value: false
    }
  }

  /// The kind of values the request is about; `nil` for times to an event.
  public var valueKind: ValueKind? {
    if case .value(let measure, _) = self { return measure.kind }
    return nil
  }
}
