public import Regression
public import Survival
public import Vocabulary

/// What the partial likelihood is penalised by.
public enum HazardPenalty: String, Word, Sendable {
  /// Nothing.
  case none
  /// Half the logarithm of the information.
  case firth

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .none: "nothing"
    case .firth:
      "Firth's penalty: finite where an arm has no event, less biased where there are few"
    }
  }
}

/// Where the limits and the test of a hazard ratio come from.
public enum HazardLimits: String, Word, Sendable {
  /// The standard error.
  case wald
  /// The profile of the likelihood.
  case profileLikelihood

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .wald: "the standard error, model-based or robust"
    case .profileLikelihood:
      "the profile of the likelihood and its ratio: for few events, and people who count once"
    }
  }
}

/// Options of the Cox model.
public struct CoxOptions: Section, Equatable {
  /// How tied event times are handled.
  public var ties = TieMethod.efron
  /// Terms added beside the arm.
  public var adjust: [Term] = []
  /// What the partial likelihood is penalised by.
  public var penalty = HazardPenalty.none
  /// Where limits and the test of the hazard ratio come from.
  public var limits = HazardLimits.wald
  /// The scale of time in the test of proportional hazards.
  public var proportionalHazards = TimeTransform.km

  /// The same without a penalty, and with limits from the standard error.
  public var plain: CoxOptions {
    var options = self
    options.penalty = .none
    options.limits = .wald
    return options
  }

  /// What distinguishes one hazard ratio from another.
  var method: String {
    let parts = [
      ties.rawValue, penalty == .firth ? "Firth's penalty" : nil,
      limits == .profileLikelihood ? "profile likelihood" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// Efron's ties, no further terms, no penalty.
  public init() {}

  /// `cox`.
  public static let name = "cox"
  /// What it holds.
  public static let summary = "options of the Cox model"
  /// Its fields.
  public static let fields: [Field<CoxOptions>] = [
    Field("ties", \.ties, "how tied event times are handled"),
    Field("adjust", \.adjust, "terms beside the arm; the hazard ratio is then conditional on them"),
    Field("penalty", \.penalty, "what the partial likelihood is penalised by"),
    Field("limits", \.limits, "where limits and the test of the hazard ratio come from"),
    Field(
      "proportionalHazards", \.proportionalHazards,
      "the scale of time in the test of proportional hazards"),
  ]
}
